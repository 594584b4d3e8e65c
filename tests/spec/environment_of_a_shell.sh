# Variables that a shell takes from its environment.
#### what may be changed
env HOSTTYPE=h OSTYPE=o MACHTYPE=m HOSTNAME=n bash -c 'echo $HOSTTYPE $OSTYPE $MACHTYPE $HOSTNAME'
env IGNOREEOF=3 bash -c 'shopt -o ignoreeof'
#### what goes on to programs
env IFS=x OPTIND=9 OPTERR=0 bash -c 'declare -p IFS OPTIND OPTERR'
env HOSTTYPE=h bash -c 'declare -p HOSTTYPE'
#### OLDPWD must be a directory
env OLDPWD=/nowhere bash -c 'declare -p OLDPWD'
env OLDPWD=/usr bash -c 'declare -p OLDPWD'
#### SECONDS below zero
SECONDS=-5
echo $SECONDS
#### the last argument is always set
[[ -v _ ]] && test -v _ && echo set
