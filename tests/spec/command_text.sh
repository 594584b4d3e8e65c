What $BASH_COMMAND shows, and which commands the ERR trap and `set -e` count.

#### redirections
trap 'echo "[$BASH_COMMAND]"' DEBUG
: > f 2>&1
cat <<X
body
X
: 3<>f >|f &>>f {fd}<f <<<"a b"
> f
: | cat >&2 2>/dev/null
x=1 : >f
: & wait

#### substitutions and lists are printed anew
trap 'echo "[$BASH_COMMAND]"' DEBUG
: $(:; ) "$(:
)" <(: ; )
a=( 1   [3]=$(:; ) )
declare -a b=( 1   2 )
for i in $(: ; ) x; do :; done
for i; do :; done
case $(: ; ) in esac
(( i = $(echo 2;) ))

#### the last command, at the end
trap 'echo "[$BASH_COMMAND]"' EXIT
echo x
f() { false; }
( : inside )
{ :; } >/dev/null

#### the last command of a function
trap 'echo "[$BASH_COMMAND]"' EXIT
f() { : one; : two; }
f

#### eval and source put back what it was
trap 'echo "[$BASH_COMMAND]"' EXIT
eval ': a; : b'

#### a subshell that fails
trap 'echo "[$BASH_COMMAND]"' ERR
( false )
( true; false ) </dev/null
set -E
f() ( false )
f

#### inside traps
trap '( echo "$BASH_COMMAND" ); echo $(echo "$BASH_COMMAND"); { echo "$BASH_COMMAND"; } | cat; echo "$BASH_COMMAND" | cat' ERR
false

#### the entry trap of a function names its line
set -T
trap 'echo "$LINENO [$BASH_COMMAND]"' DEBUG
f()
{
    :
}

f

#### the DEBUG trap runs once
set -T
trap 'echo "[$BASH_COMMAND]" >&2' DEBUG
: a | : b
: c &
wait

#### failures inside redirected groups count once
trap 'echo "E $BASH_COMMAND"' ERR
{ false; } </dev/null
for i in 1; do false; done </dev/null
{ false || false; } </dev/null
{ false && x; } </dev/null
{ ! true; } </dev/null
{ :; } <nosuch 2>/dev/null
! { :; } <nosuch
{ :; } <nosuch || echo no

#### set -e and redirected groups
set -e
{ ! true; } </dev/null; echo a
{ false && x; } </dev/null; echo b
for i in 1; do false && x; done </dev/null; echo c
{ :; } <nosuch || echo d
{ :; } <nosuch; echo not here
