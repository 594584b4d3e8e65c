#### mapfile
# Counts, origins, delimiters, callbacks, errors.
printf 'a\nb\nc\n' | { mapfile; echo "${#MAPFILE[@]}"; printf '[%s]' "${MAPFILE[@]}"; }
mapfile -t x < <(printf '1\n2\n\n4'); declare -p x; mapfile -t -n 2 -s 1 y <<< $'a\nb\nc\nd'; declare -p y
mapfile -t -O 3 y <<< z; declare -p y; mapfile -d: -t q <<< 'a:b:c'; declare -p q
readarray -t -C 'echo cb' -c 2 w <<< $'1\n2\n3 x\n4'; declare -p w
mapfile -n x y; echo $?; mapfile 1a; echo $?; declare -A as; mapfile as </dev/null; echo $?; mapfile -u 55 z; echo $?
printf 'x\0y\0' | { mapfile -d '' -t n; declare -p n; }
mapfile -t e </dev/null; declare -p e; { mapfile -n 1 l; read r; echo "$r"; } <<< $'one\ntwo'
