# What `wait` remembers of commands in the background.
#### wait alone forgets
(sleep 0.05; exit 9) & q=$!
(sleep 0.2; exit 8) & r=$!
wait; echo $?
wait $q 2>/dev/null; echo $?
wait $r 2>/dev/null; echo $?
#### but not the last one, where it has ended before
(exit 9) & q=$!; sleep 0.1; wait; wait $q; echo $?
(exit 9) & q=$!; (exit 3) & r=$!; sleep 0.1; wait; wait $q 2>/dev/null; echo $?; wait $r; echo $?
#### a status by number
(exit 9) & q=$!; wait $q; echo $?; wait $q; echo $?; wait -n $q 2>/dev/null; echo $?
(exit 9) & q=$!; wait -n; echo $?; wait $q; echo $?
#### jobs that are disowned
sleep 0.1 & q=$!; disown; wait $q; echo $?
sleep 0.1 & q=$!; disown %1; wait -n $q 2>/dev/null; echo $?
sleep 0.1 & q=$!; disown -a; wait -f $q 2>/dev/null; echo $?; kill -0 $q; echo $?
#### kill -l in order
kill -l 128 129 255 TERM nosuch INT 65
