# Messages under `shopt -s gnu_errfmt`.
#### errors of the shell have it
shopt -s gnu_errfmt
nosuch
echo ${x?unset}
#### errors of builtins do not
shopt -s gnu_errfmt
cd nosuch
declare -z
#### syntax errors
shopt -s gnu_errfmt
eval 'echo ('
f() { nosuch; }

f
#### the form goes with the option
shopt -s gnu_errfmt
nosuch
shopt -u gnu_errfmt
nosuch
