#### function traps
# DEBUG and RETURN with set -T.
set -T
trap 'echo "[return: ${FUNCNAME:-main} -> $?]"' RETURN
level2() { echo level2; return 3; }
level1() { echo level1; level2; return 1; }
level1
trap - RETURN
count=0
trap 'count=$((count + 1))' DEBUG
a() { b; }
b() { echo deep; }
a
trap - DEBUG
echo "$count"
shopt -s extdebug
skip=false
debug() { if $skip; then skip=false; return 1; fi; }
trap debug DEBUG
echo one
skip=true
echo skipped
echo three
