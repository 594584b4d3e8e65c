# Assignments and expansions that fail: what is given up, and with which status.
#### a read-only variable in a list
readonly r=1
r=2 && echo no || echo no either
echo "next $?"
#### in a function
readonly r=1; f() { r=2; echo not here; }
f; echo nor here
echo "after $?"
#### in a loop and a condition
readonly r=1
for i in 1 2; do r=$i; echo no; done; echo gone
if r=5; then echo t; else echo e; fi
echo "status $?"
#### in a subshell and a pipe
readonly r=1; (r=2; echo no); echo $?; r=3 | cat; echo ${PIPESTATUS[@]}; echo x | r=4; echo $?; { r=5; echo no; }
echo end
#### in a command substitution
readonly r=1; x=$(r=2; echo no); echo "$? [$x]"; echo "a$(r=3; echo b)c"; y=$(echo a; r=4) || echo failed
#### in eval and source
readonly r=1; eval 'r=2; echo no'; echo "not this line"
echo $?; echo 'r=3; echo no' > s; . ./s; echo nor this
echo $?
#### with an error in arithmetic
x=$((1/0)); echo no
echo $?; a[1/0]=5; echo no
echo $?; y=1 z=$((1+)) w=2; echo no
echo "$? [$y$w]"
#### with an error in an index
a=(1 2); a[x y]=3; echo no
echo $?; echo ${a[1 1]}; echo no
echo $?; a=([1/0]=x y); echo "lives?"
declare -p a
#### bad substitution in a function
f() { echo ${a b}; echo no; }
f; echo no
echo $?; x=${y!}; echo no
echo $?
#### an unset variable in a function
set -u; f() { echo $nosuch; echo no; }
(f; echo no); echo $?; trap 'echo exit $?' EXIT
f
echo never
#### the colon-question operator in a function
f() { : ${nosuch:?missing}; echo no; }; (f; echo no); echo $?; x=$(f) ; echo "$? [$x]"; f || echo no
echo never
#### with errexit
set -e; readonly r=1; trap 'echo exit $?' EXIT
r=2
echo never
#### declare and local with errexit
set -e; f() { local x=$(false); echo "kept"; declare y; y=$(false); echo no; }; f; echo no
#### an assignment that fails before a command
readonly r=1; r=2 echo runs; echo $?; r=3 eval 'echo in'; echo $?; f() { echo "f $r"; }; r=4 f; echo $?
#### a failing redirection and an assignment
x=1 > /nosuch/file; echo "$? [$x]"; y=2 echo no > /nosuch/file; echo "$? [$y]"; z=$(echo v) < /nosuch; echo "$? [$z]"
#### the status of an assignment
false; x=1; echo $?; x=$(exit 3); echo $?; x=$(exit 3) y=4; echo $?; x=`exit 5`$(true); echo $?; false; x=; echo $?; x=$((0)); echo $?; a=($(exit 6)); echo $?; a=(1 $(exit 7) 2); echo $? ${#a[@]}
#### the status of declare with a substitution
declare x=$(exit 3); echo $?; local_() { local v=$(exit 4); echo $?; readonly w=$(exit 5); echo $?; export e=$(exit 6); echo $?; }; local_; declare -i n=$(exit 2); echo "$? $n"; declare 1x=$(exit 3); echo $?
#### special variables that refuse
UID=5; echo "not here"
echo $?; EUID=1 true; echo $?; PPID=1
echo $?; BASHPID=1; echo "$? fine"; FUNCNAME=x; echo $?; GROUPS=5; echo $?; BASH_VERSINFO=x; echo no
echo end
#### unset refuses
readonly r=1; unset r; echo $?; unset -v r x; echo $?; unset UID; echo $?; f() { :; }; readonly -f f; unset -f f; echo $?; unset -f nosuch; echo $?; unset nosuch; echo $?; unset 1x; echo $?; unset -z; echo $?; unset -f -v x; echo $?; unset ''; echo $?
#### integer conversion in compound assignments
declare -ai a=(1 2+3 x); echo "${a[@]}"; declare -ai b=(1 'y z'); echo no
echo "$? ${b[@]}"; declare -i n; n+=5; n+='2*3'; echo $n; n+=x; echo $n; n='08'; echo no
echo "$? $n"
#### appending to what is not set
unset x a; x+=a; x+=b; echo $x; a+=(1); a+=(2 3); a[7]+=z; declare -p a; declare -A m; m[k]+=v; m[k]+=w; m+=([j]=u); echo ${m[k]} ${m[j]}; unset y; y[2]+=q; declare -p y
