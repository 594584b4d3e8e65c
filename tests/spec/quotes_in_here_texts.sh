# Quotes in the expansions of a here-document.

#### quotes in a default
u=
cat <<E
1${u:-'x'} 2${u:-"it's"} 3${u:-'"'} 4${u:-'a "b" c'} 5${u:-'}'} 6${u:-'\'} 7${u:-a\'b}
E

#### a single quote alone
cat <<E
a ${u:-it's}
b
E
echo $?
f() {
  cat <<E
${u#it's}
E
  echo "in $?"
}
f
x=$(cat <<E
${u:-"}
E
)
echo "$? $x"
set -o posix
cat <<E
a ${u:-it's}
E

#### what cannot be read fails
cat <<E
a $(echo side >&2) ${u:-x
E
echo $?
cat <<E
a $(echo "x)
E
echo $?
cat <<E
a ${u:-$(echo "x)}
E
echo $?

#### backslashes between single quotes in double quotes
u=
echo "${u:-'\'}" "${u:-'\'}'}" "${u:-a\'b}"
