#### debug trap
# Where the DEBUG trap runs, and what BASH_COMMAND holds.
trap 'echo "D:$BASH_COMMAND:$LINENO"' DEBUG
for ((i=0;i<2;i++)); do :; done
for i in 1 2; do :; done
for (( i = 0 ; i < 1 ; i++ )); do
 :
done
case x in x) : ;; esac
[[ a == a ]]
(( 1 ))
a=(1 2)
while false; do :; done
if true; then :; fi
f() { :; }
f 1
( : )
{ :; }
: | :
! false
true && false || :
until true; do :; done
