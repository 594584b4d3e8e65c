# Variables that a shell finds or makes when it starts.

#### without an environment
env -i bash -c 'declare -p SHELL TERM PATH | sed "s/PATH=.*/PATH/"'
env -i TERM=xterm SHELL=/bin/sh bash -c 'declare -p SHELL TERM'
env -i bash -c 'export -p | grep -c "SHELL\|TERM"'

#### not shown by set
set | grep -E '^(RANDOM|SRANDOM|LINENO|SECONDS|EPOCHSECONDS|EPOCHREALTIME|BASHPID|HISTCMD|BASH_COMMAND)='
set | grep -E '^(BASH|IFS|OPTIND|PS4|PPID|SHELLOPTS|UID)=' | sed 's/=.*//'

#### declare without arguments is set
f() { local AUTOLOADED='first'; typeset | grep '^AUTOLOADED'; }
f
declare | grep '^ .*AUTOLOADED'
diff <(declare) <(set) >/dev/null && echo same
g() { local x=1; declare | grep -c '^x=1$\|^IFS='; }
g
set -o posix
declare | grep -c AUTOLOADED

#### the statuses of a pipeline before the first command
declare -p PIPESTATUS
set | grep '^PIPEST'
true
declare -p PIPESTATUS
#### the same, expanded
echo "${PIPESTATUS[0]}" "${PIPESTATUS-unset}" ${#PIPESTATUS[@]}
