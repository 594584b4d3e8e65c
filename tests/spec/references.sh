# Name references: through functions, elements, loops, unset, and their errors.
#### reading, writing, unsetting
x=1; declare -n r=x; echo $r; r=2; echo $x; r+=3; echo $x; unset r; echo "${x-unset}"; declare -p r; r=new; echo $x; unset -n r; echo "${r-gone} $x"
#### printing
declare -n r=x; declare -p r; x=5; declare -p r x; echo ${!r} ${r@a} "${r@A}"; declare -n; declare -np | grep r=
#### a reference to an array
a=(1 2 3); declare -n r=a; echo ${r[1]} ${r[@]} ${#r[@]} ${!r[@]}; r[5]=x; r+=(y); declare -p a; r=(new); declare -p a; for i in "${r[@]}"; do echo $i; done; unset 'r[0]'; declare -p a
#### a reference to an element
a=(1 2 3); declare -n r='a[1]'; echo $r; r=x; r+=y; echo ${a[@]}; declare -A m=([k]=v); declare -n s='m[k]'; echo $s; s=w; echo ${m[k]}; unset s; echo ${#m[@]}
#### to an associative array
declare -A m=([a b]=1); declare -n r=m; r[c]=2; echo "${r[a b]}${m[c]}" ${#r[@]}; f() { local -n h=$1; h[new]=x; local k; for k in "${!h[@]}"; do :; done; echo ${#h[@]}; }; f m; echo ${m[new]}
#### output parameters
f() { local -n out=$1; out="from f $2"; }; f res x; echo "$res"; g() { local -n o=$1; o=(1 2); o[4]=z; }; g arr; declare -p arr; h() { local v; f v inner; echo "$v"; }; h; echo "[$v]"
#### another name than the caller's
f() { local -n ref=$1; local x=in; ref=5; echo "$x $ref"; }; x=1 y=2; f y; echo "$x $y"
#### a circle of two
declare -n a=b; declare -n b=a; echo "[$a]"; a=1; echo $?; unset -n a b; declare -n s=s; echo $?
#### loops over references
x=1 y=2; declare -n r; for r in x y; do echo ${!r} $r; r=new$r; done; echo $x $y
#### a reference without a target
declare -n r; echo "[$r] [${!r}]"; r=x; declare -p r; x=5; echo $r; declare -n q; q=; echo $?; declare -n p; p='1x'; echo $?; declare -p p
#### bad targets
declare -n r=1x; echo $?; declare -n r='a b'; echo $?; declare -n r=; echo $?; declare -n r='a[1]x'; echo $?; declare -n 'r[0]=x'; echo $?; declare -na r2=(x); echo $?; declare -nA r3; echo $?
#### changing the target
x=1 y=2; declare -n r=x; echo $r; declare -n r=y; echo $r; r=3; echo $x $y; declare +n r; echo $r; declare -p r; r=4; echo $y
#### attributes through a reference
declare -n r=x; declare -i r; r=2+3; declare -p x; export r; declare -p x; readonly r; (r=1); echo $?; declare -p r; declare -n q=fresh; declare -u q=abc; declare -p fresh
#### references to references
x=deep; declare -n a=x b=a c=b; echo $c ${!c} ${!b}; c=new; echo $x; unset c; echo "${x-unset}"; declare -p a b c
#### test and default operators
declare -n r=x; [[ -v r ]]; echo $?; [[ -R r ]]; echo $?; x=; [[ -v r ]]; echo $?; echo "${r:-def}" "${r-def}"; : ${r:=val}; echo $x; [[ -R x ]]; echo $?; test -R r; echo $?
#### read, printf, mapfile and getopts
declare -n r=x; read r <<< 'a b'; echo "$x"; printf -v r %02d 3; echo $x; declare -n m=arr; mapfile -t m < <(printf '1\n2\n'); declare -p arr; read -a m <<< 'p q'; declare -p arr
#### length, slices and operators
s=hello; declare -n r=s; echo ${#r} ${r:1:3} ${r/l/L} ${r^} ${r%o} "${r@Q}" ; a=(x yy zzz); declare -n q=a; echo ${#q[2]} ${q[@]:1} ${q[@]#z} ${q[-1]}
#### positional parameters cannot be targets
declare -n r=1; echo $?; set -- v; declare -n q=@; echo $?; f() { local -n r=$1; echo "[$r]"; }; f 2>&1; echo $?
#### unset -n and local references
x=1; f() { local -n r=x; unset -n r; echo "${r-gone}"; r=local; echo $r; }; f; echo $x "${r-none}"; g() { local -n r=x; unset r; }; g; echo "${x-unset}"
#### a target in an outer function
outer() { local v=1; inner v; echo $v; }; inner() { local -n p=$1; p=2; deeper p; }; deeper() { local -n q=$1; q+=3; }; outer; echo "[$v]"
#### a local target hides
v=global; f() { local -n r=v; local v=local; echo $r; r=changed; echo $v; }; f; echo $v
#### export and environment
x=1; declare -n r=x; export r; printenv x; printenv r; echo $?; r=2 printenv x; echo $x; r=3 eval 'echo $x $r'; echo $x
#### references in arithmetic and conditions
x=4; declare -n r=x; echo $((r*2)) $((r++)) $x; ((r=10)); echo $x; [[ $r -eq 10 ]] && echo y; a=(1 2 3) ; declare -n i=idx; idx=2; echo ${a[i]} ${a[$i]}
#### declare -g through references
f() { declare -gn gr=$1; }; t=5; f t; echo $gr; declare -p gr; gr=6; echo $t; g() { local -n l=t; declare -g l=7; echo $t; }; g; echo $t "${l-none}"
#### unset -n of what is no reference
w=new; unset -n w; echo "$? $w"; a=(1 2); unset -n a; echo ${#a[@]}; declare -n r=w; unset -n r w; echo "${r-gone} $w"; unset -n nosuch; echo $?
