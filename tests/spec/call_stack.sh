#### call stack
# FUNCNAME, BASH_SOURCE and BASH_LINENO in functions, subshells and traps.
f() { echo "${FUNCNAME[@]}|${BASH_SOURCE[@]}|${BASH_LINENO[@]}"; }; g() { f; (f); x=$(f); echo "$x"; f | cat; eval f; }; g; (g); echo "top:${FUNCNAME[@]}|${BASH_SOURCE[@]}"; trap 'f' EXIT
set -T; trap 'echo "cmd: $BASH_COMMAND"' DEBUG; h() { local v=1; :; }; h; trap - DEBUG
