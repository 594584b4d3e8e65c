# What is decided when a command runs, not when its line is read, and in which order.

#### braces as the option says when the command runs
set +B; echo {a,b} {1..3} x{a,{b,~}}y {+1..03} {c..a..2}; set -B; echo {a,b} {3..1}
f() { echo {1..3} x={c,d}; }
set +B; f; set -B; f

#### tildes in braces
HOME=/h
set +B; echo {~,a} x={~,b}; declare e=~/{~,b}; echo "$e"
set -B; echo {~,a} {~,a}:b x=~/{~,b} x={~,b} {~/a:~,b}; declare e=~/{~,b}; echo "$e"

#### elements with braces
HOME=/h
set +B; a=([0]=~/{a,b} x={c,d} [5]={1..3}); declare -p a
set -B; a=([0]=~/{a,b} x={c,d} [5]={1..3}); declare -p a
declare -A m=([0]=~/{a,b} [x]={c,d}); declare -p m

#### a declaration with braces
set +B; declare x={a,b} y={c,d}; echo "$x $y"
set -B; declare x={a,b} y={c,d}; echo "$x $y"
f() { local x={a,b}; echo "$x"; }
declare -f f

#### a tilde behind an equals sign in POSIX mode
HOME=/h
set -o posix; echo a=~ b=x:~ ~; set +o posix; echo a=~ b=x:~ ~

#### pathnames come behind all other expansions
: > a
echo ? $(: > b)
for i in ? $(: > c); do echo "$i"; done
x=(? $((1 + 1)) $(: > d) [9]=x ?)
declare -p x
echo ? "$(: > e)" '*'
set -- $(echo '?') ${y:=$(: > f)}
echo $#

#### no pathname matches, and a word behind it fails
shopt -s failglob
echo *.zz $(echo first >&2)
echo $?
for i in *.zz $((08)); do echo no; done
echo $?
x=(*.zz $(echo list >&2))
echo $?

#### redirections come behind pathnames
echo ne[w] > new
echo [mnl]*[wer] "$(: > maker)" > later
show() { while read -r l; do echo "$l"; done; }
show < new
show < later

#### pairs are appended one after the other
declare -A m=([a]=0)
m+=([a]=1 [b]=${m[a]})
echo "${m[a]} ${m[b]}"
m+=(a 2 b ${m[a]} c)
echo "${m[a]} ${m[b]} [${m[c]}]"
m+=([x]=3 y [z]=${m[x]})
echo "${m[z]}"
m=([a]=5 [b]=${m[a]})
echo "${m[a]} ${m[b]}"

#### what an expression leaves out is expanded all the same
x=
echo $((0 && (y = $x) || (y = 2)))
echo "$? $((1 ? 2 : (2 + $x) ))"
echo "$? $((1 || ($x) ))"
x=7
echo $((0 && $x)) $((1 || $x)) $((0 ? $x : $x + 1))
