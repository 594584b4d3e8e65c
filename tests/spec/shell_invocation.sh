How the shell is started: options, -c, -s, scripts, and the messages of wrong ones.
#### options by letter
bash -e -c 'false; echo no'; echo $?
bash -eu -c 'echo $x; echo no' 2>/dev/null; echo $?
bash -f -c 'echo /*/nosuch*'
bash -x -c 'echo a'
bash -v -c 'echo a'
bash -n -c 'echo no'; echo $?
bash +e -c 'false; echo yes'
#### options by name
bash -o errexit -c 'false; echo no'; echo $?
bash -o pipefail -c 'false | true'; echo $?
bash +o braceexpand -c 'echo {a,b}'
bash -o nosuch -c 'echo no'; echo $?
bash -O extglob -c 'shopt extglob'
bash +O extquote -c 'shopt extquote'
bash -O nosuch -c 'echo no'; echo $?
#### -o and -O without a name list
bash -o | head -n 2
bash +o | head -n 2
bash -O | head -n 2
bash +O | head -n 2
#### wrong options
bash -z -c 'echo no' 2>&1 | head -n 2
bash --nosuch 2>&1 | head -n 2
bash -c 2>&1; echo $?
#### -c with names and arguments
bash -c 'echo "$0|$1|$#"' name a b
bash -c 'echo "$@"' name 'a b' c
bash -c 'echo "$0"' ''
bash -c -e 'false; echo no' name; echo $?
bash -ce 'echo $-' | grep -o e
bash -c 'echo a' -- b
#### -c with several lines
bash -c 'echo one
echo two
exit 3'
echo $?
#### -s with arguments
echo 'echo "$1 $2 $#"' | bash -s a b
echo 'echo "$-"' | bash -s | grep -o s
echo 'exit 5' | bash; echo $?
#### a script and its arguments
echo 'echo "$0 $1 $#"; exit 4' > s
bash s x y; echo $?
bash -- s z
bash -e s | cat
#### $- tells what is on
bash -c 'echo $-'
bash -ec 'echo $-'
echo 'echo $-' | bash
#### $0, BASH_SOURCE and FUNCNAME
bash -c 'echo "${BASH_SOURCE[0]-unset} ${FUNCNAME[0]-unset}"'
echo 'echo "${BASH_SOURCE[0]} ${FUNCNAME[0]-unset} $LINENO"' > s
bash s
bash < s
#### BASH_EXECUTION_STRING
bash -c 'echo "$BASH_EXECUTION_STRING"'
echo 'echo "${BASH_EXECUTION_STRING-unset}"' | bash
#### BASH_ENV
echo 'echo startup $0; v=1' > rc
BASH_ENV=./rc bash -c 'echo "main $v"' | sed 's,startup .*,startup,'
BASH_ENV=./missing bash -c 'echo still'
BASH_ENV='$PWD/rc' bash -c 'echo $v' | tail -n 1
bash --norc -c 'echo norc'
#### errors name the script, the shell or the name
bash -c 'nosuch'; echo $?
bash -c 'nosuch' name; echo $?
echo 'nosuch' > s; bash s; echo $?
echo 'nosuch' | bash; echo $?
bash -c 'echo a
nosuch' name
#### exit statuses
bash -c 'exit'; echo $?
bash -c 'false; exit'; echo $?
bash -c '(exit 9); exit'; echo $?
bash -c 'kill -TERM $$'; echo $?
bash -c ')' 2>/dev/null; echo $?
bash -c 'exit 1 2' 2>&1; echo $?
bash -c 'set -u; echo $x' 2>/dev/null; echo $?
#### scripts that are not there
bash ./nosuch; echo $?
bash nosuch; echo $?
mkdir d; bash d; echo $?
#### scripts found along PATH
mkdir bin
echo 'echo "in $0" | sed "s,.*/,,"' > bin/tool
PATH=$PWD/bin:$PATH bash tool
#### the input of a script and of its commands
printf 'read x\nline for read\necho "got $x"\n' | bash
printf 'cat\nrest one\nrest two\n' | bash
printf 'read x\nhello\necho "$x"' > s
bash s < /dev/null; echo $?
#### a script that ends in the middle of a line
printf 'echo a; echo b' > s; bash s
printf 'echo a \\' > s; bash s
printf 'echo "a' > s; bash s; echo $?
#### comments, blank lines and an empty script
printf '\n\n# only\n   # comments\n\n' > s; bash s; echo $?
: > s; bash s; echo $?
printf '#!/bin/bash\n' > s; bash s; echo $?
#### exported functions, variables and options
f() { echo "f $v"; }
export -f f
export v=1
bash -c f
v=2 bash -c f
export SHELLOPTS; set -f; bash -c 'echo $-' | grep -o f
#### a shell in a shell keeps the directory and umask
cd /usr; umask 027
bash -c 'pwd; umask'
#### env -i
env -i bash -c 'echo "[${HOME-unset}] [${USER-unset}]"'
env -i A=1 /bin/bash -c 'echo $A'
#### deep recursion of shells
n() { [ $1 -gt 0 ] && bash -c "$(declare -f n); n $(($1 - 1))" || echo bottom; }
n 5
