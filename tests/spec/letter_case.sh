# Change of case by expansion and by attribute.
#### all four operators
x='hello World'; echo "${x^}" "${x^^}" "${x,}" "${x,,}"; y=HELLO; echo ${y,} ${y,,}
#### toggling
x='hELLO wORLD'; echo "${x~}" "${x~~}" "${x~~[a-o]}" "${x~h}"
#### patterns of one character
x=banana; echo ${x^b} ${x^a} ${x^^a} ${x^^[an]} ${x^?} ${x^^?} ${x^^[!a]} ${x^^*} ${x^^an}
#### patterns from expansions and quoted
x='a*b'; p='[ab]'; echo "${x^^$p}" "${x^^"$p"}" "${x^^\*}" "${x^^[[:alpha:]]}"; y='?b'; echo "${y^^'?'}"
#### extended patterns
shopt -s extglob; x=abcabc; echo ${x^^@(a|c)} ${x^^!(a)} ${x^^+(b)}
#### positional parameters and elements
set -- one two; echo "${@^}" "${*^^}" "${@^^[t]}"; a=(ab cd); echo "${a[@]^}" "${a[*]^^}" ${a[1]^} ${a^^}; declare -A m=([k]=v); echo ${m[k]^} ${m[@]^^}
#### letters beyond ASCII
x=éàß; echo ${x^} ${x^^} ${x^^é}; y=ÉÀ; echo ${y,,} ${y,}; LC_ALL=C; echo ${x^^} | od -An -tx1
#### nothing to change
e=; unset u; x=123_; echo "[${e^}] [${u^^}] [${x^^}] [${x,}]"
#### uppercase and lowercase attributes
declare -u U=abc; declare -l L=ABC; echo $U $L; U=xyz; L+=DEF; echo $U $L; U+=q; echo $U; declare -p U L
#### the capitalize attribute
declare -c C='hELLO wORLD'; echo "$C"; C=xYZ; echo $C; declare -p C
#### attributes that exclude each other
declare -u x=a; declare -l x; echo $x; x=B; echo $x; declare -p x; declare -ul y=Ab; declare -p y
#### an attribute does not change an old value
x=abc; declare -u x; echo $x; x=$x; echo $x; declare +u x; x=low; echo $x
#### attributes on arrays
declare -au a=(x y); a+=(z); a[5]=q; echo "${a[@]}"; declare -Al m=([K]=VAL); m[Q]=W; echo "${m[@]}" "${!m[@]}"; declare -p a m
#### attributes with read and printf and for
declare -u v; read v <<< 'some text'; echo "$v"; printf -v v %s low; echo $v; for v in a b; do echo -n $v; done; echo; declare -l w; mapfile -t w <<< ABC; declare -p w
#### an attribute with arithmetic
declare -iu n; n=2+3; declare -p n; n=abc; declare -p n
#### local attributes
declare -u x=out; f() { local x=in; declare -p x; local -l y=ABC; echo $y; }; f; echo $x
#### case operators and transformations
x=hello; echo ${x@u} ${x@U} ${x@L}; y=HELLO; echo ${y@L} ${y@u} "${y,}"; set -- ab cd; echo "${@@u}" "${*@U}"
#### case operators after indirection
x=word r=x; echo ${!r^} ${!r^^} ; a=(q w) r='a[@]'; echo ${!r^^}
#### unknown operators
x=a; (echo ${x^^^}); (echo ${x@z}); (echo ${x@}); (echo ${x@UU}); echo $?
#### spaces and quotes in the pattern
x='a b'; echo "${x^^ }" "${x^^"a"}" "${x^^'a'}" ${x^^[a b]}
#### capitalize excludes the others
declare -l x=A; declare -c x; x='fOO bar'; declare -p x; declare -u x; declare -p x; x=a; declare -p x; declare -c x; x=éÀ; x+=QQ; declare -p x; declare -lc y=Ab; declare -p y

#### extended patterns without extglob
x=abab
echo ${x^^*([a-b])} ${x^@(a|b)} ${x^^?(a)} ${x^^!(a)}
y='@(a|b)'; echo ${x^$y} ${x^^"@(a)"}
