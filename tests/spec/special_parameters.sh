# Special parameters and variables of the shell.
#### the last argument
echo a b; echo $_; : x y z; echo "$_"; true; echo $_; x=1; echo "[$_]"; echo "q r" s; echo $_; f() { echo "in $_"; : p; }; f m n; echo "out $_"
#### the last argument after expansions
set -- a b; echo "$@" >/dev/null; echo $_; echo {1..3} > /dev/null; echo $_; ls /nosuch 2>/dev/null; echo $_; [[ a == a ]]; echo "$_"; (( 1 )); echo "$_"; for i in u v; do :; done; echo "$_"
#### flags
echo $- | tr -d 'is'; set -euf; echo $-; set +euf; echo $-; set -o noclobber; echo $-; bash -c 'echo $-'; bash -ec 'echo $-'; (set -x; echo $-) 2>/dev/null
#### the number of parameters
set -- a b c; echo $# ${#} ${#@} ${#*}; set --; echo $#; f() { echo $#; }; f "" ''; f $nosuch "$nosuch"; f "$@"; f {1..20}
#### the status
true; echo $?; false; echo $?; (exit 300); echo $?; (exit -1); echo $?; nosuch 2>/dev/null; echo $?; /etc 2>/dev/null; echo $?; ! true; echo $?; ! false; echo $?; true | false; echo $?; false | true; echo $?; [ a = b ]; echo $?
#### the name of the script
echo "${0##*/}"; f() { echo "${0##*/}"; }; f; bash -c 'echo $0'; bash -c 'echo $0 $1' name arg; set -- x; echo "${0##*/}"; BASH_ARGV0=new; echo $0; nosuch_cmd
#### pipe statuses
true | false | (exit 3); echo "${PIPESTATUS[@]}"; echo "${PIPESTATUS[@]}"; false; echo ${PIPESTATUS[0]}; ! true | false; echo "${PIPESTATUS[@]}"; x=1; echo "${#PIPESTATUS[@]}"; (exit 4); s=("${PIPESTATUS[@]}"); echo ${s[@]}; if false | true; then :; fi; echo "${PIPESTATUS[@]}"; { false | true; }; echo "${PIPESTATUS[@]}"
#### SHLVL and BASH_SUBSHELL
echo $((SHLVL>0)); bash -c 'echo $(( SHLVL - $1 ))' x $SHLVL; SHLVL=5 bash -c 'echo $SHLVL'; SHLVL=abc bash -c 'echo $SHLVL'; SHLVL=-3 bash -c 'echo $SHLVL'; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL)); { echo $BASH_SUBSHELL; } | cat
#### LINENO
echo $LINENO
echo $LINENO; f() {
echo $LINENO
}
f; eval 'echo $LINENO
echo $LINENO'; x="$LINENO
$LINENO"; echo "$x"
(( y = LINENO )); echo $y
#### FUNCNAME, BASH_SOURCE and BASH_LINENO in functions
a() { b; }
b() { c x; }
c() { echo "${FUNCNAME[@]}"; echo "${BASH_LINENO[@]}"; echo "${BASH_SOURCE[@]##*/}"; echo $FUNCNAME; }
a
#### IFS, PWD, OLDPWD and HOME
cd /; cd /usr; echo "$PWD $OLDPWD"; cd - ; echo $PWD; (cd /tmp; echo $PWD); echo $PWD; PWD=fake; cd .; echo $PWD; HOME=/usr; cd; echo $PWD; unset HOME; cd; echo $?; unset PWD; cd /; echo "${PWD-u}"
#### BASH_VERSION and friends
[[ $BASH_VERSION == 5.2.* ]] && echo 5.2; echo ${#BASH_VERSINFO[@]}; [[ $OSTYPE == linux* ]] && echo linux; [[ -n $HOSTTYPE && -n $MACHTYPE ]] && echo types; [[ $BASHOPTS == *sourcepath* ]] && echo opts; [[ $SHELLOPTS == *hashall* ]] && echo shellopts; [[ $BASH == */bash ]] && echo bash
#### EUID, UID, GROUPS and PPID are numbers
for v in $UID $EUID $PPID $$ $BASHPID ${GROUPS[0]}; do [[ $v =~ ^[0-9]+$ ]] && echo -n "ok "; done; echo; [[ $$ == $BASHPID ]] && echo same; ( [[ $$ == $BASHPID ]] || echo differs ); x=$(echo $$); [[ $x == $$ ]] && echo same
#### the background pid
echo "[${!-none}]"; true & p=$!; [[ $p =~ ^[0-9]+$ ]] && echo number; wait $p; echo $?; false & wait $!; echo $?; [[ $! != $p ]] && echo new; (exit 9) & wait; echo $?
#### OPTIND and REPLY and RANDOM exist
echo $OPTIND $OPTERR "[${REPLY-unset}]" "[${OPTARG-unset}]" "[${MAPFILE-unset}]" "[${BASH_REMATCH-unset}]" "[${COLUMNS-unset}]" "[${PS1-unset}]" "$PS4" "[${PS2-unset}]"
#### BASH_COMMAND and DIRSTACK
echo "$BASH_COMMAND"; cd /; pushd /usr > /dev/null; echo "${DIRSTACK[@]}" ${#DIRSTACK[@]}; DIRSTACK[1]=/tmp; dirs; exit 0
#### unsetting special variables
unset RANDOM SECONDS LINENO; echo "[$RANDOM][$SECONDS][$LINENO]"; RANDOM=x; echo $RANDOM; unset IFS; x='a b'; set -- $x; echo $#; unset PATH; ls 2>/dev/null; echo $?; unset OPTIND; echo "[$OPTIND]"; unset BASH_SUBSHELL; (echo "[$BASH_SUBSHELL]")
