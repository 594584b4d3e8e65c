# `set -oNAME`: the name counts as an argument while options are checked, and as letters afterwards.

#### a name joined to the option
set -opipefail
echo "$? $-"
false | true
echo $?
#### joined behind another letter
set -eopipefail
echo not reached
#### an equals sign
set -o=nounset | tail -n 1
set -o=nounset >/dev/null
echo $?
#### an option where a name is expected
set -o-x >/dev/null
echo $?
set +oe nounset
echo $?
set -o -e >/dev/null
echo $? $-
#### a name that is none
set -o pipefail=1
echo $?
