Wrong options and arguments of every builtin: messages, usage lines and statuses.
#### alias, unalias, bind
alias -z; echo $?
unalias -z; echo $?
unalias; echo $?
#### bg, fg, jobs, disown, wait
bg; echo $?
fg; echo $?
bg -x; echo $?
fg -x; echo $?
jobs -z; echo $?
jobs nosuch; echo $?
disown; echo $?
disown -x; echo $?
disown %5; echo $?
wait -z; echo $?
wait %7; echo $?
wait 99999; echo $?
wait abc; echo $?
#### break, continue, shift, return, exit
shift -1; echo $?
shift x; echo $?
shift 1 2; echo $?
shift 1; echo $?
shopt -s shift_verbose
shift 5; echo $?
(exit x); echo $?
(exit 1 2); echo $?
(exit -1); echo $?
(exit 256); echo $?
(return x); echo $?
#### builtin, command, enable
builtin; echo $?
builtin nosuch; echo $?
builtin ls; echo $?
builtin -x; echo $?
command; echo $?
command -x; echo $?
command -v; echo $?
command -v nosuch; echo $?
command -V nosuch; echo $?
enable nosuch; echo $?
enable -n nosuch; echo $?
enable -z; echo $?
#### caller
caller; echo $?
caller x; echo $?
caller 0; echo $?
f() { caller; caller 0; caller 1; echo $?; caller x; echo $?; caller -1; echo $?; caller -z; echo $?; }
f
#### cd and pwd
cd /no/such; echo $?
cd a b; echo $?
cd -z; echo $?
: > f
cd f; echo $?
unset HOME; cd; echo $?
unset OLDPWD; cd -; echo $?
cd ""; echo $?
pwd -z; echo $?
pwd extra > /dev/null; echo $?
#### compgen, complete, compopt
compgen -z; echo $?
compgen -A nosuch; echo $?
compgen -o nosuch; echo $?
complete -z; echo $?
complete -p nosuch; echo $?
complete -A nosuch x; echo $?
complete -o nosuch x; echo $?
compopt -z; echo $?
compopt -o default; echo $?
compopt nosuch; echo $?
complete -F; echo $?
#### declare, typeset, local
declare -z; echo $?
declare 1x; echo $?
declare 1x=2; echo $?
declare -f 1x; echo $?
declare -p nosuch; echo $?
declare -a x; declare -A x; echo $?
declare -A y; declare -a y; echo $?
declare -n n=1x; echo $?
declare -n m=m; echo $?
declare -x -z; echo $?
typeset -q; echo $?
#### declare of readonly and of odd names
readonly r=1
declare r=2; echo $?
declare +r r; echo $?
declare -i r; echo $?
declare 'a b'; echo $?
declare a-b=1; echo $?
declare ''; echo $?
declare -p r nosuch; echo $?
declare -f nosuch; echo $?
#### dirs, pushd, popd
dirs -z; echo $?
dirs +5; echo $?
dirs x; echo $?
pushd; echo $?
pushd -z; echo $?
pushd +5; echo $?
pushd /no/such; echo $?
popd; echo $?
popd +3; echo $?
popd x; echo $?
popd -z; echo $?
#### echo, true, false and : take everything
echo -z; echo $?
echo --help; echo --version
true --bad; echo $?
false x; echo $?
: -x --help; echo $?
#### eval, exec, source
eval -z; echo $?
eval; echo $?
eval ''; echo $?
. ; echo $?
source; echo $?
. -z; echo $?
. /no/such; echo $?
. nosuchscript; echo $?
. /; echo $?
#### exec
( exec -z ); echo $?
( exec nosuchcommand; echo no ); echo $?
( exec /; echo no ); echo $?
( exec -a ); echo $?
shopt -s execfail
exec nosuchcommand
echo "still here $?"
#### export and readonly
export -z; echo $?
export 1x; echo $?
export a-b=1; echo $?
export -f nosuch; echo $?
export -n nosuch; echo $?
readonly -z; echo $?
readonly 1x; echo $?
readonly 1x=1 ok=2; echo $? $ok
readonly -f nosuch; echo $?
#### fc and history
fc -z; echo $?
history -z; echo $?
history x; echo $?
history -d; echo $?
history -d x; echo $?
history 1 2; echo $?
#### getopts
getopts; echo $?
getopts a; echo $?
getopts -z x y; echo $?
getopts a 1x; echo $?
#### hash
hash -z; echo $?
hash nosuch; echo $?
hash -p; echo $?
hash -d; echo $?
hash -t; echo $?
hash -t nosuch; echo $?
hash; echo $?
hash -l; echo $?
#### help
help nosuch; echo $?
help -z; echo $?
help -s cd true; echo $?
#### kill
kill; echo $?
kill -z; echo $?
kill abc; echo $?
kill -s; echo $?
kill -s NOSUCH 1; echo $?
kill -n 99 1; echo $?
kill -l 99; echo $?
kill -l nosuch; echo $?
kill %9; echo $?
kill -99 1; echo $?
kill -9; echo $?
#### let
let; echo $?
let ''; echo $?
let '1 +'; echo $?
let 'x = 1' 'y ='; echo $? $x
let 1/0; echo $?
#### mapfile and readarray
mapfile -z; echo $?
mapfile -n x < /dev/null; echo $?
mapfile -u x; echo $?
mapfile -u 9 a; echo $?
mapfile -c 0 a < /dev/null; echo $?
mapfile -O -1 a < /dev/null; echo $?
mapfile -s x < /dev/null; echo $?
mapfile 1x < /dev/null; echo $?
readarray -z; echo $?
declare -A m; mapfile m < /dev/null; echo $?
#### read
read -z; echo $?
read 1x < /dev/null; echo $?
read -u x; echo $?
read -u 9 a; echo $?
read -n x < /dev/null; echo $?
read -t x < /dev/null; echo $?
read -n -1 a < /dev/null; echo $?
read -d; echo $?
read -a 1x < /dev/null; echo $?
readonly r; read r <<< x; echo $?
#### set and shopt
set -Z; echo $?
set -o nosuch; echo $?
shopt -z; echo $?
shopt nosuch; echo $?
shopt -o nosuch; echo $?
shopt -su x; echo $?
#### suspend, times, logout
suspend; echo $?
suspend -z; echo $?
logout; echo $?
times -z; echo $?
#### test and [
test -z; echo $?
test a b; echo $?
test a b c; echo $?
test a -foo b; echo $?
test 1 -eq x; echo $?
[ a; echo $?
[ ; echo $?
[ ]; echo $?
[ a b c d e ]; echo $?
[ -z a b ]; echo $?
[ '(' a ]; echo $?
test -t x; echo $?
[ a -a ]; echo $?
#### trap
trap -z; echo $?
trap x; echo $?
trap x NOSUCH; echo $?
trap -l > /dev/null; echo $?
#### type
type; echo $?
type nosuch; echo $?
type -z; echo $?
type -t nosuch; echo $?
type -p nosuch; echo $?
type cd nosuch true; echo $?
#### ulimit and umask
ulimit -z; echo $?
ulimit -n abc; echo $?
ulimit -n -5; echo $?
umask -z; echo $?
umask 999; echo $?
umask u=q; echo $?
umask x; echo $?
umask -S > /dev/null; echo $?
#### unset
unset -z; echo $?
unset 1x; echo $?
unset -f -v x; echo $?
unset 'a[0' ; echo $?
unset nosuch; echo $?
unset -n nosuch; echo $?
readonly r=1; unset r; echo $?
unset a-b; echo $?
unset PPID; echo $?
#### wrong options name the builtin that was called
command cd -z
builtin cd -z
eval 'cd -z'
f() { cd -z; }
f
#### --help of builtins
cd --help | head -n 1; echo ${PIPESTATUS[0]}
. --help | head -n 1
[ --help | head -n 1
true --help | wc -c
exit --help | head -n 1
eval --help | head -n 1
let --help | head -n 1
return --help | head -n 1
break --help | head -n 1
#### help -s gives the usage of each
for b in : . '[' alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait; do
  help -s "$b"
done
#### help -s of keywords
help -s if for while until case select function time coproc '{' '((' '[[' variables 'for (('
#### printf
printf; echo $?
printf -z; echo $?
printf -v; echo $?
printf -v 1x a; echo $?
printf '%d\n' abc; echo $?
printf '%d\n' 12x; echo $?
printf '%z\n'; echo $?
printf '%d %d\n' 0x1g 08; echo $?
printf '%'; echo $?
