Redirections of programs are expanded in the child: what they change is gone with it.
#### arithmetic that counts
n=1
cat <<< $((n++)); echo $n
cat < /dev/null > f$((n++)); echo $n f*
cat <<< "$((n += 5))"; echo $n
echo in the shell > f$((n++)); echo $n
#### values that are assigned
cat <<< ${u:=5}; echo "[$u]"
cat <<E
${u:=6}
E
echo "[$u]"
: <<< ${u:=7}; echo "[$u]"
#### in functions, groups and substitutions
n=1
f() { cat <<< "$((n++)) $1"; echo $n; }
f arg
{ cat <<< $((n++)); } > g$((n++)); echo $n g*
cat <<< $(echo $((n++))); echo $n
f <<< $((n++)); echo $n
#### a variable for the descriptor
n=1
cat {n}< /dev/null; echo $n
exec {n}< /dev/null; test "$n" -ge 10 && echo high
#### failures are those of the child
n=1
cat < missing$((n++)); echo $? $n
cat <<< $((n++ / 0)); echo $? $n
cat <<< ${none?is not set} $((n++)); echo $? $n
set -e
cat < missing$((n++)) || echo failed $n
#### the command itself is looked up and traced here
n=1
trap 'echo trap $n' ERR
nosuchcommand <<< $((n++)); echo $? $n
x=5 cat <<< $((x += 1)); echo "[$x]"
set -x
cat <<< $((n++)) > h$((n++))
set +x
cat h2
echo $_
#### stages of a pipeline
n=1
echo a | cat - /dev/fd/3 3<<< $((n++)); echo $n
#### a descriptor that is moved stays closed
exec 4> f
echo hi 3>&4-
echo x >&4 || echo closed
exec 4> f
{ echo group; } 3>&4-
echo x >&4 || echo closed
exec 4> f
cat < /dev/null 3>&4-
echo x >&4 && echo open
exec 4> f
: 3>&4- 4> g
echo x >&4 || echo closed
