Namerefs without a value, chains of them, and those to all elements.
#### export and readonly have nothing to name
declare -n r
export r
echo $?
readonly r
declare -p r
#### a value becomes the target, which is exported
declare -n r
export r=x
declare -p r x
#### a value that is no name
declare -n r
export r=1
echo $?
declare r=2
declare -p r
#### inside a function
f() { local -n r; local r=1; echo $?; declare -p r; }
f
#### an array is no reference any more
declare -n a b
declare -a a
a=x
declare -A b
b[k]=v
declare -p a b
#### +n ends the last reference of a chain
declare -n a=b b=c c=d
declare +n a
declare -p a b c
declare +n a
declare -p a b c
#### +n with a value or another attribute
declare -n a=b
declare +n a=5
declare -p a b
declare -n c=d d=e
declare -i +n c
declare -p c d e
#### a loop sets the last reference of a chain
declare -n a=b b=c
for a in x y; do echo "${!b}"; done
declare -p a b
#### all elements cannot be set
declare -n r='x[@]'
r=1
read r <<< 2
echo "$?"
declare -p x
#### select with a variable that cannot be set
readonly x=1
select x in a b; do echo never; done <<< 1
echo $?
#### an error in a substitution of -c
bash -c 'echo $(fi)'
echo $?
bash -c 'echo a
x=$(if)
echo b'
echo $?
