#### what stands before an error has taken effect
x=5
let 'x=3, 1x'
echo "$? $x"
let 'x++ +'
echo "$? $x"
((x = 7, (y = 8) 9))
echo "$? $x $y"
let 'x += 1 ? x=9'
echo "$? $x"

#### of several errors the first that is read counts
x=2 y=0
for e in 'x%y ? x : 1x' '1/0+' '1/y+1x' 'x y 1x' 'x y z' 'x**-1, 08' 'a[y/0]+1x'; do
  ( let "r=$e"; echo "after $?" )
done 2>&1

#### what counts for nothing may still have a bad exponent, not a division by 0
x=2
echo $((1 ? x : x/0)) $((0 && 1%0)) $((1 || 1/0))
( echo $((1 ? 2 : 2 ** -1)) ) 2>&1
( echo $((0 && x ** ~x)) ) 2>&1
( echo $((1 || x ** -x)) ) 2>&1
echo $((1 || 2 ** y))

#### the subscript of an assignment is evaluated after the value, that of += before it
i=1
((a[i]=i++))
declare -p a i
i=1
((b[i++]+=i))
declare -p b i

#### an error in a subscript ends more than the expression
( ((a[1/0]=5)); echo "not here" ) 2>&1
( x='a[1/0]'; ((x)) || echo "not here" ) 2>&1
( let 'a[1/0]' || echo "not here" ) 2>&1
( [[ 'a[1/0]' -eq 1 ]] || echo "not here" ) 2>&1
( declare -i z='a[1/0]'; echo "not here" ) 2>&1
( for ((k=a[1/0];k<3;k++)); do echo $k; done; echo "not here" ) 2>&1

#### subscripts that are none are told of, and the expression goes on
a=(1 2)
declare -A m
( echo $((1 + (a[-9]=3))) $((a[-9])) ) 2>&1
( ((a[-9]+=2)) && echo ok ) 2>&1
( ((a[]=4)); echo $? ) 2>&1
( echo $((a[])) $((a[@])) $((a[*])); ((a[@]=1)); echo $? ) 2>&1
( ((m[k]=3, m[j]+=4, m[]=5)); declare -p m; ((m[@]=1)); echo "${m["@"]}" ) 2>&1

#### steps that no variable can take
x=1
for e in '--x++' '++x--' '--x ++y' '(x)++' 'x++=3' '++x=3' '-x=3' '1+x=3' '7++' '7++y' 'x=y=4' '- -x' '--5'; do
  ( let "r=$e"; echo "$? r=$r x=$x" ) 2>&1
done

#### variables that refer to each other
x=y+1 y=x
( ((x)); echo $? ) 2>&1
( let x; echo $? ) 2>&1
( echo $((y)) ) 2>&1
z=z
( echo $((1 + z)) ) 2>&1

#### set -u asks for the variable before its subscript
( set -u; echo $((m[a])) ) 2>&1
( set -u; ((++m[a])) ) 2>&1
( set -u; m=(1); echo $((m[5])); echo $((m[z])) ) 2>&1
( set -u; ((q[1]=3)); echo ${q[1]} ) 2>&1
( set -u; x='w[e]'; echo $((x)) ) 2>&1

#### a reference that a number is assigned to
declare -n r
echo $((--r)); echo $?; ((r=5)); echo $?
