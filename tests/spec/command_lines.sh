# The lines that messages and LINENO name.

#### substitutions over several lines
echo $(
nosuch1
nosuch2)
x=$(
nosuch3
nosuch4
)
echo a \
$(nosuch5)
echo "$(

nosuch6
echo $(nosuch7)
)"
f() {
 echo $(nosuch8
  nosuch9)
 y=$(echo $(echo $(nosuch10)))
 z=`nosuch11; echo $(nosuch12)`
}
f
cat <(

nosuch13
)
echo $(echo $LINENO
echo $LINENO)
echo ${u:-$(nosuch14)} $(( $(nosuch15) + 1 ))
a=(
 $(nosuch16)
 $(
  nosuch17)
)

#### in traps
trap 'echo "usr $LINENO"; false
echo $LINENO' USR1
trap 'echo "err $LINENO $BASH_COMMAND"' ERR

kill -USR1 $$
f() {
 return 3
}
f
f || :
trap 'echo "ret $LINENO ${FUNCNAME[*]}"' RETURN
set -T
g() {
 :
 echo body

}
g
h()
{
  return 0
}
h
k() { :; }
k
echo ':

:' > inc.sh
. ./inc.sh
