Which redirections are still there when the EXIT trap runs.
#### set -e puts back those of the innermost call
trap 'echo trap' EXIT
set -e
f() { false; }
f > /dev/null
#### those of compound commands stay
trap 'echo out; echo err >&2' EXIT
set -e
{ false; } > /dev/null
#### those inside the call are put back, those around it stay
trap 'echo out; echo err >&2' EXIT
set -e
f() { { false; } > /dev/null; }
g() { f 3>&1; }
{ g; } 2> /dev/null
#### the call is given up
trap 'echo "[$1] [${FUNCNAME[*]}]"' EXIT
set -e
f() { false; }
g() { f inner 3>&1; }
g outer
#### eval
trap 'echo trap' EXIT
set -e
eval '{ false; } > /dev/null'
#### exit gives nothing up
trap 'echo out; echo err >&2' EXIT
f() { exit 3; }
f > /dev/null
#### an error gives up all
trap 'echo "out [$v] [${FUNCNAME[*]}]"' EXIT
f() { local v=1; echo "${x?}"; }
f > /dev/null
#### an error in eval gives up what runs inside of it
trap 'echo "out [$v] [${FUNCNAME[*]}]"; echo err >&2' EXIT
f() { local v=1; g() { echo "${x?}"; }; eval 'g 2> /dev/null'; }
f
#### with set -e it gives up nothing
trap 'echo "out [$v]"; echo err >&2' EXIT
set -eu
f() { local v=1; echo "$x"; }
f > /dev/null
#### what a subshell redirects for itself stays
(trap 'echo out; echo err >&2' EXIT; { echo "${x?}"; } > /dev/null) 2> /dev/null
echo $?
{ trap 'echo out; echo err >&2' EXIT; echo "${x?}"; } 2> /dev/null | cat
#### FUNCNAME stays where a function was given up
f() { echo "$((1 / 0))"; }
f
echo "${FUNCNAME[@]}"
g() { :; }
g
echo "[${FUNCNAME[@]}]"
#### exec that fails has given up the traps
trap 'echo trap' EXIT
exec /dev/null/nosuch
#### but not where nothing was found
trap 'echo trap' EXIT
exec nosuch
#### exec of a directory
mkdir d
exec d
