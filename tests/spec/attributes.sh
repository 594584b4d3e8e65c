# Attributes of variables: declare with all its options, export, readonly, and how they mix.
#### printing
a=1; declare -i b=2; declare -x c=3; declare -r d=4; declare -l e=E; declare -u f=f; declare -c g=gg; declare -t h=h; declare -n i=a; declare -ix j=5; declare -rx k=6; declare l; declare -p a b c d e f g h i j k l
#### several names and options at once
declare -ix n=1+1 m=2*3; declare -p n m; declare -i -r -x o=7; declare -p o; declare -lux p=Q; declare -p p; declare -xi | grep -c " [mno]="
#### removing attributes
declare -ix n=1; declare +i n; n=2+2; declare -p n; declare +x n; declare -p n; declare -u u=a; declare +u u; u=b; declare -p u; declare +r nosuch; echo $?; declare -r r=1; declare +r r; echo $?
#### read-only
readonly x=1; x=2; echo not reached
#### read-only in other places
readonly x=1; (x=2); echo $?; unset x; echo $?; (x=3 true); echo $?; (x=4 :); echo $?; for x in a; do echo body; done; echo $?; (read x <<< 5); echo $?; printf -v x 6; echo $?; echo $x
#### readonly of bad names
readonly 1x; echo $?; readonly a-b=1; echo $?; readonly -z; echo $?; readonly ''; echo $?; readonly f g=2 h; declare -p f g h
#### export
export e=1; printenv e; export -n e; printenv e; echo $? $e; f=2; export f; printenv f; export g h=3; printenv g; echo $?; g=4; printenv g; declare -p g h
#### export listing and errors
export zz='a"b$c'; export -p | grep ' zz'; export 1x; echo $?; export a+b=1; echo $?; export -q; echo $?; export 'a b=1'; echo $?; export nosuch; export -p | grep nosuch
#### exported functions
f() { echo "f:$1"; }; export -f f; bash -c 'f x'; export -nf f; bash -c 'f x' 2>/dev/null; echo $?; export -f nosuch; echo $?; declare -F f; g() { :; }; declare -fx g; declare -F
#### declare -f and -F
f() { echo a; }; g() { local x; }; declare -f f; declare -F; declare -F f g nosuch; echo $?; declare -f nosuch; echo $?; declare -pf f; typeset -f g
#### the g option
f() { declare -g v=1; declare -gi n=2+3; local v=2; declare -g v=3; echo $v; }; f; echo $v; declare -p n; declare -g w=top; echo $w
#### the I option
v=out; declare -i n=5; f() { local -I v n; echo "$v $n"; n=3+4; v=in; echo $v $n; }; f; echo $v $n; g() { local -I nosuch; declare -p nosuch; }; g; declare -I q=1; declare -p q
#### local outside of a function
local x=1; echo $?; f() { local -z; echo $?; local 1x; echo $?; local a=1 b; declare -p a b; }; f
#### local - keeps options
f() { local -; set -f; echo $-; }; f | grep -c f; case $- in *f*) echo leaked;; *) echo restored;; esac; set -u; g() { local -; set +u; echo "[$nosuch]"; }; g; (echo $nosuch); echo $?
#### scopes are dynamic
x=1; f() { echo $x; x=2; }; g() { local x=3; f; echo $x; }; g; echo $x; f; echo $x
#### unset in a function uncovers
x=global; f() { local x=f; g; echo "f:$x"; }; g() { unset x; echo "g:$x"; }; f; echo $x; h() { local x=h; unset x; echo "h:${x-unset}"; x=again; echo $x; }; h; echo $x
#### temporary assignments and functions
x=1; f() { echo $x; x=2; echo $x; declare -p x; }; x=tmp f; echo $x; g() { local x; echo "[$x]"; export y=5; }; x=tmp g; echo $x $y; x=t eval 'echo $x; x=u'; echo $x
#### integer
declare -i i=10/3; echo $i; i=i+1; echo $i; i+=5; echo $i; i='2 + 2'; echo $i; declare -i j; j=08; echo not reached
#### uppercase and integer together
declare -iu a=0xff; echo $a; declare -il b=1+1; declare -p a b; declare -ai c=(1+1); c+=(2+2); declare -p c; declare -Au d=([k]=v); d[q]+=w; declare -p d
#### declare lists with attributes
declare -i zi=1; declare -u zu=Q; declare -a za=(1); declare -A zA=([k]=v); declare -n zn=zi; declare -i | grep z; declare -u | grep z; declare -p -A | grep ' z'; declare -n; declare -t
#### declare inside a function is local
f() { declare x=1; typeset y=2; declare -x z=3; printenv z; }; f; echo "[$x$y$z]"; printenv z; g() { declare -a arr; arr=(1); }; g; echo "${#arr[@]}"
#### appending with attributes
x=a; declare x+=b; echo $x; declare -i n=1; declare n+=2; echo $n; export x+=c; printenv x; f() { local x+=d; echo $x; local y+=e; echo $y; }; f; readonly x+=z; echo $x; declare -a a=(1); declare a+=(2); echo ${a[@]}
#### the trace attribute and unset names
declare -t v=1; declare -p v; declare +t v; declare -p v; f() { :; }; declare -ft f; declare -F; unset v; declare -p v; echo $?
#### types keep on unset and assignment
declare -i n=5; unset n; n=1+1; echo $n; declare -u u=x; u=; declare -p u; f() { declare -i n; n=3+3; echo $n; }; f; echo $n; declare -i e; declare -p e; e=; declare -p e
#### special variables and attributes
declare -i SECONDS 2>/dev/null; declare -p BASH_VERSINFO | cut -c1-18; declare -p UID EUID PPID | cut -d' ' -f2; (UID=5); echo $?; declare -p BASHOPTS SHELLOPTS | cut -d' ' -f2; (SHELLOPTS=x); echo $?
