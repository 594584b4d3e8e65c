Errors in expansions: what they end, and with which status.
#### subshells of a command string
bash -c '(set -u; declare x=$no; echo out); echo "s: $?"
(set -u; (exit 5); echo $no; echo out); echo "s: $?"
echo $(set -u; echo $no; echo out); x=$(set -u; echo $no; echo out); echo "s: $?"
set -u; { echo $no; } | cat; echo "${PIPESTATUS[@]}"; echo $no | cat; echo "${PIPESTATUS[@]}"
( echo $no; ) & wait $!; echo $?; echo $no & wait $!; echo $?; echo $no; echo out' bash
echo "s: $?"
#### errexit ends a command string with 1
bash -c 'set -eu; echo $no; echo out' bash; echo $?
bash -c 'set -eu; if echo $no; then :; fi; echo out' bash; echo $?
bash -c 'set -e; x=${no?}; echo out' bash; echo $?
bash -c 'set -eu; declare -n ref=no; echo "$ref"; echo out' bash; echo $?
#### arithmetic gives the command up under errexit
set -e
x=$(( exit 5 )); echo same line
echo next $?
echo $(( exit 5 )) || echo or
echo next $?
f() { echo $((1+)); echo in; }
f
echo next $?
(echo $((1+)); echo in)
echo out $?
#### other errors end the shell under errexit
(set -e; echo ${a!} || echo or
echo out); echo $?
(set -e; readonly r=1; r=2 || echo or
echo out); echo $?
(set -e; shopt -s failglob; echo nothing* || echo or
echo out); echo $?
#### redirections of a program
set -u
cat <<EOF
$no
EOF
echo "after $?"
cat <<< $no; echo "same line $?"
cat <<< "${x?gone}" || echo or
f() { cat <<< $no; echo "in f $?"; }
f
cat 2>/dev/null <<< a$no > out | cat; echo ${PIPESTATUS[0]}
x=1 cat <<< $((1+)); echo "same line $?"
for i in 1 2; do cat <<< $i$no; done; echo loop $?
command=cat; "$command" < $no; echo $?
: <<< $no; echo out
#### redirections of a compound command
set -u
{ echo hi; } > $no
echo out
#### let
let 1/0; echo $?
let 'x = 3' y=x/0; echo $? $x
