set -x: how each kind of command is shown.
#### simple commands and quoting
set -x
echo a 'b c' "d" '' $'e\nf' 'it'"'"'s' \* '~' a=b '#x' x#
: "a	b" '!' '{a}' '[' ']' ';' '&' é
#### compound commands
set -x
if true; then echo a; fi
for i in 1 2; do :; done
while false; do :; done
case abc in a*) :;; esac
((x = 1 + 2))
[[ -n a && b == b* ]]
let 'y = 3'
{ echo group; }
( echo sub )
#### C-style for and select
set -x
for ((i = 0; i < 2; i++)); do :; done
select w in a b; do break; done <<< 1
#### functions
f() { echo "$1"; g; }
g() { local v=1; return 0; }
set -x
f arg
#### PS4
PS4='[$LINENO] '
set -x
echo a
PS4='+${FUNCNAME[0]}+ '
f() { echo in; }
f
PS4=
echo none
#### PS4 with a substitution and doubled
PS4='$(echo z)> '
set -x
echo a
x=$(echo b)
#### PS4 unset
unset PS4
set -x
echo a
x=$(echo b)
#### BASH_XTRACEFD
exec 5> log
BASH_XTRACEFD=5
set -x
echo a
false
set +x
exec 5>&-
cat log
#### BASH_XTRACEFD goes back
exec 5> log
BASH_XTRACEFD=5
set -x
echo a
unset BASH_XTRACEFD
echo b
set +x
cat log
#### redirections are not shown
set -x
echo a > f
cat < f 2>&1
echo b >> f
cat <<A
text
A
cat <<< "here $x"
#### set +x is shown, and its redirection hides it
set -x
echo a
{ set +x; } 2>/dev/null
echo b
set -x
set +x
#### eval, source and exec
echo 'echo sourced' > s
set -x
eval 'echo "in eval"'
. ./s
command echo c
builtin echo d
#### a command that is not found
set -x
nosuchcommand "a b"
#### expansions are shown as expanded
x='a b'
arr=(1 '2 3')
set -x
echo $x "$x" "${arr[@]}" ${x/a/c} $((1 + 1)) ~ {p,q}
#### unset, set and shift
set -x
set -- a 'b c'
shift
unset x
echo "$@"
#### xtrace in subshells and conditions
set -x
if [ 1 -gt 2 ]; then :; elif true && false; then :; else echo else; fi
until true; do :; done
(exit 3) || echo $?
#### time and coproc
TIMEFORMAT=
set -x
time echo a
#### multi-line words
set -x
echo 'line 1
line 2'
x='a
b'
#### bash -x
bash -x -c 'echo a; f() { echo b; }; f'
echo 'echo "in script $1"' > s
bash -x s arg
#### printing of special characters
set -x
: $'\001' $'\e[0m' $'tab\t' '\' 'a\b' '$x' '`' '"' '<' '>' '|' '(' '^' ','
#### assignments
set -x
x=1 y='a b'
z=
x+=2
a=(1 "2 3" '')
a[5]=x
a+=(4)
declare -A m=([k]=v ["a b"]=c)
declare -i n=1+2
export E=e
x=5 true
x=6 y=7 sh -c :
#### conditions
set -x
[[ a == "b*" ]]
[[ ! -e nosuch || a < b ]]
[[ abc =~ ^a(.)c$ ]]
[[ -z '' && ( -n x || 1 -eq 1 ) ]]
[[ "a b" != 'c d' ]]
[ a = b ]
test -n "x y"
#### a wrong BASH_XTRACEFD
BASH_XTRACEFD=99
BASH_XTRACEFD=x
set -x
echo a
#### declare, local and readonly
set -x
f() { local a=1 b='x y' c; local -a d=(p q); }
f
declare -r r='1 2'
readonly s=t
typeset -x u=v
#### traps
set -x
trap 'echo "in trap"' EXIT
trap 'echo usr' USR1
set +x; kill -USR1 $$; set -x
#### substitutions show a deeper level
set -x
x=$(echo a)
echo "$(echo "$(echo deep)")"
y=`echo back`
#### groups in [[
set -x
[[ ! ( -e a ) ]]
[[ ! ( ! -e a ) && ! -n '' ]]
[[ ! ! ( a == b ) || ! ( ( -n x ) ) ]]
