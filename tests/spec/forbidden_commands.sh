# What the DEBUG trap forbids under `shopt -s extdebug`.
#### status 1 skips the command
shopt -s extdebug
f() { echo a; echo b; echo c; }
trap '[[ $BASH_COMMAND != *b ]]' DEBUG
f
echo after $?
#### status 2 returns from a function
shopt -s extdebug
f() { echo a; echo b; echo c; }
trap '[[ $BASH_COMMAND != *b ]] || (exit 2)' DEBUG
f
echo after $?
g() { for i in 1 2; do echo b; echo n; done; echo m; }
g
echo after $?
#### status 2 returns from a sourced file
shopt -s extdebug
printf 'echo %s\n' a b c > s
trap '[[ $BASH_COMMAND != *b ]] || (exit 2)' DEBUG
. ./s
echo after $?
#### status 2 outside of both skips the command
shopt -s extdebug
trap '[[ $BASH_COMMAND != *b ]] || (exit 2)' DEBUG
echo b
for i in 1 2; do echo $i; echo b; echo q; done
