# Associative arrays: literals, keys of all kinds, printing, unsetting, appending.
#### literals
declare -A m=([a]=1 ['b c']=2 [d]=); echo ${#m[@]} "${m[a]}" "${m[b c]}" "[${m[d]}]" "[${m[x]}]"; declare -A e=(); declare -p e; declare -A u; declare -p u
#### lists of keys and values
declare -A m=(a 1 b 'x y'); echo "${m[a]}${m[b]}" ${#m[@]}; m=(k v odd); declare -p m; m=(); echo ${#m[@]}; m=(x 1 [y]=2 z); for k in x y z '[y]=2'; do echo "$k:${m[$k]-unset}"; done
#### a literal without subscripts mixed in
declare -A m; m=([a]=1 b); echo $?; declare -p m
#### keys
declare -A m; m[one two]=1; m['q"r']=2; m[$'t\tu']=3; m[*x]=4; m['a]b']=5; k='$v'; m[$k]=6; m["e\\f"]=7; m[é]=8; for k in 'one two' 'q"r' $'t\tu' '*x' 'a]b' '$v' 'e\f' é; do echo "${m[$k]}"; done; echo ${#m[@]}
#### empty keys
declare -A m; m[]=x; echo $?; m['']=x; echo $?; e=; m[$e]=x; echo $?; m=([]=y); echo $?; m=(['']=y); echo $?; declare -p m; (echo "${m['']}"); echo $?
#### at and star as keys
declare -A m; m[@]=1; echo $?; m['*']=2; echo $?; m["@"]=3; echo $?; declare -p m; k=@; m[$k]=4; echo $?; echo "${m[$k]}"; echo ${#m[@]}
#### printing one element
declare -A m=(['a b']='c "d"'); declare -p m; m=([$'x\ny']=$'v\t'); declare -p m; m=(['$q']='`z`'); declare -p m; m=([a]b]=c); declare -p m; m=(["e'f"]='\'); declare -p m
#### the order of keys
declare -A m; for k in one two three four five six seven eight nine ten; do m[$k]=${#k}; done; echo "${!m[@]}"; echo "${m[@]}"; unset 'm[five]'; m[eleven]=6; echo "${!m[*]}"; declare -p m
#### numbers as keys
declare -A m=([1]=a [01]=b [1+1]=c [-1]=d); echo "${m[1]} ${m[01]} ${m[1+1]} ${m[-1]} ${m[2]-none} ${#m[@]}"; m[0]=zero; echo "$m ${m}"
#### appending
declare -A m=([a]=1); m+=([b]=2 [a]=3); echo "${m[a]}${m[b]}"; m[a]+=x; m[c]+=y; echo "${m[a]} ${m[c]}"; m+=z; echo "${m[0]}"; declare -iA n=([x]=1); n[x]+=5; n+=([x]+=2); echo "${n[x]}"
#### append inside a literal
declare -A m=([a]=x); m+=([a]+=y [b]+=z); echo "${m[a]} ${m[b]}"; a=(1 2); a+=([0]+=5 [1]=7); echo "${a[@]}"; a=([0]=q [0]+=r); echo "${a[@]}"
#### unsetting
declare -A m=([a]=1 ['b c']=2 [d]=3); unset 'm[a]' m['b c']; echo ${#m[@]} "${!m[@]}"; unset 'm[nosuch]'; echo $?; k=d; unset "m[$k]"; declare -p m; unset m; declare -p m; echo $?
#### unsetting odd keys
declare -A m=(['a]b']=1 ['*']=2 ['@']=3 ['$x']=4 ["'"]=5 [x]=6); k='a]b'; unset 'm[$k]'; echo ${#m[@]}; unset "m['*']"; echo ${#m[@]}; k='$x'; unset 'm[$k]'; echo ${#m[@]}; unset 'm[@]'; echo "${#m[@]}"
#### testing for keys
declare -A m=([a]= ['b c']=x); [[ -v m[a] ]] && echo 1; [[ -v m['b c'] ]] && echo 2; [[ -v m[z] ]] || echo 3; k='b c'; [[ -v m[$k] ]] && echo 4; test -v 'm[a]' && echo 5; [[ -v m ]] || echo 6; [[ -v m[@] ]] && echo 7; [[ ${m[a]+x} ]] && echo 8; echo "${m[z]-no}"
#### iterating
declare -A m=([k1]=v1); for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done; for v in "${m[@]}"; do echo $v; done; declare -A n; for k in "${!n[@]}"; do echo never; done; echo "${#n[@]}"
#### a name that is an indexed array already
a=(1 2); declare -A a; echo $?; declare -p a; s=x; declare -A s; echo $?; declare -p s; declare -A t=x; declare -p t; declare -A u=(a b); declare -a u; echo $?
#### without declare it is arithmetic
unset m; m[foo]=1; m[bar]=2; declare -p m; foo=3; m[foo]=x; declare -p m; (m['a b']=1); echo $?
#### keys from command and arithmetic expansions
declare -A m; m[$(echo a b)]=1; m[$((1+1))]=2; m[`echo c`]=3; m[~]=4; m[{x,y}]=5; for k in 'a b' 2 c '{x,y}'; do echo -n "${m[$k]} "; done; echo ${#m[@]} "${m[$(echo c)]}" "${m[$((2))]}"
#### quotes in subscripts
declare -A m; m["a"b'c']=1; echo "${m[abc]}" "${m["abc"]}" "${m['abc']}" ${m["a"'bc']}; m[\"x\"]=2; echo "${m['"x"']}"; m[a\ b]=3; echo "${m["a b"]}" "${m[a b]}" ${m[a\ b]}
#### nested subscripts
declare -A m=([a]=b [b]=c) ; a=(a b); echo "${m[${m[a]}]}" "${m[${a[1]}]}" "${m["${a[0]}"]}" ${a[${#m[@]}-1]}
#### in functions
f() { declare -A l=([x]=1); echo "${l[x]}"; declare -gA g=([y]=2); }; f; echo "${g[y]}" "[${l[x]}]"; h() { local -A g; g[z]=3; echo "${!g[@]}"; }; h; echo "${!g[@]}"
#### words, counting
declare -A c; for w in a b a c a b; do ((c[$w]++)); done; for k in a b c; do echo "$k ${c[$k]}"; done; declare -A s; for w in x y x; do s[$w]+="($w)"; done; echo "${s[x]}" "${s[y]}"
#### read-only
declare -rA m=([a]=1); m[a]=2; echo $?; m[b]=3; echo $?; unset 'm[a]'; echo $?; m=(); echo $?; echo "${m[a]}"
#### reading into elements
declare -A m; read 'm[a]' 'm[b c]' <<< '1 2 3'; echo "${m[a]}|${m[b c]}"; printf -v 'm[p q]' %03d 7; echo "${m[p q]}"; k=z; printf -v "m[$k]" x; echo "${m[z]}"; declare 'm[w]=v'; echo "${m[w]}"
#### more than one thousand keys
declare -A m; for ((i=0;i<1500;i++)); do m[k$i]=$i; done; echo ${#m[@]} ${m[k1499]} ${m[k0]}; for ((i=0;i<1500;i+=2)); do unset "m[k$i]"; done; echo ${#m[@]} "${m[k2]-gone}" ${m[k3]}
#### a key with a bracket in a literal
declare -A m=([[x]]=1 ["a[0]"]=2); for k in '[x]' 'a[0]'; do echo "${m[$k]}"; done; m[b[1]]=3; echo "${m['b[1]']}" ${#m[@]}
#### compound forms without declare
declare -A m; m=([x]=1 [y]=2); m=([z]=3); echo "${!m[@]}"; m+=([w]=4); echo ${#m[@]}; x='([q]=5)'; declare -A n="$x"; echo "${n[q]-none}"; eval "declare -A o=$x"; echo "${o[q]}"; declare -A p='([r]=6)'; echo "${p[r]-none}"
#### local copies through declare -p
declare -A m=([a]='1 "2"' ['k $x']='`v`'); s=$(declare -p m); f() { eval "$s"; local k; for k in a 'k $x'; do echo "${m[$k]}"; done; }; unset m; f; echo ${#m[@]}
#### keys in lists that are no index or empty
declare -A m=([@]=1 [*]=2); declare -p m; m=([@]=y); declare -p m; m=([]=y [k]=v); echo $?; declare -p m; m=("" v k w); echo $?; declare -p m; a=(1 [@]=z 2); echo $?; declare -p a; a=([*]=z y); declare -p a; a=([]=y z); echo $?; declare -p a; e=; a=([$e]=q r); declare -p a
#### keys in a test are not expanded again
v=V; declare -A k=(['$v']=1 ["'"]=2 ['a]b']=3 [V]=4 ['x y']=5); [[ -v k['$v'] ]]; echo $?; [[ -v k[\'] ]]; echo $?; [[ -v k["a]b"] ]]; echo $?; unset 'k[V]'; [[ -v k['$v'] ]]; echo $?; [[ -v k[$v] ]]; echo $?; test -v 'k[$v]'; echo $?; [[ -v k['x y'] ]]; echo $?; [[ -v k[nosuch] ]]; echo $?; key='$(echo hacked >&2)'; k[$key]=6; [[ -v k[$key] ]]; echo $?; [[ -v "k[$key]" ]]; echo $?; [[ -v k[@] ]]; echo $?; [[ -v k[] ]]; echo $?; a=(1 2); i=1; [[ -v a[i] ]]; echo $?; [[ -v a['i'] ]]; echo $?; [[ -v a[$i] ]]; echo $?; [[ -v a[i+5] ]]; echo $?
