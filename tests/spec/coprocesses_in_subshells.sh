Descriptors of a coprocess are the shell's own.
#### not in ( ) nor in groups of a pipeline
coproc { cat; }
( echo hi >&${COPROC[1]}; echo $? ) 2> /dev/null
{ echo hi >&${COPROC[1]}; echo $?; } 2> /dev/null | cat
echo $(echo sub >&${COPROC[1]}; echo $?)
read -u ${COPROC[0]} line; echo "$line"
