# The message of `${x?…}`: an unquoted word, whatever quotes are around.

#### quotes
(echo ${u?'b  c'})
(echo "${u?'b  c'}")
(echo "${u?'b  c'"d  e"}")
(echo "${u?'}'}")
(echo "${u?""}")
(echo "${u?''}")

#### backslashes
(echo ${u?"a\bc"} )
(echo "${u?"a\bc"}")
(echo "${u?a\bc\\d\'}")
(echo "${u?\}}")

#### fields
x='a   b'
(echo ${u?$x  'c   d' "$x"})
(echo "${u?$x  'c   d' "$x"}")
(echo "${u?$(echo 'a  b ')}")
set -- a 'b  c'
(echo "${u?$@}")
(echo "${u?x"$@"y}")
IFS=x
(x=axxb; echo "${u?$x xx yy}")
(x=ax; echo "${u?$x}")

#### tildes and patterns
HOME=/h
(echo ${u?~})
(echo "${u?~/x:~}")
(echo "${u?~ x}")
(echo "${u?*}")

#### in other quotes
(: $((${u?'a  b'})))
: <<E
${u?'a  b' "c  d" \' \$}
E

#### names
(echo "${u[@]?x}")
(echo "${u[1 + 2]?}")
(echo ${@:?})
(echo "${1?need $0}") 2>&1

#### the status in them
true
(y=${@?$? x})
