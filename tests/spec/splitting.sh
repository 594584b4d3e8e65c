# Word splitting by IFS.
#### default whitespace
x=$'  a \t b\n\nc  '; printf '<%s>' $x; echo; set -- $x; echo $#
#### one character that is no space
IFS=:; x=a:b::c:; printf '<%s>' $x; echo; x=:a; printf '<%s>' $x; echo; x=::; printf '<%s>' $x; echo; x=:; printf '<%s>' $x; echo
#### a space and a character
IFS=' :'; x=' a : b:c  d : '; printf '<%s>' $x; echo; x=': a'; printf '<%s>' $x; echo; x='a  :  : b'; printf '<%s>' $x; echo; x='  :  '; printf '<%s>' $x; echo
#### an empty IFS
IFS=; x='a b'; printf '<%s>' $x; echo; x=; set -- $x; echo $#
#### unset IFS
unset IFS; x=$' a\tb\nc '; printf '<%s>' $x; echo
#### only expansions are split
IFS=:; printf '<%s>' a:b ${u-a:b} $(echo c:d) `echo e:f` $((1+1)) 'g:h'; echo
#### numbers are split too
IFS=1; x=212; printf '<%s>' $((212)) $x ${#x} "$x"; echo; IFS=3; printf '<%s>' ${#x} $?; echo
#### joined parts
x=' a b '; printf '<%s>' x$x"y" "p"$x; echo; printf '<%s>' $x$x; echo; y=a; z=b; printf '<%s>' $y$z $y" "$z; echo
#### trailing separators
IFS=:; f() { echo $#; }; x=a: ; f $x; x=a:: ; f $x; x=a:; f $x"" ; f $x''b; x=:; f $x; f $x$x; f ""$x
#### no splitting in assignments, case and brackets
x='a  b'; y=$x; echo "$y"; case $x in 'a  b') echo c;; esac; [[ $x == 'a  b' ]] && echo d; [ $x = 'a  b' ] 2>/dev/null; echo $?
#### no splitting in redirection targets
x='a b'; (echo hi > $x); echo $?; echo hi > "$x"; cat "a b"
#### splitting and quotes from expansions
x='"a b" c'; printf '<%s>' $x; echo; x="a\\ b"; printf '<%s>' $x; echo
#### backslash as a separator
IFS='\'; x='a\b\c'; printf '<%s>' $x; echo; echo "$x"
#### glob after splitting
mkdir d; cd d; touch a b; x='* z'; echo $x "$x"; IFS=z; echo $x; set -f; echo $x
#### characters of IFS that are quotes or dollars
IFS="\"'\$"; x="a\"b'c\$d"; printf '<%s>' $x; echo
#### newline only
IFS=$'\n'; x=$'a b\n\nc d\n'; printf '<%s>' $x; echo; for l in $(printf 'p q\nr\n'); do echo "[$l]"; done
#### tab and a visible character
IFS=$'\t,'; x=$'a\t,\tb\t\tc,,d'; printf '<%s>' $x; echo
#### IFS in a function and a subshell
f() { local IFS=-; set -- $1; echo $#; }; f a-b-c; x=a-b; (IFS=-; set -- $x; echo $#); set -- $x; echo $#
#### a temporary IFS before a builtin
x=a:b; IFS=: read p q <<< $x; echo "$p|$q"; IFS=: echo $x; IFS=: eval 'set -- $x'; echo $#; set -- a b; IFS=- eval 'echo "$*"'
#### changes in the middle of a line
x=a:b; IFS=: y=$x; printf '<%s>' $x; echo; IFS=' '; printf '<%s>' $x; echo
#### repeated separators around whitespace
IFS=', '; for x in 'a,b' 'a, b' 'a ,b' 'a , b' 'a,,b' 'a, ,b' ' a' ',a' 'a ' 'a,' 'a , '; do set -- $x; echo -n "$#:"; printf '<%s>' "$@"; echo; done
#### at and star split after joining
set -- a:b c; IFS=:; set -- $*; echo $#; set -- a:b c; set -- $@; echo $#; set -- a:b c; set -- "$*"; echo $# $1
#### words of an array literal
x='a b'; y=($x "$x" $x); echo ${#y[@]}; IFS=:; z=a:b:c; y=($z); echo ${#y[@]} "${y[*]}"; y=(${z}d); echo "${y[2]}"
#### carriage returns and other control characters
x=$'a\rb\vc\fd'; set -- $x; echo $#; IFS=$'\r\v'; set -- $x; echo $#
#### bytes that are not text
IFS=$'\xff'; x=$'a\xffb'; set -- $x; echo $# $1 $2; LC_ALL=C; IFS=$'\xc3'; x=é; set -- $x; echo $#
#### separators inside quotes in a default
IFS=:; printf '<%s>' ${u:-a"b:c":d} ${u:-"":x} ${u:-:} ${u:-"":}; echo
#### the value of IFS itself
printf %q "$IFS"; echo; IFS=xyz; echo $IFS "$IFS"; echo ${#IFS}; unset IFS; echo "${IFS-unset}"; declare IFS; set -- $(echo a b); echo $#
#### very many words
x=$(for ((i=0;i<3000;i++)); do echo $i; done); set -- $x; echo $# ${3000}; IFS=9; set -- $x; echo $#
#### export, readonly and local with split values
x='a b=c'; export $x 2>&1; echo "${b}"; export y=$x; echo "$y"; f() { local z=$x; echo "$z"; local $x; echo "[$a][$b]"; }; f
#### eval joins and splits again
x='echo   "a   b"'; $x; eval $x; eval "$x"; IFS=:; x='echo:a:b'; $x; eval $x
