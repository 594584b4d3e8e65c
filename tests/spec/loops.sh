Loops: for, C-style for, while, until, break and continue.
#### for over words, expansions and globs
for x in a "b c" $(echo d e) {1..3} ""; do echo "<$x>"; done
touch f1 f2
for x in f? nomatch*; do echo "$x"; done
#### for without in takes the arguments
set -- a 'b c' d
for x; do echo "<$x>"; done
for x
do echo "$x"; done
f() { for y do echo "f $y"; done; }
f 1 2
#### for over an empty list
for x in; do echo no; done
echo "$? ${x-unset}"
for x in $empty; do echo no; done
echo "$?"
#### the status of for
for x in 1 2; do (exit $x); done
echo $?
for x in 1; do (exit 3); break; done
echo $?
false
for x in; do :; done
echo $?
#### the variable keeps its last value
for x in a b c; do :; done
echo $x
for x in 1 2 3; do [ $x = 2 ] && break; done
echo $x
#### the list is made before the loop begins
list="a b"
for x in $list; do list="c d"; echo $x; done
set -- 1 2
for x; do shift; echo $x $#; done
#### for with braces
for x in a b; { echo $x; }
for ((i = 0; i < 2; i++)) { echo $i; }
#### newlines and comments in for
for x \
in a \
b
do # comment
  echo $x
done
for x in a b # words
do
  echo $x
done
for
x in a; do :; done 2>/dev/null
#### a readonly loop variable
readonly r=1
for r in a b; do echo $r; done
echo "after $?"
#### a loop variable that is a nameref
declare -n ref
a=1 b=2
for ref in a b; do echo "$ref"; ref=new; done
echo "$a $b"
#### a loop variable with an integer attribute
declare -i n
for n in 1+1 2*3 x; do echo $n; done
#### a bad loop variable
for 1x in a; do :; done
echo "after $?"
#### a bad loop variable with a subscript
for a[0] in x; do :; done
echo "after $?"
#### reserved words as loop variables
for in in a b; do echo $in; done
for for in x; do echo $for; done
for do in y; do echo $do; done
#### C-style for
for ((i = 0, j = 10; i < j; i += 3, j -= 2)); do echo "$i $j"; done
for ((i = 3; i--; )); do echo -n "$i "; done
echo
for ((;;)); do ((n++ >= 3)) && break; done
echo $n
#### C-style for: status and expansions
for ((i = 0; i < 0; i++)); do :; done
echo $?
max=3
for ((i = $(echo 1); i <= $max; i++)); do echo $i; done
echo $i
#### C-style for with a wrong expression
for ((i = 0; i < ; i++)); do echo no; done
echo "after $?"
#### C-style for with a wrong start
for ((1 +; 0; 0)); do echo no; done
echo "after $?"
for ((i = 0; i < 2; 08)); do echo $i; done
echo "after $?"
#### C-style for with too few parts
for ((i = 0; i < 2)); do :; done
echo "after $?"
#### C-style for over lines
for (( i = 0 ;
       i < 2 ;
       i++ ))
do
  echo $i
done
for ((i=0;i<2;i++))
{
  echo $i
}
#### while and until
n=0
while ((n < 3)); do echo $n; ((n++)); done
until ((n == 0)); do echo $n; ((n--)); done
echo $?
#### the status of while is its body's last
while false; do :; done
echo $?
n=0
while ((n++ < 1)); do (exit 4); done
echo $?
until true; do :; done
echo $?
#### while with several commands in its condition
n=0
while echo "test $n"; ((n < 2)); do ((n++)); done
while read -r a; [ -n "$a" ]; do echo "<$a>"; done <<< $'x\ny\n\nz'
#### while reads a file, a last line without its end too
printf 'a\nb\nc' > f
while read -r l; do echo "$l"; done < f
while read -r l || [ -n "$l" ]; do echo "$l"; done < f
#### break out of several loops
for i in 1 2; do
  for j in a b; do
    for k in x y; do
      [ $k = y ] && break 2
      echo $i $j $k
    done
  done
  echo "after $i"
done
#### continue an outer loop
for i in 1 2; do
  for j in a b; do
    [ $j = b ] && continue 2
    echo $i $j
  done
  echo no
done
#### break and continue with more levels than loops
for i in 1 2; do
  while true; do break 99; done
  echo no
done
echo "i=$i"
for i in 1 2; do
  continue 99
  echo no
done
echo "i=$i"
#### break and continue outside of a loop
break
echo $?
continue
echo $?
f() { break; echo "in f $?"; }
f
#### a function called in a loop cannot break it
f() { break; }
for i in 1 2; do f; echo $i; done
g() { continue 2; }
for i in 1 2; do g; echo $i; done
#### wrong arguments of break and continue
for i in 1 2; do break x; echo no; done
echo "after $?"
for i in 1 2; do break 0; echo no; done
echo "after $?"
for i in 1 2; do continue -1; echo no; done
echo "after $?"
for i in 1 2; do break 1 2; echo "too many $?"; done
echo "after $?"
#### break in the condition
while break; do echo no; done
echo $?
until break; do echo no; done
echo $?
for i in 1 2; do
  while continue 2; do :; done
  echo no
done
echo "i $i"
#### loops with redirections and in pipes
for i in a b; do echo $i; done > f
while read -r x; do echo "<$x>"; done < f | sort -r
until ! read -r x; do echo $x; done < f
#### a loop in the background
for i in 1 2 3; do echo $i; done &
wait
while read -r x; do echo $x; done <<< one &
wait $!
echo $?
#### return from within loops
f() { for i in 1 2; do while :; do return 7; done; done; }
f
echo $?
#### nested loops with the same variable
for x in a b; do
  for x in 1 2; do :; done
  echo $x
done
#### loops that change their own condition's variables
list=(1 2 3)
for i in "${!list[@]}"; do unset "list[$i]"; echo "${#list[@]}"; done
i=0
while [ $i -lt 5 ]; do
  i=$((i + 1))
  [ $((i % 2)) -eq 0 ] && continue
  echo $i
done
#### break through eval, source and groups
for i in 1 2; do eval 'break'; echo no; done
echo $i
echo 'break' > s
for i in 1 2; do . ./s; echo no; done
echo $i
for i in 1 2; do { break; }; echo no; done
echo $i
for i in 1 2; do (break); echo "yes $i"; done
#### break in a trap and in a substitution
for i in 1 2; do x=$(break; echo in); echo "$i $x"; done
