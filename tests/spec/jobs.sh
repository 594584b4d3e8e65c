#### jobs
# Listing, choosing and forgetting jobs; the foreground; what `wait` says.
sleep 1 & sleep 2 & jobs; jobs -r; jobs -s; jobs %1 %9; jobs %+; jobs %-; jobs %?2; jobs -x echo a %7; kill %1 %2; wait
fg; bg; jobs -z; jobs -l -x echo; disown; disown -x; disown 123; disown abc; disown -a; disown -h %1
sleep 1 & disown; jobs; f() { sleep 1; }; f & jobs; kill %f; wait; cd /; sleep 1 & cd /usr; jobs; kill %1; wait
wait -n; echo $?; wait %4; echo $?; wait 4; echo $?; wait abc; echo $?; wait -n 99999; echo $?; wait -x; echo $?
(exit 5) & wait -n; echo $?; sleep .1 & p=$!; wait -n -p x $p; echo $? $((x == p)); (exit 7) & sleep .1; wait $!; echo $?
sleep 1 & x=$(jobs); echo "$x"; jobs | cat; (jobs); kill %1; wait
set -m; fg; bg; fg %3; sleep .1 & fg; echo $?; { sleep .1; exit 7; } & fg %1; echo $?
sleep 2 & kill -STOP %1; sleep .1; jobs -s; bg; bg; jobs; kill %1
