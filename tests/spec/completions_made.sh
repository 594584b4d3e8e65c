# What `compgen` makes of its arguments.
#### braces in a list of words
compgen -W '{a,b}c d{1..3}'
compgen -W '{a,b}c' a
set +B
compgen -W '{a,b}'
#### nothing that is asked for
compgen
echo $?
compgen a
echo $?
compgen -- a b
echo $?
compgen -P x a
echo $?
#### names that begin with a dot
: > .h
compgen -f . | LC_ALL=C sort
compgen -f ..
compgen -d .
#### commands with comments
compgen -C 'printf "%s\n" q r #' x 2>/dev/null
compgen -C 'exit 3' x 2>/dev/null
echo $?
g() { echo "$@"; }
compgen -C g x 2>/dev/null
