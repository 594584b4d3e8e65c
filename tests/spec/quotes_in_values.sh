Double quotes inside the value of "${x:-…}" end and begin the outer ones.
#### backslashes
v=v
echo "${v:+"x\xy"}" "${v:+z"x\xy"z}" "${u:-"a\bc"}" "${u-"a\"b"}" "${u-"\$x \\ \` \n \q"}" "${u-'a\b'}"
echo ${u:-"a\bc"} ${u-"a\"b"} ${u-a\bc} "${u-a\bc}" "${u-"'a\b'"}" "${u-\"a\b\"}" "${u:-a"b\ c"d}" "${u:-"*"}"
echo "${u="a\bc"}" "$u"; unset u; echo "${u:-"${u:-"a\bc"}"}" "${u:-"${u:-a\bc}"}" "${u:-${u:-"a\bc"}}" "${v#"\v"}"
cat <<E
${v:+"x\xy"} ${u-"a\"b"} ${u-"\$x"}
E
#### patterns and case
var=hello; shopt -s nocasematch
echo "${var^^L} ${var^H} ${var,,L} ${var/L/x} ${var#H} ${var%O} ${var//[L]/x} $([[ $var == H* ]]; echo $?)"
p=L; echo "${var^^$p} ${var#$p} ${var/$p/x}"
#### escapes of printf and echo
printf '%b|' 'a\"b' "a\\'b" 'a\?b' 'a\\b' 'a\qb'; printf 'a\"b\?\n'; echo -e 'a\"b\?'
