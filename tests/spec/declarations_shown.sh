# How values are shown again: declare -p, set, export -p, alias, and what can be read back.
#### scalars of every kind
for v in plain 'a b' "it's" 'dq"' '$x' '`x`' 'a\b' $'n\nl' $'t\tb' '' '!' 'é' '#' '~' '{a}' 'a=b' '*' $'\e' $'\x7f'; do declare -p v; done
#### set shows with single quotes
a=plain b='a b' c="it's" d=$'n\nl' e= f='x"y' g='$h' h='a;b' i='~' j='a~' k='#c' l='é' m=$'\x01'; set | grep -a '^[a-m]='
#### set shows arrays and functions
arr=(1 'b c' [5]=$'x\ny'); declare -A map=([k]='v w'); fn() { echo hi; }; set | grep -aE '^(arr|map)='; set | grep -aA3 '^fn'
#### export -p
export X1='a b' X2="it's" X3=$'n\nl' X4; declare -x X5=1; export -p | grep ' X'; export | grep -c ' X'
#### alias
alias ll='ls -l' q="it's" e=''; alias; alias ll; alias nosuch; echo $?; alias -p | head -1; unalias ll; alias ll; unalias nosuch; echo $?
#### reading back
declare -A m=(['a b']=$'x\ny' [c]='"q"'); a=($'t\t' "it's" '' '\'); d=$(declare -p m a); unset m a; eval "$d"; echo "${m[a b]}|${m[c]}|${#a[@]}|${a[3]}"; declare -p a
#### attributes shown in order
declare -aix a; declare -rlx b=B; declare -Ai c=([x]=1+1); declare -n d=b; declare -tu e=q; declare -p a b c d e
#### functions
f () { local x=1; echo "$x" | cat; if true; then echo a; else echo b; fi; for i in 1 2; do :; done; case $x in 1) echo one;; *) ;; esac; while false; do break; done; [[ a == b ]] && (( 1 + 1 )); { echo g; }; ( echo s ); x=$(echo c); cat <<< "h" > /dev/null 2>&1; }
declare -f f
#### functions with here-documents and redirections
f() { cat <<X
line $1
X
echo done; } > /dev/null
declare -f f; g() ( echo sub; ) ; declare -f g; function h { echo h; }; declare -f h
#### type of things
f() { :; }; alias al=x; type -t f al if echo ls nosuch; type f; type echo if; type nosuch; echo $?; type -a echo | head -1
#### command -v
f() { :; }; alias al='x y'; command -v f al if echo nosuch; echo $?; command -V f | head -1; command -V if; command -V nosuch; echo $?
#### %q against @Q against declare
x=$'a b\'c"d$e`f\\g\nh'; printf '%q\n' "$x"; echo "${x@Q}"; declare -p x; y='a b'; printf '%q %s %s\n' "$y" "${y@Q}" "${y@A}"
#### trap -p and set -o
trap 'echo "it'"'"'s"' EXIT; trap -p; trap - EXIT; set -o | head -3; set +o | head -3; shopt -p extglob nullglob; shopt -o noglob; shopt -s nosuch; echo $?
#### xtrace of values
set -x; x='a b'; y=$x; echo "$x" '' "it's" $'n\n' a\*b; a=(1 'b c'); a[2]=$x; [[ $x == a* ]]; (( 1 + 1 )); case $x in a*) : ;; esac; for i in 'p q'; do :; done; z=$(echo in); set +x 2>/dev/null
#### unset and empty in listings
declare e1 e2=; declare -a e3 e4=(); declare -A e5 e6=(); declare -i e7; declare -p e1 e2 e3 e4 e5 e6 e7; set | grep '^e[0-9]'; echo "${!e@}"
