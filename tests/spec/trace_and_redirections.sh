# The order of assignments, traces and redirections of a command.
#### a trace goes where errors went before
PS4='+ '; set -x
: 2>/dev/null
x=$(echo q) z=2 printenv z 2>/dev/null
echo b > /nosuch/x
f() { :; }; f 2>/dev/null
echo "${v:-$(echo deep)}" 2>/dev/null
{ echo grouped; } 2>/dev/null
w=5 < /dev/null
#### assignments are expanded before redirections
echo in > f; echo orig | { x=$(cat) printenv x < f; }; x=$(echo seen >&2) true 2> /dev/null; y=$(cat) eval 'echo "$y"; cat' < f <<< here; z=1 cat < nosuch; echo $?; f() { cat; }; q=$(echo e >&2) f < f 2>/dev/null
#### assignments before a redirection that fails
x=$(echo done >&2) echo no > /nosuch/f; echo $?; y=1 > /nosuch/f; echo "$? [$y]"; a=$((b=5)) true < /nosuch; echo "$? $b"; for i in 1 2; do k=$i :  < nosuch; done; echo "[$k]"; echo "still $(echo here)"
#### empty values and operands in a trace
e= v='a b'; set -x
x=; y=''; z="$e"; x=$v y= ; x+=; x+=q
[[ -z $e ]]; [[ -n "$e" ]]; [[ $e == "" ]]; [[ $e == '' && $v == "a b" ]]; [[ $e =~ ^$ ]]; [[ $e ]]; [[ ! $v ]]
export p= n=1; readonly q=1; declare b= c=2; y= true
#### lists are shown before their elements are expanded
v='a b'; set -x
a=(1 $v [5]=$(echo q)); a+=(`echo r`); a=(); a[1]=$v; declare -A m; m[k k]=$v; m=([j]=$(echo t))
