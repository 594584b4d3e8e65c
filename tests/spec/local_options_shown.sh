`local -` as a local variable, and lists that come before a refused option.
#### local -
f() { local -; local a=1; local; declare -p -; local -p -; set -f; }
f
case $- in *f*) echo still on;; *) echo put back;; esac
declare -p -
#### lists before a refused option
readonly -x v=(a b); echo $?; declare -p v
declare -z q=(a b); echo $?; declare -p q
f() { local -z l=(a b); declare -p l; readonly -z g=(c); }
f; declare -p g l
declare -z -A m=([a]=b); declare -p m
#### -a and -A at once
declare -aA x=y; echo $?; declare -p x
declare -aA z; echo $?; declare -p z
#### references to elements
a=(x y)
declare -n r=a[1] s=a[7]
[[ -v r ]]; echo $?
[[ -v s ]]; echo $?
test -v r; echo $?
echo "[${r@a}]" "[${r@A}]" "${r@Q}"
#### values that are no numbers
ulimit -c ''; echo $?; ulimit -c
read -t '' x < /dev/null; echo $?
read -t . x < /dev/null; echo $?
read -t 1e x < /dev/null; echo $?
#### hash -d without a table
hash -d nosuch; echo $?
hash -p /bin/x x; hash -d nosuch; echo $?
