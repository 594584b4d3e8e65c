A pipeline in the background: each stage is a process of the job.
#### kill reaches every stage
(while :; do echo x; sleep 0.01; done) | cat >/dev/null & p=$!
sleep 0.05; kill $p; wait $p; echo $?
sleep 5 | sleep 6 & kill %1; wait $!; echo $?
#### traps of a stage
( trap 'echo got >&2; exit 9' USR1; while :; do sleep 0.02; done ) | cat & sleep 0.05
kill -USR1 %1 2>/dev/null; wait $! 2>/dev/null; echo $?
#### the whole of it is waited for
{ sleep 0.1; echo late >&2; } | true & wait $!; echo $?
sleep 0.1 | (exit 4) & wait %1; echo $?
sleep 0.1 | (exit 5) & wait -n -p v; echo $? $((v == $!))
(exit 3) | true & wait; echo $?
#### pipefail
set -o pipefail
(exit 3) | sleep 0.1 & wait $!; echo $?
true | false & wait $!; echo $?
set +o pipefail
(exit 3) | true & wait $!; echo $?
#### ! does not count
! true | false & wait $!; echo $?
! (exit 3) & wait $!; echo $?
! true & wait $!; echo $?
#### how it is listed
sleep 0.2 | sleep 0.3 & jobs
jobs -l | sed 's/[0-9][0-9][0-9][0-9]*/N/; s/^ *//; s/+  */+ /'
disown; jobs; echo $!  | grep -c .
#### levels of subshells
echo $BASH_SUBSHELL | cat & wait
{ echo $BASH_SUBSHELL; } | (cat; echo $BASH_SUBSHELL) & wait
f() { echo $BASH_SUBSHELL; }
f | cat & wait
(f | cat) & wait
#### lastpipe is for those in the foreground
shopt -s lastpipe
echo a | read x & wait; echo "[$x]"
#### here-documents, loops, groups
cat <<X | sort &
b
a
X
wait
printf '%s\n' 1 2 | while read x; do echo "<$x>"; done & wait
echo a | { cat; echo b; } & wait
#### job control
set -m
sleep 0.1 | cat & fg; echo $?
sleep 5 | cat & kill %1; wait %1; echo $?
sleep 0.2 | cat & kill -STOP %1; sleep 0.05; jobs; bg; wait; echo $?
#### a CHLD trap
trap 'echo chld' CHLD; : | : & wait; echo a
#### set -e and ERR
trap 'echo err' ERR
false | true & wait; echo ok
true | false & wait $! || echo $?
#### a job in a function and in a subshell
f() { sleep 0.1 | (exit 3) & wait $!; echo $?; }; f
(sleep 0.1 | cat & wait; echo sub)
x=$(echo hi | cat & wait); echo $x
