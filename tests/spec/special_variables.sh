# Variables that the shell itself sets.

#### attributes
declare -p OPTIND OPTERR PS4 PPID UID EUID BASH_VERSINFO SHELLOPTS 2>&1 | sed 's/=.*//'
declare -p FUNCNAME BASH_SOURCE BASH_LINENO DIRSTACK GROUPS PIPESTATUS RANDOM SECONDS LINENO SRANDOM EPOCHSECONDS EPOCHREALTIME BASHPID BASH_SUBSHELL BASH_COMMAND BASH_ARGV0 HISTCMD BASH_ALIASES BASH_CMDS BASH_ARGC BASH_ARGV BASHOPTS BASH HOSTNAME HOSTTYPE MACHTYPE OSTYPE BASH_VERSION COMP_WORDBREAKS 2>&1 | sed 's/=.*//'
declare -p NOSUCH IFS NOSUCH2

#### assignments to dynamic variables
: $SECONDS; SECONDS=3+4; echo $SECONDS; RANDOM=42; echo $RANDOM $RANDOM; RANDOM=40+2; echo $RANDOM
echo $HISTCMD; EPOCHSECONDS=3; [[ $EPOCHSECONDS -gt 1000 ]] && echo ok; BASHPID=3; [[ $BASHPID = "$$" ]] && echo ok

#### variables that cannot be unset or local
for name in BASH_SOURCE BASH_LINENO BASH_ARGC BASH_ARGV; do unset $name; echo $?; done
f() { local FUNCNAME=x; echo $? $FUNCNAME; local GROUPS; echo $?; local UID; echo $?; }; f
g() { readonly y; local x=1 y=$((x)); echo "y=$y $?"; }; g; h() { local -r z=1; i; }; i() { local z=2; echo $z; }; h

#### rows of BASH_ALIASES and BASH_CMDS
BASH_ALIASES[ll]='echo hi'; alias; echo "${BASH_ALIASES[ll]}" "${!BASH_ALIASES[@]}"; shopt -s expand_aliases
ll
unset 'BASH_ALIASES[ll]'; alias ll; echo $?; BASH_ALIASES['a b']=3; alias; BASH_ALIASES=(a b); alias
BASH_CMDS[foo]=/bin/echo; foo bar; hash -t foo; echo ${BASH_CMDS[foo]}; unset 'BASH_CMDS[foo]'; echo ${#BASH_CMDS[@]}

#### names of functions only inside functions
echo 'echo "${FUNCNAME[*]}|${#BASH_SOURCE[@]}"; f' > inc.sh; f() { echo "${FUNCNAME[*]}"; }; . ./inc.sh; g() { . ./inc.sh; }; g

#### arguments of functions
set -- a b; echo "${BASH_ARGV[@]}" / "${BASH_ARGC[@]}"; f() { echo "${BASH_ARGV[@]}" / "${BASH_ARGC[@]}"; }; f 1 2 3

#### arguments of functions under extdebug
shopt -s extdebug; f() { echo "${BASH_ARGV[@]}" / "${BASH_ARGC[@]}"; g x y; echo "${BASH_ARGV[@]}"; }; g() { echo "${BASH_ARGV[@]}" / "${BASH_ARGC[@]}"; }
f 1 2 3; f; echo "${BASH_ARGV[@]}" / "${BASH_ARGC[@]}"; echo $-; (g in sub)

#### levels of subshells
echo $BASH_SUBSHELL | cat; { echo $BASH_SUBSHELL; } | cat; : | ( echo $BASH_SUBSHELL ) | cat; ( echo $BASH_SUBSHELL ) & wait
f() { echo $BASH_SUBSHELL; }; f | cat; eval 'echo $BASH_SUBSHELL' | cat; ( echo $BASH_SUBSHELL | cat; { echo $BASH_SUBSHELL; } | cat ); echo $(echo $BASH_SUBSHELL | cat)
( trap 'echo bye' EXIT; exit 3 ) | cat; echo ${PIPESTATUS[0]}; ( exit 4 ) & wait $!; echo $?

#### the last argument
: x y; $(: s); echo "[$_]"; : z; [[ a ]]; echo "[$_]"

#### the shell's level
SHLVL=5 bash -c 'echo $SHLVL'; SHLVL=999 bash -c 'echo $SHLVL'; SHLVL=-5 bash -c 'echo $SHLVL'; SHLVL=x bash -c 'echo $SHLVL'
