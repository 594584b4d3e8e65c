Redirections: every operator, numbered and named descriptors, and what goes wrong.
#### order matters
{ echo out; echo err >&2; } > f 2>&1
cat f
{ { echo out; echo err >&2; } 2>&1 > f; } | sed 's/^/pipe: /'
cat f
#### append
echo a > f
echo b >> f
echo c >> new
cat f new
#### both streams
{ echo out; echo err >&2; } &> f
cat f
{ echo out2; echo err2 >&2; } &>> f
cat f
{ echo out3; echo err3 >&2; } >& f
cat f
#### >& with a word that expands
name=f
{ echo a; echo b >&2; } >& $name
cat f
n=2
echo to-err >& $n 2> g
echo --
cat g
#### descriptors opened by exec
exec 3> f
echo one >&3
echo two >&3
exec 3>&-
cat f
echo three >&3
echo $?
#### reading with several descriptors
printf '%s\n' a b c > f
printf '%s\n' 1 2 3 > g
while read -r x <&3 && read -r y <&4; do echo "$x$y"; done 3< f 4< g
exec 5< f
read -r x <&5; read -r y <&5
echo "$x $y"
exec 5<&-
#### a shared position
exec 3> f
(echo sub >&3)
echo parent >&3
sh -c 'echo child >&3'
exec 3>&-
cat f
#### swap output and error
f() { echo out; echo err >&2; }
f 3>&1 1>&2 2>&3 3>&- 2> /dev/null
f 3>&1 1>&2 2>&3 3>&- | sed 's/^/piped: /'
#### moving descriptors
exec 3> f
echo b >&3
exec 4>&3-
echo c >&4
echo d >&3
echo $?
exec 4>&-
cat f
#### moving an input descriptor
echo text > f
exec 5< f
exec 6<&5-
read -r y <&5
echo $?
#### bad descriptors
echo hi >&9
echo $?
cat <&9
echo $?
exec 8>&7
echo "after $?"
: 2>&9
echo $?
#### descriptor words that are no numbers
echo hi >&1x 2>&1
cat 1x
cat <&x
echo $?
n=
echo hi >&$n
echo $?
cat <&$n
echo $?
#### <> opens for reading and writing
printf 'hello\nworld\n' > f
exec 3<> f
read -r x <&3
echo "$x"
echo HERE >&3
exec 3>&-
cat f
: <> created
[ -e created ] && echo created
cat <> f
#### noclobber
set -o noclobber
echo a > f
echo b > f
echo $?
echo c >| f
cat f
echo d >> f
cat f
echo e > /dev/null
echo $?
{ echo x; } &> f
echo $?
: <> f
echo $?
#### noclobber and a failed builtin, exec and a group
set -C
: > f
exec > f
echo "after $?"
{ echo no; } > f
echo $?
for i in 1; do echo no; done > f
echo $?
#### missing files and directories
cat < nosuch
echo $?
echo hi > nosuch/file
echo $?
mkdir dir
echo hi > dir
echo $?
cat < dir 2>&1 | sed 's/.*: /cat: /'
echo hi > ""
echo $?
: < ""
echo $?
#### a file as a directory
: > f
echo x > f/g
echo $?
cat < f/g
echo $?
#### ambiguous redirects
v='a b'
echo hi > $v
echo $?
echo hi > $unset
echo $?
touch x1 x2
echo hi > x*
echo $?
cat < {a,b}
echo $?
echo hi > "$v"
ls 'a b'
#### a target that matches one file
echo old > onlyone
echo new > only*
cat onlyone
#### braces and spaces in targets
echo x > 'a b'
cat < 'a b'
echo y > a{1}
ls a*
v=z
echo z > $v$v
cat zz
#### no process is made for a failed redirection
x=1
{ x=2; } < nosuch
echo "$x $?"
f() { x=3; }
f < nosuch
echo "$x $?"
while x=4; do break; done < nosuch
echo "$x $?"
( x=5 ) < nosuch
echo "$x $?"
#### redirections are done from left to right until one fails
echo hi > a > b < nosuch > c
echo $?
ls a b c
#### errors go where standard error leads by then
cat 2> e < nosuch
echo $?
cat e
{ cat < nosuch; } 2> e2
cat e2
#### {var} for reading, duplicates and arrays
echo line > f
exec {in}< f {dup}>&1 {a[1]}> g
read -r x <&$in
echo "$x"
echo dup >&$dup
echo arr >&${a[1]}
cat g
exec {in}<&- {dup}>&- {a[1]}>&-
#### wrong {var}
exec {1x}> f
echo $?
cat f
readonly r=1
exec {r}> f
echo "after $?"
#### {x} with a space or quotes is a word
echo {fd} > f
cat f
echo "{fd}"> f
cat f
echo {fd} {a,b}> f
cat f
#### a number needs to touch its operator
echo 2 > f
cat f
echo 2> f
echo x2> f
cat f
echo "2"> f
cat f
echo \2> f
cat f
#### large descriptor numbers
exec 200> f
echo big >&200
exec 200>&-
cat f
echo x 1000000> g
echo $?
#### /dev names
echo out > /dev/stdout
echo err > /dev/stderr
echo three 3> f > /dev/fd/3
cat f
echo in | cat /dev/stdin
read -r x < /dev/fd/0 <<< text
echo "$x"
#### a builtin's redirections are undone
echo a > f
echo b
{ echo c; } > g
echo d
eval 'echo e' > h
echo f
cat f g h
#### exec without a command keeps them
exec 4>&1
exec > f
echo in file
exec >&4
echo back
cat f
#### a group of several redirections
{ cat; echo err >&2; cat <&3; } < <(echo in) 2> e 3<<< here > out
cat out e
#### a function and a redirected caller
f() { echo one; echo two >&2; }
f > a 2> b
cat a b
g() { f 2>&1; }
g | wc -l
#### functions with descriptors of the caller
f() { echo "to three" >&3; }
f 3>&1
f 3> x
cat x
#### writing to a descriptor for reading
echo text > f
exec 3< f
echo hi >&3
echo $?
exec 4> g
read x <&4
echo $?
#### truncation happens though the command is missing
echo old > f
nosuchcommand > f 2>/dev/null
wc -c < f
#### redirections without a command
> a
>> b
< a
echo $?
2>&1
echo $?
< nosuch
echo $?
#### in $( < file )
printf 'a\nb\n\n' > f
x=$(< f)
echo "$x"
y=$(<nosuch)
echo "$? [$y]"
echo "$(< f < f)"
#### a redirection of a coproc, subshell and loop
( echo a; echo b ) > f
for i in 1 2; do echo $i; done >> f
if true; then echo c; fi >> f
case x in x) echo d;; esac >> f
[[ a ]] > g
((1)) > h
cat f
ls g h
#### expansions in targets
echo hi > $(echo na)me
cat name
echo "x" > "$((1+1))"
cat 2
#### a nested quoting of targets
x=f
echo a > "$x"'.txt'
cat f.txt
echo b > ${x:+$x.log}
cat f.log
#### posix mode does not glob targets
set -o posix
echo a > gl*
[ -e 'gl*' ] && echo literal
#### errors at a closed standard output
(echo hi) >&-
echo $?
(printf hi) >&-
echo $?
pwd >&-
echo $?
#### closed descriptors
echo hi >&-
echo $?
echo hi 1>&- 2> e
cat e
read x <&-
echo $?
#### a variable gets the descriptor
exec {fd}> f
echo hi >&$fd
((fd >= 10)) && echo "ten or more"
exec {fd}>&-
cat f
echo x >&$fd
#### {var} outlives its command
: {fd}> f
echo still >&$fd
cat f
exec {fd}>&-
shopt -s varredir_close
: {fd2}> g
echo gone >&$fd2
#### closing and reopening standard input
exec 0<&-
read x
echo $?
exec 0<<< again
read x
echo $x
#### closing {var} that is unset
unset fd
exec {fd}>&-
echo $?
fd=abc
exec {fd}>&-
echo $?

#### words that only begin like a variable for a descriptor
echo {a[o no {in}< /dev/null x
echo {a[1 ]}</dev/null
echo {a[b c]}</dev/null
echo {a[}</dev/null
echo {a[1+1]}</dev/null ${a[2]:+not yet}; echo ${a[2]:+set}
