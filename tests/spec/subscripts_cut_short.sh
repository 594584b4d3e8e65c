# Subscripts and sections of `${…}` that are not closed, or have too much in them.

#### a subscript that is not closed
a=(1 2)
echo ${a[0}
echo $?
#### in double quotes
a=(1 2)
echo x"y ${a[0} z"$b
echo $?
#### a subscript later in the word
a=(1 2) b=(3 4)
echo "${a[0} ${b[1]}"
echo $?
#### a third section
foo=abcdefg
echo ${foo:1?2:3:1}
echo ${foo:3:2:1}
echo after
#### a third section of an array
a=(1 2 3)
echo "${a[@]:1:1:1}"
echo after
#### a third section of nothing
echo "<${foo:3:2:1}>"
#### an expression that begins with a newline
echo $((
1 + 2 x
))
#### an expression that begins with blanks
(( 	 1 x ))
echo $[  1 x ]
#### an expansion that begins with an expansion
echo ${${b}
echo
#### the same, closed
echo ${${b}}
echo "${$(echo side)}"
echo ${$[1]}
#### a brace that is not closed in arithmetic
a=1
echo $(( ${a + 1 ))
echo $?
(( ${a + 1 ))
echo $?
echo $(( ${a/ ))
echo $(( ${a:-1 ))
echo $(( ${a[0] ))
echo $(( 1 + ${ )); f() { echo; }
echo $[ ${!a ] x$(( ${a ))y
echo $?
#### braces around parentheses in arithmetic
x='a)b'
echo $(( ${#x} + ${x:+1} + ${y:-(1+2)} ))
