# What the locale changes, in the middle of a script too.
#### quoted values
for l in C C.UTF-8 POSIX; do export LC_ALL=$l
x=$'é\xff\u20ac\x01z'
printf '%q\n' "$x" é ÿ $'\xe9'
echo "${x@Q}" "${x@A}" "${x@E}"
declare -p x
y=é; declare -p y; echo "${y@Q}"; set | grep ^y=
a=(é b); declare -p a; echo "${a[@]@Q}" "${a[@]@K}"
declare -A h=([é]=ü); declare -p h
export z=é; export -p | grep ' z='
alias q=é; alias q
trap 'echo é' USR1; trap -p USR1
f() { echo é; }; declare -f f
(set -x; echo é "$x"; z=é; [[ é == ü ]]; case é in ü) ;; esac; for i in é; do :; done) 2>&1
echo "${#x} ${#y} ${x:1:1} ${y:0:1}" | od -An -tx1
printf '%b\n' 'é\xe9\u00e9' | od -An -tx1
done
#### escapes of code points
for l in C C.UTF-8; do export LC_ALL=$l
printf '\u00e9 \U1F600 \u20ac\n' | od -An -tx1
echo $'\u00e9 \U1F600 \u20ac' | od -An -tx1
printf '%b' '\u00e9' | od -An -tx1
echo -e '\u00e9 \U1F600' | od -An -tx1
x='\u00e9'; echo "${x@E}" | od -An -tx1
done
LC_ALL=C; echo $'\u00e9' | od -An -tx1; unset LC_ALL; LC_ALL=C.UTF-8; echo $'\u00e9' | od -An -tx1
#### lengths, slices and separators
x='aéz€😀'
for l in C C.UTF-8; do LC_ALL=$l
echo ${#x} "${x:1:1}" "${x:2:2}" "${x: -1}" "${x:(-2):1}" "${x%?}" "${x#??}" "${x/é/E}" "${x//[^a-z]/-}" "${x^^}" "${x^}" "${x,,}" | od -An -c
case é in ?) echo one;; ??) echo two;; esac
[[ é == ? ]] && echo one; [[ é == ?? ]] && echo two
[[ é =~ ^.$ ]] && echo one; [[ é =~ ^..$ ]] && echo two
read -n 1 v <<< 'éa'; echo "$v" | od -An -tx1
read -N 2 v <<< 'éa'; echo "$v" | od -An -tx1
read -d é v <<< 'aéb'; echo "$v" | od -An -tx1
IFS=é read a b <<< '1é2'; echo "$a|$b" | od -An -tx1
IFS=é; set -- $x; echo $# "$1" "$2" | od -An -tx1; echo "$*" | od -An -tx1; unset IFS
v=1é2ü3; IFS=éü; set -- $v; echo $#; unset IFS
printf '%5s|%-5s|%.1s|%c\n' é é é é | od -An -tx1
printf '%d\n' "'é" "'€" "'😀" $'\'\xff'
echo "é" | while read -n1 c; do echo "[$c]"; done | od -An -tx1
echo ${x@U} ${x@u} ${x@L} | od -An -c
declare -u up=éa; declare -l lo=ÉA; declare -c ca=éa; echo $up $lo $ca | od -An -tx1
mapfile -d é m <<< aéb; declare -p m | od -An -tx1
done
#### upper and lower case
for l in C C.UTF-8; do LC_ALL=$l
x=straßeÿµıſǆéàÉÀñ
echo "${x^^}" "${x,,}" "${x~~}" "${x^}" "${x~}" "${x^^[é]}" "${x,,[É]}"
[[ É == é ]] || echo no; shopt -s nocasematch; [[ É == é ]] && echo yes; case Ñ in ñ) echo yes;; esac; [[ ÉA =~ éa ]] && echo yes; shopt -u nocasematch
done
#### classes of characters
for l in C C.UTF-8; do LC_ALL=$l
for c in é É ß € 1 ² ٣ _ ' ' $'\u00a0' $'\u2003' '!' ¿ 中 😀 $'\x7f' $'\u0085' $'\u200b' ª Ⅷ ǅ; do
printf '%s:' "$c"
for k in alpha upper lower digit alnum punct space blank cntrl graph print xdigit word ascii; do [[ $c == [[:$k:]] ]] && printf ' %s' $k; done; echo
done
done
#### ranges
for l in C C.UTF-8; do LC_ALL=$l
for p in '[a-z]' '[A-Z]' '[[=e=]]' '[[.e.]]' '[!a-z]' '[à-ÿ]' '[a-é]' '[^é]' '[é]' '[[=é=]]' '[[.é.]]' '[[.space.]]' '[é-]' '[z-a]'; do printf '%s:' "$p"; for c in a B e é É ü ' ' - ÿ; do [[ $c == $p ]] && printf ' %s' "$c"; done; echo; done
done
shopt -u globasciiranges
for l in C C.UTF-8; do LC_ALL=$l
for p in '[a-z]' '[A-Z]' '[a-é]'; do printf '%s:' "$p"; for c in a B e é É ü; do [[ $c == $p ]] && printf ' %s' "$c"; done; echo; done
done
#### which variable counts
unset LC_ALL LANG LC_CTYPE
x=é
LANG=C.UTF-8; echo lang ${#x}
LC_CTYPE=C; echo ctype ${#x}
LC_ALL=C.UTF-8; echo all ${#x}
LC_ALL=; echo all empty ${#x}
unset LC_ALL; echo unset ${#x}
unset LC_CTYPE; echo lang ${#x}
LC_CTYPE=; echo empty ctype ${#x}
LANG=C; LC_CTYPE=C.UTF-8; echo ctype ${#x}
LC_CTYPE=C.utf8; echo ${#x}; LC_CTYPE=C.UTF8; echo ${#x}
f() { local LC_ALL=C; echo local ${#x}; }; f; echo ${#x}
LC_ALL=C eval 'echo temp ${#x}'; echo ${#x}
LC_ALL=C true; echo ${#x}
(LC_ALL=C; echo ${#x}); echo ${#x}
g() { echo g ${#x}; }; LC_ALL=C g; echo ${#x}
export LC_ALL=C; bash -c 'x=é; echo child ${#x}'; unset LC_ALL
declare LC_ALL=C; echo ${#x}; unset LC_ALL; echo ${#x}
read LC_ALL <<< C; echo ${#x}; unset LC_ALL
printf -v LC_ALL C; echo ${#x}; unset LC_ALL
for LC_ALL in C C.UTF-8; do echo ${#x}; done; unset LC_ALL
: ${LC_ALL:=C}; echo ${#x}; unset LC_ALL
LC_MESSAGES=C; echo ${#x}; LC_NUMERIC=C; LC_TIME=C; echo ${#x}
LC_ALL=C printf '%s\n' é | od -An -tx1
LC_ALL=C; IFS=é; v=aéb; set -- $v; echo $#; LC_ALL=C.UTF-8; set -- $v; echo $#
#### orders
mkdir d; cd d; touch a B c D é É z Z _x 1 10 2 a-b ab A
for l in C C.UTF-8 POSIX; do LC_ALL=$l; echo *; echo [a-z]*; echo [[:alpha:]]; echo ?; [[ a < B ]]; echo $?; [[ é < z ]]; echo $?; [[ Z < é ]]; echo $?; test a '<' B; echo $?; [ é \> z ]; echo $?; done
unset LC_ALL; for l in C C.UTF-8; do LC_COLLATE=$l; echo *; [[ a < B ]]; echo $?; done
unset LC_COLLATE; LANG=C; echo *; LANG=C.UTF-8; echo *
#### bytes that are no text
LC_ALL=C.UTF-8
x=$'a\xffb\xc3'; echo ${#x} "${x:1:1}" "${x:1:2}" "${x%?}" "${x#?}" "${x#??}" "${x/?/z}" "${x//?/z}" "${x^^}" "${x: -1}" | od -An -tx1
case $'\xff' in ?) echo one;; esac; case $'\xc3\xa9\xff' in ??) echo two;; ???) echo three;; esac
[[ $x == *$'\xff'* ]] && echo has; [[ $x == a?b? ]] && echo q
[[ $'\xff' == [$'\xff'] ]] && echo br; [[ $'\xff' == [!a] ]] && echo neg; [[ $'\xff' == [[:alpha:]] ]] || echo noalpha
printf '%q %s\n' "$x" "$x" | od -An -tx1; echo "${x@Q}"; declare -p x
read -n 1 v <<< $'\xffa'; echo "$v" | od -An -tx1; read -n 1 v <<< $'\xc3a'; echo "$v" | od -An -tx1; read -n 2 v <<< $'\xc3a\xa9b'; echo "$v" | od -An -tx1
IFS=$'\xff'; set -- $x; echo $#; unset IFS
IFS=$'\xc3'; y=aéb; set -- $y; echo $#; unset IFS
printf '%5s|%.2s|%c\n' "$x" "$x" "${x:1}" | od -An -tx1
printf '%d\n' "'"$'\xff' 2>&1
echo "${x//[^a-z]/-}" "${x/$'\xff'/F}" "${x//$'\xc3'/C}"
y=é; echo "${y/$'\xa9'/X}" "${y#$'\xc3'}" | od -An -tx1
[[ é == *$'\xa9' ]] && echo part || echo whole
[[ $'\xff' =~ . ]] && echo re; [[ $'\xff' =~ ^[^a]$ ]] && echo re2
printf '%s\n' $'\xff\xfe' | while read -r l; do echo "${#l}"; done
