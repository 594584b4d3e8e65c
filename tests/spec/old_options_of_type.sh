# The long options that `type` once had.

#### type, path and all
type -type cd if nosuchcommand
echo $?
f() { :; }
type --type f
type -path cd
echo $?
PATH=/nosuch type --path cd
type -all f
type --all -type cd | head -n 1
type -types cd 2>&1 | head -n 1
