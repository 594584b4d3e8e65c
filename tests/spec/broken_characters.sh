# Patterns and texts that are no UTF-8: bytes are matched.

#### texts
x=$'\xffé'
[[ $x == ?? ]]; echo $?
[[ $x == ??? ]]; echo $?
case $'\xffé' in $'\xff'[é]) echo yes ;; esac
case $'é\xff' in é?) echo no ;; ???) echo three ;; esac

#### patterns
x=é
printf '%q ' "${x#$'\xc3'}" "${x%$'\xa9'}" "${x#$'\xc3'?}" "${x%?$'\xa9'}" "${x//[$'\xc3']/z}" "${x//[$'\xa9']/z}" "${x//[!$'\xa9']/z}"
shopt -s extglob
printf '%q ' "${x#@($'\xc3'|a)}" "${x%@($'\xa9'|a)}" "${x/+($'\xa9'|x)/z}" "${x#!(a)$'\xa9'}"

#### parts
x=$'\xc3\xa9\xff'
printf '%q ' "${x#?}" "${x%?}" "${x/?/z}" "${x//[!a]/z}"
