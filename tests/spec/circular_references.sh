Namerefs that lead to themselves or nowhere yet, and what messages about values begin with.

#### a local reference to its own name means the global variable
f() { local -n r=r; r=6; echo "$r" ${#r} ${r+set}; r+=7; }
r=5; f 2>/dev/null; declare -p r
g() { local -n a=$1; a[1]=6; a+=(7); echo "${a[@]}" "${!a[@]}"; }
a=(1 2); g a 2>/dev/null; declare -p a
h() { local -n m=m; m[k]=v; unset 'm[j]'; }
declare -A m=([j]=1); h 2>/dev/null; declare -p m

#### the warnings
f() { local -n r=r; : "$r"; r=1; }
f; declare -p r

#### callees see the same
f() { local -n x=x; x=new; g; }
g() { echo "$x"; x=newer; }
x=old; f 2>/dev/null; echo $x

#### a local of a caller hides nothing
f() { local q=1; g; echo $q; }
g() { local -n q=q; q=2; echo $q; }
q=0; f 2>/dev/null; echo $q

#### a circle of two
f() { local -n a=b b=a; a=1; b=2; }
a=x b=y; f 2>/dev/null; declare -p a b

#### declare -g inside
f() { local -n x=x; declare -g x=2; }
x=1; f 2>/dev/null; declare -p x

#### the environment
f() { local -n x=x; x=2; printenv x; }
export x=1; f 2>/dev/null; echo $x

#### references without a value
declare -n r
r=
echo $?
r=1x
read r <<<1x
printf -v r 1x
for r in a 1x b; do :; done; echo $?
r=foo; declare -p r

#### becoming arrays
declare -n r; r=(1 2); declare -p r
declare -n s; read -a s <<<x; declare -p s
declare -n t; mapfile t <<<x; declare -p t
declare -n u; u[0]=1
r=; declare -n r; echo $?
r=1x; declare -n r; echo $?

#### readonly references
declare -rn r=x; for r in q; do :; done; echo $?

#### errors in values of integers name the builtin
declare -i i
read i <<<"a b"
printf -v i "a b"
export i="a b"
readonly i="a b"
let "i=a b"
declare "i=a b"
i="a b"
declare -ai a; mapfile a <<<"a b"
read -a a <<<"1+1 1/0"
declare -p a
for i in 1+1 "a b"; do echo $i; done; echo no

#### a local reference does not look at the global value
f() { declare -n r; echo $?; }
r=; f
r=1x; f
