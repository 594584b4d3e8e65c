What BASH_SUBSHELL is in the processes of a shell.

#### stages of pipelines
f() { echo "function $BASH_SUBSHELL"; }
echo "simple $BASH_SUBSHELL" | cat
(echo "subshell $BASH_SUBSHELL") | cat
{ echo "group $BASH_SUBSHELL"; } | cat
f | cat
eval 'echo "eval $BASH_SUBSHELL"' | cat
for i in 1; do echo "loop $BASH_SUBSHELL"; done | cat
[[ 1 ]] && echo "after a test $BASH_SUBSHELL" | cat
(f; f | cat; echo "inner $BASH_SUBSHELL" | cat) | cat
echo | x=$BASH_SUBSHELL eval 'echo "assigned $x, $BASH_SUBSHELL"'
#### in the background
f() { echo "function $BASH_SUBSHELL"; }
echo "simple $BASH_SUBSHELL" & wait
(echo "subshell $BASH_SUBSHELL") & wait
{ echo "group $BASH_SUBSHELL"; } & wait
f & wait
#### substitutions and coprocesses
echo "substitution $(echo $BASH_SUBSHELL) $(echo $(echo $BASH_SUBSHELL))"
cat <(echo "process $BASH_SUBSHELL")
x=$(echo "pipeline $BASH_SUBSHELL" | cat); echo "$x"
coproc { echo "coprocess $BASH_SUBSHELL"; read; }; read x <&${COPROC[0]}; echo "$x"; echo >&${COPROC[1]}; wait
#### the last stage in the shell
shopt -s lastpipe
echo | eval 'echo "here $BASH_SUBSHELL"'
echo | { read x; echo "group $BASH_SUBSHELL"; }
echo "after $BASH_SUBSHELL"
