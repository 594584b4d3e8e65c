# Declarations of elements.
#### without a value
declare x[1]
declare -p x
y=5
declare y[1]
declare -p y
declare -i z[2]
declare -p z
f() { local v[1]; declare -p v; }
f
#### no name at all
declare t[]
echo $?
declare t[]=1
echo $?
#### kinds that cannot go
declare +a q[3]
declare -p q
declare +a r=(1 2)
declare -p r
declare +A -A s
declare -p s
#### the others are declared all the same
f() { declare v[-1]=a w=b 1x=c; echo $w; }
f
#### a reference is no array
declare -n w[1]
echo $?
declare -n w[*]=x
echo $?
#### unset of all elements of what is none
a=5
unset 'a[@]'
echo $?
b=(1 2)
unset 'b[@]'
declare -p b
declare -a c
unset 'c[@]'
echo $?
#### lists outside of functions
local y=(1 2) z
declare -p y z
#### all of the attributes
declare -ai i=(1)
declare -a j=(2)
declare -Ax m=([a]=b)
declare -ai
declare -Ax
#### functions are not made so
declare -F x=1
declare -f 1x=2
echo $?

#### lists are assigned before names are shown
declare -p v=(new); declare -p v
declare -pA m=([a]=1)
f() { declare -p q=(1) w; local -p e=(2); }; f; declare -p q
declare -pi n=(1+1 2) n
declare -f zz=(1); declare -p zz
declare -F zf=(1); declare -p zf
declare -p v+=(x)
