What errors leave behind: statuses, PIPESTATUS, line numbers; and how `set -x` shows arithmetic.

#### PIPESTATUS in and after compound commands
false
for u in "$(:)"; do echo ${PIPESTATUS[@]} $?; done
false | true
for u; do :; done; echo ${PIPESTATUS[@]} $?
false | true
case $(exit 3) in y) ;; esac; echo ${PIPESTATUS[@]} $?
false | true
while false; do :; done; echo ${PIPESTATUS[@]} $?
false | true
for ((i = 0; i < 1; i++)); do echo ${PIPESTATUS[@]}; done
false | true
{ :; } <nosuch; echo ${PIPESTATUS[@]} $?
false | true; : & echo ${PIPESTATUS[@]} $?
wait

#### PIPESTATUS of functions, eval and negated commands
f() { false | true; }; f; echo ${PIPESTATUS[@]}
eval 'false | true'; echo ${PIPESTATUS[@]}
! false; echo ${PIPESTATUS[@]} $?
! ((0)); echo ${PIPESTATUS[@]} $?
! [[ a = b ]]; echo ${PIPESTATUS[@]} $?
! (exit 3); echo ${PIPESTATUS[@]} $?
false | true; !; echo ${PIPESTATUS[@]} $?
[[ ! a = a ]]; echo ${PIPESTATUS[@]} $?

#### break with a bad operand
(exit 5)
for i in 1; do break x; done

#### too many arguments give up the line
(exit 3)
for i in 1; do break 1 2; done; echo no
echo $?
(exit 3)
shift 1 2; echo no
echo $?
shift a b; echo $?
exit 1 2; echo no
echo $?

#### lines after errors over several lines
for i in 1
do
 echo $((1/0))
 :
done
echo $LINENO
f() {
 echo $((1/0))
}
f
echo $LINENO
readonly y
if y=1
then :
fi
echo $LINENO
FUNCNEST=2
g() {
 g
}
g
echo $LINENO

#### arithmetic in traces
set -x
z=2
(($z))
(( $(echo 2) ))
((z = $z + 1))
for ((i=$z; i<$z+1; i++)); do :; done
for ((i=$(echo 1); i<$(echo 2); i++)); do :; done
for x; do :; done

#### the line of a redirected command
trap 'echo $LINENO' DEBUG
: < <({ :
} 2>&1)
