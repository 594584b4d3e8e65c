#### empty lists
# What an empty list leaves of a word, with and without operators.
p() { printf '%s:' "$#"; printf '<%s>' "$@"; echo; }
empty=()
p "${empty[@]+plus}"
p "${empty[@]+"${empty[@]}"}"
p "${empty[@]-}"
p "x${empty[@]+y}"
p "${empty[*]+y}"
p "${@+y}"
p "${@-}"
p "${*+y}"
p "${nope+y}"
p ${empty[@]+y}
p "${empty[@]:+y}"
p "${empty[@]:-}"
p "${@:+z}" ""
set -- ''
p "${@:+z}"
p "${@+z}"
set --
p "${@#x}"
p "${@:1}" "${!empty[@]}"
p "${empty[@]^}"
p "a${empty[@]}b"
p "${empty[@]}${empty[@]}"
p "$@$*"
