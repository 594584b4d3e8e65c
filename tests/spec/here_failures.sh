# Errors in what a redirection expands: those of a program fail it alone.

#### unset variables
set -u
cat <<X
a $nosuch b
X
echo $?; cat <<< "$nosuch"; echo $?; cat < $nosuch || echo or; cat <<X | cat
$nosuch
X
(read -r x <<< "$nosuch"; echo no); echo $?; (f() { cat; } <<< "$nosuch"; f; echo no); echo $?; ({ cat; } <<< "$nosuch"; echo no); echo $?
(while read -r l; do echo "$l"; done <<< "$nosuch"; echo no); echo $?; cat() { command cat; }; (cat <<< "$nosuch"; echo no); echo $?

#### other errors
cat <<X
${nosuch?message}
X
echo $?; cat <<< ${nosuch?message}; echo $?
cat <<X
$((1/0))
X
echo $?; f() { cat <<< $((1/0)); echo in $?; }; f; x=5; cat <<< "${x:1:-3}"; echo $?; read -r y <<< $((1/0)); echo no

#### under set -e
set -eu; trap 'echo bye $?' EXIT; cat <<X
$nosuch
X
echo no

#### a here-document without end
cat <<X
a
b

#### one in a substitution without end
echo $(cat <<X
a
)
