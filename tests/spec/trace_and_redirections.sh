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
