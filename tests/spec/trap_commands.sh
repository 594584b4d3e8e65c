# `BASH_COMMAND` while a trap runs.

#### the EXIT trap
trap 'echo "$BASH_COMMAND"; echo "${BASH_COMMAND%% *}"' EXIT
true a b
false c

#### RETURN and ERR
trap 'true x; echo "err: $BASH_COMMAND"' ERR
false q
trap 'true x; echo "return: $BASH_COMMAND"' RETURN
f() { echo in f; }
declare -ft f
f

#### PIPESTATUS outlives a trap
trap ': ; true' DEBUG
false | true; echo "${PIPESTATUS[@]}" $?
false | false; echo "${PIPESTATUS[@]}"

#### the command that failed in a function
trap 'echo "err: $BASH_COMMAND"' ERR
trap 'echo "exit: $BASH_COMMAND"' EXIT
f() { true x; return 2; }
f
for i in 1 2; do f "$BASH_COMMAND"; done
g() { echo in g; }
g
