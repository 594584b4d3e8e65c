`( … ) &` and `( … ) | …` are one process each: signals and traps meet it.
#### a trap of the subshell
( trap 'echo got; exit 9' USR1; while :; do sleep 0.02; done ) & sleep 0.05
kill -USR1 $!; wait $!; echo $?
( trap 'echo got; exit 9' TERM; sleep 5 & wait ) & sleep 0.05
kill %+; wait $!; echo $?
#### under job control
set -m
( trap 'echo got; exit 9' TERM; sleep 5 & wait ) & sleep 0.05
kill $!; wait $!; echo $?
#### its number is that of $!
( echo $BASHPID $BASH_SUBSHELL >f ) & p=$!; wait; read a b <f; echo $((a == p)) $b
( ( echo $BASH_SUBSHELL ) ) & wait
( echo $BASH_SUBSHELL; ( echo $BASH_SUBSHELL ) ) | cat
! ( echo $BASH_SUBSHELL ) & wait
#### statuses and failures
(exit 3) & wait $!; echo $?
(echo no) </nosuch & wait $!; echo $?
(nosuch) & wait $!; echo $?
( (exit 5) ) & wait $!; echo $?
( ( exit 6 ) ) | cat; echo ${PIPESTATUS[@]}
set -e; (false; echo no) & wait $! || echo $?
#### redirections
(echo a >&2) 2>f & wait; cat f
(exec cat) <<<hi & wait
(cat) <<<x | (cat; echo y) | cat
#### traps for ERR, DEBUG and EXIT
trap 'echo parent' EXIT
(trap 'echo ex' EXIT; echo a) & wait
(trap 'echo ex' EXIT; exit 3) | (trap 'echo ex2' EXIT; cat); echo ${PIPESTATUS[@]}
trap 'echo err' ERR; (false) & wait $!; (false) | cat
trap - ERR; trap 'echo d $BASH_COMMAND' DEBUG; (echo a) & wait; (echo b) | cat
#### loops and functions around it
for i in 1 2; do (break; echo x) & wait; (continue; echo y) | cat; done
f() { (return 3; echo no) & wait $!; echo $?; (return 4; echo no) | cat; echo ${PIPESTATUS[@]}; }; f
#### lastpipe keeps it a subshell
shopt -s lastpipe; y=0; echo a | (read x; echo "in $x"; y=1); echo "[$y]"
#### jobs know of those around them
sleep 0.3 & ( jobs ) | cat; { jobs; } | cat; (jobs); jobs | cat; echo $(jobs | cat)
wait
