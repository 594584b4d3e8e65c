#### history
# The history list, its expansion and fc.
history; history -d 1; history -d x; history x; history -z; history -anr; history -p '!!'; fc -l; fc -s; fc -z; history 1 2; echo not reached
for i in a b c d e; do history -s $i; done; history 2; fc -l -3; fc -l 4 2; fc -lr 2 4; fc -ln c; fc -l b zz; history -d 2-3; history; history -d -2--1; history -d 9; history
history -c; history -s "echo hi"; fc -s; fc -s hi=ho echo; history; fc -e - 1
history -c; history -s "ls /usr/lib/x.so"; history -s "echo a b c"; history -p '!!:1' '!echo:$' '!?b?:2' 'x!!y' '!-2:1:h' '!ls:$:t:r' '!!:s/a/Q/' '^a^Z^' '!nope'
set -o history
for i in 1 2
do
  echo $i
done
# a comment
HISTCONTROL=ignoreboth
 echo hidden
echo twice
echo twice
HISTIGNORE='pwd*'
pwd >/dev/null
history
history -p '!echo'
history -s added
fc -l -3
