# Indexed arrays: forms of assignment, sparse ones, negative subscripts, printing, unsetting.
#### literals
a=(x 'y z' "" [7]=q r [3]=t u); declare -p a; b=(); declare -p b; c=(
one # comment
  two

three); declare -p c
#### subscripts in literals
i=2; a=([i]=x [i+1]=y [$i$i]=z ["1"]=q [1+1+3]=w); declare -p a; a=([0]=a [0]=b c); declare -p a
#### appending
a=(1 2); a+=(3 [10]=4 5); declare -p a; a+=x; declare -p a; a[1]+=y; a[20]+=new; declare -p a; s=str; s+=(more); declare -p s
#### negative subscripts
a=(a b c); echo ${a[-1]} ${a[-3]}; a[-1]=z; a[-2]+=y; declare -p a; unset 'a[-1]'; declare -p a; a=([5]=x); a[-1]=y; a[-6]=q; declare -p a; a=([-1]=x); declare -p a
#### too negative
a=(a b); (echo "${a[-3]}"); echo $?; a[-3]=x; echo $?; unset 'a[-3]'; echo $?; a=(1 [-2]=y); echo $?; declare -p a; b[-1]=x; echo $?; (echo "[${nosuch[-1]}]"); echo ${#a[-9]}
#### sparse
a=([3]=c [1]=a [9]=i); echo ${#a[@]} "${!a[@]}" "${a[@]}" "[${a[2]}]" "[$a]"; a+=(j); echo "${!a[@]}"; unset 'a[3]'; echo "${!a[@]}"; a=("${a[@]}"); echo "${!a[@]}"
#### a scalar becomes an array
s=one; s[2]=two; declare -p s; t=x; echo ${t[0]} "[${t[1]}]" ${t[-1]} ${#t[@]} ${!t[@]}; t[0]=y; declare -p t; unset 't[0]'; declare -p t 2>&1
#### declare -a and a value
declare -a a; declare -p a; declare -a b=x; declare -p b; declare -a c='(1 2)'; declare -p c; declare d[2]=q; declare -p d; declare -a e[5]; declare -p e
#### an array without values
declare -a a; echo "${#a[@]} [${a[@]}] [${a+set}]"; a=(); echo "${#a[@]} [${a+set}]"; [[ -v a ]]; echo $?; [[ -v a[@] ]]; echo $?; a=(''); [[ -v a ]]; echo $?; [[ -v a[1] ]]; echo $?
#### quoting in declare -p
a=('a"b' 'c$d' 'e\f' 'g`h' $'i\nj' $'k\tl' "m'n" 'é' $'\xff' '' ' ' '!'); declare -p a
#### printing with set and local
a=(1 'b c'); set | grep ^a=; f() { local -a l=(x y); local -p; }; f; declare -p a nosuch; echo $?
#### copying
a=(1 'b  c' [5]=d ''); b=("${a[@]}"); declare -p b; c=(${a[@]}); declare -p c; d="${a[@]}"; declare -p d; e=("${a[*]}"); declare -p e; IFS=,; f="${a[*]}"; echo "$f"
#### unsetting
a=(1 2 3 4); unset 'a[1]' a[2]; declare -p a; unset a[0] a[3]; declare -p a; unset a; declare -p a; echo $?; b=(1 2); unset 'b[@]'; declare -p b; b=(1); unset 'b[*]'; echo $?; declare -p b
#### unset of what is no array or element
s=x; unset 's[1]'; echo $?; unset 's[0]'; echo "[$s]"; a=(1); unset 'a[5]'; echo $?; unset 'nosuch[0]'; echo $?; declare -p a
#### elements with spaces and globs
mkdir d; cd d; touch f1 f2; a=(* 'x *' "f*"); declare -p a; for x in "${a[@]}"; do printf '<%s>' "$x"; done; echo; for x in ${a[@]}; do printf '<%s>' "$x"; done; echo; b[0]=*; declare -p b
#### lengths
a=(abc '' [4]=éé); echo ${#a} ${#a[0]} ${#a[1]} ${#a[4]} ${#a[-1]} ${#a[2]} ${#a[@]} ${#a[*]}
#### large subscripts
a[1000000]=x; a[9223372036854775807]=y; echo ${#a[@]} ${!a[@]}; (a+=(z); echo $?); echo ${a[-1]}; (a[9223372036854775808]=q; declare -p a)
#### assigning lists with commands and expansions
set -- p q; a=("$@" "$#" $(echo r s) {1..3} ~root $((1+1)) 't'"u"); declare -p a; a=([1]="$@" [2]=$(echo x y) [3]={a,b}); declare -p a
#### an assignment before a command
a=(1 2) true; declare -p a; a[0]=5 true 2>&1; declare -p a; f() { echo "${a[@]}"; }; a=(9) f; echo "${a[@]}"; a=(z) printenv a; echo $?
#### a list for an element is an error
a=(1); a[0]=(2 3); echo $?; a[1]+=(x); echo $?; declare -p a; declare a[2]=(z); echo $?
#### subscript at or star in an assignment
a=(1); a[@]=x; echo $?; a[*]=y; echo $?; a=([@]=z); echo $?; declare -p a; unset b; b[@]=1; echo $?; declare -p b
#### empty subscripts
a[]=x; echo $?; a=([]=y z); echo $?; declare -p a; a[ ]=q; echo $?; declare -p a; e=; a[e]=r; a[$e]=s; echo $?; declare -p a
#### reading backwards and by index
a=(a b c d); for ((i=${#a[@]}-1;i>=0;i--)); do echo -n ${a[i]}; done; echo; for i in "${!a[@]}"; do echo -n "$i=${a[$i]} "; done; echo; echo "${a[${#a[@]}-1]}" "${a[@]: -1}" ${a[(1+1)]} ${a[i+1]}
#### swapping and nesting
a=(1 2); a=("${a[1]}" "${a[0]}"); echo ${a[@]}; i=(1 0); echo ${a[${i[0]}]} ${a[i[1]]} ${a[i[i[0]]]}; b=(a); echo ${!b[@]} ${!b}
#### attributes in literals
declare -i n=(1+1 2*2 x); echo ${n[@]}; declare -u u=(a b); echo ${u[@]}; declare -ar r=(1 2); r[0]=5; echo $?; r+=(3); echo $?; unset 'r[0]'; echo $?; declare -p r
#### local arrays hide
a=(1 2); f() { local a; a[5]=x; declare -p a; unset a; echo "${a[@]}"; }; f; g() { local -a a=(z); echo ${a[@]} ${#a[@]}; }; g; h() { declare -g a=(new); local a=(l); echo $a; }; h; declare -p a
#### plus attributes
a=(1); declare +a a; echo $?; declare -A a; echo $?; declare -p a; declare +A m 2>&1; declare -A m; declare +A m; echo $?; declare -a m; echo $?
#### exported arrays are not exported
export a=(1 2); declare -p a; printenv a; echo $?; declare -x b=(q); bash -c 'echo "[$b]"'
#### loops that change the array
a=(1 2 3); for x in "${a[@]}"; do a+=($x); done; echo ${a[@]}; while ((${#a[@]})); do echo -n "${a[0]} "; a=("${a[@]:1}"); done; echo ${#a[@]}
#### mapping operations over elements
a=(foo.c bar.c); echo "${a[@]%.c}" "${a[@]/#/-I}" "${a[@]/%/;}" "${a[@]^}" "${a[@]/o/0}" "${#a[@]}" "${a[@]:1}" "${a[@]@Q}"
#### names of arrays
arr1=(x) arr2=(y); echo ${!arr*}; for n in ${!arr@}; do declare -n r=$n; echo "$n: ${r[0]}"; done
#### assigned in a subshell or a pipe
a=(1); (a+=(2); echo ${a[@]}); echo ${a[@]}; echo x | { read v; a+=($v); echo ${a[@]}; }; echo ${a[@]}
#### declare -p of special arrays
f() { echo ${FUNCNAME[@]} ${#BASH_LINENO[@]}; }; f; true | false | (exit 3); echo ${PIPESTATUS[@]}; x=1; echo ${PIPESTATUS[@]}; echo ${#BASH_VERSINFO[@]} ${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}; BASH_VERSINFO[0]=6; echo $?
#### a bad subscript is shown as it is written
a=(1 2) i=5
a[-i]=x; echo no
echo $?; a[~i]+=y; echo no
echo $?; declare -A m; m[$nosuch]=1; echo no
echo $?; m[""]=2; echo no
echo $?; a[-9]=1 b=2; echo no
echo $?; b[-1]=0; echo no
echo $?; declare -p a
#### the last element of what is declared
declare c; c[-1]=3; declare -p c
declare +i a; printf -v a[-1] x; declare -p a
declare -a b; b[-1]=3
declare -p b
