# What `trap` lists where.
#### in a function
trap 'echo r' RETURN
trap ': d' DEBUG
trap 'echo e' ERR
trap 'echo x' EXIT
f() { trap -p; }
f
g() { (trap -p); trap 'echo own' ERR; trap -p; }
g
set -ET
f
trap - EXIT RETURN DEBUG ERR
#### in a subshell that keeps some
trap 'echo e' ERR
trap 'echo x' EXIT
trap 'echo u' USR1
trap '' HUP
set -E
(trap -p)
(trap 'q' INT; trap -p)
x=$(trap -p)
echo "$x"
trap - EXIT
#### names that are none
trap x SIGERR
trap x SIGEXIT
trap x sigdebug
trap x Exit
trap
trap - EXIT
#### in POSIX mode
set -o posix
trap -p INT EXIT
trap 'echo x' INT
trap -p INT TERM
trap '' TERM
trap -p
trap
#### no table of commands in POSIX mode
set -o posix
hash
hash -l
echo $?
#### a readonly variable ends a script in POSIX mode
set -o posix
readonly r=1
(export r=2; echo no)
echo $?
(readonly r=2; echo no)
echo $?
(command export r=2; echo $?)
(f() { local r=2; echo $?; }; f)
#### shift and its operands
set -o posix
shift -- 5
shift 6
shift -- -1
#### the DEBUG trap in a sourced file
printf 'echo in\ntrap -p DEBUG\n' > s
printf 'echo a\ntrap "echo own" DEBUG\necho b\n' > t
trap 'echo d $LINENO' DEBUG
. ./s
echo x
. ./t
echo y
trap - DEBUG
set -T
trap 'echo d $LINENO' DEBUG
. ./s
trap - DEBUG
