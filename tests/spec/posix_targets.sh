# POSIX mode: targets of redirections, names of signals, places of commands, `set`, `time`.
#### a target is not split
set -o posix
x='a b'
echo one > $x
cat < $x
set -- c d
echo two > "$@"
IFS=:
y=e:f
echo three > $y
printf '[%s]\n' [a-e]*
z=(g h)
echo four > "${z[*]}"
cat 'g:h'
echo five > $nosuch
echo $?
#### an element of a list is one target
set -o posix
a=(one two)
echo x > ${a[@]}
cat 'one two'
#### signals have no SIG in kill
set -o posix
kill -SIGUSR1 $$
echo $?
kill -s sigterm $$
echo $?
kill -l SIGINT
echo $?
kill -l int
#### a remembered place that is gone
set -o posix
hash -p /nowhere/cat cat
echo found | cat
hash -p /nowhere/nosuch nosuch
nosuch
echo $?
#### set quotes newlines as they are
set -o posix
d=$'a\nb' e="it's" f=
set | grep -A1 '^[def]='
#### command before a declaration
set -o posix
v='p q'
command export t=$v
echo "$t"
command command readonly u=$v w=~
echo "$u $([ "$w" = ~ ] && echo tilde)"
command -p export z=$v
echo "$z"
#### outside of POSIX mode command hides the declaration
v='p q'
command export t=$v
echo "$t"
