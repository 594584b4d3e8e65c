# How the lines of a command are joined in the history.
#### lines joined
set -o history
for i in 1 2
do
  echo $i
done
if true
then
 :
elif false
then :
else
 :
fi
f()
{
 echo a
}
function g
{
 echo b
}
case x in
 x)
  echo 1
  ;;
 y) echo 2 ;;
esac
( echo a
echo b
)
{ echo a
echo b; }
a=(1
2
3)
echo "x

y"
echo $(echo a
echo b)
echo `echo a
echo b`
echo ${x:-a
b}
cat <<X
a

b
X
cat <<X && echo y
a
X
echo a \
 b
true &&
 echo x
true ||

 echo x
while false

do

 :

done
for ((i=0;
i<1;i++)); do
:
done
echo $((1 +
2))
[[ a == a &&
 b == b ]]
for i
do :
done
for i
in a
do :
done
select i in; do :
done
{
# comment
echo a # c
# d
}
until true
do :; done
echo a &
wait
x=1 \
y=2
echo a; echo b
if true; then cat <<X
h
X
fi
if true
then
cat <<X
h
X
echo y
fi
history
#### lines kept
set -o history
shopt -s lithist
for i in 1 2
do
  echo $i
done
cat <<X
a

b
X
echo a \
 b
echo "a

b"
{
# c

:
}
history
#### lines apart
set -o history
shopt -u cmdhist
for i in 1 2
do
  echo $i
done
cat <<X
a

b
X
echo a \
 b
echo "a

b"
{
# c

:
}
history
#### lines with an error
set -o history
echo a
eval 'if'
history
#### blank lines and comments

set -o history

echo a

  
# c
   # d

history
#### blanks around a command
set -o history
echo a   
	echo b	
history
#### several here-documents
set -o history
cat <<A <<B
a
A
b
B
if true; then
cat <<A - <<B
a
A
b
B
fi
history
#### arithmetic, substitutions and quotes
set -o history
echo a
((1 +
2))
if ((1
+ 2)); then :; fi
echo <(echo a
echo b) >/dev/null
echo "$(echo a
echo b)"
echo "`echo a
echo b`"
echo $(case a in
a) echo x
;;
esac
)
echo "${x:-'a
b'}"
echo ${x:-'a
b'}
echo ${x:-"a
b"}
echo $[1 +
2]
x="a
b"
x=$'a
b'
true |
cat
true |&
cat
true &
true; true &
! true
coproc {
true
}
wait
if true
then
:
elif
true
then
:
fi
history
#### turned on by a sourced file
. /dev/stdin <<'X'
set -o history
echo a
history
X
echo b
history
#### turned on by eval
eval 'set -o history
echo a'
echo b
history
#### turned on by a function
f() { set -o history
echo a
}
f
echo b
history
