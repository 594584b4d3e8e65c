Words with brackets that nothing closes are no patterns.
#### a bracket alone
touch '[' '[a' b; echo [ [a [[a x[ [!; [ -e b ] && echo yes
#### the options for patterns without a match
shopt -s failglob; echo [ [x; shopt -s nullglob; echo [ [x
#### a closed one is a pattern
touch a b; echo [ab] [ab]] [a [b]; x='[a'; echo $x]
