# `FUNCNEST`.

#### a function that calls itself
FUNCNEST=5; n=0
f() { ((++n)); f; echo not reached; }
f; echo not reached
echo $? $n

#### subshells count with what is around them
FUNCNEST=3
f() { echo "$1"; local x=$(f "$1+"); echo "$x"; }
f a
( f b )
FUNCNEST=0
g() { (($1 > 9)) || g $(($1 + 1)); }
g 1; echo $?
