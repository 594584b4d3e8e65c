Simple commands: how their words, the assignments before them and their statuses go together.
#### an assignment before an external command is seen by it alone
x=old
x=new sh -c 'echo "child $x"'
echo "parent $x"
#### an assignment before a builtin lasts as long as the builtin
IFS=: read -r a b <<< "1:2:3"
echo "$a|$b|${IFS@Q}"
#### the words are expanded before the assignment
x=old
x=new echo "$x"
#### an assignment before a special builtin does not stay
x=1
x=2 :
echo "$x"
x=3 eval 'echo "in eval $x"'
echo "$x"
#### in posix mode an assignment before a special builtin stays
set -o posix
x=1
x=2 :
echo "$x"
x=3 eval 'echo "in eval $x"'
echo "$x"
x=4 true
echo "$x"
#### an assignment before a function is its local and is exported
x=global
show() { echo "$x"; sh -c 'echo "child ${x-unset}"'; x=changed; echo "$x"; }
x=temp show
echo "$x"
#### a function sees the assignment before it through functions it calls
inner() { echo "inner $v"; }
outer() { inner; }
v=1
v=2 outer
inner
#### only assignments: the status of the last substitution
x=$(exit 3)
echo $?
x=$(exit 3) y=2
echo $?
x=$(exit 3) y=$(exit 4)
echo $?
x=1
echo $?
#### assignments alone are done from left to right
a=1 b=$a c=$((b + 1))
echo "$a $b $c"
#### a command of only redirections
echo something > file
> file
wc -c < file
2> errors
[ -e errors ] && echo there
#### a command that expands to nothing
$empty
echo $?
false
$empty
echo $?
$(exit 5)
echo $?
"" 2>/dev/null
echo $?
#### a command whose name is an empty string
""
echo $?
''  arg
echo $?
#### words that expand to nothing before a command
$a $b echo hi
$a x=1 echo hi
echo "$x"
#### a command that is not found
nosuchcommand
echo $?
nosuchcommand arg 2>/dev/null
echo $?
./nosuchfile
echo $?
/no/such/dir/cmd
echo $?
#### a command that is a directory or has no permission
mkdir dir
./dir
echo $?
echo 'echo hi' > plain
./plain
echo $?
/
echo $?
#### command_not_found_handle
command_not_found_handle() { echo "handler: $# <$1> <$2>"; return 42; }
nosuch "a b" c
echo $?
x=5 nosuch 2>&1 | cat
unset -f command_not_found_handle
nosuch
echo $?
#### an assignment to a readonly variable
readonly r=1
r=2
echo "after $?"
#### a readonly assignment in a subshell ends it alone
readonly r=1
( r=2; echo not reached )
echo "status $?"
#### a word that looks like an assignment after the command
echo a=1
a=b echo c=d
echo "${a-unset}"
#### quoted equals signs are no assignments
"x"=1 2>/dev/null
echo $?
x\=1 2>/dev/null
echo $?
1x=1 2>/dev/null
echo $?
#### a tilde in assignments
HOME=/h
x=~ y=~/a z=a:~/b:~/c
echo "$x $y $z"
x=a=~
echo "$x"
echo x=~ a~
#### no splitting and no globbing in assignments
v='a   b *'
x=$v
echo "$x"
IFS=:
y=$(echo a:b)
echo "$y"
#### an array and a scalar in one command
declare x=1 y=(1 2) 2>/dev/null
echo "$x ${y[1]}"
a=(1 2) b=3
echo "${a[1]} $b"
#### an array literal before a command
a=(1 2) true
echo "$? ${#a[@]}"
#### the underscore variable
echo one two
echo "$_"
: last
echo "$_"
x=5
echo "[$_]"
#### reserved words quoted, escaped and in later words
echo if then fi { }
\if 2>/dev/null
echo $?
"while" 2>/dev/null
echo $?
#### a long line goes on after a backslash
echo one \
two \
  three
ec\
ho joined
x=a\
b
echo $x
#### comments
echo a # b
echo a#b
echo a '#' b \# c
# echo no
echo ${x:-#} $((2#101))
#### expansions that give several command words
cmd='echo -n one'
$cmd
echo
args=(printf '<%s>' 'a b' c)
"${args[@]}"
echo
#### redirections before, between and after words
> out echo a b
echo >> out c d
echo e 2>&1 >> out f
cat out
< out 2>/dev/null cat | wc -l
#### assignments and redirections mixed
x=1 > f y=2 sh -c 'echo $x $y'
cat f
> f x=3
echo "$x"
#### a failed redirection keeps a command from being run
echo hi > /no/such/file
echo $?
x=1 > /no/such/file
echo "$? ${x-unset}"
: > /no/such/file
echo "still here $?"
#### assignments before a command are done from left to right
a=1 b=$a sh -c 'echo "$a $b"'
#### a path through something that is not a directory
: > file
./file/cmd
echo $?
#### the handler runs in a process of its own
n=0
command_not_found_handle() { n=1; echo "in handler $BASH_SUBSHELL"; exit 9; }
nosuch
echo "$? $n"
#### an assignment to a readonly variable before a command
readonly r=1
r=2 echo hi
echo "after $?"
r=3 sh -c 'echo child'
echo "after $?"
#### subscripts and appends before a command
a[0]=x
a[1]=y true
echo "${a[@]}"
s=abc
s+=def sh -c 'echo $s'
echo "$s"
s+=ghi
echo "$s"
#### a failed redirection of a special builtin ends a posix shell
set -o posix
true > /no/such/file
echo "after true"
: > /no/such/file
echo "not reached"
