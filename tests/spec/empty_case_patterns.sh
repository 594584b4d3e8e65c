# `${x^^pattern}` and its kin.

#### a pattern that is empty
x=abc p=
echo "${x^^$p}" "${x^$p}" "${x~~$p}" "${x^^"$p"}" "${x^''}"
f() { echo "${1^^$2}"; }
f abc b
f abc
f abc '[ac]'
f abc '"'
