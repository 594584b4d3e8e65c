# Assignments before commands: what sees them, what stays.

#### later ones see those before them
x=1; x=2 y=$x eval 'echo $x $y'; echo $x; a=1 b=$a c=$((b + 1)) eval 'echo $a $b $c'; echo "[$a$b$c]"
readonly r=1; r=2 s=$r eval 'echo $s'; d=/x; d=/y PATH=$d/bin:$PATH eval 'echo ${PATH%%:*}'; p=${nosuch?gone} q=$p true; echo no

#### attributes do not count, but for numbers
declare -i n=3; n=2+2 eval 'echo $n'; n+=4 eval 'echo $n'; echo $n; declare -u up; up=abc eval 'echo $up'; f() { echo $up; }; up=def f

#### elements cannot be assigned
a=(1 2); a[0]=9 eval 'echo ${a[@]}'; echo ${a[@]}; a[1]=3 b=4 eval 'echo $b ${a[@]}'

#### readonly variables
readonly ro=1; ro=2 echo hi; echo $?; ro=2 nosuch; echo $?; f() { echo $ro; }; ro=2 f; ro=2 env | grep ^ro; ro=3 x=4 eval 'echo $ro $x'

#### export and readonly keep them
x=1 export x; echo $x; declare -p x; q=7 declare q; echo ${q-unset}; q=8 readonly q; echo $q

#### exports in functions outlive them
f() { export x; }; unset x; x=tmp f; declare -p x; g() { readonly y; }; y=tmp g; declare -p y; h() { declare -x z; }; z=tmp h; echo $z
i() { export w; }; j() { i; echo j $w; }; w=tmp j; echo ${w-unset}; k() { export v=new; }; v=old; v=tmp k; echo $v; l() { export u; u=later; }; u=old; u=tmp l; echo $u
m() { local t; export t; }; t=old; t=tmp m; echo $t; n() { s=in; }; s=old; s=tmp n; echo $s; set -o posix; s=tmp n; echo $s

#### unset in outer scopes
f() { local x=f; h; echo "f ${x-unset}"; }; h() { unset x; echo "h ${x-unset}"; x=hh; }; x=g; f; echo $x
shopt -s localvar_unset; x=g; f; echo $x; shopt -u localvar_unset; i() { local x=1; unset x; echo "${x-unset}"; x=2; }; x=g; i; echo $x

#### unset in POSIX mode
shadow() { x=42; x=tmp unset x; echo x=$x; x=42; x=tmp eval 'unset x'; echo x=$x; }; shadow; set -o posix; shadow

#### options of a function
set -f; f() { local x=1 - y=2; set +f; set -u; echo $-; echo $x $y; }; f; echo $-; g() { local x=1; local -a y=(1 2); local z; local; }; g
