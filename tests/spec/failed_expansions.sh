#### failed expansions
# What is given up after an expansion that failed.
(set -e; readonly foo=bar; foo=eggs; echo no); echo s=$?
(set -e; shopt -s failglob; echo *.ZZ; echo no); echo s=$?
(shopt -s failglob; echo *.ZZ; echo no
echo "yes $?"); echo s=$?
: $((1/0)) || echo no
echo next; f() { : $((1/0)); echo infun; }; f; echo no
echo next2
eval ': $((1/0)); echo no'; echo afterev
x=$(: $((1/0)); echo in); echo "x=$x $?"
echo a{0..9999999999}b a{5..1..2}b {a..e..2} {01..10..3}
X=${nope?bc} > walrus; echo no
