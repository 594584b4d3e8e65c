# Idioms of scripts: trimming, joining, splitting, encoding, padding.
#### trimming by expansion
trim() { local s=$1; s="${s#"${s%%[![:space:]]*}"}"; s="${s%"${s##*[![:space:]]}"}"; printf '[%s]\n' "$s"; }; trim '  a b  '; trim ''; trim '   '; trim x; trim $'\t\n y \n'
#### joining
join() { local IFS=$1; shift; echo "$*"; }; join , a 'b c' d; join '' x y; join '::' p q; join_by() { local d=$1 f=$2; shift 2; printf %s "$f" "${@/#/$d}"; echo; }; join_by ', ' a b c; join_by ' & ' x y
#### splitting into an array
s='a:b::c:'; IFS=: read -ra p <<< "$s"; declare -p p; IFS=: p=($s); declare -p p; old=$IFS; IFS=,; set -- $(echo x,y,z); IFS=$old; echo $#; readarray -td: q <<< "$s"; declare -p q; IFS=$'\n' read -rd '' -a r <<< $'l1\nl 2\n\nl3'; declare -p r
#### percent encoding
enc() { local s=$1 i c o=; for ((i=0;i<${#s};i++)); do c=${s:i:1}; case $c in [a-zA-Z0-9.~_-]) o+=$c;; *) printf -v c '%%%02X' "'$c"; o+=$c;; esac; done; echo "$o"; }; enc 'a b/c?d=é&'; LC_ALL=C enc 'a é'
dec() { local s=${1//+/ }; printf '%b\n' "${s//%/\\x}"; }; dec 'a%20b%2Fc+d%C3%A9'
#### repeating and padding
printf '%*s|%-*s|\n' 5 ab 5 cd; printf -v l '%*s' 10 ''; echo "${l// /-}"; printf '=%.0s' {1..5}; echo; printf '%0*d\n' 5 42; printf '%s\n' "${x:=$(printf 'ab%.0s' 1 2 3)}"
#### reversing and counting
s='hello wörld'; r=; for ((i=${#s}-1;i>=0;i--)); do r+=${s:i:1}; done; echo "$r"; t=${s//[^l]/}; echo ${#t}; declare -A n; while IFS= read -rn1 c; do [[ $c ]] && ((++n[$c])); done <<< "$s"; for k in h l o ö; do echo -n "$k${n[$k]} "; done; echo
#### extensions and folders
for p in /a/b.tar.gz c.d/e f. .g /h/ i; do b=${p##*/}; d=${p%/*}; echo "$b|$d|${b%.*}|${b##*.}|${p%%.*}"; done
#### case conversion and titles
t='the quick brown'; for w in $t; do echo -n "${w^} "; done; echo; echo "${t^^[aeiou]}" "${t~~}"; read -ra a <<< "$t"; echo "${a[@]^}" "${a[*]^^}"
#### validating
for v in 42 -7 3.5 abc '' 0x1f 1e3 ' 5'; do [[ $v =~ ^-?[0-9]+$ ]] && echo -n "int "; [[ $v =~ ^[+-]?([0-9]*\.)?[0-9]+$ ]] && echo -n "num "; [[ $v == ?(-)+([0-9]) ]] && echo -n "glob "; case $v in ''|*[!0-9]*) echo "no: $v";; *) echo "digits: $v";; esac; done
#### e-mail and dates by regex
re='^([[:alnum:]._%+-]+)@([[:alnum:].-]+)\.([a-z]{2,})$'; for m in a.b@c.org bad@ x+y@d-e.co.uk; do if [[ $m =~ $re ]]; then echo "${BASH_REMATCH[1]} at ${BASH_REMATCH[2]} tld ${BASH_REMATCH[3]}"; else echo "no $m"; fi; done; d=2024-02-30T10:20; [[ $d =~ ^([0-9]+)-([0-9]+)-([0-9]+)(T([0-9:]+))?$ ]] && printf '%s;' "${BASH_REMATCH[@]}"; echo
#### key=value parsing
while IFS='=' read -r k v; do [[ -z $k || $k == \#* ]] && continue; k=${k//[[:space:]]/}; v=${v%%#*}; v=${v%"${v##*[![:space:]]}"}; echo "$k -> '$v'"; done <<'X'
# comment
a=1
 b = two words  # note
c=x=y

d=
X
#### options loop
parse() { local v=0 o= args=(); while (($#)); do case $1 in -v|--verbose) ((v++));; -o) o=$2; shift;; --out=*) o=${1#*=};; --) shift; args+=("$@"); break;; -*) echo "bad $1"; return 2;; *) args+=("$1");; esac; shift; done; echo "v=$v o=$o args=(${args[*]@Q})"; }; parse -v --verbose -o f 'a b' -- -x; parse --out=g; parse -z; echo $?
#### quoting for another shell
a=('a b' "it's" '$x' ''); printf -v cmd '%q ' "${a[@]}"; echo "$cmd"; eval "set -- $cmd"; echo $#; echo "${a[@]@Q}"; bash -c "printf '<%s>' ${a[*]@Q}"; echo
#### sorting an array
a=(pear apple 'fig tree' 10 9 apple); mapfile -t s < <(printf '%s\n' "${a[@]}" | sort); declare -p s; mapfile -t s < <(printf '%s\n' "${a[@]}" | sort -u); echo "${#s[@]}"; IFS=$'\n' t=($(sort <<< "${a[*]}")); unset IFS; echo "${t[2]}"
#### bubble sort and search
a=(5 3 9 1 7); n=${#a[@]}; for ((i=0;i<n;i++)); do for ((j=0;j<n-i-1;j++)); do if ((a[j]>a[j+1])); then t=${a[j]} a[j]=${a[j+1]} a[j+1]=$t; fi; done; done; echo "${a[@]}"; lo=0 hi=$((n-1)); while ((lo<=hi)); do ((mid=(lo+hi)/2, a[mid]==7)) && break; ((a[mid]<7 ? (lo=mid+1) : (hi=mid-1))); done; echo $mid
#### sets by keys
declare -A s; for w in a b a c b; do s[$w]=; done; echo "${#s[@]}"; [[ ${s[a]+x} ]] && echo has a; [[ ${s[z]+x} ]] || echo no z; unset 's[a]'; [[ -v s[a] ]] || echo gone; for k in "${!s[@]}"; do echo $k; done | sort | tr '\n' ' '; echo
#### stack and queue
st=(); st+=(a); st+=(b); st+=(c); echo "${st[-1]}"; unset 'st[-1]'; echo "${st[@]}"; q=(1 2 3); q=("${q[@]:1}"); q+=(4); echo "${q[@]} ${#q[@]} ${q[0]}"; st=("${st[@]:0:${#st[@]}-1}"); echo "${st[*]}"
#### matrix by keys
declare -A m; for ((i=0;i<3;i++)); do for ((j=0;j<3;j++)); do m[$i,$j]=$((i*j)); done; done; for ((i=0;i<3;i++)); do r=; for ((j=0;j<3;j++)); do r+="${m[$i,$j]} "; done; echo "$r"; done; echo ${#m[@]}
#### numbers with separators and units
n=1234567; r=; while ((${#n}>3)); do r=",${n: -3}$r"; n=${n%???}; done; echo "$n$r"; h() { local b=$1 u=(B K M G) i=0; while ((b>=1024 && i<3)); do ((b/=1024, i++)); done; echo "$b${u[i]}"; }; h 500; h 2048; h 5000000; printf '%d.%02d\n' $((314/100)) $((314%100)); echo $(( (7*100+3/2)/3 ))
#### base conversion
d2b() { local n=$1 r=; while ((n)); do r=$((n%2))$r; ((n/=2)); done; echo "${r:-0}"; }; d2b 10; d2b 0; echo $((2#1010)) $((16#fF)) $((8#17)); printf '%x %o %X\n' 255 8 48879; echo "obase" | tr a-z A-Z; for i in {0..3}; do printf '%d:%s ' $i "$(d2b $i)"; done; echo
#### primes, gcd, fibonacci, factorial
gcd() { ((b=$2, b==0)) && echo $1 || gcd $b $(($1%b)); }; gcd 48 18; fib() { local a=0 b=1 i; for ((i=0;i<$1;i++)); do ((t=a+b,a=b,b=t)); done; echo $a; }; fib 50; fact() { (($1<2)) && echo 1 || echo $(($1*$(fact $(($1-1))))); }; fact 15; for ((p=2;p<30;p++)); do for ((i=2;i*i<=p;i++)); do ((p%i)) || continue 2; done; echo -n "$p "; done; echo
#### default arguments and required ones
f() { local name=${1:-world} n=${2:-1} sep=${3-,}; local i out=; for ((i=0;i<n;i++)); do out+="$name$sep"; done; echo "${out%"$sep"}"; }; f; f x 3; f y 2 ''; f z 2 ' - '; g() { : "${1:?usage: g NAME}"; echo ok; }; (g a); (g) 2>&1; echo $?
#### variable names at run time
for v in one two; do printf -v "cfg_$v" '%s' "val_$v"; done; for n in "${!cfg_@}"; do echo "$n=${!n}"; done; declare "dyn=5" "arr[2]=x"; echo $dyn ${arr[2]}; n=dyn; declare -n r=$n; r=6; echo $dyn; unset -n r; eval "$n=7"; echo ${!n}
#### colors and escapes
red=$'\e[31m' off=$'\e[0m'; printf '%sx%s\n' "$red" "$off" | cat -v; echo -e '\e[1mb\033[0m' | cat -v; s="$red""a$off"; echo ${#s}; shopt -s extglob; echo "${s//$'\e'\[*([0-9;])m/}"
#### reading columns
printf '%s\n' 'root:x:0:0:r:/root:/bin/sh' 'u:x:1000:1000::/home/u:/bin/bash' | while IFS=: read -r name _ uid _ _ home shell; do printf '%-6s %5d %s %s\n' "$name" "$uid" "$home" "$shell"; done
#### last and nth elements
set -- a b c d; echo "${@: -1}" "${!#}" "${@:2:1}" "${*:$#}" "${@:$#-1}"; a=("$@"); echo "${a[-1]}" "${a[${#a[@]}-2]}" "${a[@]: -2:1}"; n=3; echo "${!n}" ${@:n:1}
#### here-document templates
name=N items=(a b); cat <<-X
	Hello $name, ${#items[@]} items:
	$(for i in "${items[@]}"; do echo "- $i"; done)
	${items[*]/#/* } \$name $((${#items[@]} * 2))
	X
#### comparing versions
vercmp() { local IFS=. i a=($1) b=($2); for ((i=0;i<${#a[@]}||i<${#b[@]};i++)); do ((10#${a[i]:-0}>10#${b[i]:-0})) && { echo gt; return; }; ((10#${a[i]:-0}<10#${b[i]:-0})) && { echo lt; return; }; done; echo eq; }; vercmp 1.2.3 1.2.10; vercmp 2.0 1.9.9; vercmp 1.0 1; vercmp 1.08 1.8
#### process all but some
for f in a.txt b.md c.txt README; do [[ $f == *.txt ]] || continue; echo "${f%.txt}"; done; shopt -s extglob; for f in a b c d; do case $f in !(b|c)) echo -n "$f ";; esac; done; echo; a=(x1 y2 x3); echo "${a[@]//x*/}" "${#a[@]}"; b=(); for e in "${a[@]}"; do [[ $e == x* ]] && b+=("$e"); done; echo "${b[@]}"
