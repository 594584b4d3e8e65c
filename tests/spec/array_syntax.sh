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
#### brackets at the beginning of an element go on to their end
m=([x y]z); declare -p m
m=([x "]"y]z [$(echo ]) y]); declare -p m
m=([x
y]z [a;b] [x #y] [{a,b} c]{1,2} [[ a); echo b]] c); declare -p m
m=(b[c d] \[ "[" y); declare -p m
#### brackets of an element without an end
for t in 'm=([x y)' 'm=(a [x y); echo' 'm=([x]="y' 'm=([x y]="z)' 'declare m=([x y)' 'm=(`echo' 'm=(${a' 'm=(a' 'm=([x]=' '
m=(a
[b'; do bash -c "$t"; echo $?; eval "$t"; echo $?; done
#### the first word of a declared associative list decides
declare -A m=([x y] [z]); declare -p m
declare -A m=([x]a [z]=5); declare -p m
declare -A m=('[x]=5' y); declare -p m
declare -A m=([z]=q [x] y); declare -p m
m=([x] y); declare -p m
