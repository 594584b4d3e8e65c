Which variables lists show, and with which values.

#### values that are made when they are read
declare -p | grep -E ' (RANDOM|LINENO|SECONDS|EPOCHSECONDS|COMP_WORDBREAKS|BASH_COMMAND|BASH_SUBSHELL|GROUPS)($|=)'
set | grep -cE '^(RANDOM|LINENO|SECONDS|EPOCHSECONDS|COMP_WORDBREAKS|BASH_COMMAND|BASH_SUBSHELL)='
: $LINENO $BASH_SUBSHELL
declare -p | grep -E ' (LINENO|BASH_SUBSHELL)($|=)'
declare -p SECONDS BASH_SUBSHELL COMP_WORDBREAKS

#### arrays of the shell
declare -p | grep -E ' (BASH_ARGC|BASH_ARGV|BASH_LINENO|BASH_ALIASES|BASH_CMDS|FUNCNAME)($|=)'

#### the last argument
: a b
declare -p _
: c
set | grep '^_='

#### hooked variables that are not set
declare -p LC_CTYPE GLOBIGNORE POSIXLY_CORRECT
declare -p | grep -cE ' (LC_CTYPE|GLOBIGNORE|POSIXLY_CORRECT)$'
LC_CTYPE=C; declare -p LC_CTYPE; unset LC_CTYPE; declare -p LC_CTYPE
GLOBIGNORE=x; shopt dotglob; unset GLOBIGNORE; shopt dotglob
POSIXLY_CORRECT=1; shopt -o posix; unset POSIXLY_CORRECT; shopt -o posix
