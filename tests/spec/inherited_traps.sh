# Traps that a function or sourced file does not inherit are away until it ends.
#### set inside, one survives and one is put back
trap 'echo outer d' DEBUG
trap 'echo outer e' ERR
f() { trap -p; trap 'echo inner e' ERR; trap - DEBUG; trap -p; false; }
f
trap - DEBUG
false
trap -p
#### the option that changes in the function comes too late
trap 'echo e $?' ERR
f() { set -E; false; trap -p ERR; set +E; return 4; }
f
set -E
f
g() { set +E; false; h; }
h() { false; trap -p; }
g
#### nested functions
trap 'echo r ${FUNCNAME[0]}' RETURN
f() { g; trap -p; }
g() { trap 'echo g' RETURN; h; trap -p; }
h() { trap - RETURN; :; }
f
trap -p
h
trap -p
#### removed and set again inside
trap 'echo one' ERR
f() { trap - ERR; trap 'echo two' ERR; return 1; }
f
eval 'trap - ERR; trap "echo three" ERR; false'
g() { trap 'echo four' ERR; return 1; }
trap - ERR
g
eval 'trap - ERR; false'
#### ignored traps are inherited
trap '' DEBUG ERR RETURN
f() { trap -p; }
f
(trap -p; trap 'echo x' USR1; trap -p)
#### a subshell in a function
trap 'echo d' DEBUG
trap 'echo e' ERR
f() { (trap -p; false); trap 'echo own' ERR; (trap -p; false; trap 'x' INT; trap -p); }
f
trap - DEBUG
#### a subshell that passes some on
trap 'echo e' ERR
trap 'echo x' EXIT
trap '' USR1
trap 'echo t' TERM
set -E
f() { trap -p; false; }
(f; trap - TERM; f)
#### EXIT ignored
trap '' EXIT TERM
(trap -p; trap : INT; trap -p)
#### what a trap runs
set -T
f() { echo in f; }
trap 'f' RETURN
g() { f; }
g
trap - RETURN
trap 'f; trap - DEBUG' DEBUG
echo a
trap 'echo r' RETURN
trap 'f' DEBUG
g
trap - DEBUG
f
#### a trap that removes itself
f() { trap 'echo r; trap - RETURN' RETURN; }
f
f
g() { trap 'echo once; trap - DEBUG' DEBUG; echo a; echo b; }
g
g
trap 'echo d; trap - DEBUG' DEBUG
trap 'echo e' DEBUG
echo c
#### a given up command
trap 'echo e $?' ERR
f() { echo $((1/0)); echo no; }
f
false
. /dev/stdin <<<'echo $((1/0))'
false
#### the ERR trap of an ERR trap
trap '(trap "echo inner" ERR; false); false' ERR
false
echo $?
#### exit inside
trap 'trap -p' EXIT
trap 'echo d' DEBUG
trap 'echo r' RETURN
f() { exit 3; }
f
#### an extended debugger
shopt -s extdebug
trap 'echo d ${FUNCNAME[0]}' DEBUG
f() { echo f; }
f
set +T
f
shopt -u extdebug
f
#### a sourced file
printf 'echo in; trap -p; trap "echo own" DEBUG; echo b\n' >s
trap 'echo d' DEBUG
. ./s
trap 'echo d' DEBUG
printf 'trap - DEBUG; trap -p; nosuch() { :; }\n' >s
. ./s
trap -p
#### the RETURN trap of a sourced file
printf 'echo in "$@"; false\n\nreturn 5\n' >s
trap 'echo r $? $LINENO "$1" ${#FUNCNAME[*]} $BASH_COMMAND; caller' RETURN
. ./s a b
echo $?
f() { trap 'echo r ${FUNCNAME[*]} ${BASH_LINENO[*]} "$@"' RETURN; . ./s c; }
f x
trap 'set -- other' RETURN
set -- top
. ./s d
echo $*
#### return in the RETURN trap of a sourced file
printf 'echo in\n' >s
f() { trap 'trap - RETURN; return 7' RETURN; . ./s; echo not here; }
f
echo $?
trap 'echo r; return 7; echo next' RETURN
. ./s
echo $?
#### a sourced file that is not there
trap 'echo r $? "$1"' RETURN
trap 'echo e' ERR
set -- x
. ./nosuch a b
echo $?
#### in a pipeline
trap 'echo e' ERR
trap 'echo d' DEBUG
f() { trap -p; false; }
f | cat
trap - DEBUG
{ f; false; } | cat
#### traps of their own in the subshell of a trap
trap '(set -T; trap "echo inner" DEBUG; echo x)' DEBUG
echo a
trap - DEBUG
#### the EXIT trap lists itself
trap 'trap -p; trap "echo second" EXIT; (trap -p); trap -p' EXIT
(trap 'trap -p; exit 3' EXIT; exit 1)
echo $?
#### the last argument in a RETURN trap
trap 'echo $_ $?' RETURN
set -T
f() { : a b; return 3; }
f x
echo $_
printf ': q\n: w; return 4\n' >s
. ./s r
echo $_
