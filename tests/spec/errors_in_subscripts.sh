#### an error in a subscript gives up everything up to the script
exec 2>&1
x=5
f() { echo ${a[1/0]}; echo in f; }
f; echo same
f || echo or
eval 'echo ${a[1/0]}
echo next in eval'; echo same
a[1/0]=3 || echo or
( echo ${a[1/0]}; echo in subshell ); echo "after $?"
y=$(echo ${a[1/0]}; echo in sub); echo "after $? $y"
echo ${a[1/0]} | cat; echo "after $?"
echo x | { echo ${a[1/0]}; echo grp; }; echo "after $?"
while read l; do echo ${a[1/0]}; echo loop; done <<< z; echo "after $?"
unset 'a[1/0]' || echo or
read 'a[1/0]' <<< 1 || echo or
printf -v 'a[1/0]' x || echo or
[[ -v a[1/0] ]] || echo or
[ -v 'a[1/0]' ] || echo or
declare 'a[1/0]=3' || echo or
declare -i n='a[1/0]' || echo or
trap 'echo ${a[1/0]}; echo in trap' USR1; kill -USR1 $$; echo "after trap $?"
set -e
echo ${a[1/0]}
echo end
