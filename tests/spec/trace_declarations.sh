# How set -x shows declarations.

#### arrays and values
set -x; readonly q=5; declare r=6 s='a b'; export u v=3; typeset -i n=2+3; declare -a d=([2]=x [5]="y z" w); declare d+=(q r); declare e[3]=7
declare -A f=([a b]=c); readonly -a g=(1); export h=(1); l() { local x=7 y; local z=(1 '2 3'); }; l; m=([1]=x); x=1 true; x=1 y=2; export w=; declare empty=()
