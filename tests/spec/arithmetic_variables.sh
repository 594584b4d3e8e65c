# Variables in arithmetic: values that are expressions, elements, attributes, and errors.
#### values are expressions
x='1+2'; echo $((x)) $((x*2)) $(($x*2)); y=x; z=y; echo $((z+1)) $((z)) ; w='y * z'; echo $((w))
#### unset and empty values are zero
unset u; e=; s=' '; echo $((u)) $((e)) $((u+1)) $((s)) $((e*5)); x=' 7 '; echo $((x+1))
#### a value that refers to itself
x=x; (echo $((x))); echo $?; a=b b=a; (echo $((a+1))); echo $?
#### a deep chain
v0=42; for i in {1..100}; do declare v$i=v$((i-1)); done; echo $((v100))
#### assignments in values
x='y=5'; echo $((x)) $y; x='y++'; echo $((x)) $((x)) $y; y=0; x='y+=2,y*3'; echo $((x)) $y
#### bad values
x='1 2'; (echo $((x))); x='a b'; (echo $((x))); x='3+'; (echo $((x))); x='"5"'; (echo $((x))); x='$y'; (echo $((x))); x='4)'; (echo $((x))); x=1.5; (echo $((x))); echo $?
#### values with other number forms
x=0x10 y=010 z=2#101; echo $((x)) $((y)) $((z)) $((x+y+z)); w=09; (echo $((w))); w=-5; echo $((w)) $((3-w)) $((3 - $w)) $((3$w))
#### elements of arrays
a=(5 6 7); i=1; echo $((a)) $((a[1])) $((a[i])) $((a[i+1])) $((a[-1])) $((a[9])) $((a[a[0]-4])) $((${a[2]}+1)) $((a[i]++)) ${a[1]} $((a[i]*=2)) $((++a[0])) "${a[@]}"
#### new elements
((b[3]=9)); declare -p b; ((b[b[3]]=1, b[0]--)); declare -p b; let 'c[2]=4' c[0]=1; declare -p c
#### associative subscripts are text
declare -A m=([a]=1 [i]=2 ['a b']=3 [1+1]=4); i=a; echo $((m[a])) $((m[i])) $((m[$i])) $((m[a b])) $((m[1+1])) $((m["a b"])) $((m['i']))
#### associative elements change
declare -A m; ((m[x]++, m[x]+=5)); ((m[y y]=3)); k='z'; ((m[$k]=7)); let 'm[w]=2' "m[v]=m[w]*2"; for k in x 'y y' z w v; do echo -n "${m[$k]} "; done; echo ${#m[@]}
#### associative keys with special characters
declare -A m; k='a]b'; m[$k]=5; echo $((m[$k])) 2>&1; k='$(echo x)'; m[$k]=6; echo $((m[$k])); k="q'r"; m["$k"]=7; echo $((m[$k])) "${m[$k]}"
#### subscripts in expansions
a=(10 20 30); x=1; echo ${a[x]} ${a[x+1]} ${a[x++]} $x ${a[$x]} ${a[-x]} ${a[0x2]} ${a["1"]} ${a[ 1 ]} ${a['x-2']} 2>&1
#### subscripts that are bad
a=(1 2); (echo ${a[1+]}); (echo ${a[]}); (echo ${a[-5]}); (echo $((a[-5]))); (a[-5]=x); (echo ${a[x y]}); echo $?
#### assignment to what is no variable
(echo $((5=3))); (echo $((1++))); (echo $((x+1=2))); (echo $((++5++))); ((3=4)); echo $?; (echo $((a[0]b)))
#### syntax errors
for e in '1+' '*2' '1 2' '(1' '1)' '1+*2' 'x?' 'x?1' 'x?1:' '?' '&&' '1 &&' 'a b' '1,' ',' '=5' '@' '1 $' '1 ; 2' 'x=' '!' '~' '{1}' ; do eval "(echo \$(($e)))" 2>&1; done
#### the same in other commands
((1+)); echo $?; let '1+' ; echo $?; let 'x y'; echo $?; a=(1); echo ${a[1 2]}; echo not seen
#### error texts name the expression
(((2 + )) ); let 'y = 5 +'; [[ '1 +' -eq 0 ]]; echo $?; declare -i n; n='3 +'; echo $?; echo "${x:1 2}"; echo no
#### read-only variables
readonly r=5; echo $((r+1)); (echo $((r=6)) ); echo $?; ((r++)); echo $?; let r=1; echo $?; for ((r=0;r<1;r++)); do echo loop; done; echo $?
#### integer variables
declare -i n=2+3; echo $n; n=n*2; echo $n; n+=5; echo $n; n=abc; echo $n; n='7 '; echo $n; m=3; n=m; echo $n; n=0x1f; echo $n; n=; echo "[$n]"
#### integer arrays
declare -ia a=(1+1 2*3); a[2]=4-1; a+=(5+5); a[0]+=3; echo ${a[@]}; declare -iA m=([x]=2*2); m[x]+=1; m[y]=9/2; echo ${m[x]} ${m[y]}
#### integer errors
declare -i n; n=1/0; echo $? "[$n]"; n='a b'; echo not reached
#### integer in a function keeps going
declare -i n=1; f() { n=08; echo in; }; f; echo out $? $n
#### nounset in arithmetic
set -u; x=1; echo $((x)); (echo $((u))); echo $?; (echo $((u=3)) $u); ((x+v)); echo not reached
#### nounset and elements
set -u; a=(1); (echo $((a[5]))); (echo $((b[0]))); declare -A m; (echo $((m[k]))); (a[2]=$((a[2]+1)); echo ${a[2]})
#### positional parameters and specials
set -- 4 5; echo $(($1+$2)) $(($#*2)) $((${1}0+1)) $(($1$2)); false; echo $(($?+1)) $((${#1}+1)); (echo $((1+@)))
#### names that look like numbers
x1=5 _y=6; echo $((x1+_y)); (echo $((1x))); (echo $((1_000))); é=1 2>/dev/null; (echo $((é)))
#### exported and local numbers
f() { local x=5; ((x++)); echo $x; g; }; g() { ((x*=2)); echo $x; }; x=1; f; echo $x; export y=3; ((y+=4)); printenv y
#### namerefs in arithmetic
declare -n ref=t; t=5; ((ref++)); echo $t $((ref*2)); declare -n re='a[1]'; a=(1 2 3); ((re+=10)); echo ${a[@]}; unset -n ref; declare -n ref; ref=q; ((ref=8)); echo $q
#### results are plain numbers
((x=0x1f)); echo $x; ((y=010+1)); echo $y; z=007; ((z++)); echo $z; ((w=-0)); echo $w; echo $((+5)) $((1==1.0)) 2>&1; echo $?
#### strings in conditions
x=5 y=05; [[ x -eq 5 ]] && echo a; [[ 4+1 -eq x ]] && echo b; [[ y -eq x ]] && echo c; (( "$x" == '5' )) && echo d; [[ 010 -eq 8 ]] && echo e; [ 010 -eq 10 ] && echo f; [ x -eq 5 ]; echo $?
#### side effects in subscripts happen once
a=(0 0 0) i=0; ((a[i++]+=5)); echo $i ${a[@]}; ((a[i++]++)); echo $i ${a[@]}; a[i++]=9; echo $i ${a[@]}; echo ${a[i=0]} $i; a[i++]+=1; echo $i ${a[@]}
#### expansions come before side effects
x=0 y='1+1'; echo $((x++ + $y)) $x; ((x++, z=$y)); echo $x $z; a=(1 2 3) i=0 k='0+1'; echo $((i++ + a[$k])) $i; e=5; echo $((e=0, $e)) $e; set -- '1+2'; echo $((x=1, x++ * $1)) $x; i=0; while ((i++ < $#)); do echo $i; done
#### an empty expansion is no operand
e=; echo $(($e + 1)) $((- $e 2)); (echo $((1 + $e))); (echo $((2 * $e 3))); (echo $(($e))); ((x = $e)); echo $?; a=(1 2); (echo ${a[$e]}); echo $(( ${e:-0} + 1 ))
