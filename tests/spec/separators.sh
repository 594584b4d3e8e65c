#### separators
# Word splitting by separators that are no blanks.
v=hello; IFS=5; echo ${#v} "${#v}"; x=151; echo $x; unset IFS
IFS=1; echo $((5+6)) $x; unset IFS
IFS=x; set -- one "" two; printf '<%s>' $@; printf '<%s>' $*; for i in $@; do echo "-$i-"; done
a=(one '' two); printf '<%s>' ${a[@]} ${a[*]}; unset IFS; echo
IFS=; p_a=1 p_b=2; printf '<%s>' ${!p_@} ${!p_*}; unset IFS; echo
x=çx IFS=ç; set -- $x; echo $#; printf '<%s>' "$@"; read a b <<< "1ç2ç3"; echo "$a|$b"
set -- p q; echo "$*"; IFS=é; y=aéèb; printf '<%s>' $y; unset IFS; echo
printf "a b c" | { read -N 5 -a arr; declare -p arr; }
