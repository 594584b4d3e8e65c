getopts in all its modes: loud and silent, clustered options, OPTIND, functions.
#### plain options and arguments
while getopts ab:c o -a -b val -c rest; do echo "$o [${OPTARG-unset}] $OPTIND"; done
echo "end $o $OPTIND"
#### clustered
while getopts ab:c o -acb val -ab val2 x; do echo "$o [${OPTARG-unset}] $OPTIND"; done
while getopts xb: o -xbattached; do echo "$o [$OPTARG]"; done
#### a wrong option
while getopts ab o -a -z -b; do echo "$o [${OPTARG-unset}]"; done
#### a missing argument
while getopts ab: o -a -b; do echo "$o [${OPTARG-unset}]"; done
#### silent mode
while getopts :ab: o -z -b; do echo "$o [${OPTARG-unset}]"; done
#### OPTERR=0
OPTERR=0
while getopts ab: o -z -b; do echo "$o [${OPTARG-unset}]"; done
#### it stops at the first operand and at --
set -- -a x -b
while getopts ab o; do echo $o; done
echo $OPTIND
OPTIND=1
set -- -a -- -b
while getopts ab o; do echo $o; done
echo $OPTIND
shift $((OPTIND - 1))
echo "$@"
#### a lone dash is an operand
while getopts a o -a - -a; do echo $o; done
echo $OPTIND
#### an empty argument
getopts a: o -a ''
echo "$? $o [$OPTARG] $OPTIND"
OPTIND=1
getopts a o ''
echo "$? $o $OPTIND"
#### the argument may look like an option
getopts a: o -a -b
echo "$o [$OPTARG] $OPTIND"
#### resetting OPTIND
set -- -a -b
getopts ab o; echo $o
OPTIND=1
getopts ab o; echo $o
getopts ab o; echo $o
getopts ab o; echo "$? $o"
#### in functions with a local OPTIND
f() { local OPTIND o; while getopts x:y o; do echo "f $o ${OPTARG-}"; done; shift $((OPTIND - 1)); echo "rest $*"; }
f -x 1 -y r1
f -y -x 2 r2
while getopts ab o -a -b; do echo $o; f -y; done
#### a question mark as an option
while getopts 'a?' o -a '-?'; do echo "$o [${OPTARG-unset}]"; done
#### colons given as options
while getopts a o -:; do echo "$o [${OPTARG-unset}]"; done
OPTIND=1
while getopts :a o -:; do echo "$o [${OPTARG-unset}]"; done
#### digits and other characters
while getopts '12:@' o -1 -2 x -@; do echo "$o ${OPTARG-unset}"; done
#### a wrong variable name
getopts a 1x -a
echo $?
getopts a a-b -a
echo $?
#### a readonly variable
readonly o
getopts a o -a
echo "after $?"
#### usage
getopts
echo $?
getopts a
echo $?
getopts -z
echo $?
getopts -- a o -a
echo "$? $o"
#### the status at the end
set --
getopts a o; echo "$? $o $OPTIND"
set -- x
getopts a o; echo "$? $o $OPTIND"
#### OPTARG is unset for options without
OPTARG=old
getopts a o -a; echo "${OPTARG-unset}"
getopts a: o -a; echo "${OPTARG-unset}"
#### long options are not known
while getopts ab-: o -a --long -b; do echo "$o ${OPTARG-unset}"; done
#### in a subshell
( while getopts ab o -a -b; do echo $o; done )
getopts ab o -b; echo $o
echo "$OPTIND"
#### messages name the script or the shell
bash -c 'getopts a o -z' name
bash -c 'f() { getopts a: o -a; }; f' 
f() { getopts a o -z; }
f
#### the option string with colons only
while getopts : o -a; do echo "$o ${OPTARG-unset}"; done
OPTIND=1
while getopts '' o -a; do echo "$o ${OPTARG-unset}"; done
#### OPTIND beyond the arguments and odd
OPTIND=9
getopts a o -a; echo "$? $OPTIND"
OPTIND=x
echo $OPTIND
getopts a o -a; echo "$? $o"
