The working directory is known whatever PWD says.
#### PWD emptied, unset and set
mkdir -p real/deep; ln -s real/deep link; top=$PWD; cd link
show() { while read -r line; do echo "${line#"$top"}"; done; }
{ pwd; PWD=; pwd; pwd -P; (pwd -L); unset PWD; pwd; PWD=/usr pwd; PWD=/usr; pwd; dirs -l; cd ..; pwd; echo "$PWD"; echo $OLDPWD; } | show
export PWD=; cd link; pwd | show; echo "$PWD" | show
#### defaults
env -i bash -c 'echo "$TERM"; declare -p TERM; echo ${#COMP_WORDBREAKS}; declare -p COMP_WORDBREAKS'
#### errors in conditional commands end the input
printf 'false\n[[ a\n]] && echo no\necho next' | bash; echo $?
bash -c '[[ -f ]]
echo next'; echo $?
