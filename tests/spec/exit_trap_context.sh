The EXIT trap runs where the shell is left: in a function that calls exit its variables are there.
#### exit in a function
g() { local x=5; exit 3; }
trap 'echo "$x $? ${FUNCNAME[@]} $LINENO ${BASH_LINENO[@]} $#-$1"' EXIT
g a b
#### a temporary file of the function
f() {
  local tmp=./file
  : >$tmp
  trap 'rm "$tmp"; [ -e file ] || echo gone' EXIT
  exit
}
f
#### a function as the trap
show() { local i=0; while caller $i; do ((i++)); done; echo "$x ${FUNCNAME[@]}"; }
trap show EXIT
f() {
  local x=7
  exit
}
g() {
  f
}
g
#### set -e gives up the variables, not the calls
set -e
trap 'echo "$? $x ${FUNCNAME[@]} $1"' EXIT
f() { local x=7; false; }
x=global
f a
#### set -e with other commands
x=global; trap 'echo "$x ${FUNCNAME[@]} $1"' EXIT
f() { local x=7; "$@"; }
arith() { ((0)); }
stages() { true | false; }
for it in arith stages; do
  (trap 'echo "$x ${FUNCNAME[@]} $1"' EXIT; set -e; f $it)
done
#### unset variables give up the calls too
set -u; x=global; trap 'echo "$x $#"' EXIT
f() { local x=7; : $nope; }
f
#### without a function
trap 'echo "$? [${FUNCNAME[@]}]"' EXIT
(exit 3)
exit
#### in sourced files
echo 'local y 2>/dev/null; x=1; exit 4' >s
g() { local x=5; . ./s arg; }
trap 'echo "$x $? ${FUNCNAME[@]} ${BASH_SOURCE[@]} $#-$1"' EXIT
g a b
#### in subshells and substitutions
g() {
  (trap 'echo "$x ${FUNCNAME[@]}"' EXIT; local x=3; exit 2); echo $?
  y=$(trap 'echo "$x ${FUNCNAME[@]}"' EXIT; local x=4; exit 2); echo $? $y
}
g
#### redirections are in force
g() { local x=5; exit; } >out
trap 'echo "$x"' EXIT
(trap 'echo "$x"' EXIT; g); cat out
#### exit, return and break in it
g() { local x=5; exit 3; }
(trap 'echo $x; exit' EXIT; g); echo $?
(trap 'echo $x; exit 4' EXIT; g); echo $?
(trap 'echo $x; return 5; echo no' EXIT; g); echo $?
(for i in 1 2; do trap 'echo $i; break; echo no' EXIT; exit 6; done); echo $?
#### a function that is called from it
g() { local x=5; exit 3; }
h() { echo "h $x"; local x=9; exit; }
trap h EXIT
g
#### variables with a meaning
g() { local IFS=:; exit; }
trap 'a="1:2"; echo $a' EXIT
g
#### options of the function
g() { local -; set -f; exit; }
trap 'echo $-' EXIT
g
#### signals whose trap exits
g() { local x=5; kill $$; }
trap 'echo term; exit 4' TERM
trap 'echo "$x $? ${FUNCNAME[@]}"' EXIT
g
#### time reports before it
TIMEFORMAT=timed; trap 'echo exit' EXIT
f() { time false; echo no; }
set -e
f
