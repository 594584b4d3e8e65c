Pipelines: statuses, negation, PIPESTATUS, pipefail, lastpipe, |&, and what runs in a process of its own.
#### the status is the last command's
false | true
echo $?
true | false
echo $?
exit 3 | exit 5
echo $?
#### negation
! true
echo $?
! false
echo $?
! ! false
echo $?
! exit 3 | exit 0
echo $?
! { false; }
echo $?
#### a lone exclamation mark
!
echo $?
! !
echo $?
#### negation does not stop errexit, and hides a failure from it
set -e
! true
echo "still here $?"
! false
echo end
#### PIPESTATUS of pipelines and simple commands
false | true | false
echo "${PIPESTATUS[@]}"
echo "${PIPESTATUS[@]}"
(exit 3) | (exit 4) | (exit 5)
echo "${#PIPESTATUS[@]} ${PIPESTATUS[1]}"
true
echo "${PIPESTATUS[@]}"
#### PIPESTATUS after a negated pipeline
! false | true
echo "$? ${PIPESTATUS[*]}"
! false
echo "$? ${PIPESTATUS[*]}"
#### PIPESTATUS after compound commands
{ (exit 2) | (exit 3); }
echo "${PIPESTATUS[*]}"
if (exit 2) | (exit 3); then :; fi
echo "${PIPESTATUS[*]}"
( exit 7 )
echo "${PIPESTATUS[*]}"
f() { return 6; }
f
echo "${PIPESTATUS[*]}"
for i in 1; do (exit 4) | (exit 0); done
echo "${PIPESTATUS[*]}"
#### PIPESTATUS after an assignment
(exit 2) | (exit 3)
x=1
echo "${PIPESTATUS[*]}"
x=$(exit 4)
echo "${PIPESTATUS[*]}"
#### PIPESTATUS after (( )) and [[ ]]
(exit 2) | (exit 3)
((0))
echo "${PIPESTATUS[*]}"
[[ a == b ]]
echo "${PIPESTATUS[*]}"
#### pipefail
set -o pipefail
false | true
echo $?
(exit 3) | (exit 4) | true
echo $?
true | true
echo $?
! (exit 3) | true
echo $?
set +o pipefail
(exit 3) | true
echo $?
#### pipefail with errexit
set -e -o pipefail
(exit 3) | true
echo not reached
#### standard error through |&
{ echo out; echo err >&2; } |& sed 's/^/> /'
nosuchcommand |& sed 's/.*line/line/'
f() { echo "in f" >&2; }
f |& tr a-z A-Z
#### |& comes after the command's own redirections
{ echo out; echo err >&2; } > f |& cat
echo --
cat f
#### a stage runs in a process of its own
x=1
echo | x=2
echo $x
echo 5 | read x
echo $x
x=3 | true
echo $x
#### lastpipe runs the last stage in the shell
shopt -s lastpipe
echo 5 | read x
echo "$x"
printf '%s\n' a b c | while read -r l; do n=$((n + 1)); done
echo "$n"
echo x | { read y; cd /; }
echo "$y $PWD"
#### lastpipe does nothing with job control
shopt -s lastpipe
set -m
x=old
echo 5 | read x
echo "$x"
#### lastpipe and PIPESTATUS
shopt -s lastpipe
(exit 3) | (exit 4) | { read a; return 5 2>/dev/null || false; }
echo "$? ${PIPESTATUS[*]}"
true | false
echo "$? ${PIPESTATUS[*]}"
#### break in a stage of a process of its own
for i in 1 2; do
  echo x | break
  echo "yes $i"
done
#### exit in a stage
exit 4 | cat
echo "here ${PIPESTATUS[*]}"
true | exit 4
echo "here $?"
#### a writer whose reader is gone
yes | head -n 1
echo "${PIPESTATUS[*]}"
#### compound commands as stages
for i in 3 1 2; do echo $i; done | sort | while read -r n; do echo "n$n"; done
if true; then echo yes; fi | cat
case x in x) echo matched;; esac | cat
(echo sub) | { cat; echo group; } | ( sed s/^/-/ )
((1)) | [[ a ]] | echo done
#### functions as stages
up() { tr a-z A-Z; }
twice() { while read -r l; do echo "$l $l"; done; }
echo ab | up | twice
#### newlines after a pipe
echo a |

  # a comment
  cat |
  tr a b
#### a pipeline as a condition
if echo a | grep -q a; then echo found; fi
if ! echo a | grep -q b; then echo not found; fi
while echo x | false; do :; done
echo "done $?"
until echo x | true; do :; done
echo "done $?"
#### assignments before stages
a=1 sh -c 'echo $a' | b=2 sh -c 'read x; echo $x $b ${a-unset}'
#### the status of an empty stage
$nothing | true
echo "${PIPESTATUS[*]}"
(exit 3) | $nothing
echo "$? ${PIPESTATUS[*]}"
#### the time keyword and negation
TIMEFORMAT=timed
time true
time ! true
echo $?
! time false
echo $?
time echo a | cat
echo $?
#### time with a compound command and with redirections of its group
TIMEFORMAT=T
{ time { echo a; echo b; }; } 2> t
cat t
{ time for i in 1 2; do echo $i; done; } 2>&1
{ time (exit 3); } 2>&1
echo $?
#### a long pipeline
seq 1 5 | cat | cat | cat | cat | cat | cat | cat | cat | cat | cat | tail -n 1
#### a background pipeline's last process is $!
true | sleep 0 | (exit 9) &
wait $!
echo $?
#### pipes between substitutions
echo $(echo a | tr a b) | cat
x=$(false | true)
echo $?
x=$(true | false)
echo $?
#### lastpipe and exit in the last stage
shopt -s lastpipe
echo a | exit 3
echo not reached
#### BASH_SUBSHELL in stages
echo $BASH_SUBSHELL | cat
{ echo $BASH_SUBSHELL; } | cat
( echo $BASH_SUBSHELL ) | cat
( ( echo $BASH_SUBSHELL ) )
: | echo $BASH_SUBSHELL
shopt -s lastpipe
: | echo $BASH_SUBSHELL
#### a lone time
TIMEFORMAT='[%%]'
time
time -p 2>/dev/null
time -- true
#### TIMEFORMAT errors and escapes
TIMEFORMAT='%Q'
time true
TIMEFORMAT=
time true
TIMEFORMAT='a%%b\n%' 
time true 2>&1 | cat
#### lastpipe and break
shopt -s lastpipe
for i in 1 2 3; do
  echo x | break
  echo no
done
echo "i=$i"
