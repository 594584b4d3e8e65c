#### nested substitutions
# Command substitutions in subscripts and in arithmetic that stand in variables.
a=(x y z); x='a[$(echo 1)]'; echo ${!x}
declare -A assoc=([K]=v); unset -v 'assoc[$(echo K)]'; echo ${#assoc[@]}
f() { local val=$(echo "${!1}"); echo $val; }; f 'a[$(echo 2 | cat)]'
y='a[$(exit 3)0]'; echo ${!y}
a=(5 6 7); x='a[$(echo once >&2; echo 1)]'; echo $((x)); echo $((x+1)); ((x=3)); echo ${!x}
: $((x++)); declare -n r='a[$(echo nr >&2; echo 2)]'; echo $r; r=5; echo ${a[2]}
