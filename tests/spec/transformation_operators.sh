# The operators @Q @E @P @A @a @K @k @U @u @L.
#### quoting a value
for x in abc 'a b' "it's" '' $'a\nb' $'\001' 'é' $'\xff' '~' '$x' 'a"b' '!' '\'; do echo "${x@Q}"; done
#### quoting each word
set -- 'a b' c "d'e"; echo "${@@Q}"; echo "${*@Q}"; echo ${@@Q}; IFS=-; echo "${*@Q}"
#### quoting arrays
a=('a b' '' c); echo "${a[@]@Q}" "${a[1]@Q}" "${a@Q}"; declare -A m=([k]='v w'); echo "${m[@]@Q}" "${m[k]@Q}"
#### quoting what is unset
unset u; a=(); set --; echo "[${u@Q}] [${a[@]@Q}] [${@@Q}] [${a[3]@Q}]"
#### escapes
x='a\tb\x41\n\101\u20ac\e'; printf '%s' "${x@E}" | od -An -c; y="it's"; echo "${y@E}"; set -- '\x41' '\t'; printf '<%s>' "${@@E}"; echo
#### prompts
x='a\$b \\ \x \101'; echo "${x@P}" | tr '#' '$'; y='$(echo sub) ${x}'; echo "${y@P}"; z='\W \w' ; cd /; echo "${z@P}"
#### assignments of scalars
x='a b'; echo "${x@A}"; declare -i n=5; echo "${n@A}"; declare -xr e=1; echo "${e@A}"; unset u; echo "[${u@A}]"; declare v; echo "[${v@A}]"; declare -u w=q; echo ${w@A}
#### assignments of arrays
a=(1 'b c' [5]=x); echo "${a[@]@A}"; echo "${a[*]@A}"; echo "${a@A}"; echo "${a[1]@A}"; declare -A m=([k]='v w'); echo "${m[@]@A}"; echo "${m[k]@A}" 
#### assignments of positional parameters
set -- a 'b c'; echo "${@@A}"; echo "${*@A}"; echo "${1@A}"; eval "${@@A}"; echo $#
#### attributes
declare -i i=1; declare -air ai=(1); declare -A m; declare -lx l=a; declare -n ref=i; x=; echo "[${i@a}] [${ai@a}] [${ai[@]@a}] [${m@a}] [${m[@]@a}] [${l@a}] [${ref@a}] [${x@a}] [${u@a}]"
#### attributes of unset but declared
declare -a a; declare -A m; declare -r r; declare -x e; echo "[${a@a}] [${m@a}] [${r@a}] [${e@a}]"; a=(1 2); echo "[${a[0]@a}] [${a[1]@a}] [${a[7]@a}] [${a[*]@a}]"
#### keys and values
a=(x 'y z' [9]=q); echo "${a[@]@K}"; echo "${a[*]@K}"; declare -A m=(['k k']='v"v'); echo "${m[@]@K}"; x='p q'; echo "${x@K}"; set -- 'a b' c; echo "${@@K}"
#### keys and values as words
a=(x 'y z' [9]=q); printf '<%s>' "${a[@]@k}"; echo; declare -A m=(['k k']='v v'); printf '<%s>' "${m[@]@k}"; echo; x='p q'; printf '<%s>' "${x@k}"; echo; set -- 'a b' c; printf '<%s>' "${@@k}"; echo
#### rebuilding an array
declare -A m=([a]=1 ['b c']='d "e"' ["f'g"]=$'h\ni'); eval "declare -A n=(${m[@]@K})"; for k in a 'b c' "f'g"; do printf '<%s>' "${n[$k]}"; done; echo
a=("${m[@]@k}"); echo ${#a[@]}
#### case
x='éa bc'; echo "${x@U}" "${x@u}" "${x@L}"; a=(ab cd); echo "${a[@]@u}" ${a[1]@U}
#### nothing there
e=; echo "[${e@Q}] [${e@E}] [${e@P}] [${e@A}] [${e@a}] [${e@U}] [${e@K}]"
#### nounset
set -u; unset u; (echo "[${u@Q}]"); echo $?; (echo "[${u@a}]"); echo $?; a=(); (echo "[${a[@]@Q}]"); echo $?; (echo "[${u@A}]"); echo $?
#### operators that do not exist
x=1; (echo ${x@B}); echo $?; (echo ${x@q}); echo $?; (echo ${x@Q1}); echo $?; (echo "${x@ Q}"); echo $?
#### an unset element
a=(x); declare -A m=([k]=v); echo "[${a[4]@Q}] [${m[z]@Q}] [${a[4]@A}] [${m[z]@A}] [${a[4]@a}]"
#### indirect
x='v w' r=x; echo "${!r@Q}" "${!r@A}"; a=(1 '2 3') r='a[@]'; echo "${!r@Q}"; declare -i n=4; r=n; echo ${!r@a}
#### quotes that can be read again
x=$'tab\there \'quote\' \\back "dq" `bq` $d \e[0m'; eval "y=${x@Q}"; [[ $x == "$y" ]] && echo same; printf %q "$x"; echo
#### functions' parameters
f() { echo "${@@Q}" "${#@}" "${1@U}" "${*@A}"; }; f 'x y' z
