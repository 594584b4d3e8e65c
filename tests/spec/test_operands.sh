# `test` with operands that could be operators.
#### parentheses as operands
for e in '( -o -o (' ') -o -o )' '( -n ) (' '( -s ) = ( ! )' '-h ) -a )' '-a ) -n )' '( -a ) ! !' '-o ) -o ('; do
  set -f
  test $e
  echo "$e: $?"
done
#### t takes only numbers
test -t x -o -o y
echo $?
test ! -t x -o ! -o y
echo $?
test -t x
echo $?
test -t -n
echo $?
