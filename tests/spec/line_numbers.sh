Line numbers: LINENO and those in messages, in every kind of command.
#### LINENO in plain commands
echo $LINENO

echo $LINENO; echo $LINENO
echo $LINENO \
  $LINENO
x=$LINENO; echo $x
#### LINENO in compound commands
if true
then
  echo $LINENO
fi
for i in 1 2
do
  echo $LINENO
done
{
  echo $LINENO
}
(
  echo $LINENO
)
#### LINENO in functions
f() {
  echo $LINENO
  g
  echo $LINENO
}
g() { echo "g $LINENO"; }

f
#### LINENO in eval and source
eval 'echo $LINENO
echo $LINENO'

eval "echo \$LINENO"
printf 'echo $LINENO\n\necho $LINENO\n' > s
. ./s
echo $LINENO
#### LINENO in tests and cases
[[ $LINENO -eq 1 ]] && echo one
case $LINENO in
  2) echo two;;
  *) echo $LINENO
esac
if [ $LINENO -eq 6 ]
then echo six
fi
#### LINENO assigned and unset
echo $LINENO
LINENO=100
echo $LINENO
echo $LINENO
unset LINENO
echo "[$LINENO]"
LINENO=5
echo $LINENO
#### LINENO in traps
trap 'echo "err $LINENO"' ERR

false
f() {
  false
}
f
trap - ERR
trap 'echo "exit $LINENO"' EXIT
#### LINENO in the DEBUG trap
trap 'echo "d $LINENO"' DEBUG
:

if true; then
  :
fi
for x in 1
do
  :
done
trap - DEBUG
#### LINENO with set -x
PS4='+$LINENO '
set -x
echo a
f() {
  echo b
}
f
echo $(
  echo c)
#### messages of missing commands
nosuch1

nosuch2 arg \
  more
{
  nosuch3
}
f() {
  nosuch4
}
f
( nosuch5 )
x=$(nosuch6)
nosuch7 | cat
#### messages in multi-line commands
echo a |
  nosuch1 |
  cat
true &&
  nosuch2
nosuch3 ||
  nosuch4
if nosuch5
then :
elif nosuch6
then :
fi
#### messages in loops and cases
for i in 1
do
  nosuch1
done
while nosuch2
do :
done
case x in
  x)
    nosuch3
    ;;
esac
until
  nosuch4
  true
do :; done
#### messages of redirections
echo a > /no/dir/f

echo a \
  > /no/dir/g
{
  echo b
} > /no/dir/h
if true
then :
fi < /no/dir/i
while read x
do :
done < nosuch
#### messages of builtins
cd /no/such

shift x
readonly r=1
f() {
  r=2
}
(f)
(
unset r
)
export 1x=2
#### messages of expansions
echo ${x?gone} 2>/dev/null &
wait
(echo ${x:?one}
)
(
echo ${x:?two}
)
echo "a
${x!}"
echo $((1 +
2 3))
#### messages in eval
eval 'nosuch1'

eval 'echo a
nosuch2
'
eval '
f() {
nosuch3
}'
f
#### messages in sourced files
printf '\nnosuch1\nf() {\n  nosuch2\n}\nf\n' > s
. ./s
f
nosuch3
#### messages in functions that are called from elsewhere
f() {

  nosuch1 "$1"
}
g() { f from_g; }
f plain
g
x=$(f subst)
f pipe | cat
#### messages in bash -c
bash -c 'nosuch1' name
bash -c '
nosuch2
f() {
  nosuch3
}
f
' name
#### messages in traps
trap 'nosuch1' EXIT
trap 'nosuch2
nosuch3' USR1

kill -USR1 $$
#### messages in background commands
{
  nosuch1
} &
wait
nosuch2 &
wait
#### messages in functions defined on one line
f() { nosuch1; }; f
f() { nosuch2
}; f
f() (
  nosuch3
)
f
#### messages after a line continuation
x=1 \
y=2 \
nosuch1
echo a \
b; nosuch2
nosuch3 "a
b"
nosuch4
#### BASH_LINENO and caller
f() {
  echo "${BASH_LINENO[@]}"
  caller 0
  g
}
g() {
  echo "${BASH_LINENO[*]}"
  caller 1
}
f

f
#### BASH_LINENO through eval and source
f() { echo "${BASH_LINENO[*]} ${BASH_SOURCE[*]}"; }
eval 'f'
eval '
f'
printf '\nf\n' > s
. ./s
h() {
  . ./s
}
h
#### readonly and arithmetic messages
readonly x=1
x=2
((x++))
((1 +))
let "1 +"
[[ 1 -eq 1+ ]]
a[1+]=2
echo $((1 + ))
echo end
