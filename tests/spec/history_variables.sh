# The variables of the history, its file, and fc.
#### sizes of a new history
echo ${HISTSIZE-unset} ${HISTFILE-unset} ${HISTFILESIZE-unset} $HISTCMD
set -o history
echo ${HISTSIZE-unset} ${HISTFILE-unset} ${HISTFILESIZE-unset} $HISTCMD
echo $HISTCMD
echo $HISTCMD; echo $HISTCMD
set +o history
echo $HISTCMD
#### the file is read, and written at exit
HISTFILE=hf
bash -c 'HISTFILE=hf
set -o history
echo a
echo b
exit 0'
echo ---
cat hf
bash -c 'HISTFILE=hf
set -o history
history
echo c
shopt -s histappend'
cat hf
#### times that are not known
set -o history
HISTTIMEFORMAT='%Y '
echo a
history | sed "s/$(date +%Y)/YYYY/"
HISTTIMEFORMAT=
history
fc -l
#### HISTCONTROL
set -o history
HISTCONTROL=ignoredups
echo a
echo a
echo b
HISTCONTROL=ignorespace
 echo s
echo b
echo b
HISTCONTROL=erasedups
echo a
echo b
history
HISTCONTROL=ignoredups:erasedups
echo b
echo a
history
HISTCONTROL=ignoreboth:erasedups
 echo a
echo b
history
HISTCONTROL=' ignoreboth'
 x=1
HISTCONTROL=nosuch
 x=1
x=2
x=2
history
#### HISTIGNORE
set -o history
HISTIGNORE='&:echo*:[ ]*:\&'
true
true
echo a
 false
&
ls /nosuch
HISTIGNORE='for*'
for i in 1
do echo $i
done
history
HISTIGNORE=''
history 2
#### HISTSIZE
set -o history
HISTSIZE=3
echo a
echo b
echo c
echo d
history
HISTSIZE=-1
echo e
history
HISTSIZE=0
history
echo z
history
unset HISTSIZE
echo y
history
HISTSIZE=abc
history
HISTSIZE=2x
echo b
history
#### HISTFILESIZE shortens the file
HISTFILE=hf
set -o history
echo 1
echo 2
echo 3
history -w
HISTFILESIZE=2
cat hf
HISTFILESIZE=0
cat hf
#### times in the file
printf '#123\necho a\n#456\necho b\nc\n#x\n' >hf
set -o history
history -r hf
HISTTIMEFORMAT='%s '
history | sed 's/ [0-9]\{10,\}/ NOW/'
history -w hg
sed 's/#[0-9]\{10,\}/#NOW/' hg
history -c
history -r hg
history | sed 's/ [0-9]\{10,\}/ NOW/'
#### options of history
set -o history
echo 1
echo 2
echo 3
history -d 1
history -d -1
history
history -d 99
history -d 0
history -d x
history -d
history -d 1-99
history -d 3-1
history -d 1-2
history
history -s a b c
history -s 'x
y'
history -s
history
history -ps a
history -sp a
history 0
history -1
history +2
history 1x
history -- 2
history -c -r nosuch
history -r nosuch; echo $?
history -w /nosuch/x; echo $?
history -a /nosuch/x; echo $?
history -n nosuch; echo $?
history -p; history -p ''
history -w a b
history -cw
history -x
history
#### ranges and editors of fc
set -o history
echo 1
echo 2
echo 3
echo 4
fc -l
fc -l 2
fc -l 2 3
fc -l 3 2
fc -lr 2 3
fc -ln 2 3
fc -l -2
fc -l -2 -1
fc -l echo
fc -l 'echo 1' 'echo 3'
fc -l nosuch
fc -l 99
fc -l 0
fc -l -99
fc -s
fc -s 3=x
fc -s 'echo 1'
fc -s 1=a 2=b 'echo 2'
fc -s nosuch
fc -s 99
fc -e - 'echo 2'
fc -e cat 2 3
fc -e true -1
FCEDIT=cat
fc 3
fc -r 2 3
fc -e false 2
EDITOR=cat
unset FCEDIT
fc 3
fc -l 1 2 3
fc -x
fc -e
fc -lx
history
#### fc as history expansion has it
set -o history
echo 1
echo 2
echo 3
fc -s -1
fc -s -3
fc -s 0
fc -s 999
fc -s =O e
fc -s o=a=b e
fc -l 1x
fc -nlr -2
history -s a; history -s b
HISTCONTROL=ignoredups
history -s b; history -s c
history
