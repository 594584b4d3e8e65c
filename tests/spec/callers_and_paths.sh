caller outside of functions, commands without PATH, the directory stack, limits.
#### caller in a sourced file
echo 'caller; caller 0; caller 1; echo $?' >s
. ./s
f() { . ./s; }
f
#### caller in a script on standard input
echo 'f() { caller; caller 0; echo $?; echo ${FUNCNAME[@]} ${BASH_SOURCE[@]} ${BASH_LINENO[@]}; }; f' | bash
#### without PATH a name is that of a file here
PATH=
cat; echo $?
nosuch; echo $?
(cat)
(exec cat) 2>&1 | /usr/bin/sed 's,: /.*/cat,: /cat,'
command_not_found_handle() { echo no; }
cat
unset PATH; cat
#### a file here is found
printf '#!/bin/bash\necho found\n' >it; chmod +x it
PATH= it
PATH=; it
#### with another PATH
PATH=/nonexistent; cat; echo $?
PATH=:; cat; echo $?
#### command -p is remembered
command -p cat </dev/null
type cat
#### pushd exchanges the two on top
cd /; pushd /usr; pushd /tmp; pushd; pushd
#### pushd without another one
pushd; echo $?
#### the option that tells of a restricted shell cannot be changed
shopt -s restricted_shell; echo $?; shopt restricted_shell
#### limits attached to their letter and behind --
ulimit -cx; echo $?
ulimit -f -- 100; ulimit -f
#### a directory that was removed is empty
mkdir d; cd d; rmdir ../d
ls; echo $?
ls ./; echo $?
[ -d . ]; echo $?
echo *
