Builtins that set variables set those behind the assignments before them.
#### printf, let
x=1 printf -v x 5
x=1 let x=x+7 y=2
declare -p x y
#### getopts
OPTIND=1 getopts a o -a
echo "$o $OPTIND"
o=x OPTARG=y getopts b: o -a -b 1
echo "$o $OPTARG $OPTIND"
#### a place within a word is given up
getopts ab o -ab
OPTIND=1 getopts ab o -ab
getopts ab o -ab
echo "$o"
#### cd
mkdir d e
cd e
OLDPWD=../d cd - > /dev/null
echo "${PWD##*/} ${OLDPWD##*/}"
PWD=/x cd ../e
echo "${PWD##*/} ${OLDPWD##*/}"
#### read and declare set the binding that goes
x=1 read x <<< 2
echo "[$x]"
x=1 declare x=3
echo "[$x]"
#### declare -x and -r keep it
x=1 declare -x x
y=2 declare -r y
declare -p x y
#### OPTERR is a number
OPTERR=abc
getopts a o -x
OPTERR=-1 OPTIND=1
getopts a o -x
