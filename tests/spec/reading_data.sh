# read and mapfile: how a line is cut, joined, limited and kept.
#### fields
read a b c <<< '1 2 3 4  5 '; echo "$a|$b|$c|"; read a b <<< '  x  '; echo "$a|$b|"; read a <<< '  lead and trail  '; echo "[$a]"; read <<< '  keep all  '; echo "[$REPLY]"
#### backslashes
read a b <<< 'x\ y z'; echo "$a|$b"; read -r a b <<< 'x\ y z'; echo "$a|$b"; read a <<< 'a\b\\c'; echo "$a"; read a <<< 'a\nb'; echo "$a"; printf 'one\\\ntwo\n' | { read a; echo "$a"; }; printf 'one\\\ntwo\n' | { read -r a; echo "$a"; }
#### separators
IFS=: read a b c <<< 'x::y:z'; echo "$a|$b|$c"; IFS=: read a b <<< 'x:y:'; echo "$a|$b"; IFS=: read a b <<< 'x:y::'; echo "$a|$b"; IFS=: read a <<< 'x:'; echo "$a"; IFS=: read a <<< 'x:y:'; echo "$a"; IFS=: read a b <<< ':y'; echo "$a|$b"
#### mixed separators
IFS=' ,' read a b c <<< ' x , y,z , '; echo "$a|$b|$c|"; IFS=', ' read a b <<< 'x ,  y  z '; echo "$a|$b|"; IFS=$'\t' read a b <<< $'x\t\ty'; echo "$a|$b"; IFS= read a b <<< ' x y '; echo "[$a|$b]"
#### into an array
read -a a <<< 'x  y z'; declare -p a; IFS=, read -ra a <<< 'p,,q,'; declare -p a; read -a a <<< ''; declare -p a; a=(old 1 2); read -a a <<< new; declare -p a; read -r -a b c <<< 'x y'; declare -p b; echo "[$c]"
#### a delimiter
printf 'a;b;c' | { read -d ';' x; echo $x; read -d ';' y; echo $y; read -d ';' z; echo "$? $z"; }; printf 'a\0b\0' | { read -d '' x; echo $x; IFS= read -r -d '' y; echo $y; read -d '' z; echo "$? [$z]"; }; read -d xyz a <<< 'helloxworld'; echo $a
#### a number of characters
read -n 3 a <<< abcdef; echo $a; read -n 9 a <<< abc; echo "$? $a"; read -N 3 a <<< abcdef; echo $a; read -N 9 a <<< abc; echo "$? $a" | cat -A; read -n 0 a <<< abc; echo "$? [$a]"; read -n 2 a <<< éàü; echo $a; read -N 4 a <<< $'a\nbc'; echo "$a"
#### numbers of characters and fields
read -n 5 a b <<< 'a b c d'; echo "$a|$b"; read -N 5 a b <<< 'a b c d'; echo "$a|$b"; printf 'ab\ncd\n' | { read -n 5 x; read -n 5 y; echo "$x,$y"; }; read -rn 3 a <<< 'a\bc'; echo "$a"; read -n 3 a <<< 'a\bcd'; echo "$a"
#### the end of input
read a < /dev/null; echo "$? [$a]"; printf 'no newline' | { read a; echo "$? $a"; }; a=old; read a < /dev/null; echo "[$a]"; printf 'x' | { while read l || [[ $l ]]; do echo "$l"; done; }
#### errors
read 1x <<< a; echo $?; read 'a b' <<< a; echo $?; read -n x a <<< a; echo $?; read -n -1 a <<< a; echo $?; read -u 9 a; echo $?; read -z; echo $?; read -d; echo $?; read -t x a; echo $?; readonly r; read r <<< a; echo $?
#### more errors
read -a <<< a; echo $?; read -u x a; echo $?; read a[ <<< a; echo $?; read -a 'x y' <<< a; echo $?; declare -A m; read -a m <<< 'a b'; echo $?; read -N <<< a; echo $?; read '' <<< a; echo $?
#### descriptors and groups
exec 5<<< $'one\ntwo'; read -u 5 a; read b <&5; echo $a $b; read -u5 c; echo $?; { read x; read y; } <<< $'l1\nl2'; echo $x $y; exec 5<&-
#### elements and attributes
read 'a[2]' 'b[x]' <<< '1 2'; declare -p a b; declare -i n; read n <<< 2+3; echo $n; declare -u u; read u <<< abc; echo $u; declare -A m; read 'm[k]' <<< v; echo ${m[k]}
#### the same name twice
read a a b <<< '1 2 3'; echo $a $b; read a b c <<< 'only'; echo "$a|$b|$c|"; b=keep; read a b <<< x; echo "[$b]"
#### loops keep their input
printf '1\n2\n3\n' | while read a; do read b; echo "$a-$b"; done; while read k v; do echo "$v=$k"; done <<< $'a 1\nb 2 3\n\nc'
#### NUL and other bytes
printf 'a\0b\n' | { read x; echo "$x" ${#x}; }; printf '\xff\xfe x\n' | { read a b; printf %s "$a" | od -An -tx1; echo $b; }; printf 'a\rb\r\n' | { read x; printf %s "$x" | od -An -c; }
#### timeouts at once
read -t 0 <<< a; echo $?; read -t 0 < /dev/null; echo $?; read -t 0.01 a < <(sleep 1); (( $? > 128 )) && echo late; read -t 1 a <<< fast; echo $? $a
#### mapfile
mapfile a <<< $'x\ny'; declare -p a; mapfile -t a <<< $'x\n\ny'; declare -p a; mapfile -t < <(printf 'p\nq'); declare -p MAPFILE; mapfile -t e < /dev/null; declare -p e; readarray -t r <<< z; echo ${r[0]}
#### mapfile with counts, starts and skips
printf '%s\n' {1..6} > f; mapfile -t -n 2 a < f; echo ${a[@]}; mapfile -t -s 4 a < f; echo ${a[@]}; a=(x y z); mapfile -t -O 1 a < f; echo ${a[@]}; mapfile -t -n 1 -s 2 -O 5 a < f; declare -p a; mapfile -t -n 0 a < f; echo ${#a[@]}
#### mapfile delimiters
mapfile -d : a <<< a:b:c; declare -p a; mapfile -t -d : a < <(printf 'a::b'); declare -p a; mapfile -d '' a < <(printf 'x\0y\0'); declare -p a; mapfile -t -d '' a < <(printf 'x y\0z\n\0'); declare -p a
#### mapfile callbacks
f() { echo "cb $1 [$2] ${#a[@]}"; }; mapfile -t -C f -c 2 a < <(printf '%s\n' a b c d e); mapfile -t -C 'echo got' -c 1 b <<< x; mapfile -C f -c 3 c <<< one; echo ${#c[@]}
#### mapfile errors
mapfile 1x; echo $?; mapfile -n x a; echo $?; mapfile -s -1 a < /dev/null; echo $?; mapfile -O -1 a < /dev/null; echo $?; mapfile -c 0 a < /dev/null; echo $?; mapfile -u 9 a; echo $?; declare -A m; mapfile m < /dev/null; echo $?; readonly r; mapfile r <<< a; echo $?; mapfile -z; echo $?
#### mapfile keeps bytes
printf 'a\0b\n\xff\n' > f; mapfile -t a < f; printf '%s,' "${a[@]}" | od -An -tx1; echo ${#a[@]}; mapfile -t b <<< ''; echo ${#b[@]}; mapfile c < <(printf 'no end'); declare -p c
#### lines with odd ends
printf 'a\\' | { read x; echo "[$x]"; }; printf 'a\\\n' | { read x; echo "$? [$x]"; }; printf 'a b\\\n c\n' | { read x y; echo "$x|$y"; }; printf '\\\n\\\nx\n' | { read x; echo "[$x]"; }
#### IFS whitespace at the ends is kept by escapes
read a <<< '\ x\ '; echo "[$a]"; read a b <<< 'x \ y\ '; echo "[$a][$b]"; IFS=: read a b <<< 'x\:y:z'; echo "$a|$b"; read a <<< '\'; echo "$? [$a]"
#### prompts and silence without a terminal
read -p 'prompt> ' a <<< x; echo $a; read -s a <<< y; echo $a; read -e a <<< z; echo $a; read -p; echo $?; read -i text a <<< w; echo $a
#### in functions and pipes
f() { local x; read x; echo "in $x"; }; echo v | f; echo a b | read p q; echo "[$p]"; shopt -s lastpipe; echo c d | read p q; echo "$p $q"
#### select from a list
select w in one 'two three'; do echo "$REPLY:$w"; [[ $REPLY == q ]] && break; done 2>&1 <<< $'2\n9\nx\n\n1\nq'; echo "$?"
