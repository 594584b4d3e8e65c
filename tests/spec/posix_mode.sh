# POSIX mode: which errors end a script, and what is shown otherwise.

#### errors that end a script
set -o posix
( readonly r=1; r=2; echo no ); echo $?
( readonly r=1; r=2 true; echo no ); echo $?
( readonly r=1; r=2 :; echo no ); echo $?
( export 1x; echo $? ); echo $?
( set -o nosuch; echo no ); echo $?
( . /nonexistent; echo no ); echo $?
( return; echo no ); echo $?
( eval 'if'; echo no ) 2>/dev/null; echo $?
( : > /nonexistent/x; echo no ); echo $?
( unset -z; echo no ) 2>/dev/null; echo $?
( export -z; echo no ) 2>/dev/null; echo $?
( for r in 1; do readonly r; done; r=2 export q; echo no ); echo $?

#### errors that do not
set -o posix
( shift 5; echo $? ); ( break; echo $? ); ( trap x NOSUCH; echo $? ); ( echo > /nonexistent/x; echo $? )
( command : > /nonexistent/x; echo $? ); ( command set -o nosuch; echo $? ); ( command export 1x; echo $? ); ( readonly q=1; unset q; echo $? )

#### the same without POSIX mode
( readonly r=1; r=2 true; echo $? ); ( set -o nosuch; echo $? ); ( : > /nonexistent/x; echo $? ); ( unset -z; echo $? ) 2>/dev/null; ( shift 5; echo $? ); ( break; echo $? ); ( eval 'if'; echo $? ) 2>/dev/null

#### lists
set -o posix; alias a='b c' d=e; alias; alias a; alias -p; kill -l | cut -c1-40; trap 'x y' TERM INT; trap; trap -p TERM; trap -p | grep -c .; trap - TERM INT
readonly C="3 4"; readonly -a A=(1 2); readonly -p | grep -w '[AC]'; export E='x y' F; export -p | grep -w '[EF]'; export | grep -w E; declare -p E

#### the variable of the mode
set -o posix; echo $POSIXLY_CORRECT; set +o posix; echo ${POSIXLY_CORRECT-unset}; POSIXLY_CORRECT=; shopt -o posix; unset POSIXLY_CORRECT; shopt -o posix
bash --posix -c 'shopt -o posix; echo $POSIXLY_CORRECT'; POSIXLY_CORRECT=1 bash -c 'shopt -o posix'; bash -o posix -c 'echo $SHELLOPTS'

#### quotes inside braces
set -o posix
echo "${u:-'q'}" "${u-a'}'b}"
set +o posix
echo "${u:-'q'}" "${u-a'}'b}"
