#### replacement
# Anchors, empty patterns and slashes in ${x/pattern/text}.
x=a/b
echo "${x///y}" "${x/\//y}" "${x////y}" "${x//\//y}" "${x/#/P}" "${x/%/S}" "${x/#a/Q}" "${x///}"
echo "${x//}" "${x/}" "${x/#}" "${x//#/z}" "${x/#\//z}" "${x/%b/}" "${x/#a}"
list=(aa bb '')
printf '<%s>' ${list[@]/#/prefix-}; echo
printf '<%s>' "${list[@]/%/-s}"; echo
e=
echo "[${e/#/p}]" "[${e/%/s}]" "[${e//*/x}]" "[${e/*/x}]"
