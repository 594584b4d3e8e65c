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
#### read-only with declare and local
readonly x=1; declare x=2; echo $?; declare -i x; echo $?; export x=3; echo $?; readonly x=4; echo $?; f() { local x=5; echo "local $? $x"; }; f; g() { declare -g x=6; echo $?; }; g; echo $x
#### read-only arithmetic and defaults
readonly x=1 y; ((x=2)); echo $?; ((x++)); echo $?; let x=5; echo $?; (: ${y:=z}; echo no); echo $?; (getopts a x -a; echo $?); echo $x
#### readonly listing
readonly zq=1; declare -ra zr=(1 2); readonly -p | grep ' z'; readonly -a | grep ' z'; declare -r | grep ' z'; readonly nosuch; declare -p nosuch; echo $?
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
#### read-only functions
f() { echo a; }; readonly -f f; f() { echo b; }; echo $?; f; unset -f f; echo $?; declare -pF f; readonly -f nosuch; echo $?; readonly -f
#### an assignment to a function name with -f
declare -f x=1; echo $?; f() { :; }; declare -f f=2; echo $?; declare -F 'a b'; echo $?
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
#### localvar_unset and localvar_inherit
shopt -s localvar_inherit; x=out; declare -i n=4; f() { local x n; echo "[$x] $n"; n=2*2; echo $n; }; f; shopt -u localvar_inherit; f; shopt -s localvar_unset; a=top; g() { local a=g; h; echo "g:${a-unset}"; }; h() { unset a; echo "h:${a-unset}"; }; g; echo $a
#### temporary assignments and functions
x=1; f() { echo $x; x=2; echo $x; declare -p x; }; x=tmp f; echo $x; g() { local x; echo "[$x]"; export y=5; }; x=tmp g; echo $x $y; x=t eval 'echo $x; x=u'; echo $x
#### temporary assignments and builtins
x=1; x=2 :; echo $x; x=3 export x; echo $x; x=4 declare x; echo $x; x=5 unset x; echo "${x-unset}"; x=6 readonly x; echo "${x-unset}"; declare -p x
#### temporary attributes
declare -i n=1; n=2+3 eval 'echo $n'; n=2+3 printenv n; declare -u u; u=abc printenv u; echo "$n [$u]"; readonly r=1; r=2 printenv r; echo $? 
#### integer
declare -i i=10/3; echo $i; i=i+1; echo $i; i+=5; echo $i; i='2 + 2'; echo $i; declare -i j; j=08; echo not reached
#### uppercase and integer together
declare -iu a=0xff; echo $a; declare -il b=1+1; declare -p a b; declare -ai c=(1+1); c+=(2+2); declare -p c; declare -Au d=([k]=v); d[q]+=w; declare -p d
#### declare with bad names and options
declare 1x; echo $?; declare a-b; echo $?; declare 'a b=1'; echo $?; declare -z; echo $?; declare ''; echo $?; declare =x; echo $?; declare 'x[1'; echo $?
#### declare -p of names
declare -p nosuch; echo $?; x=1; declare -p x nosuch x; echo $?; a=(1); declare -p a[0]; echo $?; declare -p 'x y'; echo $?; declare -p -F nosuch; echo $?
#### declare lists with attributes
declare -i zi=1; declare -u zu=Q; declare -a za=(1); declare -A zA=([k]=v); declare -n zn=zi; declare -i | grep z; declare -u | grep z; declare -p -A | grep ' z'; declare -n; declare -t
#### declare inside a function is local
f() { declare x=1; typeset y=2; declare -x z=3; printenv z; }; f; echo "[$x$y$z]"; printenv z; g() { declare -a arr; arr=(1); }; g; echo "${#arr[@]}"
#### appending with attributes
x=a; declare x+=b; echo $x; declare -i n=1; declare n+=2; echo $n; export x+=c; printenv x; f() { local x+=d; echo $x; local y+=e; echo $y; }; f; readonly x+=z; echo $x; declare -a a=(1); declare a+=(2); echo ${a[@]}
#### values that are seen in environments
export x=$'a\nb' y= z; env | grep -A1 '^x='; env | grep '^[yz]='; env -i bash -c 'echo "[$x]"'; x=1 y=2 bash -c 'echo $x$y'; declare -x w; bash -c 'echo ${w-unset}'
#### the trace attribute and unset names
declare -t v=1; declare -p v; declare +t v; declare -p v; f() { :; }; declare -ft f; declare -F; unset v; declare -p v; echo $?
#### all the local variables
f() { local b=2 a=1; local -i n=3; local; echo --; local -p; }; f
#### types keep on unset and assignment
declare -i n=5; unset n; n=1+1; echo $n; declare -u u=x; u=; declare -p u; f() { declare -i n; n=3+3; echo $n; }; f; echo $n; declare -i e; declare -p e; e=; declare -p e
#### special variables and attributes
declare -i SECONDS 2>/dev/null; declare -p BASH_VERSINFO | cut -c1-18; declare -p UID EUID PPID | cut -d' ' -f2; (UID=5); echo $?; declare -p BASHOPTS SHELLOPTS | cut -d' ' -f2; (SHELLOPTS=x); echo $?
#### options of export and readonly
export +x v=1; echo $?; readonly -c w=v; echo $?; readonly +i w; echo $?; export -a w; declare -p w; export -i q=1+1; echo $?; readonly -a r=(1 2); declare -p r; readonly -A m=([k]=v); declare -p m; readonly -A s; declare -p s
#### references and arrays exclude each other
a=(1); declare -n a; echo $?; declare -n a=b; echo $?; declare -p a; f() { declare -n a=x; declare -p a; }; f; declare -A m; declare -n m=q; echo $?; declare -n r=x; declare -a r; declare -p r x
#### temporary assignments that propagate
s=1; f() { s=9 local s; declare -p s; s=10 declare s; declare -p s; }; f; declare -p s; g() { m=2 export m; declare -p m; }; g; declare -p m; h() { local n=1; n=2 export n; declare -p n; }; n=0; h; declare -p n; y=1; y=4 declare y; declare -p y; k=2 export -n k; declare -p k; z=6 readonly z; declare -p z
#### array literals in quotes
a=(9 8); declare a='(1 2)'; declare -p a; v='(3 4)'; declare -a b=$v; declare -p b; declare -a c="$v"; declare -p c; declare -a d='(x)y'; declare -p d; f() { local -a l='(5 6)'; declare -p l; }; f; readonly -a r='(7 8)'; declare -p r; declare -a h='()'; declare -p h; declare -ai k='(1+1 2*3)'; declare -p k; declare -a n='(1)'; declare -a n+='(2)'; declare -p n; x='(1 2)'; declare -p x
#### messages of functions that a subshell defines
( f() { declare -p nosuch; local 1x; }; f )
#### temporary assignments go to the variable itself
declare -i v=1; v=2+3 export v; declare -p v; declare -u w=a; w=b readonly w; declare -p w; a=(1 2); a=T export a; declare -p a; f() { local -u l=q; l=t export l; declare -p l; }; f; declare -p l; readonly r=1; export r=2; echo $?; declare -p r
