# Options that go with variables: `ignoreeof`, the `compat` options, `assoc_expand_once`.
#### IGNOREEOF
set -o | grep ignoreeof
IGNOREEOF=5
set -o | grep ignoreeof
unset IGNOREEOF
set -o | grep ignoreeof
set -o ignoreeof
echo $IGNOREEOF
set +o ignoreeof
echo ${IGNOREEOF-unset}
#### one level of compatibility
shopt -s compat31 compat42
shopt | grep on$ | grep compat
echo $BASH_COMPAT
BASH_COMPAT=4.4
shopt | grep on$ | grep compat
shopt -u compat44
echo $BASH_COMPAT
BASH_COMPAT=50
shopt | grep on$ | grep compat
BASH_COMPAT=4.9x
echo $BASH_COMPAT
#### keys that are not expanded again
shopt -s assoc_expand_once
declare -A m
k='$(echo x)'
m[$k]=1
unset 'm[$k]'
declare -p m
let 'm[$k]=5'
[[ -v m[$k] ]] && echo set
test -v 'm[$(echo x)]' && echo set
read 'm[$k]' <<< 7
declare -p m
unset "m[$k]"
declare -p m
#### letters behind o in a cluster
set -eo pipefail -u -- a b
echo $- $# $SHELLOPTS
set +eo pipefail
echo $SHELLOPTS
#### shift_verbose
shopt -s shift_verbose
shift
echo $?
shift 3
echo $?
#### noclobber and a link that leads nowhere
set -C
ln -s nowhere l
echo x > l
echo $?
