Lines of expressions over several lines, and of here-documents without an end.
#### (( )) and [[ ]] are at the line where they end
((
x=LINENO
)); echo $x
[[ $LINENO -eq 5
 && $LINENO -eq 5 ]]; echo $?
[[ a -eq \
1/0 ]]; echo $?
#### here-documents that the file ends
cat <<A <<B
a
A
b
#### another
cat <<A; cat \
 <<B
a
#### cd quotes what it cannot show
cd "
/nosuch"
cd $'a\tb'; cd "a b"
#### time
TIMEFORMAT=x; for i in 1 2; do time break; done
f() { time return 3; }; f; echo $?
(time exit 4); echo $?
(set -e; time false; echo no); echo $?
TIMEFORMAT='%'; time :
TIMEFORMAT='a%3l'; time : 2>&1 | tr '\0' @
#### umask
umask u 2>&1 | tr '\0' @
umask , 2>&1 | tr '\0' @
