Functions in the environment of a shell.
#### the text is one definition
env 'BASH_FUNC_g%%=() { echo g; }' bash -c g
env 'BASH_FUNC_g%%=() { echo g; }; echo no' bash -c g
env 'BASH_FUNC_g%%=() { echo g' bash -c g
env 'BASH_FUNC_g%%=() { if; }' bash -c g
env 'BASH_FUNC_g%%=echo g' bash -c g
env 'BASH_FUNC_g%%=() { echo g; } >&2' bash -c g
env 'BASH_FUNC_g%%=() { echo g; }
echo no' bash -c g
env 'BASH_FUNC_g%%=(){ echo g; }' bash -c g
env 'BASH_FUNC_g()=() { echo g; }' bash -c g
#### names
env 'BASH_FUNC_a-b%%=() { echo ab; }' bash -c a-b
env 'BASH_FUNC_a-b%%=() { echo ab; }' bash --posix -c a-b
env 'BASH_FUNC_a b%%=() { echo g; }' bash -c 'echo x'
env 'BASH_FUNC_/x%%=() { :; }' bash -c 'echo x'
env 'BASH_FUNC_%%=() { :; }' bash -c 'echo x'
env 'BASH_FUNC_if%%=() { echo a-b; }' bash -c 'echo x'
#### lines and sources in them
env 'BASH_FUNC_x%%=() {  echo ${BASH_SOURCE[0]} ${FUNCNAME[0]} $LINENO; nosuch
 nosuch2; }' bash -c x
#### -p takes none
env 'BASH_FUNC_g%%=() { echo g; }' bash -p -c g
#### names that are none of variables go on to programs
env 'a.b=c' 'BASH_FUNC_q%%=v' bash -c 'env' | grep -e a.b -e FUNC
