# POSIX mode: which failures end a script, and where.
#### a special builtin in a condition
set -o posix
set -o nosuch || echo x
! set -o nosuch
if export -z; then echo q; else echo w; fi
while unset -z; do :; done
set -o nosuch && echo u
f() { set -o nosuch; echo in; }
f || echo y
f
echo no
#### the ERR trap comes first
set -o posix
trap 'echo err' ERR
export -z
echo on
#### words that are in error
set -o posix
(
x=(1 2)
echo ${x[1/0]}
echo a
echo ${x[@]:1/0}
echo b
x[1/0]=5
echo c
declare -i q
q=1+
echo d
echo $((x[1/0]))
echo e
)
echo ${!nosuch}
echo f
v='a b'
echo ${!v}
echo g
echo ${1:=x}
echo h
y=abc
echo ${y:1:-5}
echo i
shopt -s failglob
echo nosuch*
echo j
echo $((1/0))
echo no
#### substitutions that are none
set -o posix
echo ${x!}
echo no
#### readonly variables that builtins set
set -o posix
x=1
readonly x
read x <<< 5
echo a
printf -v x y
echo b
((x = 2))
echo c
let x=3
echo d
for x in 1; do echo in; done
echo no
#### readonly variables before commands
set -o posix
readonly x=1
x=2 true; echo same
echo a
f() { echo in; }
x=2 f; echo same
echo b
x=2 command :; echo same
echo c
x=2 :
echo no
#### dollar and quote in double quotes
echo "${u-$'a\tb'}" ${u-$'a\tb'}
set -o posix
echo "${u-$'a\tb'}" ${u-$'a\tb'} "${w-$(echo $'x\ty')}"
#### elements before commands
set -o posix
a[0]=1 f; echo same
echo $?
a[0]=1 echo x; echo same
echo a
a[0]=1 :
echo no
#### quotes that are not closed
set -o posix
eval 'a"b'; echo $?
eval 'echo ${x'; echo $?
printf 'echo "x\n' > s
. ./s
echo $?
trap 'if' USR1
kill -USR1 $$
echo a
eval 'a=(1 & 2)'
echo no
#### assignments that stay are exported
set -o posix
x=1 eval :
declare -p x
y=2
y=3 :
declare -p y
s=a
s+=b eval 'echo $s'
declare -p s
f() { v=$1 readonly u=3; }
f 9
declare -p v u
w=5 f 2>/dev/null
p=1 command :
declare -p p
#### reserved words are no aliases
set -o posix
alias if='echo no' then=x
if true; then echo ok; fi
set +o posix
shopt -s expand_aliases
alias while='echo yes'
while
