# `PIPESTATUS` inside of what is called, before something has run there.
#### functions
g() { (echo ${PIPESTATUS[@]}); }
false|true; g
g2() { echo ${PIPESTATUS[@]}; }
false|true; g2
g3() { for i in ${PIPESTATUS[@]}; do echo $i; done; }
false|true; g3
g4() { : ${PIPESTATUS[@]} $(echo ${PIPESTATUS[@]} >&2); }
false|true; g4
g5() if (echo ${PIPESTATUS[@]}); then :; fi
false|true; g5
g8() case ${PIPESTATUS[@]} in *) echo ${PIPESTATUS[@]}; esac
false|true; g8
g9() [[ ${PIPESTATUS[@]} == "1 0" ]]
false|true; g9; echo $?
f() ( echo ${PIPESTATUS[@]} )
false|true; f
false|true; f | cat
f; echo ${PIPESTATUS[@]}
#### eval, source and traps
false|true; eval 'echo ${PIPESTATUS[@]}'
echo 'echo ${PIPESTATUS[@]}' >s
false|true; . ./s
false|true; . ./s; echo ${PIPESTATUS[@]}
trap 'echo D ${PIPESTATUS[@]}' DEBUG
false|true; :
trap 'echo E ${PIPESTATUS[@]}' ERR
false|false; :
#### the EXIT trap
(trap 'echo ${PIPESTATUS[@]}' EXIT; false|true; (exit 3))
(trap 'echo ${PIPESTATUS[@]}' EXIT; false|true; exit 5)
(trap 'echo ${PIPESTATUS[@]}' EXIT; false|true)
(trap 'echo ${PIPESTATUS[@]}' EXIT; set -e; (exit 4))
#### expansions that run something
set -x
PS4='+$(echo x) '
false
declare -i b=${PIPESTATUS[@]}
: ${PIPESTATUS[@]}
