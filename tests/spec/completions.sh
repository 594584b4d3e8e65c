#### completions
# Specifications, what they print, and what compgen makes of them.
complete -r zz; complete -F f cmd; complete -W "a b" -o nospace x y; complete -p x; complete -p z; complete -r x; complete -p; complete -r z; complete -r; complete
complete -A bad x; complete -o bad x; complete -F f; complete -z; complete -F "a b" x
complete -A file -d -b -P p -S s -X "*.o" -G "*.c" -C cmd -D; complete -A function -E; complete -I -W x; complete -p
compopt; compopt -o nospace foo; complete -W x foo; compopt -o nospace -o filenames foo; compopt foo; compopt +o nospace foo; complete -p foo; compopt -o bad foo
compgen -W "aa ab ba" a; compgen -W "aa" -- c; echo $?; compgen -A bad; compgen -z; compgen -k | head -3; compgen -A signal SIGI; compgen -A enabled ca
x1=; x2=; compgen -v x; export x2; compgen -e x2; xa=(1); compgen -A arrayvar xa; f1() { :; }; compgen -A function f1; alias q1=x; compgen -a; compgen -c q1
compgen -W "a b" -P "<" -S ">"; compgen -W "aa ab" -X "*b"; compgen -W "aa ab" -X "!*b"; compgen -W "aa ab" -X "&*" a; echo $?
l="one two"; compgen -W '$l $(echo three four)' -- t; compgen -W "a* ; (x) [y]=z <q> #c 'q w' c\\ d"; IFS=:; compgen -W "a:b c:d"; unset IFS
f() { COMPREPLY=(x1 "$1" "$2" "$COMP_CWORD" "$COMP_POINT"); }; compgen -F f w; compgen -F nof; echo $?; compgen -C "echo cc" w; echo "${COMPREPLY-unset}"
cd /; compgen -d us; compgen -f us; compgen -G "us*"; compgen -o dirnames us; compgen -o default us; sleep 1 & compgen -j; kill %1
