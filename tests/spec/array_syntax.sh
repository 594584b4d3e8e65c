# Errors in the value of an array give up the line they are found in, and nothing more.

#### an operator among the elements
i+=(('1')); echo not reached
echo next $?
a=(1;2); echo not reached
f() { a=(1 & 2); }
echo next $?
a=(1
2 | 3) ; echo not reached
echo next $?
declare -i i=('1'; echo not reached
echo end $?

#### a value that does not end
a=(1 2

#### errexit ends with the first line of a message
set -e
trap 'echo exit $?' EXIT
 printf '[%s]\n'  !(a)
echo not reached
