#### a bad substitution shows the plain subscript of its element
( m=([b]=${#^}); echo 1 )
( m=([b c]=x${#^}y); echo 2 )
( m=(["b"]=x"${#^}"y); echo 3 )
( declare m=([b]=${#^}); echo 4 )
( m+=([b]+=${#^}); echo 5 )
( declare -A n; n=([b]=x${#^}); echo 6 )

#### the trace shows an element before its subscript is evaluated, and what appending makes
x=1
set -x
x+=2 true
a[1]+=2
m['a b']=3
echo $?

#### the RETURN trap runs though there was no file
trap 'echo R' RETURN
. nosuch
echo $?
f() { . nosuch; }
f
