# Lists for associative arrays: their words are neither split nor matched with files.

#### words
declare -A m
k="a b"
m=($k $k x * "$u" z)
declare -p m

#### declared
k="a b"
declare -A m=($k $(echo "p  q"))
declare -p m
f() { local -A l=($1 $2); declare -p l; }
f "a b" "c d"

#### lists of parameters
set -- 1 "2  3"
declare -A m
m=("$@" $*)
declare -p m

#### tildes and braces
HOME=/h
declare -A m=([k]=~ [l]=~/x [n]=a:~)
declare -p m
m=(k ~ {a,b} {c,d})
declare -p m
m=([x]={a,b} [y]=*)
declare -p m

#### what looks like a subscript
declare -A m
x="[k]=v"
m=("$x" 2)
declare -p m
m=($x)
declare -p m
m=(a b [c]=d e)
declare -p m

#### values of its own
declare -A m=([a]=1)
m=([b]=${m[a]} [c]=${m[b]}x)
declare -p m

#### indexed ones as ever
HOME=/h k="a b"
a=($k ~ [5]=~ {c,d})
declare -p a
