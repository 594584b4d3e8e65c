# Redirections of commands that the DEBUG trap forbids under `shopt -s extdebug`.
#### of a program, setting a variable
shopt -s extdebug
trap '[[ $BASH_COMMAND != *no* ]]' DEBUG
i=0
cat <<< "no $((i++))"
{ cat <<< "no $((i++))"; echo in; } > out
echo i=$i $(cat out)
#### without a command
shopt -s extdebug
trap '[[ $BASH_COMMAND != *no* ]]' DEBUG
{no}> made
> no
no=1 > made
echo made no
trap - DEBUG
echo *"${no-unset}"
