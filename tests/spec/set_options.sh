The options of set and shopt, and what they change.
#### nounset
set -u
x=1
echo "$x ${y:-default} ${y-} ${y+set}"
echo "$#" "$@" "$*" "${@:1}"
( echo "$y"; echo no )
echo $?
( echo "$1"; echo no )
echo $?
echo "$y"
echo no
#### nounset and arrays
set -u
a=()
echo "[${a[@]}] [${a[*]}] ${#a[@]}"
a[3]=x
( echo "${a[0]}" )
echo $?
( echo "${#b}" )
echo $?
( echo ${!c} )
echo $?
( echo "${b[@]}" ; echo ok)
#### nounset in arithmetic and substitutions
set -u
( echo $((y + 1)); echo no )
echo $?
( ((y)); echo "no $?" )
echo $?
( echo "${y#x}" )
echo $?
( x=$(echo $y); echo "sub $?" )
( echo ${y:=assigned}; echo $y )
#### noexec
echo before
set -n
echo after
exit 3
#### noexec finds syntax errors
bash -n -c 'echo a; if true; then'
echo $?
bash -n -c 'echo a; for'
echo $?
bash -n -c 'echo never'
echo $?
#### verbose
set -v
echo a
x=1; echo $x
for i in 1 2
do echo $i
done
set +v
echo quiet
#### noglob
touch aa ab
set -f
echo a* ?b
set +f
echo a* ?b
#### noclobber by name
set -o noclobber
echo $-
: > f
echo x > f
set +o noclobber
echo x > f
cat f
#### allexport
set -a
x=1
f() { :; }
read y <<< 2
a=(1)
set +a
z=3
env | grep -E '^(x|y|z|a)=' | sort
env | grep -c BASH_FUNC_f
declare -p x y z
#### onecmd
set -t
echo first
echo second
#### noexec is not for interactive and braceexpand
set +B
echo {a,b} {1..3}
set -B
echo {a,b} {1..3}
#### physical
mkdir -p /tmp/real-dir && ln -sfn /tmp/real-dir /tmp/link-dir
cd /tmp/link-dir && pwd
set -P
cd /tmp/link-dir && pwd
set +P
rm /tmp/link-dir; rmdir /tmp/real-dir
#### the flags in $-
echo $-
set -efu
echo $-
set +efu
echo $-
set -x 2>/dev/null
set +x
#### set -o lists
set -o | head -n 5
set -o | grep -c .
set +o | head -n 5
#### set -o read back
set -o noglob -o nounset
saved=$(set +o)
set +o noglob
eval "$saved"
set -o | grep -E 'noglob|nounset'
#### positional parameters
set -- a b c
echo "$# $*"
set -- 
echo $#
set -f x y
echo "$# $* $-"
set +f -- -x
echo "$# $1"
set - p q
echo "$*"
set -
echo "$*"
#### dashes among the arguments
set a -b -- c
echo "$# $*"
set -- -- a
echo "$# $*"
set -u -- $empty
echo $#
#### wrong options of set
set -Z
echo $?
set -o nosuch
echo $?
set +o nosuch
echo $?
set -ez
echo $?
set +y
echo $?
#### set with -o inside of a group of letters
set -eo pipefail
set -o | grep -E '^(errexit|pipefail)'
set +eo pipefail
set -o | grep -E '^(errexit|pipefail)'
#### set -o as an operand that is missing
set -f -o | grep noglob
set +o | grep noglob
#### SHELLOPTS and BASHOPTS
set -f
echo $SHELLOPTS
shopt -s nullglob
case :$BASHOPTS: in *:nullglob:*) echo in;; esac
SHELLOPTS=x
echo $?
BASHOPTS=y
echo $?
#### SHELLOPTS from the environment
SHELLOPTS=noglob:nounset bash -c 'echo $-; set -o | grep -E "noglob|nounset"' 2>&1 
env SHELLOPTS=noglob bash -c 'set -o | grep noglob'
env BASHOPTS=nullglob bash -c 'shopt nullglob'
#### shopt -s, -u, -q
shopt -s nullglob
echo $?
shopt -q nullglob
echo $?
shopt -u nullglob
shopt -q nullglob
echo $?
shopt nullglob extglob
echo $?
shopt -p nullglob extglob
echo $?
#### shopt with no or with wrong names
shopt nosuch
echo $?
shopt -s nosuch
echo $?
shopt -q nosuch
echo $?
shopt -s nullglob nosuch extglob
echo $?
shopt nullglob extglob
shopt -z
echo $?
shopt -s -u nullglob
echo $?
#### shopt -o
shopt -o noglob
echo $?
shopt -so noglob
echo $-
shopt -uo noglob
shopt -po noglob errexit
shopt -qo errexit
echo $?
shopt -o nosuch
echo $?
#### shopt lists
shopt | head -n 4
shopt -s | head -n 3
shopt -u | head -n 3
shopt -p | head -n 3
shopt -s nullglob
shopt -ps | grep null
#### extglob has to be on before it is parsed
shopt -s extglob
touch ax bx
echo !(ax|*.sh) @(a|b)x
shopt -u extglob
eval 'echo @(a|b)x'
echo $?
#### nullglob, failglob and dotglob
shopt -s nullglob
echo nomatch* end
shopt -u nullglob
shopt -s failglob
echo nomatch*
echo "after $?"
shopt -u failglob
touch .hidden
echo .h* *hid*
shopt -s dotglob
echo *hid*
#### xpg_echo and sourcepath
shopt -s xpg_echo
echo 'a\tb'
shopt -u xpg_echo
echo 'a\tb'
echo 'echo from path' > script1
PATH=$PWD:$PATH
source script1
shopt -u sourcepath
source script1 && echo found here
#### lastpipe, autocd and others can be set
shopt -s autocd cdspell checkjobs huponexit 2>&1
shopt autocd cdspell checkjobs huponexit
shopt compat43 compat50
shopt login_shell restricted_shell
shopt -s login_shell
echo $?
#### expand_aliases
alias hi='echo hello'
hi 2>/dev/null
echo $?
shopt -s expand_aliases
hi
#### posix mode
set -o posix
echo $SHELLOPTS | grep -c posix
[ -v POSIXLY_CORRECT ] && echo set
set +o posix
[ -v POSIXLY_CORRECT ] || echo unset
POSIXLY_CORRECT=1
shopt -o posix
unset POSIXLY_CORRECT
shopt -o posix
#### options in subshells and functions
( set -f; echo "$-" )
echo "$-"
f() { set -f; }
f
echo "$-"
x=$(set +f; echo "$-")
echo "$x $-"
#### options at the command line
bash -f -c 'echo $-'
bash -o nounset -c 'echo $y; echo no'
echo $?
bash +B -c 'echo {a,b}'
bash -O nullglob -c 'echo no* end'
bash +O sourcepath -c 'shopt sourcepath'
bash -xc 'echo hi'
bash -z -c 'echo' 2>&1 | head -n 1
#### hashall
set +h
hash ls
echo $?
set -h
hash ls
echo $?
#### interactive comments
shopt -u interactive_comments
echo a # b
#### extdebug and functrace
shopt -s extdebug
f() { :; }
declare -F f
shopt -u extdebug
declare -F f
set -o functrace -o errtrace
echo $-
#### keyword
set -k
sh -c 'echo "$x" "$@"' name a x=1 b
set +k
sh -c 'echo "$x" "$@"' name a x=1 b
