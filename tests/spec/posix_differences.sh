What POSIX mode changes.
#### how it is turned on
set -o posix; shopt -o posix
set +o posix; shopt -o posix
POSIXLY_CORRECT=1; shopt -o posix
bash --posix -c 'shopt -o posix'
bash -o posix -c 'echo $SHELLOPTS' | grep -o posix
#### special builtins come before functions
export() { echo mine; }
set -o posix
export x=1
echo $x
#### assignments before special builtins and functions
set -o posix
x=1
x=2 eval :
echo $x
f() { :; }
x=3 f
echo $x
x=4 true
echo $x
#### an assignment error ends the shell
set -o posix
readonly r=1
r=2
echo no
#### a bad for variable
set -o posix
readonly i=1
for i in a b; do echo $i; done
echo no
#### errors of special builtins
bash --posix -c 'set -o nosuch; echo no'; echo $?
bash --posix -c 'shift x; echo yes'; echo $?
bash --posix -c '. /nonexistent; echo no'; echo $?
bash --posix -c 'exec /nonexistent; echo no'; echo $?
bash --posix -c 'readonly x=1; unset x; echo yes'; echo $?
bash --posix -c 'eval "if"; echo no'; echo $?
bash --posix -c 'trap "" NOSUCH; echo yes'; echo $?
bash --posix -c 'return 2>/dev/null; echo no'; echo $?
bash --posix -c ': > /nonexistent/x; echo no'; echo $?
bash --posix -c 'true > /nonexistent/x; echo yes'; echo $?
#### command keeps them from ending the shell
bash --posix -c 'command set -o nosuch; echo yes'; echo $?
bash --posix -c 'command . /nonexistent; echo yes'; echo $?
bash --posix -c 'command eval "if"; echo yes'; echo $?
bash --posix -c 'command : > /nonexistent/x; echo yes'; echo $?
#### expansion errors
bash --posix -c 'echo ${x:?gone}; echo no'; echo $?
bash --posix -c 'echo $((1 +)); echo no'; echo $?
bash --posix -c 'echo ${!x!}; echo no'; echo $?
#### function names
bash --posix -c 'a-b() { :; }; echo no'; echo $?
bash --posix -c 'eval() { :; }; echo no'; echo $?
bash --posix -c 'cd() { echo mine; }; cd'; echo $?
#### trap and kill -l print names without SIG
set -o posix
trap 'echo x' INT
trap
kill -l 2
kill -l | head -n 1
#### export -p and readonly -p
set -o posix
export x='a b'
readonly y=1
export -p | grep ' x='
readonly -p | grep ' y='
#### aliases are expanded
set -o posix
alias hi='echo hello'
hi
alias
#### tilde and assignment arguments
set -o posix
HOME=/h
echo a=~ ~
export b=~
echo $b
x=a:~
echo $x
#### a redirection's target is not globbed
set -o posix
touch t1
echo x > t*
[ -f 't*' ] && echo literal
#### process substitution and [[ are there
set -o posix
cat <(echo a)
[[ a == a ]] && echo b
((1)) && echo c
#### time needs no option
set -o posix
TIMEFORMAT=
time true
echo $?
#### break outside of a loop says nothing
set -o posix
break; echo $?
continue; echo $?
#### shift too far says so
set -o posix
set -- a
shift 2; echo $?
#### command substitution inherits errexit
set -o posix -e
x=$(false; echo no) || echo "failed [$x]"
#### the history and prompt options stay
set -o posix
shopt extglob expand_aliases
#### getopts and unset
set -o posix
x=1
unset x y; echo $?
unset -f nosuch; echo $?
#### source looks in PATH only
echo 'echo found' > s
set -o posix
PATH=$PWD:$PATH
. s
PATH=/bin
. s
echo no
#### $0 and arguments of source
set -o posix
echo 'echo "$1"' > s
set -- a
. ./s b
#### test and arithmetic
set -o posix
echo $((010 + 0x10))
[ 1 -eq 1 -a 2 -eq 2 ]; echo $?
[ ! a = b ]; echo $?
#### local and declare still work
set -o posix
f() { local x=1; echo $x; }
f
declare -i n=1+1; echo $n
#### a readonly function and functions printed
set -o posix
f() { echo f; }
readonly -f f
f() { echo g; }
echo "after $?"
#### set without arguments lists no functions
set -o posix
f() { :; }
set | grep -c '^f ()'
set +o posix
set | grep -c '^f ()'
#### pipefail and other options go with it
set -o posix -o pipefail
false | true; echo $?
