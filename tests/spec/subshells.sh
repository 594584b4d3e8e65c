Subshells: what they get from the shell, and what does not come back.
#### variables, functions, options and parameters
x=1; f() { echo f; }; set -- a b; set -f
( x=2; f() { echo g; }; set -- c; set +f; f; echo "$x $1 $-" )
f; echo "$x $1 $-"
#### the directory and umask
cd /
umask 022
( cd /usr; umask 077; pwd; umask )
pwd; umask
#### the same in substitutions and pipelines
x=1
y=$(x=2; echo $x); echo "$x $y"
x=3 | true; echo $x
echo a | { x=4; cat; }; echo $x
cat <(x=5; echo $x); echo $x
#### exported and unexported variables
a=1; export b=2
( echo $a $b; export a; sh -c 'echo $a $b' )
sh -c 'echo [$a] $b'
#### $$ and BASHPID
( [ $$ = $BASHPID ] || echo differs )
[ $$ = $BASHPID ] && echo same
[ "$(echo $BASHPID)" != $$ ] && echo other
#### BASH_SUBSHELL
echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL))
echo $(echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL))
#### exit statuses
(exit 3); echo $?
(false); echo $?
(true; exit); echo $?
(exit 300); echo $?
( ( exit 4 ) ); echo $?
#### $? at the start
(exit 7); ( echo $? )
(exit 8); x=$(echo $?); echo $x
(exit 9); echo | echo $?
#### exit ends only the subshell
( echo a; exit 1; echo b ); echo c
x=$(echo a; exit 2; echo b); echo "$x $?"
echo | { exit 3; }; echo $?
#### return in a subshell of a function
f() { ( return 4 ); echo "in f $?"; return 5; }
f; echo $?
#### a subshell in a condition
if (exit 1); then echo yes; else echo no; fi
(exit 2) || echo "or $?"
(exit 0) && echo and
! (exit 3); echo $?
while (exit 1); do :; done; echo $?
#### redirections of subshells
( echo out; echo err >&2 ) > f 2>&1; cat f
( cat ) < f
( cat; cat ) <<A
doc
A
( echo a ) >> f; wc -l < f
( exec > g; echo in g ); cat g; echo out
#### descriptors opened in a subshell close with it
( exec 3> f; echo x >&3 )
echo y >&3
cat f
exec 4> f; ( exec 4>&- ); echo z >&4; exec 4>&-; cat f
#### positional parameters and shift
set -- a b c
( shift; echo $* ); echo $*
#### loops and break
for i in 1 2 3; do ( [ $i = 2 ] && exit 1 ); echo "$i $?"; done
#### local variables are seen
f() { local v=l; ( echo $v; v=m; echo $v ); echo $v; }
f
#### readonly stays readonly
readonly r=1
( r=2; echo no ); echo $?
( unset r ); echo $?
#### aliases
shopt -s expand_aliases
alias a='echo alias'
( a )
( unalias a
a 2>/dev/null || echo gone )
a
#### arrays and namerefs
a=(1 2); declare -n n=a
( a+=(3); n[0]=x; echo "${a[@]}" ); echo "${a[@]}"
#### hash, options of shopt and history
( shopt -s nullglob; shopt -q nullglob; echo $? ); shopt -q nullglob; echo $?
#### jobs of the parent
sleep 0.1 &
( jobs; wait 2>/dev/null; echo $? )
wait
#### background inside
( sleep 0.05; echo late ) & echo early; wait
( { echo inner; } & wait ); echo done
#### groups are no subshells
x=1; { x=2; cd /; }; echo $x; pwd
{ exit_=1; (exit 5); }; echo $?
#### nested quoting and parentheses
( echo "(" ); ( (echo a); (echo b) )
echo $( (echo c) ) "$( (echo d); )"
((1)); ( ( echo e ) )
#### a subshell with only a redirection or an assignment
( > f ); [ -e f ] && echo made
( x=1 ); echo "$?${x+set}"
#### empty and commented subshells
( : ); echo $?
( # comment
  echo a # more
)
#### errors inside
( nosuch ) 2>&1; echo $?
( cd /no/such ) 2>/dev/null; echo $?
( echo ${x:?gone} ) 2>&1; echo $?
( set -u; echo $nope ) 2>&1; echo $?
( set -e; false; echo no ); echo $?
#### PIPESTATUS and SECONDS
true | false; ( echo "${PIPESTATUS[*]}" )
( SECONDS=100; [ $SECONDS -ge 100 ] && echo set )
#### RANDOM differs between subshells and the shell
RANDOM=5; a=$(echo $RANDOM); b=$(echo $RANDOM); c=$RANDOM
[ "$a" != "$c" ] && echo differs
#### traps
trap 'echo outer' EXIT
( echo inner )
( trap 'echo own' EXIT )
( trap - EXIT )
#### command substitution: newlines, NULs and statuses
x=$(printf 'a\n\n\n'); echo "[$x]"
x=$(printf '\n\na'); echo "[$x]"
echo "$(false)$?"; x=$(false) y=$(true); echo $?
x=$(exit 3); echo $?
echo $(exit 4) $?
#### substitutions run in order
echo $(echo 1 >> f; wc -l < f) $(echo 2 >> f; wc -l < f)
#### a substitution without output and one of only blanks
set -- $(true) a $(echo) b $(echo ' '); echo $#
set -- "$(true)"; echo $#
#### deep subshells
n=0; r() { if [ $1 -gt 0 ]; then ( r $(($1 - 1)) ); else echo $BASH_SUBSHELL; fi; }
r 30
