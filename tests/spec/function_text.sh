How functions are printed: declare -f and type write every construct in bash's own layout.
#### simple commands, words and quoting
f() { echo a 'b c' "d $x" $'e\n' \f $"g" a\ b; }
declare -f f
#### assignments and arrays
f() { a=1 b="$x" c+=d; e=(1 "2 3" [5]=x) echo; declare -A m=([k]=v ["a b"]="c d"); g[1]=2; local -i n=1+1; }
declare -f f
#### lists and negation
f() { a && b || c; ! d; ! e | f; true & false; g; }
declare -f f
#### pipelines
f() { a | b | c; d |& e; time a | b; time -p c; time; ! time d; }
declare -f f
#### groups and subshells
f() { { a; b; }; ( c; d ); ( e ) | { g; }; { h; } > out; (i) 2>&1 & }
declare -f f
#### a subshell as the body
f() ( echo sub; cd / )
declare -f f
#### if, elif and else
f() { if a; then b; fi; if c; d; then e; else g; fi; if h; then i; elif j; then k; elif l; then m; else n; fi; }
declare -f f
#### nested ifs
f() { if a; then if b; then c; else d; fi; fi; }
declare -f f
#### for
f() { for x in a "b c" $d; do echo $x; done; for y; do :; done; for z in; do :; done; for w in "$@"; do :; done; }
declare -f f
#### C-style for
f() { for ((i = 0; i < 10; i++)); do echo $i; done; for ((;;)); do break; done; for (( ; x ; )); do :; done; }
declare -f f
#### while and until
f() { while a; b; do c; d; done; until e; do g; done < in > out; }
declare -f f
#### case
f() { case $x in a) b;; (c|d) e; g;; "h i" | j*) ;; *) k; esac; }
declare -f f
#### case with ;& and ;;&
f() { case $x in a) b;& c) d;;& e) ;; esac; case y in esac; }
declare -f f
#### select
f() { select x in a b; do echo $x; break; done; select y; do :; done; }
declare -f f
#### arithmetic commands and let
f() { ((x = 1 + 2)); (( x++ )); let y=1 'z = 2'; }
declare -f f
#### conditional commands
f() { [[ -f x && $a == b* || ! ( c =~ ^d ) ]]; [[ $x ]]; [[ a -nt b ]]; [[ ! -z $y ]]; [[ ( a ) ]]; [[ -n x && ( -n y || -n z ) ]]; }
declare -f f
#### substitutions keep their text
f() { a=$(b;  c) d=`e  f` g=$((1+2)) h=${i:-j  k} l=${m//n/o}; }
declare -f f
#### redirections
f() { a > b < c >> d 2> e 2>&1 >| g <> h &> i &>> j <&3 >&- 3<&4- 4>&5- {fd}> k 5< l; }
declare -f f
#### here-strings
f() { cat <<< word; cat 3<<< "$x"; cat <<<'a b'; }
declare -f f
#### here-documents
f() {
  cat <<EOF
text $x
EOF
  cat <<'E' <<-F
quoted $x
E
	tabs
	F
  echo after
}
declare -f f
#### a here-document in a pipeline
f() {
  cat <<A | tr a b
aaa
A
  cat <<B && echo yes || echo no
bbb
B
  cat <<C > out
ccc
C
}
declare -f f
#### here-documents in compound commands
f() {
  if cat <<A; then echo x; fi
a
A
  while read x; do echo $x; done <<B
b
B
  for i in 1; do cat <<C; done
c
C
}
declare -f f
#### redirections of compound commands
f() { if a; then b; fi > c; for x in y; do z; done 2>&1 < q; { r; } >> s; (t) &> u; case v in w) ;; esac <<< x; [[ a ]] > y; ((1)) 2> z; }
declare -f f
#### redirections of the function itself
f() { echo hi; } > out 2>&1
declare -f f
g() { cat; } <<E
text
E
declare -f g
#### functions within functions
f() { g() { echo inner; }; function h { :; }; function i() ( : ); g; }
declare -f f
#### nested functions with redirections
f() { g() { echo inner; } > out; h() if true; then :; fi; }
declare -f f
#### bodies that are no groups
f() if a; then b; fi
g() for x in 1 2; do echo $x; done
h() while a; do b; done > c
i() case x in y) z;; esac
j() ((1 + 1))
k() [[ a ]]
l() (m)
declare -f f g h i j k l
#### the function keyword
function f { a; }
function g() { b; }
function h-i { c; }
declare -f f g h-i
#### coproc
f() { coproc a b; coproc NAME { c; d; }; coproc { e; }; coproc (g); coproc N while h; do i; done; }
declare -f f
#### processes substituted
f() { diff <(a; b) >(c  d) <( e | g ); }
declare -f f
#### background jobs in lists
f() { a & b & c; d && e & g || h & }
declare -f f
#### background commands in compound commands
f() { if a & then b & else c & fi; while d & do e & done; { g & }; ( h & ); for x in y; do z & done; }
declare -f f
#### comments and blank lines go away
f() {
  # comment
  a   # more

  b;   c


}
declare -f f
#### long chains
f() { a && b && c && d; a || b && c || d; a; b && c; { a && b; } || c; }
declare -f f
#### and over lines
f() {
  a &&
    b ||
    c
  d |
    e
}
declare -f f
#### expansions of many kinds
f() { echo "${a[@]}" ${#b} ${!c} ${d@Q} ${e^^} ${g:1:2} "${h[*]:1}" ${!i*} $1 ${10} $# $? $! $$ $- $_; }
declare -f f
#### quotes inside of words
f() { echo "a'b" 'c"d' "e\"f\$g\\" $'h\'i' "`j`" "$(k "l")"; }
declare -f f
#### brace expansions and globs
f() { echo {a,b}{1..3} *.txt [a-z]? ~ ~user !(x) "~"; }
shopt -s extglob
f2() { echo !(x) +(a|b); [[ x == @(a|b) ]]; }
declare -f f f2
#### declare -f of several and of none
a() { :; }
b() { :; }
declare -f b a
declare -F b a
declare -f nosuch
echo $?
declare -F nosuch a
echo $?
#### declare -F lists names in order
zeta() { :; }
alpha() { :; }
Mid() { :; }
declare -F
declare -f
#### type shows the function
f() { echo hi; }
type f
command -V f
type -a f
#### empty statements and odd words
f() { :; "" ''; $x; $(y); \a; }
declare -f f
#### aliases are expanded in the text
shopt -s expand_aliases
alias ll='ls -l'
f() { ll x; }
declare -f f
#### a function read back is the same
f() {
  local a="$1" b
  for x in "$@"; do
    case $x in
      -*) [[ $x == --* ]] && { echo long; } || echo short ;;
      *) while read -r l; do echo "$l" | sed 's/a/b/' ; done <<< "$x" 2> /dev/null
    esac
  done
  if ((a > 1)); then ( cd /; pwd ) ; else until false; do break; done; fi
}
one=$(declare -f f)
eval "$one"
two=$(declare -f f)
[ "$one" = "$two" ] && echo same
echo "$one"
#### exec with redirections alone
f() { exec 3> f 4< g; exec 3>&-; > h; < i cat; }
declare -f f
#### a pipeline of compound commands
f() { for x in a; do b; done | while read y; do c; done | if d; then e; fi; }
declare -f f
#### time and negation with compound commands
f() { time { a; b; }; ! { c; }; time for x in y; do z; done; ! (d); }
declare -f f
#### deep nesting
f() { if a; then for b in c; do while d; do case e in f) { g; ( h ); };; esac; done; done; fi; }
declare -f f
#### newlines in words stay
f() { echo "a
b" 'c
d'; x='e
  f'; }
declare -f f
#### a multiline command substitution
f() {
  x=$(
    a
    if b; then c; fi
  )
}
declare -f f
#### a here-document in a background command
f() {
  cat <<A &
a
A
  { cat <<B; } > out
b
B
  ( cat <<D )
d
D
}
declare -f f
#### a function with attributes
f() { :; }
declare -fx f
declare -ft f
declare -F
readonly -f f
declare -F
declare -fp f
readonly -f
export -f

#### quoted text that looks like a substitution
f() { echo '$( '$( ) '$( a '$( a;b) '$( )'$( ) `$( )`$( ) \$\(\ \)$( ) "'$( )'$( )"; }
declare -f f
