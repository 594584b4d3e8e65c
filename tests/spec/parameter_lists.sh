# "$@" and "$*", quoted and not, with every kind of IFS; arrays in the same way.
#### all forms with the default IFS
set -- 'a b' c '' 'd'; for w in "$@"; do printf '<%s>' "$w"; done; echo; printf '<%s>' $@; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
#### with another first character
set -- 'a b' c '' 'd:e'; IFS=:; printf '<%s>' "$@"; echo; printf '<%s>' $@; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
#### with an empty IFS
set -- 'a b' c '' d; IFS=; printf '<%s>' "$@"; echo; printf '<%s>' $@; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
#### with IFS unset
set -- 'a b' c '' d; unset IFS; printf '<%s>' "$@"; echo; printf '<%s>' $@; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
#### in assignments
set -- 'a  b' c; IFS=:; x=$@ y="$@" z=$* w="$*"; echo "$x|$y|$z|$w"; IFS=; x=$@ z=$*; echo "$x|$z"; unset IFS; x=$@ z=$*; echo "$x|$z"
#### joined to text
set -- a b c; printf '<%s>' x"$@"y; echo; printf '<%s>' "x$@y"; echo; printf '<%s>' x$@y; echo; printf '<%s>' "x$*y"; echo; printf '<%s>' "$@$@"; echo; printf '<%s>' "$@"-"$*"; echo
#### none at all
set --; printf '<%s>' "$@" x; echo; printf '<%s>' "$*" x; echo; printf '<%s>' "a$@" "$@b" ""$@ "" $@ ; echo; set -- "$@" "$@"; echo $#; set -- ""$@"" ; echo $#
#### empty parameters
set -- '' ''; set -- "$@" x; echo $#; set -- '' ''; set -- $@ x; echo $#; set -- '' ''; set -- ""$@"" x; echo $#; set -- '' ''; printf '<%s>' a"$@"b; echo; set -- ''; printf '<%s>' a$@ $@b; echo
#### in for without a list
f() { for x; do printf '<%s>' "$x"; done; for x do printf '(%s)' "$x"; done; echo; }; f 'a b' '' c
#### in double brackets and case
set -- a b; IFS=:; [[ $* == a:b ]] && echo star; [[ "$@" == 'a b' ]] && echo at; case $* in a:b) echo c;; esac; case "$@" in 'a b') echo d;; esac; [[ $@ == 'a b' ]] && echo e
#### in here-documents and here-strings
set -- 'a  b' c; IFS=:; cat <<X
$@ $*
"$@" "$*"
X
cat <<< $@; cat <<< "$@"; cat <<< $*; cat <<< "$*"
#### in redirections
set -- one; echo x > "$@"; cat one; set -- a b; (echo y > "$@"); echo $?; (echo y > $*); echo $?
#### in arithmetic
set -- 1 + 2; echo $(( $@ )) $(( $* )) ; IFS=; echo $(($*)); 
#### array forms match
a=('x y' '' z); IFS=-; printf '<%s>' "${a[@]}"; echo; printf '<%s>' ${a[@]}; echo; printf '<%s>' "${a[*]}"; echo; printf '<%s>' ${a[*]}; echo; printf '<%s>' "p${a[@]}q"; echo
#### IFS with a newline first
set -- a b; IFS=$'\n'; echo "$*"; IFS=$'\t '; echo "$*" | cat -A; IFS=' :'; echo "$*"; IFS=é; echo "$*"
#### a multibyte first character splits too
IFS=é; x=aébéc; printf '<%s>' $x; echo; set -- p q; y="$*"; echo $y "$y"
#### positional parameters above nine
set -- a b c d e f g h i j k l; echo $10 ${10} ${12} ${13}x $1 ${01} ${010}
#### shifting and setting
set -- a b c; shift; echo "$@"; shift 2; echo "[$@]"; shift; echo $?; set -- x; shift 5; echo $? $#; shift -1; echo $?; set -- -a -- b; echo "$@"
#### set with options between
set -- -x; echo $1; set - p q; echo $@; set x; echo $#; set --; echo $#
#### in functions and after
f() { set -- in; echo "$@" $#; shift; echo $#; }; set -- out er; f 1 2 3; echo "$@"
#### default words with at
set -- 'a b' c; printf '<%s>' "${u-$@}" ${u-"$@"} ${u-$@} "${u-$*}"; echo; printf '<%s>' "${1+"$@"}" ${1+"$@"} ${1+$@}; echo
#### quoted star inside a quoted default
set -- 'a b' c; IFS=,; printf '<%s>' "${u-x $* y}" ${u-x "$*" y} "${u-x "$*" y}" "${u-"$@"}"; echo
#### pattern operators on lists with IFS
set -- a:1 b:2; IFS=:; printf '<%s>' ${@#*:} "${@%:*}" "${*%:*}" ${*/:/;} ; echo; printf '<%s>' $@; echo
#### at in an assignment of an element and a local
set -- 'a b' c; a[0]=$@; echo "${a[0]}"; f() { local v=$@ w="$*"; echo "$v|$w"; }; IFS=+ f x y; IFS=+; f x y; declare d=$*; echo "$d"
#### at inside command substitution
set -- 'a b' c; printf '<%s>' $(printf '%s\n' "$@") "$(printf '(%s)' "$@")"; echo
#### unquoted at keeps words apart when IFS has no space
IFS=,; set -- 'a b' 'c,d'; printf '<%s>' $@; echo; printf '<%s>' $*; echo; x=$*; printf '<%s>' $x; echo
#### unquoted lists split as if joined by the first character of IFS
p() { printf '<%s>' "$@"; echo; }
for i in : ': ' ' :'; do IFS=$i; for l in "'a ' p" "a ' p'" "'a: ' p" "' ' a" "a ' '" "a ' ' b" "a : b" "'a ' '' b" "'' a" "' : a' b" "' ' ' ' a"; do eval "set -- $l"; p $@; p x$*; done; done
#### unquoted elements split in the same way
p() { printf '<%s>' "$@"; echo; }; a=('a:' p '' ':q'); IFS=:; p ${a[@]}; p ${a[*]}; IFS=' :'; p ${a[@]}; IFS=': '; a=('x ' ' y' ' ' z); p ${a[@]} ${a[*]}
