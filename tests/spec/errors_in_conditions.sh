Errors in what eval and source run do not end a shell with set -e where the command is a condition.
#### a syntax error in a condition
set -e
if eval ';false'; then echo yes; else echo no; fi
eval 'fi' || echo or
! . /dev/stdin <<< 'done'
f() { eval 'echo "'; echo in; }
f || echo never
echo after
#### elsewhere it ends the shell with its first row
set -e
eval 'fi'
echo never
#### an error in a list does so too
set -e
a=(1;2)
echo never
#### in eval
(set -e; eval 'a=(1;2)'; echo never)
echo $?
#### errors in expansions
set -e
eval 'echo ${a b}' || echo or
eval 'readonly r=1; r=2' || echo or
echo after
#### without eval they end it in conditions too
set -e
readonly r=1
{ r=2; } || echo never
#### the line of an open parenthesis
[[ a &&
( b ||
c ]]
echo never
#### the name of a loop is read as a word
for k[ in a; do echo never; done
echo $?
#### select through a reference
declare -n r=x
select r in a b; do break; done <<< 2
declare -p r x
