#### getopts
# Clusters, arguments, errors loud and silent.
f() { local OPTIND o; while getopts ":ab:c" o; do echo "$o ${OPTARG-none} $OPTIND"; done; shift $((OPTIND-1)); echo "rest: $*"; }
f -a -b x -cc y z; f -bval -- -a; f -b; f -x -a; f
g() { while getopts "ab:" o; do echo "$o ${OPTARG-none}"; done; echo $? $o; OPTIND=1; }
g -q -a; g -b; OPTERR=0; g -b -q; g -a -- x
getopts; echo $?; getopts a 1x -a; echo $?; getopts -z a; echo $?
