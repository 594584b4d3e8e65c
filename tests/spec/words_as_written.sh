Words that messages show as they are written.
#### the target of a redirection
cat < $(echo  a   b)
cat > "$(echo  a;  echo b)"$(echo  c   d)
cat < ${x:-$(echo  a   b)}
cat < $(< nosuch)
x='a b'
cat < $x
#### elements that lack a subscript
declare -A m
m=([a]=1 $x \t)
declare -A n=([a]=1 x=$x "q r")
m+=(y=$x)
declare -p m n
#### the name of a job in a pipeline is a command
'%s' | cat
true | %s
echo ${PIPESTATUS[@]}
#### a subscript that is none leaves an empty array
declare 'a[]=x'
declare -A 'm[$none]=x'
declare -p a m
