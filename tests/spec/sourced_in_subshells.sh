# What a subshell knows of the files that are being sourced, and of the script.

#### a return from a subshell
cat >lib <<'END'
(return 0 2>/dev/null) && echo sourced || echo run
(return 3); echo $?
x=$(return 4; echo never); echo "$? $x"
{ echo out; return 5; echo never; } | cat; echo "${PIPESTATUS[@]}"
echo end
END
. ./lib
bash ./lib 2>/dev/null

#### the call stack
cat >lib <<'END'
f() { (echo "${BASH_SOURCE[@]}, ${BASH_LINENO[@]}, ${FUNCNAME[@]}"; caller 0; caller 1); }
f
x=$(echo "${BASH_SOURCE[@]}, ${BASH_LINENO[@]}, ${FUNCNAME[@]}"); echo "$x"
END
. ./lib
g() { . ./lib; (f); }
g

#### the script itself
(echo "${BASH_SOURCE[0]} ${#BASH_SOURCE[@]} ${FUNCNAME[@]}-")
echo "$(echo "$BASH_SOURCE, ${BASH_LINENO[@]}")"
echo "$BASH_SOURCE" | cat
set -u
here=$(cd "${BASH_SOURCE[0]%/*}" 2>/dev/null || echo "${BASH_SOURCE[0]}")
echo "$here"

#### the file in messages
echo '(nosuchcommand); x=$(nosuchcommand); nosuchcommand | cat' >lib
. ./lib

#### the return trap
trap 'echo returned' RETURN
echo '(:); (return 3); echo $?; set -T; (:); (return 4); echo $?' >lib
. ./lib

#### names of functions
cat >lib <<'END'
echo "${FUNCNAME[@]}-"; (echo "${FUNCNAME[@]}-")
f() { (echo "${FUNCNAME[@]}"); }; f; (f)
END
. ./lib
(. ./lib)

#### no return trap in subshells
trap 'echo "returned $BASH_SUBSHELL"' RETURN
set -T
f() { (return 3; echo x); echo "in $?"; x=$(return 4); echo "$? $x"; { return 5; } | cat; }
f
echo '(return 3; echo x); echo in $?' >lib
. ./lib
