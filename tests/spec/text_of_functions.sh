# How `declare -f` shows lines that are joined, here-documents and conditions.

#### lines joined in backquotes
f() {
  x=`echo one \
    two 'th\
ree' "fo\
ur"`
  echo "`printf '%s\n' a \
    b`"
}
declare -f f
f
echo "$x"

#### lines joined in a here-document
f() {
  cat <<END
one \
  two \\
three $(echo \
  four) \\\
five
END
  cat <<'END'
one \
two
END
}
declare -f f
f

#### a delimiter in two pieces
cat <<END
text
EN\
D
cat <<-END
	one \
	two
	EN\
D
echo behind

#### a semicolon behind redirections after a here-document
f() {
  cat <<A
a
A
  echo one >&2
  echo two
  cat <<B || { x=$?
b
B
    echo three 2>&1
  }
}
declare -f f

#### conditions keep their operator
f() {
  [[ $a = b ]] && [[ $a == b || ! $a != b ]]
  [[ a < b && a =~ b ]]
}
declare -f f
set -x
[[ a = a ]]
[[ a == a ]]

#### substitutions in extended patterns
shopt -s extglob
f() {
  [[ $a == ?($(tr a b <<<"a")) ]]
  [[ $a == @(x|"$(tr a b <<<"a")") ]]
  case $a in +($(tr a b <<<a))) echo @($(tr a b <<<a)) ;; esac
  x=${y#@($(tr a b <<<"a"))}
}
declare -f f
