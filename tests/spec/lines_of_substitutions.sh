# The lines that commands count which are spread over several, and their substitutions.

#### the lines of a substitution
x=$(nosuchcommand one \
  two)
x=$(
nosuchcommand
echo $LINENO
)
echo "$x, $LINENO"
echo $(
nosuchcommand
) $LINENO
x="text
$(echo $LINENO)
"
echo "$x" $LINENO
cat <(
echo $LINENO
)
x=$(
echo $LINENO; (echo $LINENO)
{ echo $LINENO; } | cat
)
echo $x

#### the lines of backquotes
x=`
echo $LINENO
echo $LINENO`
echo $x
x=`echo $LINENO`
echo $x

#### in a here-document
cat <<END
$LINENO
$(echo $LINENO
echo $LINENO)
END

#### functions called from a substitution
f() {
  echo $LINENO
}
x=$(

f
f)
echo $x

#### redirections of a simple command
echo a \
  >/nosuch/file
nosuchcommand a \
  b \
  >/dev/null
for x in 1; do
  echo
done >/nosuch/file
if true; then
  echo
fi \
  2>/nosuch/file
x=1 \
  >/nosuch/file
