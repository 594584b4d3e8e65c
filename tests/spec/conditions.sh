# [[ ]]: every operator, grouping, what is expanded, and the errors.
#### strings
[[ a ]]; echo $?; [[ '' ]]; echo $?; [[ -n a ]]; echo $?; [[ -z '' ]]; echo $?; [[ -n '' ]]; echo $?; [[ -z $nosuch ]]; echo $?; [[ ! a ]]; echo $?; [[ ! '' ]]; echo $?
#### comparing strings
[[ a = a ]]; echo $?; [[ a == b ]]; echo $?; [[ a != b ]]; echo $?; [[ a < b ]]; echo $?; [[ b < a ]]; echo $?; [[ 10 < 9 ]]; echo $?; [[ b > a ]]; echo $?; [[ a < a ]]; echo $?; [[ Z < a ]]; echo $?; [[ a < é ]]; echo $?
#### comparing numbers
[[ 1 -eq 01 ]]; echo $?; [[ 1 -ne 2 ]]; echo $?; [[ 9 -lt 10 ]]; echo $?; [[ 9 -gt 10 ]]; echo $?; [[ 3 -le 3 ]]; echo $?; [[ 3 -ge 4 ]]; echo $?; [[ -1 -lt 0 ]]; echo $?; [[ 0x10 -eq 16 ]]; echo $?; [[ 1+1 -eq 2 ]]; echo $?; [[ '' -eq 0 ]]; echo $?
#### numbers that are none
[[ a -eq 0 ]]; echo $?; [[ 1.5 -eq 1 ]]; echo $?; [[ '1 2' -eq 1 ]]; echo $?; [[ 08 -eq 8 ]]; echo $?; [[ x+ -lt 1 ]]; echo $?; x=y y=7; [[ x -eq 7 ]]; echo $?
#### logic and grouping
[[ a && b ]]; echo $?; [[ a && '' ]]; echo $?; [[ '' || b ]]; echo $?; [[ ( a || b ) && '' ]]; echo $?; [[ a || b && '' ]]; echo $?; [[ ! a || b ]]; echo $?; [[ ! ( a && b ) ]]; echo $?; [[ ( ( a ) ) ]]; echo $?; [[ ! ! a ]]; echo $?
#### not evaluated when decided
i=0; [[ '' && $((i++)) ]]; echo $i; [[ a || $((i++)) ]]; echo $i; [[ a && $((i++)) -eq 0 ]]; echo $? $i; [[ x -eq 0 || $(echo side >&2) ]]
#### several lines
[[ a == a &&
  b == b ||
  c == d
]]; echo $?
[[
  a
  ]] && echo yes
