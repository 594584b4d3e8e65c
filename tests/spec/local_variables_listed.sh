# What `local` shows: the variables that the running function has declared.
#### assignments before the call are not among them
f() { local -p; local a=1; local -i n=3; local -p; local; local -p a nosuch v; }
v=temp w=2 f
g() { local v; local -p; v=3; local -p; unset v; local -p; }
v=5 g
h() { v=9; local x=1; local -p; local; declare -p v; }
v=4 h
#### those of callers are not
j() { local z=1; k; }
k() { declare -p z; local -p z; local -p; local z; local; }
j
l() { local l1=a; (local l2=b; local -p; m); local -p; }
m() { local m1=$l1; local -p; }
l
#### options
f() { local -; local -p -; local -p; declare -p -; }
f
h() { local x=1; local -gp x; local -p x=2 'x[0]'; local +p; }
h
#### the options to go back to are those of the last `local -`
f() { local -; set -f; local -; set -u +f; }
echo $-; f; echo $-
#### exported by set -a
set -a
f() { local a=(1 2); local b=3; local -A c=([x]=1); local -i d; d=4; declare e=(5); declare -p a b c d e; }
f
declare x=(1); declare y; declare -a z=(3); x2=(1); declare x2=(4); declare -p x y z x2
