#### namerefs
# References: to elements, in circles, to what is no name.
ref='#'; typeset -n ref; echo $? "$ref"
ref=1; typeset -n ref; echo $? "$ref"; ref=foo; declare -p ref
typeset -n r1=r2; typeset -n r2=r1; echo defined $?
r1=z
echo $?
declare -A map=([k]=v); declare -n mid='map[k]'; declare -n top=mid; echo "top: $top"; top=new; echo "${map[k]}"
declare -na refx=target; echo $?; declare -p refx
target=old; declare -n ref9=target; ref9=new printenv target; echo $target
arr=(1 2 3); declare -n re='arr[2]'; re+=5; echo "${arr[@]}"
re=(a b c)
echo "exit: $?"; declare -x re; declare -p arr
declare -n c9=final; final=deep; for i in 8 7 6 5 4 3 2 1; do declare -n c$i=c$((i+1)); done
echo "c1: '$c1'" "c2: '$c2'"
declare -n em=; echo $?
f() { local -n r=$1; r=5; }; x=1; f x; echo $x
declare -n n; n=y; y=3; echo $n ${!n}; unset -n n; echo "[$n]"
