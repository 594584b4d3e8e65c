BASH_ARGV ends with the arguments from when it began to exist.
#### extdebug
show() { echo "${BASH_ARGC[@]} / ${BASH_ARGV[@]}"; }
set -- a b
shopt -s extdebug
show
set -- c
show 1 2
shift
show
#### asked for first
show() { echo "${BASH_ARGC[@]} / ${BASH_ARGV[@]}"; }
set -- a b
: "${BASH_ARGV[@]}"
set -- c
show 1
shopt -s extdebug
show 1
#### arguments as they were at the call
shopt -s extdebug
f() { shift; set -- new; g 9; }
g() { echo "${BASH_ARGC[@]} / ${BASH_ARGV[@]}"; }
f 1 2
#### calls from before are not there
f() { shopt -s extdebug; g 9; }
g() { echo "${BASH_ARGC[@]} / ${BASH_ARGV[@]}"; }
f 1 2
