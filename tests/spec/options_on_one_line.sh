Options that are set and used on one line.
#### braces
set +B; echo {a,b} x{1..3}; set -B; echo {a,b} x{1..3}
f() { echo {a,b}; }; set +B; f; set -B; f
set +B; g() { echo {a,b}; }; set -B; g
set +B; for i in {1..3}; do echo $i; done; (echo {a,b}); x=$(echo {a,b}); echo $x; a=({1..3}); echo ${#a[@]}
#### tildes in POSIX mode
HOME=/home/user
set -o posix; echo a=~/x b=~:~/y ~/z; v=~/q:~; echo $v; set +o posix; echo a=~/x
f() { echo c=~/x; }; f; set -o posix; f
#### a command that is not finished
exit 7; [[ a &&
#### a test behind which the text ends
[[ -f
#### a word where an operator must be
false; [[ a
b
#### a loop with one parenthesis
for ((i = 0; i < 3; i++)
do echo; done
