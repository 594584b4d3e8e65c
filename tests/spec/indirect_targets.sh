# What `${!x}` leads to.

#### nowhere
echo "${!a}"
echo "${!a[0]:+x}"
echo "${!a[@]^}"
echo "${!m[$k]:2}"
echo "${!a:}"
echo "${!a-x}"

#### what is declared without value
declare a
declare -A m=()
b=()
echo "<${!a}>" "${!m[x]-w}" "${!b}" "${!b[0]}" "${!b[@]:-k}"

#### parameters
echo "<${!1}>" "${!1-x}" "${!*}" "${!#}"
set -- x y
x=1 y=2
echo "${!1}" "${!#}" "${!2^}" "${!2/2/3}"

#### names that cannot be assigned to
a=2
echo "${!a:=x}"
a=b[1]
echo "${!a=x}"
a=@
echo "${!a=x}"
a=b
echo "${!a=x}" "$b"

#### messages
a=b
(echo "${!a?}")
(echo "${!a:?no $a}")
(echo "${!a[0]?x}")
set -u
(echo "${!1}")
(echo "${!a#x}")
echo "${!a-x}"

#### operators that take no special parameter
echo "${!#^}"
echo "${!?x}"
echo "${!$}"
echo "${!@^}"

#### the operators of case behind special parameters
echo "${?,,}"
echo "${#^}"
echo "${-~}"
set -- ab cd
echo "${@^}" "${*^^}" "${1~}"

#### what is no expansion, behind a name
declare x=${y:}
echo a"b ${y:} c"d
echo "${a[-1]:}"

#### numbers
x=9223372036854775807; echo "<${!x}>" "${!x-u}"
x=00001; set -- q; echo "${!x}"
x=4294967297; echo "${!x-u}"
