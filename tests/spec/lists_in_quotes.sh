# Which fields come of double quotes with a list in them.

#### empty lists beside empty texts
n() { echo -n "$# "; }
x=
n "$x$@"; n "$@$x"; n "${x#a}$@"; n "${x:-}${a[@]}"; n "${a[@]}$(:)"; n "$*$@"; n "${x:5:1}$@"; n "${!x@}$x"; n "$@$@"; n "$x""$@"

#### lists in the word of an operator
n() { echo -n "$# "; }
n "${a[@]:-$@}"; n "${a-$@}"; n "${a[@]-}"; n "${a[@]-${b[*]}}"; n "${a[@]-${!b[@]}}"; n "${a[@]+$@}"; n "${a+$@}"; n ${a-"$@"}; n "$@${a[@]:-$@}"

#### where the list is set
n() { echo -n "$# "; }
a=(1)
n "${a[@]+$@}"; n "${a[@]+"$@"}"; n "${a[@]+}"; n "${a+$@}"; n ${a[@]+"$@"}
set -- ""
n "${@:+}"; n "${@:-${b[@]}}"; n "${@+${b[@]}}"; n "${@:-$x}"

#### indirect
n() { echo -n "$# "; }
x=@; n "${!x}"; n "${!x-}"; n "${!x+}"; n "${!x#a}"
x=*; n "${!x}"; n "${!x#a}"; n "${!x:0:0}"; n "${!x+}"
x='a[@]'; n "${!x}"; n "${!x@A}"
x='a[*]'; n "${!x}"
x=y; n "${!x}"

#### joined in values
IFS=, a=(1 2)
set -- 1 2
x="${a[@]}"; echo "$x"; x="${a[@]#1}"; echo "$x"; x=${@#1}; echo "$x"; x="${@/1/x}"; echo "$x"; x=${@/1/x}; echo "$x"; x="${a[@]:0}"; echo "$x"; x="${a[@]@Q}"; echo "$x"; x=${!a[@]}; echo "$x"; x="${!a[@]}"; echo "$x"

#### joined in here-strings
s() { read -r l; echo "<$l>"; }
IFS=, a=(1 2)
s <<< "${a[@]}"; s <<< "${a[@]#1}"; s <<< "${a[@]^}"; s <<< "${a[*]}"

#### the positional parameters as a command
n() { echo -n "$# "; }
echo "<${*@A}>" "<${@@A}>"
n "${@@A}"; n "${*@A}"
set -- a 'b c'
printf '<%s>' "${@@A}" "${*@A}" ${*@A}
IFS=x
printf '<%s>' "${@@A}" "${*@A}"
