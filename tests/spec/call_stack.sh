#### call stack
# FUNCNAME, BASH_SOURCE and BASH_LINENO in functions, subshells and traps.
f() { echo "${FUNCNAME[@]}|${BASH_SOURCE[@]}|${BASH_LINENO[@]}"; }; g() { f; (f); x=$(f); echo "$x"; f | cat; eval f; }; g; (g); echo "top:${FUNCNAME[@]}|${BASH_SOURCE[@]}"; trap 'f' EXIT
set -T; trap 'echo "cmd: $BASH_COMMAND"' DEBUG; h() { local v=1; :; }; h; trap - DEBUG

#### the script's name in subshells
echo "$(echo "${BASH_SOURCE[0]}")" "$(dirname "./${BASH_SOURCE[0]}")" ${#BASH_SOURCE[@]}
echo $(echo ${#BASH_SOURCE[@]} ${#BASH_LINENO[@]} ${#FUNCNAME[@]}; caller)
(echo ${BASH_SOURCE[@]} ${BASH_LINENO[@]} ${FUNCNAME[@]}) | cat
bash -c 'echo "<${BASH_SOURCE[0]}>" $(echo "<${BASH_SOURCE[0]}>")'
echo 'echo "<${BASH_SOURCE[0]}>" $(echo "<${BASH_SOURCE[0]}>")' | bash
