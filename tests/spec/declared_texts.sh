Arguments of declare that the builtin expands or reads itself.
#### arrays in quoted assignments
arr=(global)
f() { local arr=scalar; declare -g 'arr=(new values)'; declare -p arr; }; f; declare -p arr
g() { local 'arr=(x y)'; declare -p arr; }; g
h() { local -a 'arr=(x y)'; declare -p arr; }; h
v='(p q)'; declare arr="$v"; declare -p arr
s=1; declare s="$v"; declare -p s
#### subscripts are expanded twice
key='$(echo again)'; declare -A m
declare m[$key]=v; declare -p m
m=(); declare "m[$key]=v"; declare -p m
m=(); declare m["$key"]=v; declare -p m
m=(); declare 'm[$key]=v'; declare -p m
m=(); k='a b'; declare m[$k]=v; k='"q"'; declare m[$k]=w; declare -p m
m=(); k="it's"; declare m[$k]=v; echo $?; declare -p m
declare -a n=(); k='$(echo 2)'; declare n[$k]=v; x=3 k='x+1'; declare n[$k]=v; declare -p n
l() { local -A lm; local lm[$key]=1; declare -p lm; }; l
shopt -s assoc_expand_once; m=(); declare m[$key]=v; declare -p m
#### an array of both kinds
declare -aA both=(x); echo $?; declare -p both
declare -aA none; echo $?; declare -p none
declare -Aa keyed=([x]=y); echo $?; declare -p keyed
#### names of functions
a() { :; }; b() { :; }; readonly -f a; export -f b
declare -p -F a; declare -pF b; declare -pf a; declare -F a no; echo $?
#### attributes of references to elements
arr=(a b c); declare -n ref='arr[1]'
echo ${#ref} $ref; readonly ref; echo $?; export ref; echo $?
arr[0]=new; ref=z; declare -p arr ref
#### the last argument
export _=initial; echo first last; declare -p _ | grep -c -e -x
(readonly _=frozen; echo hi there; echo "[$_]") 2>/dev/null
