# Lists through namerefs, indirection and operators.

#### namerefs to all elements
a=(1 "2 3" 4); declare -n ref='a[@]' star='a[*]'; printf '<%s>' "$ref"; echo; printf '<%s>' "${ref}" $ref "x$ref y" "$star" "x${star}y"; echo
v="$ref"; echo "$v" "${ref:-x}"; for i in "$ref"; do echo "$i"; done; set -- "$ref"; echo $#; f() { echo $#; }; f "$ref" "$ref"; a=(); f "$ref" x

#### empty values
a=(""); ref='a[@]'; echo "'${!ref:-w}' '${a[@]:-w}' '${a[*]:-w}' '${!ref-w}'"; a=("" ""); IFS=; ref='a[*]'; echo "'${!ref:-w}' '${a[@]:-w}' '${a[*]:-w}'"
printf '<%s>' x ${!ref:-w} ${a[*]:-e} ${a[@]:-e} "${a[*]:-e}"; set -- "" ""; printf '<%s>' x ${*:-e} "${*:-e}" "${@:-e}" ${@:-e}; unset IFS; printf '<%s>' x ${*:-e} "${*:-e}" "${@:-e}" ${@:-e} ${a[*]:-e}; echo

#### operators behind indirection
v=; declare -A r=([d]=v); printf '<%s>' "${!r[@]#?}" "${!r[@]%%x}" "${!r[@]^}" "${!r[@]:0:1}" "${!r[@]/a/b}"; a=(); r[d]=a; printf '<%s>' "${!r[@]#?}" x"${!r[@]#?}"; echo

#### empty subscripts
a=(x); unset 'a[]'; echo $?; declare -p a; declare -A b=([k]=v); unset 'b[]'; declare -p b

#### subscripts with blanks in arguments
declare a[1 + 1]=3; declare -p a; declare "b[1 + 1]=3"; declare -p b; c[1 + 1]=3; declare -p c; declare -A d; declare d["x y"]=3; declare -p d; declare d[x y]=3; declare e[1+1]=5; declare -p e
