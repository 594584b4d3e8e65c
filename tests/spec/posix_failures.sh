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
