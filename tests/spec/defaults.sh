# The operators for unset and null parameters, on every kind of parameter.
#### a scalar: unset, null and set
unset u; n=; s=val
for op in - := := :- :+ + ; do :; done
echo "[${u-d}] [${n-d}] [${s-d}] [${u:-d}] [${n:-d}] [${s:-d}]"
echo "[${u+d}] [${n+d}] [${s+d}] [${u:+d}] [${n:+d}] [${s:+d}]"
#### assigning
unset u; n=; echo "[${u=a}] [$u] [${n=b}] [$n] [${n:=c}] [$n]"
#### assigning what is split
IFS=' '; unset x; printf '<%s>' ${x:=a  b}; echo "[$x]"; unset x; printf '<%s>' ${x:="a  b"}; echo; printf '<%s>' "${x:=c}"; echo
#### a message for an unset parameter
unset u; (echo ${u?}); echo $?; (echo ${u:?}); echo $?; (echo ${u?my own message}); echo $?
n=; (echo "${n?ok}"); (echo "${n:?null now}"); echo $?
#### a message ends the script
unset u
echo before
: ${u:?gone}
echo not reached
#### a message with expansions and quotes
unset u; x=ab; (: ${u?$x "$x  y" `echo c` 'd'}); (: "${u?$x d}"); (: ${u?*})
#### a message for an element and a positional parameter
a=(1); (: ${a[3]?none}); (: ${1?no first}); (: ${12:?}); (: ${@?nothing}); echo $?
#### positional parameters
set -- '' b; echo "[${1-d}] [${1:-d}] [${2:-d}] [${3-d}] [${3+x}] [${1+x}] [${1:+x}]"
#### assigning to a positional parameter
set -- ; (echo ${1=x}); echo $?; (echo ${1:=y}); echo $?; set -- a; echo ${1=z}
#### assigning to a special parameter
(echo ${@:=x}); echo $?; (echo ${*=x}); echo $?; (echo ${!:=x}); echo $?
#### at and star when there are none
set --; echo "[${@-d}] [${*-d}] [${@:-d}] [${@+x}] [${*:+x}]"
#### at and star with one empty parameter
set -- ''; echo "[${@-d}] [${*-d}] [${@:-d}] [${@+x}] [${*:+x}]"
#### at and star with two empty parameters
set -- '' ''; echo "[${@-d}] [${*-d}] [${@:-d}] [${*:-d}] [${@+x}] [${*:+x}] [${@:+y}]"
#### the default of at keeps its words
set --; set -- "${@-a b}" ${@-c d} "${@:-"e f"}"; printf '<%s>' "$@"; echo; set -- x; printf '<%s>' "${9-$@}" "${9:-"$@"}"; echo
#### arrays and their elements
a=(x '' z); b=(); unset c
echo "[${a-d}] [${a[1]-d}] [${a[1]:-d}] [${a[9]-d}] [${b-d}] [${b[@]-d}] [${c[@]-d}] [${c[@]+x}] [${a[@]+x}] [${b[@]+x}]"
#### an array without element zero
a=([3]=x); echo "[${a-d}] [${a+set}] [${a[@]+set}] [${a[@]-d}] [${#a}]"
#### an array of empty elements
a=(''); echo "[${a[@]-d}] [${a[@]:-d}] [${a[*]:-d}] [${a[@]:+x}]"; a=('' ''); echo "[${a[@]:-d}] [${a[*]:-d}] [${a[@]:+x}]"
#### assigning to elements
unset a; echo "${a[2]=x} ${a[2]:=y} ${a[n]:=zero}"; declare -p a
declare -A m; echo "${m[k k]=v}" "${m["q"]:=w}"; declare -p m
#### assigning to a whole array
unset a; (echo "${a[@]=x}"); echo $?; (echo "${a[*]:=x}"); echo $?
#### associative arrays
declare -A m=([k]=v [e]=); echo "[${m-d}] [${m[k]-d}] [${m[e]:-d}] [${m[x]-d}] [${m[e]+set}] [${m[0]-d}]"
#### the word is expanded only when needed
unset u; s=1; echo ${s:-$(echo no >&2)} ${u+$(echo no >&2)} ${s=$((i++))}; echo "[$i]"; echo ${u:-$((i++))}; echo $i
#### nested defaults
unset a b; c=deep; echo ${a:-${b:-${c}}} "${a:-"${b:-"x y"}"}" ${a:-${b-}}end
#### special parameters
set --; echo "[${#-d}] [${?-d}] [${$+set}] [${!-unset}] [${-+set}] [${0+set}]"
true & echo "[${!+set}]"; wait
#### hash is a length or a parameter
set -- abc de; echo ${#} ${#1} ${#-} ${#:-x} ${#@} ${#*} ${#?} ${##} ${#$} | sed 's/ [0-9]*$//'
#### braces and quotes in the word
unset u; echo ${u:-a}b} "${u:-{x}}" ${u:-\{y\}} ${u:-'}'} "${u:-"}"}" ${u:-${u:-{}}}
#### splitting the word
unset u; IFS=:; printf '<%s>' ${u:-a:b} ${u:-"a:b"} ${u:-'c':d:"e"} "${u:-a:b}"; echo
#### spaces around the word
unset u; printf '<%s>' ${u:- a b } "${u:- a b }" x${u:- a }y; echo
#### an empty word
unset u; printf '<%s>' ${u:-} "${u:-}" ${u:-""} "${u:-""}" x; echo; set -- ${u:-}; echo $#; set -- ${u:-''}; echo $#
#### quotes inside a quoted default
unset u; echo "${u:-'a' "b" \'c\' $'d'}"
#### nounset and the operators
set -u; unset u; echo "${u-ok} ${u:-ok} ${u+no}" "${a[@]-none}" "$@" "$*" ${@:1}
(echo $u); echo $?; (echo ${u#x}); (echo ${#u}); (echo ${u:1}); (echo ${!u}); echo $?
#### nounset and elements
set -u; a=(1); (echo ${a[1]}); (echo ${a[0]} ${a[@]:4}); declare -A m; (echo ${m[x]}); (echo $1); (echo ${10}); (echo $!); unset a; (echo ${a[@]}); (echo $a); (echo ${#a[0]})
#### integer attribute and assignment by an operator
declare -i i; echo ${i:=3+4} $i; declare -u U; echo ${U:=abc} $U
#### a read-only parameter
readonly r; (echo ${r=x}; echo no); echo $?; (echo ${r:-fine})
#### assignment seen later in the same command
unset x; echo ${x:=1} $x "${x:+now $x}"; unset y; echo $y ${y=2} $y
#### null lists, direct and indirect, quoted and not, by IFS
p() { printf '<%s>' "$@"; echo; }
for ifs in ' ' '' : ; do IFS=$ifs
for l in "''" "'' ''" "" "x ''" ; do eval "a=($l); set -- $l"
echo "ifs[$ifs] l[$l]"
p "${a[*]:-e}" ${a[*]:-e} "${a[@]:-e}" ${a[@]:-e} "${*:-e}" ${*:-e} "${@:-e}" ${@:-e}
p "${a[*]:+e}" ${a[*]:+e} "${a[@]:+e}" ${a[@]:+e} "${*:+e}" ${*:+e} "${@:+e}" ${@:+e}
p "${a[*]-e}" ${a[*]-e} "${a[@]-e}" ${a[@]-e} "${*-e}" ${*-e} "${@-e}" ${@-e}
r='a[*]'; p "${!r:-e}" ${!r:-e} "${!r:+e}" "${!r-e}" "${!r+e}"; r='a[@]'; p "${!r:-e}" ${!r:-e} "${!r:+e}" "${!r-e}" "${!r+e}"; r=@;  p "${!r:-e}" ${!r:-e} "${!r:+e}" "${!r-e}"; r='*'; p "${!r:-e}" ${!r:-e} "${!r:+e}" "${!r-e}"
done; done
