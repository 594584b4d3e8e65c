# test and [: how the number of arguments decides, every operator, and the errors.
#### no argument and one
test; echo $?; [ ]; echo $?; test ''; echo $?; test a; echo $?; [ -f ]; echo $?; [ ! ]; echo $?; [ '(' ]; echo $?; [ = ]; echo $?; test -n; echo $?; test -z; echo $?
#### two arguments
[ -n a ]; echo $?; [ -z a ]; echo $?; [ ! a ]; echo $?; [ ! '' ]; echo $?; [ -n '' ]; echo $?; [ ! -n ]; echo $?; [ a b ]; echo $?; [ -q x ]; echo $?; [ '(' ')' ]; echo $?
#### three arguments
[ a = a ]; echo $?; [ a == b ]; echo $?; [ a != b ]; echo $?; [ ! -z a ]; echo $?; [ '(' a ')' ]; echo $?; [ -n = -n ]; echo $?; [ ! = ! ]; echo $?; [ a -a b ]; echo $?; [ a -a '' ]; echo $?; [ '' -o b ]; echo $?; [ '(' = '(' ]; echo $?; [ -f = x ]; echo $?; [ a b c ]; echo $?; [ ! a = ]; echo $?
#### four arguments
[ ! a = a ]; echo $?; [ ! a = b ]; echo $?; [ '(' -n a ')' ]; echo $?; [ '(' ! '' ')' ]; echo $?; [ ! '(' a ')' ]; echo $?; [ a = b c ]; echo $?; [ -n a -a ]; echo $?; [ ! ! ! a ]; echo $?
#### more arguments
[ a = a -a b = b ]; echo $?; [ a = b -o b = b ]; echo $?; [ '' -a '' -o a ]; echo $?; [ a -o '' -a '' ]; echo $?; [ ! a = a -o b ]; echo $?; [ '(' a = b -o c = c ')' -a d ]; echo $?; [ a = a -a '(' b = c ')' ]; echo $?
#### numbers
[ 1 -eq 1 ]; echo $?; [ 01 -eq 1 ]; echo $?; [ 010 -eq 10 ]; echo $?; [ ' 5 ' -eq 5 ]; echo $?; [ -1 -lt 1 ]; echo $?; [ +3 -eq 3 ]; echo $?; [ 2 -ge 3 ]; echo $?; [ 9223372036854775807 -gt 1 ]; echo $?; [ 1 -ne 1 ]; echo $?; [ 5 -le 5 ]; echo $?
#### what is no number
[ a -eq 1 ]; echo $?; [ 1 -eq '' ]; echo $?; [ 1.0 -eq 1 ]; echo $?; [ 0x10 -eq 16 ]; echo $?; [ 1+1 -eq 2 ]; echo $?; [ '1 2' -lt 3 ]; echo $?; [ 99999999999999999999 -eq 1 ]; echo $?; [ - -eq 0 ]; echo $?
#### strings in order
[ a \< b ]; echo $?; [ b '<' a ]; echo $?; [ b \> a ]; echo $?; [ 10 \< 9 ]; echo $?; [ Z \< a ]; echo $?; [ '' \< a ]; echo $?
#### unset variables and quoting
unset u; [ $u = a ]; echo $?; [ "$u" = a ]; echo $?; [ -n $u ]; echo $?; [ -n "$u" ]; echo $?; x='a b'; [ $x = a ]; echo $?; [ -z $x ]; echo $?; [ x$u = x ]; echo $?
#### the closing bracket
[ a = a; echo $?; [ a = a b; echo $?; [; echo $?; test a = a ]; echo $?; [ a ']' ]; echo $?
#### patterns are plain here
[ abc = a* ]; echo $?; [ abc = 'a*' ]; echo $?; [ 'a*' = 'a*' ]; echo $?; [ a =~ a ]; echo $?
#### variables
x=1 e= a=(1 2); declare -A m=(['k k']=v); test -v x; echo $?; test -v nosuch; echo $?; test -v 'a[1]'; echo $?; test -v 'a[5]'; echo $?; test -v 'm[k k]'; echo $?; test -v a[@]; echo $?; test -v e; echo $?; test -v ''; echo $?; test -v 'x y'; echo $?
#### files
touch f; echo > full; mkdir d; [ -e f ]; echo $?; [ -f d ]; echo $?; [ -d d ]; echo $?; [ -s f ]; echo $?; [ -s full ]; echo $?; [ ! -e none ]; echo $?; [ -r f -a -w f ]; echo $?; [ -e '' ]; echo $?; [ -f 'f ' ]; echo $?; [ -a f ]; echo $?; [ -N f ]; echo $?
#### options and terminals
[ -o errexit ]; echo $?; set -u; [ -o nounset ]; echo $?; set +u; [ -t 1 ]; echo $?; [ -t 0 -o a ]; echo $?; [ -t ]; echo $?; [ -t x ]; echo $?; [ -o nosuchoption ]; echo $?
#### binary operators that fail
[ a -foo b ]; echo $?; [ a ! b ]; echo $?; [ 1 -eq ]; echo $?; [ -eq 1 ]; echo $?; [ 1 -eq 1 -a ]; echo $?; [ -f f -o ]; echo $?; [ a = ]; echo $?
#### parentheses that are not closed
[ '(' a ]; echo $?; [ '(' a = b ]; echo $?; [ a ')' ]; echo $?; [ '(' a ')' b ]; echo $?; [ '(' a = a ')' ')' ]; echo $?
#### same name twice and deep negation
[ ! ! a ]; echo $?; [ ! ! '' ]; echo $?; test ! ! ! ''; echo $?; [ ! -f nosuch -a ! -d nosuch ]; echo $?; [ -z '' -a -n x -a 1 -eq 1 ]; echo $?
#### comparing times
touch -d '2020-01-01' old; touch -d '2021-01-01' new; [ new -nt old ]; echo $?; [ new -ot old ]; echo $?; [ old -ef old ]; echo $?; [ old -ef new ]; echo $?; [ new -nt none ]; echo $?; [ none -ot new ]; echo $?
#### the name in messages
test a b; [ a b ]; builtin test 1 -eq x; command [ 1 -eq x ]; f() { test 1 -lt y; }; f; echo $?
#### bytes and characters
[ é = é ]; echo $?; [ $'\xff' = $'\xff' ]; echo $?; [ a \< é ]; echo $?; [ -n $'\x01' ]; echo $?; [ $'a\nb' = $'a\nb' ]; echo $?
#### what is left over
test a -d b -n c; echo $?; test a -f ')' 1 2; echo $?; test a = b c = d; echo $?; test '(' a b ')' -eq c; echo $?; [ x y z w v ]; echo $?; test '(' a = b c ')'; echo $?
