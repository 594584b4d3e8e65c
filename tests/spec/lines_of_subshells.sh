# A subshell is at the line where it ends.
#### in the ERR trap
trap 'echo T $LINENO $BASH_COMMAND' ERR
(
false
)
(
:
) >/nonexist/x
( echo $LINENO
echo $LINENO
) <nosuch
(
exit 3
) || echo no
f() (
 echo $LINENO
 false
)
f
x=$(
 (
 false
 )
)
{
 (false
 )
}
