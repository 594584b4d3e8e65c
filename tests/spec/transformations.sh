#### transformations
# ${x@A}, @a, @K, @k, @Q, @E, @U, @u, @L.
p() { printf '%s:' "$#"; printf '<%s>' "$@"; echo; }
s=foo; declare -i i=5; declare -r r=ro; declare -x x; a=(x "y z" 'q"\$`'); declare -A m=([k]=v)
declare -a e=(); declare -r ur; declare -u up=ab; declare -n nr=a
p "${s@A}" "${i@A}" "${r@A}" "${x@A}" "${ur@A}" "${up@A}" "${unset@A}"
p "${a@A}"; p "${a[1]@A}"; p "${a[@]@A}"; p "${a[*]@A}"; p ${a[@]@A}; p "${m[k]@A}"; p "${e[@]@A}"; p "${e@A}"
p "${s@a}" "${i@a}" "${r@a}" "${x@a}" "${ur@a}" "${up@a}" "${unset@a}" "${a@a}" "${a[1]@a}" "${m@a}" "${e@a}"
p "${a[@]@a}"; p "${e[@]@a}"
p "${s@K}" "${a@K}" "${a[1]@K}" "${m[k]@K}" "${unset@K}"; p "${a[@]@K}"; p "${a[*]@K}"; p "${m[@]@K}"; p "${e[@]@K}"
p "${s@k}" "${a[1]@k}"; p "${a[@]@k}"; p "${a[*]@k}"; p ${m[@]@k}
set -- one "t w" ''
p "${@@A}"; p "${*@A}"; p "${@@K}"; p "${@@a}"; p "${1@A}" "${1@a}" "${1@K}" "${2@Q}"
p "${nr@A}" "${nr@a}"; p "${?@A}" "${#@a}" "${?@Q}"; p "${a[@]@Q}"; p "${unset@Q}"
v=$'a\nb\tc'; p "${v@Q}" "${v@K}" "${v@A}"; v="it's"; p "${v@Q}" "${v@A}"; v=; p "${v@Q}" "${v@A}"
v='\t\x41\u00e9'; p "${v@E}"; v=éa; p "${v@U}" "${v@u}" "${v@L}"
z=($'a\nb' $'\001'); p "${z[@]@A}"; p "${z[@]@K}"
q='\101 \\ \[x\] \e \a'; p "${q@P}"; t='$(echo hi) ${s} `echo bt`'; p "${t@P}"
