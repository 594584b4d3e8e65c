#### sourced arguments
# Positional parameters of sourced files.
cd "$(mktemp -d)"
echo 'shift; set -- $@' > a; set -- b c; source ./a d e; echo $@
echo 'set -- g f' > b; echo 'echo $@; set -- d e f; source ./b;' > a; source ./a a b c; echo $@
echo 'shift; echo "$@"' > a; set -- b c; . ./a d e f; echo $@; . ./a; echo $@
f() { :; }; f call_a call_b; echo "[$_]"; echo 'echo in' > s; . ./s; echo "[$_]"; eval echo x y; echo "[$_]"
