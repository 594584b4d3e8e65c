# Subscripts of elements that cannot be.

#### before the first element
echo "<${a[-1]}>" "${a[-1]:-x}" "${a[-1]+y}"
a=(1 2)
echo "<${a[-3]}>" "${a[-3]-x}" "${a[-2]}"
a=s
echo "${a[-2]-x}"

#### each is told once
a=(1 2)
echo "${a[-3]:1}" "${a[-3]#1}" "${a[-3]@Q}" "${a[-3]^}" "${a[-3]/1/2}"
for x in b c; do echo "${b[-1]/$x/$x}"; done

#### an empty key
declare -A m=([a]=1)
echo "<${m[""]}>" "${m[$e]-x}" "${m["$e"]+y}" "${m["$e"]#z}"
[[ -v m[$e] ]]
echo $?

#### assigned by default
echo ${a[-1]=x}
echo on
declare -A m
echo "${m["$e"]:=x}"

#### lengths
echo "${#a[-1]}"
a=(1)
echo "${#a[-2]}"
echo on
declare -A m=([a]=1)
echo "${#m["$e"]}"

#### assigned
a[-1]=1
declare -A m
m[$e]=1 m[x]=2
m["$e"]+=1
echo "${a[*]-none}" "${!m[@]}"

#### in lists
a=([-1]=x [@]=y 3)
echo "$?" "${a[@]}"
b+=([-1]+=x)
declare -A m
m=([$e]=1 ["$e"]=2 [a]=3)
m+=("$e" 1 b 2)
echo "$?" "${m[@]}"

#### the status of a substitution in such a list
a=([@]=$(true))
echo $?
a=([-9]=$(true))
echo $?
declare -A m
m=([a]=$(true) b)
echo $?

#### errexit
set -e
a=([-9]=1)
echo not reached
