# How messages show elements, and expansions that are none.

#### an element that is not set
set -u
i=3 m=(1) k=z
declare -A n=([a]=1)
(echo "${m[1+1]}")
(echo "${m[$i]%x}")
(echo "${n[$k]}")
(echo "${m[${m[0]}+1]#${n[a]}}")
(echo "${nosuch[0]}")
echo "${n[a]} ${n[b]-unset} ${m[i]:+set}"

#### an operator with nothing behind it
set -- a b
(echo "${#=}")
(echo "${#+}")
(echo "${#%}")
(echo "${#/}")
echo "${#-}" "${##}" ${#:-x} "${#+x}" "${#%2}"

#### a reference with a bad name for an array
a=(1)
declare -n a=a:b
declare -n a=0
declare -n a=b
declare -n a=
