#### array literals
# Elements are set one after the other.
declare -A a; a=([j]=1 2 3); echo $?; a=(x [k]=v y); declare -p a; a=([k]=v [m]); declare -p a
readonly b[7]=8; echo $?; export c[1]=2; echo $?
i=1; a1=([100+i++]=$((i++)) [200+i++]=$((i++)) [300+i++]=$((i++))); echo "${!a1[@]} ${a1[@]}"
a1=([5]=x y [2]=z w [-1]=q); declare -p a1; a1+=([1]=n m); declare -p a1
declare -i ia=([0]=1+1 2+2); declare -p ia; ia+=([0]+=5 7); declare -p ia
declare -u ua=(ab [3]=cd); declare -p ua; c=([1+]=1); echo $?
A=a B=(b b) printenv A B; A=([k]=v) printenv A
declare -A s1; s1=x; declare -p s1; s2=w; declare -A s2+=([a]=x); declare -p s2; s3=v; declare -A s3; declare -p s3
declare -A g; echo "[${!g}]"; set -a; v1=re; v5[2]=u; v8=(new); declare v9=new; set +a; declare -p v1 v5 v8 v9

#### a list with text behind it is one text
x=2; a=(1 "b c"  $x # comment
 *)y$x; declare -p a
declare b=(1 2)3; declare -p b
c+=(1)"a b"; declare -p c
e=(1 [2]=3)x; declare -p e
f() { local q=(1)w; echo "$q"; }
declare -f f
f
#### a brace too many behind a list
a=(x y)}
echo "$a" ${#a[@]}
a=(1 2)$(echo 3) env | grep ^a=
#### a list behind a list
e=(1 2)(3)
