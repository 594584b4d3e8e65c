What a script is told of its jobs: ends, signals, stops, job control.
#### job control tells of signals that are no news without it
set -m
sleep 5 & kill -TERM $!; wait
sleep 5 & kill -INT $!; wait
sleep 5 & kill -PIPE $!; wait $!; echo $?
sleep 5 & kill -TERM $!; sleep 0.1; echo a
(exit 3) & wait; echo b
#### not without it
sleep 5 & kill -TERM $!; wait
#### a pipeline
set -m
sleep 5 | cat & kill %1; wait
#### in a function
set -m
f() { sleep 5 & kill $!; wait; echo in; }; f
#### stops by other signals
set -m
bash -c 'kill -TSTP $$; exit 3'; echo $?
bash -c 'kill -TTIN $$; exit 3'; echo $?
bash -c 'kill -STOP $$; exit 3'; echo $?
jobs
fg %1 >/dev/null; echo $?
kill -KILL %2 %3 2>/dev/null; wait 2>/dev/null
#### ambiguous names
sleep 5 & sleep 50 &
kill %sl; kill %?5; wait %?5; jobs %sl; disown %sl; echo $?
disown %?5; echo $?
kill %1 2>/dev/null; kill %2 2>/dev/null
#### wait -n knows jobs alone
(exit 3) & a=$!
(exit 4) & b=$!
sleep 0.2
wait -n -p v $a; echo $? $((v == a))
wait -n -p v $a $b 2>&1 | sed 's/[0-9]*: no/N: no/'
wait -n $a $b 2>/dev/null; echo $?
wait -n 2>/dev/null; echo $?
#### wait -p with a variable that cannot be unset
readonly r; true & wait -p r $!; echo $?
true & wait -n -p r; echo $?
wait; wait -p r; echo $?
#### numbers and names of signals
kill -l DEBUG ERR RETURN EXIT; kill -l 32 33 160; kill -l 130 9
kill -l 128; echo $?
kill -l 65; echo $?
#### a CHLD trap runs for each child
trap 'echo chld' CHLD
: | : | :
echo a
/bin/true | /bin/true
echo b
(exit 3)
x=$(exit 2)
{ :; } & wait
echo c
#### signals that are ignored at the start
trap '' TERM USR1
bash -c 'trap - TERM; trap "echo u" USR1; trap; kill $$; echo alive; kill -USR1 $$; echo alive'
(trap - TERM; kill $BASHPID; echo no); echo $?
trap - TERM USR1
(trap '' HUP; bash -c 'trap; kill -HUP $$; echo alive')
#### how coprocesses are listed
coproc cat
jobs
kill $COPROC_PID; wait
coproc X { cat; }
jobs
kill $X_PID; wait
#### one coprocess at a time
exec 2>err
coproc cat
coproc Y { cat; }
kill $COPROC_PID $Y_PID; wait
sed 's/[0-9]*:COPROC/N:COPROC/' err
#### a coprocess with a variable that cannot be set
readonly ro=1
coproc ro { sleep 0.1; }; echo $?; wait; echo $ro
