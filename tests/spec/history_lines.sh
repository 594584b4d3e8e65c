How the lines of a command get into the history, and how long it is.
#### each line is an entry without cmdhist
set -o history
shopt -u cmdhist
if true
then
 echo a
fi
# c
echo "x
y"
history
#### lines are kept with lithist
set -o history
shopt -s lithist
if true
then
 echo a
fi
echo "x
y"
# c
f() {
 :
}
history
#### a new HISTSIZE begins the numbers anew
set -o history
echo a
echo b
HISTSIZE=2
history
history
#### on the same line
set -o history
echo a
echo b
HISTSIZE=2; history
#### a larger one, and none
set -o history
echo a
HISTSIZE=2
echo b
HISTSIZE=5
history
HISTSIZE=0
history
