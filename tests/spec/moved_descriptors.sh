Descriptors that are copied and moved, and what goes wrong with them.
#### a dash is a token of its own
exec 3> f
echo a >&-1
echo b 3>&-x
#### names in messages
: >&4; : 3>&4; : <&4; : 5<&4-
x=4; : >&$x; : 3>&$x; : <&$x; : 3<&$x; : 3>&$x-; : >&$x-; : <&$x-
: >&''; : 3>&''
y=9-; : 3>&$y
z=; : >&$z-; : >&$z
: {v}> $z; : {v}>&$z; : {v}>&4
#### a descriptor on itself
: 4>&4 && echo fine
: 9<&9- && echo fine
#### what is put back
exec 4> f 6> g
: 6>&4-; echo one >&4
exec 4> f
: 7>&4-; echo two >&4 || echo closed
#### variables
readonly r; exec {r}> f; echo $?; : {r}> f; echo $?
exec {u}>&-; echo $?
u=; : {u}>&-; a=([2]=7); : {a[2]}>&-; : {a[3]}>&-; echo $?
set -C; : > f; : {v}> f
#### alone
{v}> f; echo "[$v]"
x=$(echo a; false) {v}< nosuch; echo "$? [$x]"
#### read keeps what it cannot read
x=1; exec 5> f; read -r x <&5; echo "$? [$x]"
