# Errors in what a subshell evaluates end the subshell.
#### eval
(eval 'echo $((1 +))'; echo on)
echo $?
{ eval 'echo $((1 +))'; echo on; } | cat
echo ${PIPESTATUS[@]}
x=$(eval 'echo $((1 +))'; echo on)
echo "$? $x"
eval 'echo $((1 +))'; echo on
#### a sourced file
printf 'echo $((1 +)); echo same\necho next\n' > f
(. ./f; echo on)
echo $?
. ./f; echo on
#### other errors
(eval 'echo ${x!}'; echo on)
echo $?
{ eval 'readonly r=1; r=2'; echo on; } | cat
echo ${PIPESTATUS[@]}
(eval 'a[1/0]=1'; echo on)
echo $?
#### within functions
f() { eval 'echo $((1 +))'; echo inf; }
(f; echo on)
echo $?
f; echo on
#### an exit trap
(trap 'echo bye $?' EXIT; eval 'echo $((1 +))'; echo on)
echo $?
#### other processes
cat <(eval 'echo $((1+))'; echo on)
{ eval 'echo $((1+))'; echo bg; } &
wait $!
echo $?
#### the last stage of a pipeline in the shell itself
shopt -s lastpipe
echo x | { eval 'echo $((1+))'; echo on; }
echo after
echo x | while read a; do eval 'echo $((1+))'; echo on; done
echo after
#### in an exit trap
(trap 'echo $((1+)); echo tr' EXIT; echo z)
echo $?
(trap 'echo $((1+)); echo tr' EXIT; exit 3)
echo $?
