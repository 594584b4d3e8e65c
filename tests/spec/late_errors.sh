Errors that show late: what looks like arithmetic, unclosed quotes, traps in the background.

#### no arithmetic and no program
echo "a$(( ); )b"
echo $(( ))
x=$(( );); echo $?
echo $(( : ) ; (echo x))
echo "$((echo a); echo b)"

#### an unclosed quote keeps a failed status
(exit 3)
echo "abc

#### an unclosed expansion too
(exit 3)
echo ${x

#### but not a good one
true
echo 'abc

#### nor an unfinished command
(exit 3)
if true

#### traps of compound commands in the background
{ trap; } & wait
trap 'echo i' INT
{ trap -p; } & wait
trap & wait
{ trap 'echo x' INT; trap; } & wait

#### shopt -o with bad names
shopt -s -o nosuch; echo $?
shopt -o nosuch; echo $?
shopt -s nosuch; echo $?
