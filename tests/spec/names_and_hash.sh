type, command -v and -V, hash, enable, builtin: what a name means.
#### type of each kind
f() { :; }
shopt -s expand_aliases
alias al='echo x'
type al if f cd : cat nosuch
echo $?
type -t al if f cd : cat nosuch
#### type -a
cat() { command cat "$@"; }
type -a cat
type -a echo
type -a if
type -at echo cat
#### type -p and -P
type -p cat; echo $?
type -p cd; echo $?
type -P cd; echo $?
type -P cat
type -P nosuch; echo $?
f() { :; }
type -p f; echo $?
type -ap cat
#### type -f hides functions
cat() { :; }
type -f cat
f() { :; }
type -f f; echo $?
type -ft cat
#### type of a path
type /bin/cat
type ./nosuch; echo $?
: > file
type ./file; echo $?
chmod +x file
type ./file; echo $?
mkdir dir
type ./dir; echo $?
#### command -v
f() { :; }
shopt -s expand_aliases
alias al="it's"
command -v al if f cd cat nosuch
echo $?
command -v nosuch cat
echo $?
command -v /bin/cat ./nosuch
echo $?
#### command -V
f() { echo body; }
shopt -s expand_aliases
alias al='echo x'
command -V al if f cd : cat
command -V nosuch; echo $?
#### command runs builtins and programs without functions
echo() { builtin echo "func $*"; }
echo a
command echo b
builtin echo c
command -- echo d
command command echo e
#### command takes the special out of special builtins
set -o posix
command . ./nosuch
echo "after $?"
command set -o nosuch
echo "after $?"
command exec < nosuch
echo "after $?"
#### command with assignments and redirections
x=1 command sh -c 'echo $x'
command > f echo to file
cat f
command
echo $?
#### command of a keyword is no keyword
command if 2>/dev/null
echo $?
command [[ a 2>/dev/null
echo $?
#### hash remembers commands
hash -r
hash
cat < /dev/null
hash | sed 's/  */ /g'
hash -t cat
hash -r
hash -t cat; echo $?
#### hash of wrong names
hash nosuch; echo $?
hash cd; echo $?
f() { :; }
hash f; echo $?
hash /bin/cat; echo $?
hash; echo $?
#### a hashed path that is gone
mkdir bin
printf '#!/bin/sh\necho tool\n' > bin/tool; chmod +x bin/tool
PATH=$PWD/bin:$PATH
tool
mkdir bin2
mv bin/tool bin2
PATH=$PATH:$PWD/bin2
tool
rm bin2/tool
tool 2>/dev/null; echo $?
#### PATH changes forget
mkdir a b
printf '#!/bin/sh\necho a\n' > a/t; printf '#!/bin/sh\necho b\n' > b/t; chmod +x a/t b/t
PATH=$PWD/a:/bin:/usr/bin; t
PATH=$PWD/b:/bin:/usr/bin; t
PATH=$PWD/a:/bin:/usr/bin t
t
#### empty and odd PATHs
printf '#!/bin/sh\necho here\n' > tool; chmod +x tool
PATH=; tool; echo $?
PATH=:; tool
PATH=/nonexistent:; tool
PATH=.; tool
unset PATH; tool
/bin/echo $?
#### a directory or a plain file in PATH is passed over
mkdir -p a b/t
echo 'echo plain' > a/t
mkdir c
printf '#!/bin/sh\necho c\n' > c/t; chmod +x c/t
PATH=$PWD/a:$PWD/b:$PWD/c; t
PATH=a; t
/bin/echo $?
PATH=$PWD/b; t
/bin/echo $?
#### enable turns builtins off and on
enable -n echo
type -t echo
echo program
enable echo
type -t echo
enable -n cd
cd / ; echo $?
enable cd
enable -n
#### enable lists
enable -n test true
enable -n
enable -a | grep -E ' (test|true|cd)$'
enable -s | head -n 3
enable -p | head -n 2
enable -ps | wc -l
#### builtin
builtin echo a
builtin cat; echo $?
f() { :; }
builtin f; echo $?
builtin; echo $?
builtin -- echo b
builtin builtin echo c
builtin eval 'echo d'
#### which name wins
shopt -s expand_aliases
alias t='echo alias'
function t { echo func; }
t
eval t
\t
command t 2>/dev/null; echo $?
unalias t
t
#### type of keywords
type -t '{' '}' '!' '[[' ']]' time coproc function select in
type '[[' '[' 'time'
#### type with several flags
f() { :; }
type -afp f cat; echo $?
type -aP echo
type -tP cat
#### BASH_CMDS
hash -p /bin/echo myecho
echo "${BASH_CMDS[myecho]}"
BASH_CMDS[other]=/bin/cat
other <<< through
echo ${#BASH_CMDS[@]}
#### hash options
hash cat ls
hash -t cat ls
hash -l
hash -d cat
hash -t cat; echo $?
hash -p /bin/true mytrue
mytrue; echo $?
hash -t mytrue
type mytrue
