#### a command before here-documents, alone on its line, has the number of their last line
cat <<E; nosuch1
a
E
cat <<E; nosuch2 a
a
E
cat <<E && nosuch3 <<F
a
E
b
F
cat <<E | nosuch4
x
E
nosuch5 && cat <<E
x
E
cat <<E; echo $LINENO; echo $LINENO
x
E

#### a bad substitution in a list ends the script
echo before
m=(a $(b (c) ))
echo not here
