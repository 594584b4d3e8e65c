# Extended patterns and brackets in [[ ]], case and removal.
#### in double brackets without the option
[[ aab == +(a)b ]] && echo 1; [[ '' == ?(x) ]] && echo 2; [[ foo == !(bar) ]] && echo 3; [[ ab == @(a|b)@(a|b) ]] && echo 4; [[ xyx == *(x|y) ]] && echo 5; [[ b == +(a) ]]; echo $?
#### in case
shopt -s extglob
for w in a ab abab b '' c; do case $w in +(ab)) echo "$w many";; ?(a)) echo "$w one";; !(b)) echo "$w not b";; *) echo "$w rest";; esac; done
#### nested
[[ abcabd == *(ab@(c|d)) ]] && echo 1; [[ aXbX == *(+(a|b)X) ]] && echo 2; [[ foobar == @(foo?(bar|baz)) ]] && echo 3; [[ foo == !(!(foo)) ]] && echo 4; [[ x == !(@(a|b)|!(x)) ]] && echo 5
#### negation in the middle
shopt -s extglob; for w in a.b.c a.c ab abc a; do [[ $w == a!(b)c ]] && echo "$w A"; [[ $w == a!(*b*) ]] && echo "$w B"; [[ $w == !(*.*) ]] && echo "$w C"; done
#### empty alternatives
[[ a == @(|a) ]] && echo 1; [[ '' == @(|a) ]] && echo 2; [[ '' == +() ]] && echo 3; [[ '' == !() ]]; echo $?; [[ x == !() ]] && echo 5; [[ ab == a@()b ]] && echo 6
#### quoted parts
[[ 'a|b' == @('a|b') ]] && echo 1; [[ 'a)b' == @(a\)b) ]] && echo 2; [[ '+(a)' == '+(a)' ]] && echo 3; [[ aa == "+(a)" ]]; echo $?; [[ '*' == @(\*|x) ]] && echo 5; p='+(a)'; [[ aaa == $p ]] && echo 6; [[ '+(a)' == "$p" ]] && echo 7
#### removal with the option
shopt -s extglob; x=aaabbb123; echo ${x##+(a)} ${x##+([ab])} ${x%%+([0-9])} ${x//+(b)/B} ${x//@(a|1)/_} ${x/%+([[:digit:]])/N} ${x##!(*b*)} ${x//!(a)/z}
#### trimming spaces
shopt -s extglob; x=$'  \t mid dle  \n'; x=${x##+([[:space:]])}; x=${x%%+([[:space:]])}; echo "[$x]"; y='a   b    c'; echo "${y//+( )/ }"
#### classes in double brackets
for c in a A 5 ' ' - _ é $'\t' $'\x01' ''; do for k in alpha digit upper lower space punct alnum cntrl graph print xdigit blank word; do [[ $c == [[:$k:]] ]] && echo -n "$k "; done; echo; done
#### brackets that negate
[[ b == [!a] ]] && echo 1; [[ b == [^a] ]] && echo 2; [[ '' == [!a] ]]; echo $?; [[ a == [!a-c] ]]; echo $?; [[ ^ == [a^] ]] && echo 5; [[ '!' == [a!] ]] && echo 6
#### brackets with odd members
[[ ']' == []] ]] && echo 1; [[ ']' == [!]] ]]; echo $?; [[ x == [!]] ]] && echo 3; [[ - == [a-] ]] && echo 4; [[ - == [-a] ]] && echo 5; [[ '[' == [[] ]] && echo 6; [[ '\' == [\\] ]] && echo 7; [[ b == [a-c-e] ]] && echo 8; [[ - == [a-c-e] ]] && echo 9; [[ d == [a-c-e] ]]; echo $?
#### ranges by code point
[[ b == [a-c] ]] && echo 1; [[ B == [a-c] ]]; echo $?; [[ é == [a-z] ]]; echo $?; [[ é == [à-ü] ]] && echo 4; [[ 5 == [0-9] ]] && echo 5; [[ - == [+--] ]] && echo 6; [[ , == [+--] ]] && echo 7; [[ b == [c-a] ]]; echo $?
#### a bracket from a variable
r='[0-9]'; [[ 5 == $r ]] && echo 1; [[ 5 == "$r" ]]; echo $?; [[ '[0-9]' == "$r" ]] && echo 3; c='a-c'; [[ b == [$c] ]] && echo 4; [[ b == ["$c"] ]]; echo $?; [[ - == ["$c"] ]] && echo 6; n='!a'; [[ b == [$n] ]] && echo 7
#### an unclosed bracket is text
[[ '[a' == [a ]] && echo 1; [[ '[' == [ ]] && echo 2; [[ '[ab' == [a* ]] && echo 4; [[ 'x[[:alpha:' == x[[:alpha: ]] && echo 5
#### unknown classes
[[ a == [[:foo:]] ]]; echo $?; [[ : == [[:foo:]] ]]; echo $?; [[ f == [[:foo:]] ]]; echo $?; [[ ':]' == [:alpha:]] ]] && echo 4; [[ a == [:alpha:] ]] && echo 5; [[ z == [:alpha:] ]]; echo $?; [[ ax == [[:alpha:]x] ]]; echo $?
#### equivalence and collating elements
[[ a == [[=a=]] ]] && echo 1; [[ b == [[=a=]] ]]; echo $?; [[ - == [[.-.]] ]] && echo 3; [[ - == [[.hyphen.]] ]] && echo 4; [[ ']' == [[.].]] ]] && echo 5; [[ b == [[.a.]-c] ]] && echo 6; [[ ' ' == [[.space.]] ]] && echo 7
#### nocasematch
shopt -s nocasematch; [[ ABC == abc ]] && echo 1; [[ ABC == a* ]] && echo 2; [[ B == [a-c] ]] && echo 3; case FOO in foo) echo 4;; esac; [[ É == é ]] && echo 5; [[ a == [[:upper:]] ]] && echo 6; [[ ABC =~ b ]] && echo 7; [[ abc != ABC ]]; echo $?; [ abc = ABC ]; echo $?
#### star matches dots and slashes here
[[ .a/b == * ]] && echo 1; [[ a/b == a?b ]] && echo 2; case .x in *x) echo 3;; esac; [[ a/b == a[/]b ]] && echo 4; [[ / == [!a] ]] && echo 5
#### newlines and empty strings
[[ $'a\nb' == a*b ]] && echo 1; [[ $'\n' == ? ]] && echo 2; [[ '' == * ]] && echo 3; [[ '' == ? ]]; echo $?; [[ $'a\nb' == *$'\n'* ]] && echo 5; [[ '' == '' ]] && echo 6; [[ '' == [[:space:]] ]]; echo $?
#### invalid bytes
x=$'\xff'; [[ $x == ? ]] && echo 1; [[ $x == $'\xff' ]] && echo 2; [[ $x$x == ?? ]] && echo 3; [[ $x == [[:alpha:]] ]]; echo $?; [[ a${x}b == a?b ]] && echo 5; [[ é == ?? ]]; echo $?; LC_ALL=C; [[ é == ?? ]] && echo 7; [[ $x == [$'\x80'-$'\xff'] ]] && echo 8
#### backslashes
[[ 'a\b' == a\\b ]] && echo 1; [[ 'a\b' == 'a\b' ]] && echo 2; p='a\\b'; [[ 'a\b' == $p ]] && echo 3; p='\a'; [[ a == $p ]] && echo 4; [[ a == \a ]] && echo 5; p='a\'; [[ 'a\' == $p ]] && echo 6; [[ '\' == '\' ]] && echo 7; [[ 'a\' == a* ]] && echo 8
#### long backtracking ends
x=aaaaaaaaaaaaaaab; [[ $x == *a*a*a*a*a*a*a*a*a*c ]]; echo $?; [[ $x == +(a|aa|aaa)c ]]; echo $?; [[ $x == *(*(a))b ]] && echo matched
#### patterns from variables where the option is off
p='@(a|b)'; case a in $p) echo 1;; *) echo no;; esac; [[ a == $p ]] && echo 2; x=ab; echo "${x#$p}" "${x/$p/-}"; case '@(a|b)' in $p) echo 3;; esac; shopt -s extglob; case a in $p) echo 4;; esac; echo "${x#$p}"
