# An ERR trap does not run for the command that set it.
#### a function that sets it and fails
f() { trap 'echo t' ERR; false; }
f
echo a
f
echo b
#### it returns a failure
f() { trap 'echo t' ERR; return 3; }
f
echo $?
false
#### eval and source
eval 'trap "echo t" ERR; false'
echo a
trap - ERR
printf 'trap "echo t" ERR\nreturn 2\n' > s
. ./s
echo b
. ./s
#### the trap command itself
trap 'echo t' ERR nosuch
echo a
trap 'echo u' ERR nosuch
echo b
#### in a loop
f() { trap 'echo t' ERR; return 1; }
for i in 1 2 3; do f; done
#### an ignored error trap, then another
trap '' ERR
false
trap 'echo e' ERR
false
#### an empty debug trap, then another
trap '' DEBUG
:
trap 'echo d' DEBUG
:
trap - DEBUG
#### subshells alone in subshells
set -E
trap 'echo E $BASH_SUBSHELL' ERR
( (exit 3) )
( ( (false) ) >/dev/null )
( { (false); } )
( (false) || false )
x=$( (false) )
