Background jobs, wait, kill, disown, and statuses of processes that signals end.
#### wait without arguments
sleep 0.05 & (exit 3) &
wait
echo $?
#### wait for processes
(exit 3) & a=$!
(exit 4) & b=$!
wait $a; echo $?
wait $b; echo $?
wait $a; echo $?
#### wait for several gives the last status
(exit 3) & a=$!
(exit 4) & b=$!
wait $b $a
echo $?
#### wait for a job
(exit 5) &
wait %1; echo $?
{ sleep 0.1; exit 6; } &
wait %%; echo $?
{ sleep 0.1; exit 7; } &
wait %+; echo $?
#### wait -n
{ sleep 0.3; exit 3; } &
{ sleep 0.05; exit 4; } &
wait -n; echo $?
wait -n; echo $?
wait -n; echo $?
#### wait -n with processes and -p
(exit 3) & a=$!
wait -n -p who $a; echo "$?"
[ "$who" = "$a" ] && echo same
wait -n 2>/dev/null; echo $?
wait -p none; echo "${none-unset}"
#### wait for what is not a child
wait 1; echo $?
wait %3; echo $?
wait x; echo $?
wait -- 2>&1; echo $?
#### wait in a subshell does not see the parent's children
sleep 0.05 & p=$!
( wait $p; echo $? ) 2>&1 | sed 's/[0-9][0-9][0-9]*/N/g'
wait
#### $! is unset at first and is the last process
echo "[$!]"
true & a=$!
true | true & b=$!
[ $a != $b ] && echo differ
wait
#### jobs
sleep 0.3 &
sleep 0.31 &
jobs
jobs -r
jobs %1
jobs -s
jobs %2 %1
wait
jobs
#### job texts
sleep 0.2 | cat &
{ sleep 0.2; echo x; } > /dev/null &
( sleep 0.2 ) 2>&1 &
for i in 1; do sleep 0.2; done &
if true; then sleep 0.2; fi &
x=1 sleep 0.2 &
true && sleep 0.2 &
! sleep 0.2 &
jobs
wait
#### job specifications
sleep 0.2 & 
sleep 0.21 &
jobs %sl 2>&1
jobs %?21
jobs %- %+
jobs %nosuch; echo $?
jobs %?nosuch; echo $?
jobs %0; echo $?
wait
#### kill a job
sleep 5 &
kill %1
wait %1; echo $?
#### kill of what is not there
kill 99999; echo $?
kill -0 99999; echo $?
kill %1; echo $?
kill abc; echo $?
kill '' ; echo $?
#### kill of several
sleep 5 & a=$!
sleep 5 & b=$!
kill $a $b; wait $a; echo $?; wait $b; echo $?
sleep 5 & a=$!
kill 99999 $a; echo $?
wait $a; echo $?
#### the message of a killed foreground child
sh -c 'kill -TERM $$'; echo $?
sh -c 'kill -INT $$'; echo $?
sh -c 'kill -PIPE $$'; echo $?
#### a killed stage of a pipeline
sh -c 'kill -TERM $$' | cat; echo "${PIPESTATUS[@]}"
#### disown
sleep 0.1 &
disown
jobs; echo "none $?"
sleep 0.1 &
disown %1; jobs
sleep 0.1 & disown $!; jobs
sleep 0.1 & sleep 0.1 & disown -a; jobs
disown; echo $?
sleep 0.1 &
disown -h %1; jobs
wait
#### fg and bg without job control
sleep 0.05 &
fg; echo $?
fg %1; echo $?
bg; echo $?
wait
#### fg with job control
set -m
sleep 0.05 &
fg %1; echo $?
{ sleep 0.2; exit 3; } &
fg > /dev/null; echo $?
fg; echo $?
#### bg with job control
set -m
sleep 0.1 &
bg %1; echo $?
wait
bg; echo $?
#### stopped jobs
set -m
sleep 0.3 &
kill -STOP %1
sleep 0.1
jobs
kill -CONT %1
wait; echo $?
#### standard input of background commands
echo data | { cat & wait; }
cat & wait
echo $?
#### a background function and group change nothing here
x=1
f() { x=2; echo "f $x"; }
f & wait
{ x=3; } & wait
echo $x
#### background lists
{ echo a; (exit 3); } & wait $!; echo $?
false || (exit 4) & wait $!; echo $?
for i in 1 2; do echo $i; done & wait
#### $? after &
false
true &
echo $?
wait
#### parent and child by pipes
{ echo child >&3; } 3>&1 &
wait
x=$(echo out & wait)
echo "$x"
#### a subshell waits for nothing on its own
( { sleep 0.1; echo late; } & echo early )
sleep 0.3
#### exit does not wait
{ sleep 0.1; echo late; } &
echo early
#### wait with a trap
trap 'echo chld' CHLD
true & wait
trap - CHLD
echo end
#### set -m in scripts tells nothing by itself
set -m
true &
wait
sleep 0.05 | cat
echo end
#### nested background processes
( (exit 3) & wait $!; echo "inner $?" ) &
wait $!; echo "outer $?"
#### times prints lines
times | wc -l
times | grep -cE '^[0-9]+m[0-9]+\.[0-9]+s [0-9]+m[0-9]+\.[0-9]+s$'
#### ulimit and umask
ulimit -c 0; ulimit -c
ulimit -S -c; ulimit -Hc
umask 027; umask; umask -S; umask -p
umask u=rwx,g=,o=; umask
umask g+rx; umask; umask -- 22; umask
#### suspend outside of job control
suspend; echo $?
#### kill -l
kill -l 9 15 SIGHUP int 130 137
kill -l | head -n 1
kill -L | head -n 1
kill -l 0; kill -l EXIT
kill -l KILL USR1
#### kill forms
sleep 5 & kill -TERM $!; wait $!; echo $?
sleep 5 & kill -15 $!; wait $!; echo $?
sleep 5 & kill -s TERM $!; wait $!; echo $?
sleep 5 & kill -sigterm $!; wait $!; echo $?
sleep 5 & kill -n 15 $!; wait $!; echo $?
sleep 5 & kill -s 15 -- $!; wait $!; echo $?
kill -0 $$; echo $?
kill -EXIT $$; echo $?
#### jobs -p, -l, -n, -x
sleep 0.2 &
[ "$(jobs -p)" = "$!" ] && echo pid
jobs -l | sed -E "s/ +$!/ PID/"
jobs -n
jobs -p %1 > f; [ "$(cat f)" = $! ] && echo pid
wait
