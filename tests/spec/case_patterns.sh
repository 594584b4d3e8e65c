# case: order of patterns, quoting, fall-through, and odd words.
#### the first match wins
for w in apple banana cherry ''; do case $w in a*) echo A;; *an*) echo AN;; ?*) echo some;; *) echo none;; esac; done
#### alternatives and an opening parenthesis
for w in x y z q; do case $w in (x|y) echo xy;; ( z ) echo z;; * ) echo other; esac; done
#### fall through and go on testing
for w in a b c; do case $w in a) echo one;& b) echo two;;& [a-b]) echo three;; *) echo four;& z) echo last;; esac; echo -; done
#### quoted patterns
case 'a*' in a\*) echo 1;; esac; case ab in 'a*') echo no;; "a"*) echo 2;; esac; case '?' in '?') echo 3;; esac; case x in \?) echo no;; ?) echo 4;; esac; case '[a]' in '[a]') echo 5;; esac
#### patterns from variables
p='a*'; case abc in $p) echo 1;; esac; case abc in "$p") echo no;; *) echo 2;; esac; case 'a*' in "$p") echo 3;; esac; q='a|b'; case a in $q) echo no;; *) echo 4;; esac; case 'a|b' in $q) echo 5;; esac; r='x)'; case 'x)' in $r) echo 6;; esac
#### the word is not split or globbed
x='a  b'; touch f; case $x in 'a  b') echo 1;; esac; case f* in 'f*') echo 2;; esac; case * in f) echo no;; \*) echo 3;; esac; case ~ in /home/user) echo 4;; esac; case {a,b} in '{a,b}') echo 5;; esac
#### empty words and patterns
e=; case $e in '') echo 1;; esac; case "" in $e) echo 2;; esac; case '' in ?) echo no;; *) echo 3;; esac; case x in '') echo no;; esac; echo $?; case x in esac; echo $?; case $nosuch in "") echo 4;; esac
#### statuses
case a in a) false;; esac; echo $?; case a in b) true;; esac; echo $?; false; case a in b) ;; esac; echo $?; case a in a) ;; esac; echo $?; false; case $(exit 3) in '') echo $?;; esac; case a in a) (exit 5);; esac; echo $?
#### keywords as words and patterns
case in in in) echo 1;; esac; case esac in (esac) echo 2;; esac; case if in if) echo 3;; esac; case do in then|do) echo 4;; esac
#### on many lines
case x in

  # a comment
  a |
  b) echo no ;;
  x)

    echo yes
    ;;
esac
case y
in
y) echo y
esac
#### evaluation order and side effects
i=0; case $((i++)) in $((i++))) echo no;; 0) echo "i=$i";; esac; f() { echo "$1" >&2; echo "$1"; }; case $(f b) in $(f a)) echo a;; $(f b)|$(f c)) echo got b;; $(f d)) echo d;; esac
#### nested
case a in a) case b in b) echo inner;; esac; echo outer;; esac; x=$(case q in (q) echo sub;; esac); echo $x
#### classes
for w in 5 x X ' ' _ é; do case $w in [[:digit:]]) echo digit;; [[:lower:]]) echo lower;; [[:upper:]]) echo upper;; [[:space:]]) echo space;; *) echo other;; esac; done
#### errors in patterns
case a in a) echo 1;; b echo 2;; esac
echo after
#### a missing esac
case a in a) echo 1;;
echo after
#### break and continue inside
for i in 1 2 3; do case $i in 2) continue;; 3) break;; esac; echo $i; done; while :; do case x in x) break;; esac; done; echo out
#### arrays and at
set -- a b; case "$@" in 'a b') echo 1;; esac; case $* in 'a b') echo 2;; esac; a=(x y); case ${a[@]} in 'x y') echo 3;; esac; case "${a[*]}" in x*y) echo 4;; esac; case ${#a[@]} in 2) echo 5;; esac
#### newlines and tabs in patterns
case $'a\nb' in a?b) echo 1;; esac; case $'\t' in $'\t') echo 2;; esac; case 'a
b' in 'a
b') echo 3;; esac; case 'a b' in a\ b) echo 4;; esac
#### a function with case and return
f() { case $1 in -h|--help) return 2;; --*=*) echo "${1%%=*} ${1#*=}";; -?) echo short;; *) return 1; esac; }; f -h; echo $?; f --a=b=c; f -x; f y; echo $?
#### redirections of case
case a in a) echo out; echo err >&2;; esac > file 2>&1; cat file; echo in | case x in x) cat;; esac
#### patterns with tildes and arithmetic
HOME=/h; case /h/x in ~/x) echo 1;; esac; case 3 in $((1+2))) echo 2;; esac; case /h in ~|z) echo 3;; esac; case '~' in '~') echo 4;; esac
