Redirections of ( ) are the process's own; `!` before a compound command; `&>` in POSIX mode; `$(< file)`.
#### expanded in the subshell
n=1
( echo in ) > s$((n++)); echo $n s*
( echo x >&$v ) {v}> s2; echo "[$v]"; cat s2
exec 4> s3; ( : ) 3>&4-; echo still >&4; cat s3
#### failures
( : ) > ${nosuch?is not set}; echo $?
( : ) > nosuch/x; echo $?
set -e
( : ) > nosuch/x || echo or
! ( : ) > nosuch/x
echo here
( : ) > nosuch/x
echo not here
#### `!` does not count where a compound command cannot be redirected
! { :; } < nosuch; echo $?
! (:) < nosuch; echo $?
! : < nosuch; echo $?
! while :; do break; done < nosuch; echo $?
! [[ a ]] < nosuch; echo $?
! ((1)) < nosuch; echo $?
! { :; } < nosuch && echo and
! { ! (:) < nosuch; } ; echo $?
#### &> in POSIX mode
set -o posix
echo a &> f; cat f
{ echo b; echo c >&2; } &>> f; cat f
#### the shell reads $(< file) itself
n=1
echo text > f1
echo "[$(< f$((n++)))]" $n
x=$(< nosuch); echo "$? [$x]"
x=$(< $none); echo "$? [$x]"
x=$(< .); echo "$? [$x]"
echo a$(< f1)b "$(< f1)" `< f1`
#### which ends the shell under set -e, wherever it stands
set -e
x=$(cat < nosuch) || echo or
y=$(echo "$(< nosuch)"; echo in); echo "$y"
if [ -z "$(< nosuch)" ]; then echo empty; fi
echo end
#### and fails it where the name does
echo "$(< ${none?is not set})"
echo end
#### $(< file) in the target of another redirection
echo text > f
while read -r x; do echo "[$x]"; done <<< "$(<"f")"$'\n'
cat <<E
$(< f)
E
echo g > name; : > "$(< name)"; echo g*
