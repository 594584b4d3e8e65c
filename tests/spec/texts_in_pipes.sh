Here-documents and here-strings are read from pipes, unless they are long.
#### the kind of file
[ -p /dev/stdin ] <<< x && echo pipe
[ -p /dev/fd/3 ] 3<<E && echo pipe
a
E
[ -f /dev/stdin ] <<< "$(printf '%70000s' x)" && echo file
#### nothing is left behind a program that has read
{ head -n 1; echo --; cat; } <<< $'a\nb\nc'
{ read x; sed 1q; echo "$x"; cat; } <<< $'a\nb\nc'
#### counts are wide
wc <<< 'a b'
wc -lw <<E
c d
E
wc -c <<< abc
#### a quote behind a backslash in a prompt
x='\"$HOME\" "$(echo \"a\")"' HOME=/h
echo "${x@P}"
#### a file that cannot be read ends a shell with set -e before the RETURN trap
trap 'echo trap' RETURN
. ./nosuch
set -e
. ./nosuch || echo or
. ./nosuch
echo never
#### head takes no more bytes than it prints
printf 'abc\ndef\n' | { head -c 3; echo; head -c 1 > /dev/null; cat; }
{ head -c 1; echo; cat; } <<< abc
