# Scopes: locals, globals, temporary bindings, subshells, and what each leaves.
#### locals of locals
f() { local x=f; g; echo "f:$x"; }; g() { echo "g sees $x"; local x=g; h; echo "g:$x"; }; h() { echo "h sees $x"; x=changed; }; x=top; f; echo "top:$x"
#### declare -g from deep
f() { local v=f; g; echo "f:$v"; }; g() { local v=g; declare -g v=global; echo "g:$v"; }; f; echo "top:$v"; h() { declare -g new=1; declare -ga arr=(1 2); declare -gA map=([k]=v); }; h; echo $new ${arr[1]} ${map[k]}
#### declare -g without a value
x=1; f() { local x=2; declare -gi x; x=3+3; echo $x; }; f; x=4+4; echo $x; declare -p x
#### local without a value
x=outer; f() { local x; echo "[${x-unset}]"; x=in; g; echo $x; }; g() { echo "g:$x"; unset x; echo "g:${x-unset}"; }; f; echo $x
#### unset at every level
x=0; f1() { local x=1; f2; echo "f1:${x-unset}"; }; f2() { local x=2; f3; echo "f2:${x-unset}"; }; f3() { unset x; echo "a:${x-unset}"; unset x; echo "b:${x-unset}"; unset x; echo "c:${x-unset}"; }; f1; echo "top:${x-unset}"
#### unset own local, then set
x=g; f() { local x=l; unset x; echo "${x-unset}"; x=2; echo $x; }; f; echo $x; h() { local y=1; unset y; local y; echo "[${y-unset}]"; }; h
#### local twice
f() { local x=1; local x; echo "$x"; local x=2; echo $x; local x+=3; echo $x; local -i x; x=4+4; echo $x; }; f
#### local arrays and scalars of the same name
a=(1 2 3); f() { local a=scalar; echo "$a ${#a[@]}"; a[1]=x; declare -p a; }; f; declare -p a; g() { local -A a=([k]=v); echo "${a[k]}"; }; g; echo "${a[@]}"
#### dynamic scope in loops
f() { local i; for i in a b; do g; done; echo "f:$i"; }; g() { for ((i=0;i<2;i++)); do :; done; }; i=top; f; echo $i
#### for without local is global
f() { for v in 1 2; do :; done; }; f; echo $v; g() { local v; for v in 3; do :; done; }; g; echo $v; read_() { read w <<< x; }; read_; echo $w; p() { printf -v q y; }; p; echo $q
#### functions define functions
f() { g() { echo "inner $1"; }; local h_; h() { echo "${h_-none}"; }; h_=1; h; }; f; g x; h
#### recursion keeps locals apart
f() { local n=$1; ((n>0)) && f $((n-1)); echo -n "$n "; }; f 4; echo; c() { local d=$1; if ((d<3)); then c $((d+1)); fi; echo -n "<$d>"; }; c 0; echo
#### subshells see and do not change
x=1; a=(1); f() { x=2; a+=(2); }; (f; echo $x ${a[@]}); echo $x ${a[@]}; $(f); echo $x; f | cat; echo $x; f & wait; echo $x; { f; }; echo $x ${a[@]}
#### temporary bindings reach functions called below
x=0; f() { g; }; g() { echo "g:$x"; }; x=1 f; echo $x; h() { x=5; echo "h:$x"; }; x=2 h; echo $x; k() { unset x; echo "k:${x-unset}"; }; x=3 k; echo $x
#### temporary bindings are exported
f() { printenv t; declare -p t; }; t=1 f; printenv t; echo $?; g() { local t; printenv t; echo $?; t=2; printenv t; }; t=3 g; h() { export -n t; printenv t; echo $?; }; t=4 h
#### a local hides an exported variable
export e=out; f() { local e=in; printenv e; bash -c 'echo $e'; }; f; printenv e; g() { local e; printenv e; echo $?; }; g; h() { local +x e=hid; printenv e; echo $?; }; h; printenv e
#### exporting a local
f() { local v=1; export v; printenv v; }; f; printenv v; echo "$? ${v-unset}"; g() { local -x w=2; printenv w; h; }; h() { printenv w; }; g; echo "${w-unset}"
#### positional parameters are local to functions
f() { echo "$# $*"; set -- x y; echo "$# $*"; shift; echo $1; }; set -- a b c; f 1 2; echo "$# $*"; g() { f "$@" extra; }; g q; h() { while (($#)); do echo -n "$1,"; shift; done; echo; }; h 1 2 3; echo $#
#### IFS and options as locals
f() { local IFS=:; local x="a:b"; set -- $x; echo $#; }; f; x="a:b"; set -- $x; echo $#; g() { local -; set -f; echo *; }; mkdir d; cd d; touch z; g; echo *
#### a nested temporary binding
f() { echo "f:$x"; x=3 g; echo "f:$x"; }; g() { echo "g:$x"; }; x=2 f; echo "[${x-unset}]"
#### local in a sourced file
echo 'local s=1; echo "s=$s"; t=2' > file; f() { . ./file; echo "$s $t"; }; f; echo "${s-unset} $t"; . ./file; echo $?
#### eval in functions
f() { local x=1; eval 'x=2; local y=3'; echo $x $y; }; f; echo "${x-unset}${y-unset}"; g() { eval "local $1=v"; echo "${!1}"; }; g name; echo "${name-unset}"
#### traps see locals
f() { local x=loc; trap 'echo "ret $x"' RETURN; echo in; }; f; trap - RETURN; x=top; g() { local x=g; trap 'echo "exit $x"' EXIT; }; g
#### FUNCNAME and BASH_LINENO
f() { g; }; g() { echo "${FUNCNAME[*]}"; echo ${#FUNCNAME[@]} ${BASH_LINENO[0]}; }
f
echo "[${FUNCNAME-none}]"; (f) | head -1; x=$(f | tail -1); echo $x
#### loops with break in functions
f() { for i in 1 2 3; do [[ $i == 2 ]] && return 7; echo $i; done; }; f; echo "$? $i"; g() { while :; do break; done; echo out; }; for j in a b; do g; done; h() { break; }; for k in 1 2; do h 2>/dev/null; echo $k; done
