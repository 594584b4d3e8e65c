#### trace
# set -x shows compound commands too.
set -x
for i in 1 "2 3"; do :; done
case a"b" in a*) : ;; esac
[[ a == a* && -n "x y" ]]
[[ ! -f /x ]]
(( 1 + 2 ))
for ((i=0;i<2;i++)); do :; done
a=(1 "2 3"); b[2]=x; a+=(4)
x=1 y="a b" :
while ((i-- > 1)); do :; done
f() { echo in "$@"; }; f a 'b c'
echo 'it'"'"'s' '' "\$"
: $(echo cs) `echo bt`
! false
eval 'echo ev'
