# What comes first in an assignment to an element or to a list.

#### the value before the subscript
a[i++]=$i
declare -p a i
b[i++]+=$((i+=10))
declare -p b i

#### the value before the key
declare -A m
m[$((i++))]=$((i++))
declare -p m i

#### substitutions
a[$(echo 1 >&2)0]=$(echo 2 >&2) b[$(echo 3 >&2)0]=$(echo 4 >&2)

#### an error of the value
a[08]=${x:}
echo not reached

#### the array is there before its list
a=(${!a*})
declare -p a
b=("$(declare -p b)")
echo "$?" "${b[@]}"
c=x
c=(${c@a} "$c" "${c[0]}" ${#c[@]})
declare -p c

#### a readonly array
readonly a=1
a=($(echo no >&2))
echo not reached
