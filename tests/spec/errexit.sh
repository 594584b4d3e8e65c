set -e: what ends the shell and what does not.
#### a failing simple command
set -e
echo a
false
echo b
#### the status it exits with
set -e
(exit 42)
echo b
#### tested commands do not count
set -e
if false; then :; fi
while false; do :; done
until true; do false; done
false || true
false && true
! true
true && ! true
echo end
#### the last command of && and || counts
set -e
true && false
echo no
#### the last command of || counts
set -e
false || false
echo no
#### a failing middle of a list does not count
set -e
false && true && true
true || false
{ false && true; }
echo end
#### a function in a condition runs without errexit
set -e
f() { false; echo "still in f"; }
if f; then echo yes; fi
f || echo no
f && echo and
! f
echo end
#### a subshell in a condition
set -e
if (false; echo in sub); then echo yes; fi
(false; echo in sub2) || echo no
echo end
#### a function alone
set -e
f() { echo a; false; echo no; }
f
echo no
#### subshells
set -e
(echo a; false; echo no)
echo no
#### a subshell's failure after a negation
set -e
! (false)
echo "a $?"
(! false)
echo b
#### command substitution does not inherit it
set -e
x=$(false; echo still)
echo "$x"
echo "$(false; echo also)"
#### inherit_errexit
set -e
shopt -s inherit_errexit
echo "$(false; echo no)"
x=$(false; echo no)
echo no
#### posix mode inherits
set -e -o posix
echo "[$(false; echo no)]"
x=$(false; echo no)
echo no
#### an assignment from a failing substitution
set -e
echo "$(false)"
local_() { local x=$(false); echo "local hides"; }
local_
export y=$(false)
x=$(false)
echo no
#### arithmetic commands and conditions
set -e
((1))
[[ a ]]
x=0
((x)) || echo zero
let 'x=1'
((x - 1))
echo no
#### let with zero
set -e
let x=0
echo no
#### a failing test
set -e
[ a = a ]
test b = a
echo no
#### a failing [[ ]]
set -e
[[ a == b ]]
echo no
#### pipelines count with the last
set -e
false | true
echo a
true | false
echo no
#### pipefail makes the others count
set -e -o pipefail
false | true || echo caught
false | true
echo no
#### groups and loops
set -e
for i in 1 2; do
  [ $i = 1 ] && continue
  echo $i
  { false; }
done
echo no
#### a loop's condition and its body
set -e
while ! false; do
  echo body
  false
  echo no
done
#### case
set -e
case x in x) false || echo a; false; echo no;; esac
#### eval and source
set -e
eval 'false || true; echo in eval'
eval 'false; echo no'
echo no
#### eval in a condition
set -e
if eval 'false; echo yes'; then echo then; fi
echo 'false; echo sourced' > s
. ./s || echo no
. ./s
echo no
#### a failed redirection
set -e
echo a > /no/such/file
echo no
#### a command that is not found
set -e
nosuchcommand
echo no
#### unset, readonly and shift failures
set -e
readonly r=1
unset r || echo kept
shift 5 || echo "shift $?"
unset r
echo no
#### return in a function
set -e
f() { return 3; }
f || echo "f $?"
f
echo no
#### background commands do not count
set -e
false &
wait $! || echo "waited $?"
false &
wait
echo end
#### a failing wait
set -e
(exit 3) &
wait $!
echo no
#### set +e in a function stays
set -e
f() { set +e; false; echo in f; }
f
false
echo end
#### set -e within a condition
f() { set -e; false; echo "in condition"; }
if f; then echo yes; fi
echo $-
false
echo no
#### a trap on exit sees the status
set -e
trap 'echo "status $?"' EXIT
f() { (exit 9); }
f
#### errexit with ERR in a subshell
set -eE
trap 'echo "err in $BASH_SUBSHELL"' ERR
( false )
echo no
#### nested functions in conditions
set -e
inner() { false; echo "inner goes on"; }
outer() { inner; echo "outer goes on"; }
outer || echo no
outer && echo yes
v=$(outer)
echo "$v"
#### a negated pipeline in a function
set -e
f() { ! true; }
f
echo no
#### bash -e
bash -e -c 'false; echo no'
echo $?
bash -ec 'false || true; echo yes'
bash -c 'set -e; f() { false; echo f; }; f && true; echo end'
#### errexit in && within if bodies
set -e
if true; then
  false && true
  echo a
fi
f() { false && true; }
f
echo no
#### time and errexit
set -e
TIMEFORMAT=
time true
! time false
time false
echo no
#### coprocess and process substitution failures
set -e
cat <(false; echo in) 
echo end
#### a variable assignment error
set -e
readonly x=1
(x=2) || echo sub
x=2
echo no
