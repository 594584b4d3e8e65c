eval, source and exec, scripts run from scripts, and how they end.
#### eval joins its arguments
eval echo a '"b' 'c"' '$((1 + 1))'
x='echo "$y"' y='a  b'
eval "$x"
eval $x
eval 'for i in 1 2; do' 'echo $i;' done
#### the status of eval
eval false; echo $?
eval '(exit 3)'; echo $?
(exit 5); eval; echo $?
(exit 5); eval ''; echo $?
(exit 5); eval ' '; echo $?
(exit 5); eval '# comment'; echo $?
(exit 5); eval 'echo $?'
#### eval sets variables and functions of the shell
eval 'a=1; f() { echo f; }; set -- p q'
echo $a $1
f
#### break, continue and return in eval
f() { eval 'return 4'; echo no; }
f; echo $?
for i in 1 2 3; do eval '[ $i = 2 ] && continue'; echo $i; done
#### exit in eval
eval 'echo a; exit 3; echo b'
echo no
#### nested evals
eval 'eval "eval \"echo deep\""'
eval eval eval echo words
x='$y' y='$z' z=end
eval "eval echo $x"
#### eval with redirections and a pipe
eval 'echo a; echo b >&2' > f 2>&1
cat f
eval 'cat; echo x' <<< in | tr a-z A-Z
#### eval --
eval -- echo dashes
eval -- ; echo $?
#### source finds scripts in PATH first
mkdir bin
echo 'echo from bin' > bin/lib
echo 'echo from here' > lib
PATH=$PWD/bin:$PATH
. lib
. ./lib
source lib
#### source falls back to the current directory
echo 'echo here' > onlyhere
. onlyhere
set -o posix
. onlyhere
echo no
#### source does not need execute permission
echo 'echo read' > s
chmod 644 s
. ./s
#### source with arguments
set -- a b
echo 'echo "$# $*"; set -- x y z; shift' > s
. ./s
echo "$*"
set -- a b
. ./s 1 2 3
echo "$*"
#### source and return
echo 'echo one; return 5; echo two' > s
. ./s; echo $?
echo 'return' > s
(exit 3); . ./s; echo $?
echo 'false' > s
. ./s; echo $?
: > s
false; . ./s; echo $?
#### source of a file without its last newline, an empty one and one that is missing
printf 'echo unended' > s
. ./s
: > e
. ./e; echo $?
. ./missing; echo $?
. missing; echo $?
#### source from a process and from standard input
. <(echo 'echo from process; v=1')
echo $v
. /dev/stdin <<< 'echo from stdin'
echo 'echo piped' | . /dev/stdin
#### source within functions sees locals
echo 'x=changed; local y=new; echo "$x $y"' > s
f() { local x=local; . ./s; echo "$x $y"; }
f
echo "${x-unset} ${y-unset}"
#### recursion of source
echo '((n++ < 3)) && { echo $n; . ./s; }; echo "back $n"' > s
. ./s
#### a missing file in posix mode ends the shell
set -o posix
. ./missing
echo no
#### a script with its interpreter
printf '#!/bin/bash\necho "bash $1 $#"\n' > s
chmod +x s
./s a b
printf '#!/bin/sh\necho "sh $1"\n' > t
chmod +x t
./t c
#### an interpreter with an argument
printf '#!/bin/bash -e\nfalse\necho no\n' > s
chmod +x s
./s
echo $?
printf '#!/usr/bin/env bash\necho "env $*"\n' > t
chmod +x t
./t 1 2
#### a script without an interpreter line
printf 'echo "plain $0 $*"; x=5\n' > s
chmod +x s
x=1
./s p q
echo $x
#### an interpreter that is missing
printf '#!/no/such/interp\necho hi\n' > s
chmod +x s
./s
echo $?
#### interpreters of other programs
printf '#!/bin/cat\nshown\n' > s
chmod +x s
./s
printf '#!/usr/bin/env -S bash -u\necho $nope\n' > t
chmod +x t
./t 2>&1 | sed 's/.*line/line/'
#### a script found along PATH
mkdir bin
printf '#!/bin/bash\necho "found $0"\n' > bin/tool
chmod +x bin/tool
PATH=$PWD/bin:$PATH
tool | sed "s,$PWD,.,"
#### scripts see only exported variables
a=1
export b=2
printf 'echo "${a-unset} ${b-unset} ${c-unset}"\n' > s
c=3 bash s
c=4 bash -c 'echo "$c"; ./s' 2>/dev/null
#### bash -c and its arguments
bash -c 'echo "$0 $1 $#"' zero one two
bash -c 'echo "$0"' | sed 's,.*/,,'
bash -c 'exit 7'; echo $?
bash -c 'false'; echo $?
bash -c ''; echo $?
bash -c; echo $?
bash -c -- 'echo dashes'
#### bash reads a script from standard input
echo 'echo "stdin $0 $#"; read x; echo "x=$x"
data' | bash | sed 's,/.*/,,'
echo 'echo "$1 $2"' | bash -s a b
bash -s <<< 'echo here; exit 4'
echo $?
#### sh is a posix shell
bash --posix -c 'set -o | grep posix'
sh -c 'echo $0' name
sh -c 'f() { echo f; }; f'
#### a subshell's and a script's $$ and BASHPID
[ "$$" = "$(echo $$)" ] && echo same
[ "$BASHPID" = "$(echo $BASHPID)" ] || echo differs
bash -c '[ $$ = $BASHPID ] && echo equal'
#### SHLVL
SHLVL=3
bash -c 'echo $SHLVL; bash -c "echo \$SHLVL"; (echo $SHLVL)'
SHLVL=x bash -c 'echo $SHLVL'
SHLVL=-5 bash -c 'echo $SHLVL'
exec bash -c 'echo $SHLVL'
#### exec replaces the shell
( exec echo replaced; echo no )
( exec > f; echo to file; exec cat f >&2 ) 2>&1
exec echo end
echo no
#### exec -a, -c and -l
( exec -a zero bash -c 'echo $0' )
( export X=1; exec -c /bin/bash -c 'echo "[$X]"' )
( exec -l bash -c 'echo $0' )
( exec -l -a me bash -c 'echo $0' )
( exec -cla x /bin/bash -c 'echo $0' )
#### exec with assignments
x=1 exec > f
echo "[$x]" >&2
( y=2 exec sh -c 'echo $y' ) >&2
#### exec of a builtin or function looks for a program
f() { echo func; }
( exec f ); echo $?
( exec true ); echo $?
( exec cd / ) 2>/dev/null; echo $?
#### exec that fails ends the shell
exec nosuchcommand
echo no
#### exec that fails, with execfail
shopt -s execfail
exec nosuchcommand
echo "after $?"
exec /no/such
echo "after $?"
exec /tmp
echo "after $?"
#### exec with only a failing redirection
exec < nosuch
echo "after $?"
#### exec with a failing redirection in posix mode
set -o posix
exec < nosuch
echo no
#### statuses of commands that cannot run
nosuch; echo $?
mkdir d; ./d; echo $?
echo 'exit 300' > s; ./s; echo $?
chmod +x s; ./s; echo $?
sh -c 'kill -TERM $$'; echo $?
(exit 256); echo $?
(exit -1); echo $?
#### exit from nested places
f() { { ( exit 3 ); echo $?; while :; do exit 4; done; } ; }
(f); echo $?
x=$(exit 5); echo $?
eval 'exit 6' | cat; echo ${PIPESTATUS[0]}
exit $((1 + 1))
#### command -p and command with functions
cat() { echo my cat; }
command cat <<< real
PATH=/nonexistent
command -p cat <<< standard
#### env starts commands
env x=1 bash -c 'echo $x'
env -i bash -c 'echo ${HOME-unset}'
env nosuch 2>&1; echo $?
#### sourcing a directory or a binary
. /tmp 2>&1; echo $?
printf 'echo a\0b\n' > bin
. ./bin 2>&1 | tr '\0' '@'
#### deep nesting of groups, subshells and evals
n=50 s='echo bottom'
for ((i = 0; i < n; i++)); do s="{ $s; }"; done
eval "$s"
s='echo bottom'
for ((i = 0; i < n; i++)); do s="if true; then $s; fi"; done
eval "$s"
s='echo $BASH_SUBSHELL'
for ((i = 0; i < 20; i++)); do s="( $s )"; done
eval "$s"
#### deep nesting of substitutions
s='echo x'
for ((i = 0; i < 15; i++)); do s="echo \$($s)"; done
eval "$s"
x='${a:-b}'
for ((i = 0; i < 50; i++)); do x="\${a:-$x}"; done
eval "echo $x"
#### BASH_SOURCE and FUNCNAME in a sourced file
echo 'echo "${BASH_SOURCE[0]} ${FUNCNAME[0]} ${BASH_LINENO[0]} $LINENO"; f() { echo "${BASH_SOURCE[*]}|${FUNCNAME[*]}|${BASH_LINENO[*]}"; }; f' > s
. ./s
f
g() { . ./s; }
g
#### bash with a missing file or a directory
bash nosuchfile; echo $?
bash / ; echo $?
bash --nosuch 2>&1 | head -n 1
