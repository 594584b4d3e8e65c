# `declare -f` with attributes, and what `local` lists.
#### attributes that are none of functions
f() { :; }
declare -fi f
echo $?
typeset -Fn f
echo $?
declare -fl f
echo $?
#### a readonly function stays so
f() { :; }
declare -fr f
declare +r -f f
echo $?
unset -f f
declare -pf f
#### plus f is about variables
f() { :; }
f=1
declare +f f
declare +fx f
declare -p f
#### local lists variables whatever the option
f() { local x=1 -; local -i n=2; local; local -p; local -x; local -F; local -f; }
g() { :; }
f
#### local -g
f() { local -g q=3; local -gx w=4; local v; local -p; }
f
declare -p q w
g() { local q=9; local -g q=5; echo $q; }
g
echo $q
#### alias --
alias x=y
alias --
alias -p z=1
