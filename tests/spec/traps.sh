Traps: EXIT, ERR, DEBUG, RETURN and signals, in functions, subshells and substitutions.
#### EXIT runs at the end
trap 'echo bye $?' EXIT
echo hello
(exit 3)
#### EXIT and exit
trap 'echo "bye $?"; true' EXIT
exit 4
#### exit within the EXIT trap changes the status
trap 'echo trap; exit 7' EXIT
exit 2
#### EXIT of a subshell
trap 'echo outer' EXIT
( echo in )
( trap 'echo inner' EXIT; echo in2 )
echo after
#### EXIT in a command substitution
trap 'echo outer' EXIT
x=$(echo in; trap 'echo subst' EXIT)
echo "$x"
#### EXIT after a syntax error and after an expansion error
bash -c 'trap "echo t1" EXIT; eval "if"; echo next'
bash -c 'trap "echo t2 \$?" EXIT; echo ${x:?gone}; echo no'
bash -c 'set -u; trap "echo t3 \$?" EXIT; echo $nope; echo no'
#### EXIT set in a function runs at the end of the shell
f() { trap 'echo from f $x' EXIT; local x=local; echo in f; }
f
x=global
echo end
#### EXIT in a pipeline stage
true | { trap 'echo stage' EXIT; echo body; }
echo after
#### EXIT is replaced and removed
trap 'echo one' EXIT
trap 'echo two' EXIT
trap
trap - EXIT
trap
trap 'echo three' 0
trap -p EXIT
#### EXIT with errexit
set -e
trap 'echo "exit trap $?"' EXIT
false
echo no
#### EXIT of an exec'd shell does not run
bash -c 'trap "echo no" EXIT; exec true'
echo $?
bash -c 'trap "echo yes" EXIT; exec nosuchcmd 2>/dev/null'
echo $?
#### ERR runs for failing commands
trap 'echo "err $? at $LINENO"' ERR
false
(exit 3)
true | false
false | true
! true
false || true
false && true
if false; then :; fi
while false; do :; done
echo end
#### ERR and compound commands
trap 'echo "err $?"' ERR
{ false; }
( false )
for i in 1; do false; done
case x in x) false;; esac
[[ a == b ]]
((0))
echo end
#### ERR is not inherited by functions without errtrace
trap 'echo "err"' ERR
f() { false; echo in f; }
f
g() { false; }
g
set -E
f
h() { false; return 0; }
h
#### ERR in subshells and substitutions
trap 'echo "err"' ERR
( false; echo sub )
x=$(false; echo y)
echo "$x"
set -E
( false; echo sub )
x=$(false; echo y)
echo "$x"
#### ERR for assignments with substitutions
trap 'echo "err $?"' ERR
x=$(exit 5)
local_() { local y=$(exit 6); return 0; }
local_
readonly z=$(exit 7)
echo end
#### ERR with pipefail
trap 'echo "err $?"' ERR
false | true
set -o pipefail
(exit 4) | true
echo end
#### ERR and return
trap 'echo "err $? ${FUNCNAME[0]:-main}"' ERR
f() { return 3; }
f
f || :
set -o errtrace
f
#### ERR and errexit together
trap 'echo "err $?"' ERR
set -e
f() { false; echo no; }
f
echo no
#### BASH_COMMAND in traps
trap 'echo "[$BASH_COMMAND]"' ERR
false
x=1 false arg "two words"
(exit 2)
trap - ERR
trap 'echo "<$BASH_COMMAND>"' DEBUG
echo a
x=5
for i in 1 2; do :; done
#### DEBUG before each command
trap 'echo "d $LINENO"' DEBUG
echo one
if true; then echo two; fi
x=1 y=2
((1))
[[ a ]]
case x in x) echo three;; esac
#### DEBUG and functions
trap 'echo "d:$BASH_COMMAND"' DEBUG
f() { echo in f; }
f
set -T
f
#### DEBUG in pipelines and subshells
trap 'echo "d:$BASH_COMMAND" >&2' DEBUG
echo a | cat
( echo sub )
x=$(echo y)
{ echo group; }
#### DEBUG and loops
trap 'echo "d:$BASH_COMMAND"' DEBUG
for i in a b; do echo $i; done
for ((i=0; i<2; i++)); do :; done
while ((n++ < 1)); do :; done
select x in a; do break; done <<< 1
#### RETURN of functions and sourced files
trap 'echo "return $?"' RETURN
f() { echo f; return 3; }
f
echo 'echo sourced' > s
. ./s
set -T
f
g() { trap 'echo inner return' RETURN; echo g; }
g
f
#### a trap's own status does not change $?
trap 'false' DEBUG
true
echo $?
trap - DEBUG
trap 'true' ERR
(exit 5)
echo $?
#### ignored signals
trap '' TERM
kill $$
echo alive
sh -c 'kill $$; echo child alive'
trap - TERM
trap
#### ignored signals in a subshell stay ignored
trap '' USR1
( kill -USR1 $BASHPID; echo sub alive )
trap 'echo x' USR2
( trap; trap - USR1; trap )
#### a subshell does not inherit caught signals
trap 'echo caught' USR1
( trap -p USR1; kill -USR1 $BASHPID; echo not reached )
echo $?
#### trap in a substitution shows the parent's traps
trap 'echo a' USR1
trap 'echo b' EXIT
x=$(trap)
echo "$x"
( trap )
( trap 'echo c' USR2; trap -p )
#### a signal during a foreground child
trap 'echo handler' USR1
sh -c 'kill -USR1 $PPID; echo child'
echo after
#### a signal interrupts wait
trap 'echo handler' USR1
{ sleep 0.1; kill -USR1 $$; } &
sleep 2 &
wait $!
echo $(($? > 128))
kill $!
#### trap -p prints what can be read back
trap "echo 'quoted' \"double\"" EXIT
trap 'multi
line' USR1
trap -- 'echo -- dash' INT
trap '' HUP
trap -p
trap -p USR1 SIGHUP
eval "$(trap -p | sed 's/EXIT/USR2/')"
trap -p USR2
trap - EXIT
#### trap -l and names of signals
trap -l | head -n 2
trap 'echo x' SIGINT 15 usr1 sigusr2
trap
trap - 2 SIGTERM USR1 SIGUSR2
trap
#### wrong signals
trap 'echo x' NOSUCH
echo $?
trap 'echo x' 99
echo $?
trap - NOSUCH
echo $?
trap -p NOSUCH
echo $?
trap 'echo x' NOSUCH USR1
trap -p USR1
trap -x
echo $?
#### odd arguments
trap 'echo x'
echo $?
trap 2
echo $?
trap - 
echo $?
trap ''
echo $?
trap INT
trap
trap -- - INT
trap -p
#### one argument resets a signal
trap 'echo x' USR1
trap USR1
trap -p
trap 'echo x' USR1
trap 10
trap -p
#### KILL and STOP can be set without effect
trap 'echo x' KILL
echo $?
trap -p KILL
trap '' STOP
echo $?
#### unset variables and exit in a trap
trap 'echo "$x"; exit 3' USR1
x=val
kill -USR1 $$
echo not reached
#### return in a trap
f() { trap 'return 9' USR1; kill -USR1 $$; echo not reached; }
f
echo $?
#### a trap within a trap
trap 'echo outer; kill -USR2 $$; echo outer end' USR1
trap 'echo inner' USR2
kill -USR1 $$
echo done
#### traps in a sourced file stay
echo "trap 'echo from source' EXIT" > s
. ./s
echo end
#### traps in posix mode
set -o posix
trap 'echo x' SIGUSR1
echo $?
trap 'echo x' USR1
trap
trap - USR1
#### ERR, DEBUG and RETURN as names
trap 'echo e' err
trap 'echo r' Return
trap -p ERR RETURN
trap - ERR RETURN
trap -p
#### LINENO in an EXIT trap
trap 'echo "line $LINENO"' EXIT

exit 0
#### signals to the shell itself
trap 'echo got usr1' USR1
kill -USR1 $$
echo after
trap 'echo got term' TERM INT
kill -TERM $$
kill -INT $$
#### syntax errors in a trap
trap 'if' USR1
kill -USR1 $$
echo "after $?"
trap 'echo ok; (' EXIT
#### traps with a subshell's exit and kill by signal
( trap 'echo sub exit' EXIT; kill -TERM $BASHPID; echo no )
echo $?
( trap 'echo term; exit 5' TERM; kill -TERM $BASHPID; echo no )
echo $?
