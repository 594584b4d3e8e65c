# Substrings and slices: offsets, lengths, negatives, on every kind of parameter.
#### offsets and lengths of a scalar
x=0123456789; echo "${x:3}|${x:0}|${x:3:2}|${x:3:0}|${x:9}|${x:10}|${x:11}|${x:3:99}"
#### negative offsets want a space or parentheses
x=0123456789; echo "${x: -3}|${x:(-3)}|${x: -3:2}|${x:-3}|${x: -10}|${x: -11}|${x:0-2}"
#### negative lengths count from the end
x=0123456789; echo "${x:2:-3}|${x: -5:-2}|${x:0:-9}|${x:0:-10}|${x:5:-5}"
#### a length that ends before its start
x=0123456789; echo "${x:5:-6}"; echo "after $?"
#### a length below the start, unquoted name of a positional parameter
set -- abcdef; echo ${1:2} ${1:1:3} ${1: -2} ${1:1:-1}; echo ${1:3:-9}; echo no
#### expressions
x=0123456789 i=2; echo "${x:i}|${x:i+1:i*2}|${x:$i:$((i+1))}|${x:i>1?4:5}|${x:(i>1?4:5):1}|${x: i }"
#### expressions with side effects
x=abcdef i=0; echo "${x:i++:1}${x:i++:1}${x:i++:1} $i"; echo "${x:j=2:1} $j"
#### empty expressions
x=abc; echo "[${x::2}] [${x: :2}] [${x:1:}] [${x::}]"; echo ${x:}
echo next
#### bad expressions
x=abc; (echo ${x:1+}); (echo ${x:1:2/0}); (echo ${x:a b}); (echo ${x:'1'}); echo $?
#### empty and unset scalars
e=; unset u; echo "[${e:0}] [${e:1}] [${e: -1}] [${u:0}] [${u:2:1}] [${u: -1}]"
#### characters are counted, not bytes
x=aéñ€z; echo "${x:1:2} ${x:3} ${x: -2} ${x:1:-1} ${#x}"; LC_ALL=C; echo "${x:1:2} ${x:7} ${#x}"
#### positional parameters
set -- a b c d e; echo "${@:2}|${@:2:2}|${@:1:1}|${*:4}|${@:5}|${@:6}|${@: -2}|${@: -2:1}"
#### positional parameters from zero
set -- a b c; echo "${@:0:1}|${@:0}|${*:0:2}|${@::2}"
#### negative lengths of positional parameters
set -- a b c d; (echo "${@:2:-1}"); echo $?; (echo "${*:1:-2}"); echo $?
#### slices too far
set -- a b; echo "[${@:9}] [${@: -9}] [${@: -2}] [${@: -3}] [${@:1:0}]"
#### slices keep their words
set -- 'a b' '' 'c d' e; printf '<%s>' "${@:1:3}"; echo; printf '<%s>' ${@:1:3}; echo; printf '<%s>' "${*:1:3}"; echo; printf '<%s>' x"${@:2:2}"y; echo
#### star joins with IFS
set -- a b c d; IFS=-; echo "${*:2}" ${*:2:2} "${@:2}"; IFS=; echo "${*:2}"; unset IFS; echo "${*:2}"
#### arrays
a=(z y x w v); echo "${a[@]:1}|${a[@]:1:2}|${a[*]: -2}|${a[@]: -2:1}|${a[@]:0}|${a[@]::2}|${a[@]:5}|${a[@]:9}"
#### sparse arrays are sliced by index, lengths count elements
a=([2]=b [5]=e [9]=i [20]=t); echo "${a[@]:0}|${a[@]:3}|${a[@]:5:2}|${a[@]:6:1}|${a[@]: -1}|${a[@]: -11}|${a[@]: -15:2}|${a[@]: -16:2}|${a[@]: -30}"
#### negative lengths of arrays
a=(1 2 3); (echo "${a[@]:0:-1}"); echo $?; (echo ${a[*]:1:-1}); echo $?
#### elements are sliced as strings
a=(hello world); echo "${a[0]:1:3} ${a[1]: -2} ${a:1} ${a[5]:1}"; declare -A m=([k]=value); echo "${m[k]:1:3} ${m[@]:0:1} ${m[*]:1:1}"
#### associative arrays slice their values in order
declare -A m=([only]=one); echo "[${m[@]:0}] [${m[@]:1}] [${m[@]:2}] [${m[@]:0:0}]"
#### slices of a scalar as an array
s=hello; echo "${s[@]:0}|${s[@]:1}|${s[*]:0:1}|${s[0]:1:2}"
#### nested parts in an offset
x=abcdef a=(1 2 3); echo "${x:${a[1]}:${#a[@]}} ${x:a[0]} ${x:a[0]:a[2]} ${x:$(echo 4)} ${x:`echo 5`}"
#### a colon in a conditional needs parentheses
x=abcdef; echo "${x:1?2:3}" "${x:(1?2:3):2}" "${x:0?1:2}"
#### large numbers
x=abc; echo "[${x:9999999999}] [${x:0:9999999999}] [${x: -9999999999}] [${x:1:9223372036854775807}]"
#### slices of at with an offset of minus zero
set -- a b; echo "[${@:0-0:1}] [${@:1-1}]" 
#### lengths
x=hello; a=(one three ''); declare -A m=([q]=four4); set -- p ppp; echo ${#x} ${#a} ${#a[1]} ${#a[@]} ${#a[*]} ${#m[q]} ${#m[@]} ${#1} ${#2} ${#3} ${#@} ${#*} ${#}
#### lengths of nothing
unset u; declare -A m; b=(); echo ${#u} ${#u[@]} ${#b[@]} ${#m[@]} ${#u[3]} ${#m[x]} ${#b}
#### lengths with an operator are errors
x=abc; (echo ${#x:1}); echo $?; (echo ${#x-d}); echo $?; (echo ${#x%c}); echo $?; (echo ${#a[@]:1}); echo $?
#### slices assigned to arrays
set -- a b c d; b=("${@:2:2}"); declare -p b; c=(${b[@]:1}); declare -p c; b=("${b[@]:1}" "${b[@]::1}"); declare -p b
#### deleting by slices in the middle
a=(0 1 2 3 4); a=("${a[@]:0:2}" "${a[@]:3}"); echo "${a[@]}" ${#a[@]}
#### a substring of indirection
x=abcdef r=x; echo ${!r:2:2} ${!r: -1}; a=(q w e) r='a[@]'; echo ${!r:1} "${!r:0:2}"; r='a[1]'; echo "${!r:0}"
#### an integer and a nameref
declare -i n=12345; declare -n ref=n; echo ${n:1:2} ${ref: -2}; ref=99; echo ${n:0:1}
#### a negative length is shown as written, after the offset is checked
x=abc n=-9; (echo "${x:1:n}"); (echo "${x:2: -2}"); (echo "${x:9:-9}"); (echo "${x:0:n+1}"); set -- p q; (echo "${@:1: -1}"); (echo "[${@:9:-1}]"); a=(1 2 3); (echo "${a[*]:1: n}"); (echo "[${a[@]: -9:-1}]"); declare -A m=([k]=v); (echo "[${m[@]:2: -1}]"); (echo "${m[@]:0:$n}")
#### slices of an associative array by offset
declare -A m=([a]=1 [b]=2 [c]=3); echo "${m[@]}"
for i in 0 1 2 3 4 5; do echo "$i: ${m[@]:i} | ${m[@]:i:1} | ${m[@]:i:2}"; done
for i in 1 2 3 4 5 6; do echo "-$i: ${m[@]:0-i} | ${m[@]:0-i:1} | ${m[@]:0-i:2}"; done
(echo "${m[@]:3:-1}"); (echo "${m[@]:4:-1}"); (echo "${m[@]:5:-1}"); (echo "${m[@]:0-4:-1}"); (echo "[${m[@]:0-5:-1}]")
declare -A o; echo "[${o[@]:0}][${o[@]:1}][${o[@]: -1}][${o[@]:0:2}]"
