# Bytes that are no text, and what the locale changes.
#### lengths
x=aé€😀; echo ${#x}; LC_ALL=C; echo ${#x}; LC_ALL=C.UTF-8; echo ${#x}; LC_ALL=; LC_CTYPE=C; echo ${#x}; unset LC_CTYPE LC_ALL; LANG=C; echo ${#x}
#### invalid sequences count as bytes
for x in $'\xff' $'a\xffb' $'\xc3' $'\xc3\x28' $'\xe2\x82' $'\xe2\x82\xac' $'\xf0\x9f\x98' $'\xc0\x80' $'\xed\xa0\x80' $'\x80\x80' $'é\xff€'; do echo -n "${#x} "; done; echo
#### cutting through
x=$'a\xff\xe9z'; printf '%s\n' "${x:1:1}" "${x:2}" "${x: -1}" | od -An -tx1; y=é; LC_ALL=C; printf '%s\n' "${y:0:1}" "${y:1}" | od -An -tx1
#### bytes survive everything
x=$'\x7f\x80\xfe\xff'; y=$x; a=("$x"); for v in "$x" "$y" "${a[0]}" "${x@E}" "${x/a/b}"; do printf %s "$v" | od -An -tx1; done
#### all bytes through a variable
s=; for ((i=1;i<256;i++)); do printf -v h '\\x%x' $i; printf -v c "$h"; s+=$c; done; LC_ALL=C; echo ${#s}; printf %s "$s" | od -An -tx1 | head -3; LC_ALL=C.UTF-8; printf %s "$s" | od -An -tx1 | head -3
#### patterns with bytes
x=$'a\xffb\xfec'; printf '%s' "${x//[!a-z]/_}"; echo; printf '%s' "${x#*$'\xff'}" | od -An -tx1; [[ $x == a?b?c ]] && echo q; LC_ALL=C; [[ $x == *[$'\xf0'-$'\xff']b* ]] && echo r; echo "${x//[^a-z]/.}"
#### a part of a character is not found in UTF-8
x=é; [[ $x == *$'\xa9' ]]; echo $?; echo "${x%$'\xa9'}" | od -An -tx1; [[ $x == $'\xc3'* ]]; echo $?; LC_ALL=C; [[ $x == *$'\xa9' ]]; echo $?; [[ $x == $'\xc3'* ]]; echo $?
#### case of letters by locale
x=aéÀz; echo "${x^^}" "${x,,}"; LC_ALL=C; echo "${x^^}" "${x,,}"; declare -u u=é; echo $u; LC_ALL=C.UTF-8; u=é; echo $u
#### classes by locale
for w in é À ñ ß 日 ٣ ' ' $'\u00a0' $'\u2003' … € 😀; do for k in alpha upper lower digit space punct print graph cntrl alnum; do [[ $w == [[:$k:]] ]] && echo -n "$k "; done; echo; done
#### no class for letters in the C locale
LC_ALL=C; for w in é À; do [[ $w == [[:alpha:]]* ]]; echo $?; [[ $w == ?? ]]; echo $?; done; [[ $'\xe9' == [[:alpha:]] ]]; echo $?
#### quoting by locale
x=$'é\xff\u200b日'; printf '%q\n' "$x"; echo "${x@Q}"; declare -p x; eval "y=${x@Q}"; [[ $x == "$y" ]] && echo same
#### code points by locale
printf '\u00e9|\u20ac\n' | od -An -tx1; echo -e '\u00e9' | od -An -tx1; LC_ALL=C; printf '\u00e9|\u20ac\n'; echo -e '\u00e9' $'\u00e9'; printf '%d\n' "'é"
#### character values
printf '%d ' "'é" "'€" "'😀" "'a" "'" '"x'; echo; printf '%d\n' "'"$'\xff'; LC_ALL=C; printf '%d\n' "'é"
#### out of range code points
printf %s $'\ud800' | od -An -tx1; printf %s $'\U110000' | od -An -tx1; printf %s $'\uffff' $'\U10ffff' $'\U7fffffff' | od -An -tx1; printf %s $'\ufeff' | od -An -tx1
#### reading characters
read -n 1 x <<< éa; echo $x; read -N 2 x <<< é€z; echo $x; LC_ALL=C; read -n 1 x <<< éa; printf %s "$x" | od -An -tx1
#### reading invalid bytes
printf '\xffab\n' | { read -n 2 x; printf %s "$x" | od -An -tx1; }; printf '\xc3' | { read -n 1 x; printf %s "$x" | od -An -tx1; }; printf '\xe2\x82x\n' | { read -n 2 x; printf %s "$x" | od -An -tx1; }
#### splitting on a character of several bytes
IFS=é; x=aébéc; set -- $x; echo $# "$*" | od -An -c; LC_ALL=C; set -- $x; echo $#
#### comparing
[[ a < b ]] && echo 1; [[ Z < a ]] && echo 2; [[ é > z ]] && echo 3; [[ é < 日 ]] && echo 4; [ é \> e ] && echo 5; [[ $'\xff' > é ]] && echo 6; LC_ALL=C; [[ $'\xff' > é ]] && echo 7
#### names are ASCII
é=1; echo $?; declare é=1; echo $?; echo "$é" ${é-x} 2>&1; echo $?
#### functions and commands may have any name
fé() { echo "fé $1"; }; fé a; declare -F fé; 日本; echo $?; function ñ { echo n; }; ñ
#### widths
printf '[%3s]\n' é 日; printf '[%-4s]\n' é; printf '[%.1s]\n' éa; LC_ALL=C; printf '[%3s]\n' é; printf '[%.1s]\n' é | od -An -tx1
#### the locale of a command only
x=é; LC_ALL=C eval 'echo ${#x}'; echo ${#x}; f() { local LC_ALL=C; echo ${#x}; }; f; echo ${#x}; (LC_ALL=C; echo ${#x}); echo ${#x}
#### globs by bytes
mkdir d; cd d; touch aé é ñandú; LC_ALL=C; echo ?? ???; LC_ALL=C.UTF-8; echo ? ??
#### case statements with bytes
case $'\xff' in $'\xff') echo 1;; esac; case $'\xff' in [$'\xff']) echo 2;; esac; case $'\xff\xfe' in ??) echo 3;; esac; case é in [é]) echo 4;; esac; case é in [[:alpha:]]) echo 5;; esac; case $'\xe9' in [é]) echo no;; *) echo 6;; esac
#### regular expressions with characters
[[ é =~ ^.$ ]]; echo $?; [[ $'\xff' =~ ^.$ ]]; echo $?; LC_ALL=C; [[ é =~ ^..$ ]]; echo $?
#### trimming zero-width and combining characters
x=$'e\u0301'; echo ${#x} "${x%?}" "${x^}"; y=$'\u200d'; echo ${#y}; z=$'🇩🇪'; echo ${#z}
