Assignments to elements: the order of evaluation, and how bad subscripts are told.

#### the value comes before the subscript
i=0; a[i++]=$i; a[i++]=$((i++)); declare -p a i
b[$(echo sub >&2; echo 1)]=$(echo val >&2)
declare -A m
m[$(echo sub >&2; echo k)]+=$(echo val >&2)

#### in a trace
set -x
a[$(echo 2)]=$(echo x) a[1+1]+=y
declare -A m; m[k]=1 m['a b']="c d"
a=( [1]=2   $(echo a b) )

#### unbound variables
( set -u; a[$x]=$y )
( set -u; a[x]=$y )
( set -u; a[$x]=1 )
( set -u; echo $(( $x )) )
( set -u; (( a[$x] )) )
( set -u; read 'a[$x]' <<<1 )

#### elements are named as they are written
x=
declare -A m
m[$x]=1
m['']=1
m[k]=1 m["$x"]=2
a[1-9]=1
read 'a[1-9]' <<<x
printf -v 'a[1-9]' x
declare 'a[1-9]=x'
declare a[]=1

#### subscripts of declarations are expanded with the word
i=1; declare a[$i+1]=2 a[i++]=$i a[0]=$((i++)); declare -p a i
declare a[$(echo sub >&2; echo 1)]=$(echo val >&2)

#### lists leave out bad elements
a=([-1]+=x [@]=y [*]+=z []=u); declare -p a
declare -a b=([-1]+=x)
declare -A m=([]=x [a]=1 y)
m=([]+=x z)

#### the status of bad elements
a=([@]=$(:)); echo $?
a=([-1]=$(exit 3)); echo $?
x=$(exit 4) a=([@]=1); echo $?
a=([@]=1); echo $?

#### under set -e
(set -e; a=([@]=1) || :; echo no)
(set -e; a=([-1]=1) || :; echo no)
(set -e; declare -A m=([a]=1 x) || :; echo no)
(set -e; readonly r=1; export r=2 || :; echo no)
(set -e; readonly r=1; declare r=2 || :; echo yes)

#### the array is there before its values
a=("$(declare -p a)"); declare -p a
s=5; s=($s ${s[0]}); declare -p s
readonly r=1; r=($(echo no >&2)); echo no

#### printf -v and read refuse empty subscripts
printf -v 'm[]' x; echo $?
printf -v 'm[@]' x; echo $?
printf -v 'm[ ]' x; echo $?
read 'm[]' <<<x; echo $?
read 'm[*]' <<<x; echo $?
read a 'm[]' b <<<'1 2 3'; echo $? $a $b
{ read -a 'm[1]'; echo $?; cat; } <<<$'1 2\nnext'
declare -A n; printf -v 'n[@]' x; read 'n[*]' <<<y; declare -p n

#### printf -v stops at a NUL
printf -v c '%c'; declare -p c
printf -v c 'a%cb' ''; declare -p c

#### errors in the subscripts of read give up the line
read 'm[1/0]' <<<x; echo no
echo $?
read 'r[-1]' <<<x; echo $?

#### lists over the other kind of array
declare -a a; declare -A a=([x]=1); echo no
echo $?
declare -A m=([a]=1); declare -a m=(1) || echo no
(m=(1); readonly -A m=(x y); echo no); echo $?
f() { local -a b; local -A b=([a]=1); echo $?; }; f; echo yes
m=(1); declare -A m; echo $?
declare -a q; declare +a q=(1); echo $?
readonly r=1; declare r=(1); echo no

#### names of loops
for 1x in $(echo no >&2); do :; done; echo $?
for a[1] in 1; do :; done; echo $?
select 1x in 1; do :; done; echo $?

#### getopts and wait into odd names
readonly r
getopts a r -a; echo $?
getopts a r -a; echo $?
getopts a 'm[1]' -a; echo $?
: & wait -n -p 'm[1]'; echo $? ${#m[@]}
wait -n -p 'm[]'; echo $?
wait -n -p r; echo $?