#### no splitting, no globbing
x='a b'; [[ $x == 'a b' ]]; echo $?; y='*'; [[ $y == '*' ]]; echo $?; [[ -n $x ]]; echo $?; z=; [[ $z == '' ]]; echo $?; [[ $z ]]; echo $?; touch f; [[ f == * ]]; echo $?; [[ -e f* ]]; echo $?
#### patterns on the right only
[[ abc == a* ]]; echo $?; [[ a* == abc ]]; echo $?; [[ abc == "a*" ]]; echo $?; p='a*'; [[ abc == $p ]]; echo $?; [[ abc == "$p" ]]; echo $?; [[ abc != a?c ]]; echo $?; [[ abc = [a]bc ]]; echo $?; [[ 'a*' == "a"* ]]; echo $?
#### regular expressions
[[ abc123 =~ [0-9]+ ]]; echo $? "${BASH_REMATCH[@]}"; [[ abc =~ ^(a)(b)?(x)?c$ ]]; echo $? "${#BASH_REMATCH[@]}" "<${BASH_REMATCH[3]}>"; declare -p BASH_REMATCH; [[ x =~ y ]]; echo $? "${#BASH_REMATCH[@]}"
#### quoting in regular expressions
[[ a.b =~ a\.b ]]; echo $?; [[ axb =~ a\.b ]]; echo $?; [[ axb =~ "a.b" ]]; echo $?; [[ 'a.b' =~ a'.'b ]]; echo $?; r='a.b'; [[ axb =~ $r ]]; echo $?; [[ axb =~ "$r" ]]; echo $?; [[ 'a b' =~ a\ b ]]; echo $?; [[ 'a"b' =~ a\"b ]]; echo $?; [[ '$x' =~ \$x ]]; echo $?
#### parentheses and bars in regular expressions
[[ ab =~ (a)(b) ]] && echo "${BASH_REMATCH[2]}"; [[ foo =~ ^(foo|bar)$ ]]; echo $?; [[ 'a)' =~ a\) ]]; echo $?; [[ aXb =~ (a|b)X(a|b) ]]; echo "${BASH_REMATCH[*]}"; [[ 'x y' =~ (x y) ]]; echo $?; [[ 'a b' =~ ^[a-z]( |_)[a-z]$ ]]; echo $?; [[ '' =~ ^$ ]]; echo $?
#### bounds and classes in regular expressions
[[ aaa =~ ^a{3}$ ]]; echo $?; [[ aaa =~ ^a{4,}$ ]]; echo $?; [[ 2024-01-05 =~ ^([0-9]{4})-([0-9]{2})-([0-9]{2})$ ]] && echo "${BASH_REMATCH[*]:1}"; [[ 'a	b' =~ [[:space:]] ]]; echo $?; [[ éa =~ ^.a$ ]]; echo $?; [[ ']' =~ []] ]]; echo $?; [[ a-b =~ [a-]+ ]]; echo "$BASH_REMATCH"
#### the longest match, leftmost
[[ foobarbaz =~ ba. ]]; echo $BASH_REMATCH; [[ aaab =~ a* ]]; echo $BASH_REMATCH; [[ xyz =~ x|xy|xyz ]]; echo $BASH_REMATCH; [[ abab =~ (ab)* ]]; echo ${BASH_REMATCH[@]}; [[ abc =~ (a|ab)(c|bcd)? ]]; echo ${BASH_REMATCH[@]}
#### bad regular expressions
[[ a =~ '(' ]]; echo $?; r='('; [[ a =~ $r ]]; echo $?; r='['; [[ a =~ $r ]]; echo $?; r='*a'; [[ a =~ $r ]]; echo $?; r='a{2,1}'; [[ a =~ $r ]]; echo $?; r=; [[ a =~ $r ]]; echo $?
#### matches are case-insensitive on demand
shopt -s nocasematch; [[ ABC =~ ^abc$ ]]; echo $? $BASH_REMATCH; [[ ABC =~ "b" ]]; echo $?; [[ ABC =~ [a-b]+ ]]; echo $BASH_REMATCH
#### files
mkdir d; touch f; ln -s f l; ln -s none dangling; echo x > full; chmod 600 f; [[ -e f ]]; echo $?; [[ -f f ]]; echo $?; [[ -d d ]]; echo $?; [[ -d f ]]; echo $?; [[ -L l ]]; echo $?; [[ -h l ]]; echo $?; [[ -f l ]]; echo $?; [[ -e dangling ]]; echo $?; [[ -L dangling ]]; echo $?; [[ -s f ]]; echo $?; [[ -s full ]]; echo $?; [[ -a f ]]; echo $?
#### kinds and permissions of files
mkfifo p; touch f; chmod 644 f; [[ -p p ]]; echo $?; [[ -c /dev/null ]]; echo $?; [[ -b f ]]; echo $?; [[ -S f ]]; echo $?; [[ -r f ]]; echo $?; [[ -w f ]]; echo $?; [[ -x f ]]; echo $?; chmod +x f; [[ -x f ]]; echo $?; chmod u+s f; [[ -u f ]]; echo $?; [[ -g f ]]; echo $?; chmod +t f; [[ -k f ]]; echo $?; [[ -O f ]]; echo $?; [[ -G f ]]; echo $?
#### comparing files
touch -d '2020-01-01' old; touch -d '2021-01-01' new; ln old same; [[ new -nt old ]]; echo $?; [[ old -nt new ]]; echo $?; [[ old -ot new ]]; echo $?; [[ old -ef same ]]; echo $?; [[ old -ef new ]]; echo $?; [[ old -nt none ]]; echo $?; [[ none -ot old ]]; echo $?; [[ none -nt old ]]; echo $?; [[ old -nt same ]]; echo $?
#### variables and options
x=1; a=(1 [3]=x); declare -A m=([k]=v); declare -n r=x; e=; [[ -v x ]]; echo $?; [[ -v nosuch ]]; echo $?; [[ -v e ]]; echo $?; [[ -v a[3] ]]; echo $?; [[ -v a[1] ]]; echo $?; [[ -v m[k] ]]; echo $?; [[ -v m[z] ]]; echo $?; [[ -R r ]]; echo $?; [[ -v 1 ]]; echo $?; set -- q; [[ -v 1 ]]; echo $?; [[ -o errexit ]]; echo $?; [[ -o braceexpand ]]; echo $?; [[ -o nosuch ]]; echo $?
#### descriptors
[[ -t 0 ]]; echo $?; [[ -t 9 ]]; echo $?; [[ -t x ]]; echo $?; [[ -r /dev/null ]]; echo $?; [[ -t '' ]]; echo $?
#### keywords and operators as operands
[[ if == if ]]; echo $?; [[ -f ]]; echo $?; [[ ! ]] 2>&1; echo $?
#### an operator as an operand
[[ -z == -z ]]; echo $?; [[ == == == ]]; echo $?; [[ '-n' ]]; echo $?; [[ "(" == '(' ]]; echo $?; [[ ! == ! ]]; echo $?
#### missing operand
[[ -f ]] && echo string
[[ a == ]]
echo after
#### a missing closing bracket
echo one
[[ a == b
echo two
#### an unknown operator
[[ a -xx b ]]
echo after $?
#### too many words
[[ a b ]]
echo after
#### unknown unary operator
[[ -q f ]]
echo after
#### missing parenthesis
[[ ( a == b ]]
echo after
#### an unexpected operator
[[ a == b == c ]]
echo after
#### a single bracket closes nothing
[[ a = a ]
echo after
#### empty
[[ ]]
echo after
#### angle brackets need no escape
mkdir d; cd d
[[ a<b ]]; echo $?; [[ a < b && c > b ]]; echo $?; [[ "a"<"b" ]]; echo $?; echo *
#### in conditions of loops with assignments
i=0; while [[ $((i++)) -lt 3 ]]; do echo $i; done; until [[ i -eq 0 ]]; do ((i-=2)); done; echo $i; [[ x=1 ]]; echo "$? [$x]"
#### arithmetic in numbers with arrays
a=(1 2 3); i=1; [[ a[i] -eq 2 ]]; echo $?; [[ ${a[i]} -lt a[2] ]]; echo $?; [[ a[0]+a[1] -eq 3 ]]; echo $?; [[ i++ -eq 1 ]]; echo $i; [[ a[9] -eq 0 ]]; echo $?; [[ i=5 -eq 5 ]]; echo $i
#### redirections are no operators
for op in '>&' '<&' '>>' '<<' '<>' '>|' '<<<'; do bash -c "[[ a $op b ]]"; bash -c "[[ ( a $op" ; done
[[ a < b && b > a ]]; echo $?
