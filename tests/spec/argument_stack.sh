FUNCNAME, BASH_ARGV and BASH_ARGC in scripts, sourced files and functions.
#### only functions have names
echo "[${FUNCNAME[@]}] ${FUNCNAME-unset}"; declare -p FUNCNAME
echo 'echo "[${FUNCNAME[@]}] [${BASH_SOURCE[@]}]"; caller' > s.sh
. ./s.sh; f() { . ./s.sh; (echo "[${FUNCNAME[@]}]"); }; f
[[ -v FUNCNAME ]]; echo $?; f() { [[ -v FUNCNAME ]]; echo $?; }; f
#### arguments of scripts and sourced files
echo 'declare -p BASH_ARGV BASH_ARGC' > s.sh
echo '. ./s.sh; f() { . ./s.sh a b; . ./s.sh; declare -p BASH_ARGV; }; f x y; . ./s.sh p q; declare -p BASH_ARGC' > main.sh
bash main.sh 1 2 3
#### not known inside functions
f() { declare -p BASH_ARGV BASH_ARGC; echo ${#BASH_ARGV[@]}; }; f a b
#### extdebug
shopt -s extdebug
f() { declare -p BASH_ARGV BASH_ARGC; g z; }; g() { declare -p BASH_ARGV BASH_ARGC; }
f x y; declare -p BASH_ARGV BASH_ARGC
