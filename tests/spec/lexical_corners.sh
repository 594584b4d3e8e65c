# Where quotes, brackets and reserved words end, as text that is not quite right shows.
#### ]] is a reserved word
eval 'echo a; ]] b'; eval ']]'; eval 'if ]]; then :; fi'; eval 'while echo x; ]] do :; done'
x=1 ]]; echo ]] [[; x=]]; echo $x; case ]] in ]]) echo case; esac
#### quotes in arithmetic text without their end
for t in '$(([$x]"x' 'echo $(( "a' '(( "x' "(( x='1 ))" "echo \$(( x='1 ))" "echo \"\$(( 1 + ' ))\"" 'echo $[ "] ]' "x=abc; echo \${x:1'}" "for ((i = ; p='/0; i < ; i++)); do echo no; done"; do bash -c "$t"; echo $?; done
#### a backslash in arithmetic text
for t in 'echo $((\)))' 'echo $((\1))' '(( \) ))' 'echo $[ \] ]' 'x=abc; echo ${x:\:1}' 'echo $(( \( 1 ))' 'a=(1 2 3); echo ${a[\]]}'; do bash -c "$t"; echo $?; done
echo $(( "2" + 1 )) "$(( "2" + 1 ))"
#### single quotes and backslashes in a quoted default
unset u; echo "${u:-'a' "b"'c\' $'d'}!"; echo "${u:-'c\'}"; echo "${u:-"b"'c\'}" "${u:-\'c}" "${u:-'}'}"
#### substitutions without an end in a list
for t in 'a=("$@" $(echo ' 'a=(1 $(echo' 'declare a=(`x' 'a=(<(x'; do bash -c "$t"; echo $?; done
#### here-documents without an end are told of even where nothing runs
printf 'cat <<E\nx\n' >t; bash -n t; echo $?
bash -c 'set -n; cat <<E
x'
#### the number of a redirection is no target
for t in 'echo >  2>&1' 'echo > 2>x' 'cat < 3<x' 'cat <<2>x' 'cat <<< 2>x' 'echo > 2 >x; cat 2' 'echo >& 2>x; cat x' 'echo y > x2>&1; cat x2' 'echo > 2<(:)'; do bash -c "$t"; echo $?; done
#### a list without an end takes what follows
printf '%s\n' 'echo -n one' "args=(printf -a b' ;c)" 'echo two' 'echo three' >t; bash t; echo $?
printf '%s\n' 'a=(1' 'echo two' 'f() { echo x; }' >t; bash t; echo $?
#### transformations that are none
unset a; echo "[${a[@]@k=}]" "[${a@Z}]" "[${a@QQ}]" x
a=; (echo "[${a@Z}]" x); echo $?; (echo "[${a@QQ}]" y${a@Z}z); echo $?; (echo [${a@Z}]z); echo $?
a=(); (echo "[${a[@]@Z}]" "[${@@Z}]" "[${1@Z}]" x); echo $?
a=(1); (echo "[${a[@]@Z}]" x); echo $?; (echo "${a[@]@Z}"); echo $?; (echo "${a@U=}"); echo $?; set -- x; (echo "${@@U=}"); echo $?
