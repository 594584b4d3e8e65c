# Indirect expansion and lists of names.
#### a variable, an element, a positional parameter
x=val r=x; echo ${!r}; a=(p q) r='a[1]'; echo ${!r}; declare -A m=([k k]=v) ; r='m[k k]'; echo ${!r}; set -- one two; r=2; echo ${!r}; r=@; echo "${!r}"; r='a[@]'; printf '<%s>' "${!r}"; echo; r='#'; echo ${!r}
#### with operators
x=hello r=x; unset u; q=u; echo ${!r:-d} ${!q:-d} ${!q-d} ${!r:+s} ${!r#h} ${!r%o} ${!r/l/L} ${!r:1:2} ${!q:=new} $u ${!r^}
#### the length has no indirection
x=hello r=x; (echo ${#!r}); echo $?
#### unset and empty references
unset u; (echo "[${!u}]"); echo $?; e=; (echo "[${!e}]"); echo $?; b='a b'; (echo "[${!b}]"); echo $?; n=1x; (echo "[${!n}]"); echo $?
#### more bad references
r='a['; (echo "${!r}"); echo $?; r='a[]'; (echo "${!r}"); echo $?; r='!'; (echo "[${!r}]"); echo $?; r='x-y'; (echo "${!r}"); echo $?; r='x y'; (echo "${!r-d}"); echo $?
#### a reference to an unset variable
r=nosuch; unset nosuch; echo "[${!r}]" "[${!r-unset}]"
#### the subscript is expanded
a=(x y z) i=2 r='a[i]'; echo ${!r}; r='a[$i]'; echo ${!r}; r='a[i-1]'; echo ${!r}; r='a[-1]'; echo ${!r}; r='a["1"]'; echo ${!r}
#### two steps need eval
x=y y=z z=deep; echo ${!x} ; eval echo \${!$x}
#### names by prefix
pfa=1 pfb=2; pfc=(1); declare pfd; echo ${!pf*} "${!pf@}"; IFS=,; echo "${!pf*}" "${!pf@}"; echo "[${!nosuch*}]" "[${!nosuch@}]"
#### names by prefix as words
pfa= pfb=; set -- "${!pf@}"; echo $#; set -- "${!pf*}"; echo $#; set -- "x${!pf@}y"; echo $# $1 $2
#### names that are unset are not listed
pfa=1; unset pfb; declare pfd; pfe=; f() { local pfl=1 pfm; echo ${!pf*}; }; f; echo ${!pf*}
#### keys
a=(a [5]=b [3]=c); echo ${!a[@]} "${!a[*]}"; declare -A m=([x y]=1); printf '<%s>' "${!m[@]}"; echo; s=str; echo ${!s[@]}; unset u; echo "[${!u[@]}]"; e=(); echo "[${!e[@]}]"
#### keys with IFS
a=(1 2 3); IFS=-; echo "${!a[*]}" "${!a[@]}" ${!a[*]}
#### an element as the reference
x=one y=two; refs=(x y); echo ${!refs} ${!refs[0]} ${!refs[1]}; declare -A m=([a]=y); echo ${!m[a]}
#### a positional parameter as the reference
x=val; set -- x y; echo ${!1} "[${!2}]" ; y=w; echo ${!2} ${!#}; f() { echo ${!1}; }; f x
#### a nameref gives its target's name
declare -n ref=target; target=tv; echo ${!ref} $ref; tv=end; declare -n r2=ref; echo ${!r2}; a=(1 2); declare -n re='a[1]'; echo ${!re} $re
#### indirection to special parameters
r='?'; false; echo ${!r}; r='*'; set -- a b; IFS=:; echo "${!r}"; r=0; echo ${!r##*/}; r='-'; echo ${!r//[^h]}
#### indirect assignment by printf, read and declare
r=x; printf -v "$r" %s one; echo $x; read -r "$r" <<< two; echo $x; declare "$r=three"; echo $x; eval "$r=four"; echo $x; export "$r"=five; echo $x
#### indirect slices
a=(a b c d) r='a[@]'; echo ${!r:1:2} "${!r: -1}"; r='a[*]'; IFS=+; echo "${!r:1}"; set -- p q; r=@; echo ${!r:1:1}
#### an operator that is a prefix list
x1=1; r=x1; echo ${!r*} ${!r@Q} ${!x1*}
#### default of an indirect parameter that is unset itself
unset r; (echo "${!r:-d}"); echo $?; r=; (echo "${!r:-d}"); echo $?; (echo "${!r+x}"); echo $?
#### bad substitutions
x=1; (echo ${x!}); (echo ${!}); (echo ${}); (echo ${x y}); (echo ${-x}); (echo ${!x y}); echo $?
#### more bad substitutions
(echo ${1a}); (echo ${a.b}); (echo ${ a}); (echo ${a b}); echo $?
#### a bad substitution ends a script's command
echo one; echo ${x y}; echo two
#### bad substitution in a function and in an assignment
f() { y=${a.b}; echo not here; }; f; echo nor here
#### a bad substitution shows the word around it
x=abc
echo pre${x:}post
echo "in ${x y} quotes"
echo 'lit'"in ${a.b}"tail
y="z${x y}"
cat <<X
first ${a.b}
last
X
[[ "u${a.b}" == x ]]; echo $?
case m${a.b} in x) ;; esac
echo $(( 1 + ${a.b} ))
echo ${z:-in ${a.b} out}
a=(p ${a.b} q)
for i in p${a.b}; do :; done
cat < file${a.b}
#### a quoted indirect expansion is a field, even an empty one
p() { printf '<%s>' "$@"; echo; }; unset u; e= r=u q=e; a=(u e) s='a[9]'; p "${!r}" "${!q}" "${!r:1}" "${!q:0:2}" "${!r#x}" "${!q/x/y}" "${!r^}" "${!q@Q}" "${!r@U}" "${!a[0]:1}" "${!a[1]%x}" "${!s}"; p "${!r-}" "${!r:+x}" "${!q+x}" "${!q:-}"; p x"${!r}" "${!r}""${!q}" ${!r} ${!q:1}; t='l[@]' l=(); p "${!t}" end; l=('' ''); p "${!t}" end
