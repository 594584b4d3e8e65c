#### exported options
# SHELLOPTS in the environment; scripts that are none; names of functions.
bash -c 'export SHELLOPTS; set -u; bash -c "echo \$SHELLOPTS"; set +u; bash -c "echo \$SHELLOPTS"'
cd "$(mktemp -d)"; printf 'echo one \0 echo two' > n.sh; bash n.sh; echo $?
foo-$(echo hi)() { :; }
echo $?; f-x.y() { echo ok; }; f-x.y
set -o noexec; echo not run
