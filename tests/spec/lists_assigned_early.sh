# The lists among the arguments of a declaration are assigned as they are expanded.
#### what follows sees them
f() { local a=(1 2) b=${#a[@]} c=(${a[@]} x); echo $b; declare -p a b c; }
f
declare q=(1 2) r=(${q[0]} "${q[@]}"); declare -p q r
declare q=(9) s=${q[0]}; declare -p s
readonly t=(1) u=${t[0]}; declare -p t u
#### attributes come later
g() { declare -r w=(1) w=(2); declare -p w; local -x v=(1) v=2; declare -p v; local -i n=3 n=(1+1 n); declare -p n; }
g
declare -r k=(1) k=(2) k+=(3); declare -p k
declare m=1 m=(2) m=3; declare -p m
#### options that an expansion gives come too late
opt=-A; declare $opt m=([a]=1); declare -p m
opt=-i; declare $opt n=(1+1); declare -p n
opt=-g; g() { declare $opt q=(5); }; g; declare -p q
#### they are listed by name
declare -p x=(a b)
f() { local -p y=(1 2); declare -ip z=(1+1); declare -gp w=(1); local -p v=1; }
f
declare -p y z w
#### a readonly variable
readonly z=1
h() { :; declare z=(1) y=5; echo $? $y; local -i z=(1); echo $?; local z=(2) z; }
h; echo $?
declare -i z=(1) y2=3; echo no
echo $?
declare p=(1) z=(2) o=(3); echo no
declare -p p o
#### a reference
n() { local -n x=(1) y; echo $?; declare -p x y; }
n
declare -a x=(1); declare -na x; echo $?
#### a list for a member
declare x[1]=(2); echo no
echo $?
f() { local x[1]=(2) y=3; echo no; }
f; echo $?
declare -p x
#### arguments that are none
m() { local x=(1) nosuch-name=2 y=(3) -z; echo $?; declare -p x y; }
m
local l=(1); declare -p l
declare -Z n=(2); declare -p n
#### a function of that name
declare() { echo "<$@>"; }
declare a=(1 2) b; echo ${a[@]}
#### traced
set -x
h() { local a=(1 "b c" $1) b=$1; declare -r c=(x) d; readonly e=(1); export -n f=(2) g=3; typeset -A m=([k]=v [j]="a b"); }
h z
declare l+=(1 2) "s=(5)"
#### readonly with a kind of array
readonly -a x=(1)
readonly -a x=5
readonly x=5
readonly -a y=3; readonly -a y=4; readonly -a z=1 y=5 z=2; declare -p z
declare +r -r w=1; w=2; declare -p w
unset -n x; echo $?
#### unset keeps what came from the call
f() { local v; unset v; declare -p v; v=2; declare -p v; unset v; unset v; declare -p v; }
v=1 f
