Assignments and redirections before, behind and without a command.

#### export inside eval does not keep what stands before it
w=1 eval 'export w'; echo "[$w]"; declare -p w
w=1 eval 'w=2; readonly w'; echo "[$w]"
w=1 . /dev/stdin <<<'export w'; echo "[$w]"

#### export itself does
w=1 export w; declare -p w
v=1 command export v; declare -p v
f() { export u; }; u=1 f; declare -p u

#### a descriptor variable without a command
{fd}>file; echo "[$fd]"
x=1 {fd}>file; echo "[$fd] $x"
: {fd}>file; echo "${fd+set}"

#### the line of redirections of functions

f()
{
 :

} <nosuch

f

#### what looks like a subscript
declare a[=1; echo $?
declare a[1=1 b]=2; echo $?

#### an unfinished condition after a failure
(exit 3)
[[ a
