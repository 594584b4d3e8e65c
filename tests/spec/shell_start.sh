# What the command line of a shell asks for, and what is in its environment.
#### texts to translate
cat > d.sh <<'X'
echo $"hello"
echo $"two
lines" $"q\"uote \$x" $"a'b"
x=$"assign" ; f() { echo $"in f"; }
cat <<Y
$"not here"
Y
echo "in $"dq"" '$"sq"' # $"comment"
echo $(echo $"in comsub") `echo $"backq"` ${x:-$"brace"} "$(echo $"dqcs")"
echo $""
a=($"elem" b)
case $"word" in $"pat") ;; esac
[[ $"l" == $"r" ]]
echo $"x"$"y"
X
bash -D d.sh; echo "s $?"
bash --dump-strings d.sh; echo "s $?"
bash --dump-po-strings d.sh; echo "s $?"
bash -D -c 'echo $"hi"; echo $"ho"'; echo "s $?"
echo 'echo $"hi"' | bash -D
bash -D <<< 'echo $"a'
bash -D <<< 'if; echo $"a"'; echo "s $?"
bash -D -c 'echo $-'
bash -nc 'echo $"x"'
#### commands printed anew
cat > p.sh <<'X'
#!/bin/bash
# comment
if [ a ];then echo b;else echo c;fi
for i in 1 2 3; do echo $i; done
f(){ echo a; echo b; }
while read x;do echo $x;done < y >z
case $1 in a|b) echo x;; *) echo y;; esac
cat <<Y
here $x
Y
a && b || c &
( echo a; echo b )
a | b | c; d
x=1 y=2 cmd "quoted $x" 'single'
[[ a == b && c ]]
((x+1))
for ((i=0;i<1;i++)); do :; done
select x in a; do break; done
until a; do b; done
function g { c; }
time a
! a
coproc a
a=(1 2 3)
echo $(a;b) `c`
{ a; b; }
if a; then
b
elif c; then
d
fi

X
bash --pretty-print p.sh; echo "s $?"
bash --pretty-print -c 'if a;then b;fi;c'; echo "s $?"
echo 'if a;then b;fi;c' | bash --pretty-print; echo "s $?"
echo 'a; if' > p2; bash --pretty-print p2; echo "s $?"
echo 'a)' > p2; bash --pretty-print p2; echo "s $?"
echo '' > p2; bash --pretty-print p2; echo "s $?"
bash --pretty-print nosuch; echo "s $?"
#### options and their errors
bash -O 2>&1 | head -3
bash +O 2>&1 | head -3
bash -O extglob -c 'shopt extglob; echo $BASHOPTS' | head -1
bash +O extglob -c 'shopt extglob'
bash -O nosuch -c 'echo x'; echo "s $?"
bash +O nosuch -c 'echo x'; echo "s $?"
bash -O; echo "s $?" > /dev/null
bash -o 2>&1 | head -4
bash +o 2>&1 | head -4
bash -o nosuch -c 'echo x'; echo "s $?"
bash -o errexit -c 'false; echo x'; echo "s $?"
bash +o errexit -ec 'false; echo x'; echo "s $?"
bash -O -c 'echo x'; echo "s $?"
bash -o -c 'echo x'; echo "s $?"
bash -c 'echo x' -O extglob; echo "s $?"
bash -Oc extglob 'shopt extglob'; echo "s $?"
bash -co pipefail 'echo $SHELLOPTS'; echo "s $?"
bash -z; echo "s $?"
bash --nosuch; echo "s $?"
bash --; echo "s $?"
bash -- -c x; echo "s $?"
bash - <<< 'echo dash'; echo "s $?"
bash -c; echo "s $?"
bash -ec; echo "s $?"
bash -c -e; echo "s $?"
bash -c -e 'false; echo x'; echo "s $?"
bash -c -- 'echo dd $0 $1' a b; echo "s $?"
bash -c - 'echo d $0 $1' a b; echo "s $?"
bash -c '' ; echo "s $?"
bash -c 'echo $0 $# $@' a b c
bash -s a b c <<< 'echo $0 $# $@ $-'
bash -s -- -a b <<< 'echo $0 $# $@ $-'
bash -sx a <<< 'echo $0 $# $@'
bash -euxc 'echo a; echo $-; false; echo b'; echo "s $?"
bash -xec 'echo $u'
bash +x -c 'echo $-'
bash +B -c 'echo {a,b} $-'
bash -f -c 'echo * $-'
bash -v -c 'echo a
echo b'
bash --verbose -c 'echo a'
bash -n -c 'echo a'; echo "s $?"
bash -t -c 'echo a
echo b'
printf 'echo a\necho b\n' | bash -t
bash -k -c 'f() { echo $#; }; f a=1 b'
bash -a -c 'x=5; env | grep ^x='
bash -h -c 'echo $-'
bash +h -c 'echo $-'
bash -b -c 'echo $-'
bash -C -c 'echo a >f; echo b >f'; echo "s $?"
bash -E -c 'echo $-'
bash -T -c 'echo $-'
bash -P -c 'echo $-'
bash -H -c 'echo $-'
bash -p -c 'echo $-'
bash -u -c 'echo $x; echo y'; echo "s $?"
bash -l -c 'shopt login_shell; echo $-'
bash --login -c 'shopt login_shell'
bash --noprofile --norc -c 'echo $-'
bash --posix -c 'echo $SHELLOPTS; echo ${POSIXLY_CORRECT-no}'
bash -o posix -c 'echo ${POSIXLY_CORRECT-no}'
bash --rcfile; echo "s $?"
bash --init-file; echo "s $?"
echo 'echo rc' > rc; bash --rcfile rc -c 'echo $-'
bash --rcfile rc -ic 'echo x' 2>/dev/null
bash --init-file rc -ic 'echo x' 2>/dev/null
bash --norc --rcfile rc -ic 'echo x' 2>/dev/null
bash -x --norc; echo "s $?"
bash -norc -c 'echo one'
bash -version | head -1
bash --help | head -5
bash --noediting -c 'echo x'
bash -i --version | head -1
#### scripts that cannot be read
mkdir d; bash d; echo "s $?"
bash nonexistent; echo "s $?"
bash ./nonexistent; echo "s $?"
bash d/nope/x; echo "s $?"
printf '\177ELF\0\0' > bin; bash bin; echo "s $?"
printf 'echo a\0b\n' > bin; bash bin; echo "s $?"
printf 'echo ok\n\0\0' > bin; bash bin; echo "s $?"
printf '\n\0echo\n' > bin; bash bin; echo "s $?"
echo 'echo nr' > nr; chmod 000 nr; 
printf '' > empty; bash empty; echo "s $?"
echo 'echo $0 $@ $# $-' > sc; bash sc a b; bash ./sc; mkdir q; cp sc q/onpath; PATH=$PWD/q:$PATH; bash onpath 1; 
bash "" ; echo "s $?"
echo 'echo hi' | bash /dev/stdin x
bash <(echo 'echo ps $#') a b
bash sc -x --norc
bash -x sc 2>&1
ln -s sc lnk; bash lnk
bash sc/; echo "s $?"
#### variables of the environment
env SHELLOPTS=errexit:xtrace bash -c 'echo $SHELLOPTS; false; echo no'; echo "s $?"
env SHELLOPTS=nosuch:noglob bash -c 'echo $SHELLOPTS *'
env BASHOPTS=extglob:nosuch:nullglob bash -c 'echo $BASHOPTS | tr : "\n" | grep -E "extglob|nullglob"; declare -p BASHOPTS | cut -c1-20'
echo 'echo be $0 $#' > be
BASH_ENV=be bash -c 'echo c' a b
BASH_ENV='./b$(echo e)' bash -c 'echo c'
BASH_ENV=nosuch bash -c 'echo c'
BASH_ENV=be bash --posix -c 'echo posix'
ENV=be bash --posix -c 'echo posix'
ENV=be bash --posix -ic 'echo posix' 2>/dev/null
BASH_ENV=be bash -p -c 'echo priv'
BASH_ENV=be bash --norc --noprofile -c 'echo c'
BASH_ENV=d bash -c 'echo c'
echo 'exit 3' > ex; BASH_ENV=ex bash -c 'echo c'; echo "s $?"
echo 'return 3; echo no' > ex; BASH_ENV=ex bash -c 'echo c $?'; echo "s $?"
echo 'if; echo' > ex; BASH_ENV=ex bash -c 'echo c $?'; echo "s $?"
echo 'set -e; false; echo no' > ex; BASH_ENV=ex bash -c 'echo c $?'; echo "s $?"
echo 'echo $BASH_SOURCE $LINENO ${FUNCNAME-none}; set -- z; x=1; set -u' > ex; BASH_ENV=ex bash -c 'echo $x $1 $-' a b
env 'BASH_FUNC_f%%=() { echo f; }' bash -c 'f; declare -F'
env 'BASH_FUNC_f%%=() { echo f; }; echo evil' bash -c 'f'; echo "s $?"
env 'BASH_FUNC_f%%=() { echo f' bash -c 'f'; echo "s $?"
env 'BASH_FUNC_f%%=echo' bash -c 'f; env | grep BASH_FUNC'; echo "s $?"
env 'BASH_FUNC_f=() { echo f; }' bash -c 'f; env | grep BASH_FUNC'; echo "s $?"
env 'f=() { echo f; }' bash -c 'f; echo "$f"'; echo "s $?"
env 'BASH_FUNC_a-b%%=() { echo ab; }' bash -c 'a-b'; echo "s $?"
env 'BASH_FUNC_a/b%%=() { echo ab; }' bash -c 'a/b'; echo "s $?"
env 'BASH_FUNC_%%=() { echo ab; }' bash -c 'echo x'; echo "s $?"
env 'BASH_FUNC_f()=() { echo f; }' bash -c 'f'; echo "s $?"
IFS=: bash -c 'x=a:b; printf "<%s>" $x; printf "%q\n" "$IFS"'
for v in 0 5 -1 -5 abc '' 999 1000 1e3 0x10 010 ' 7 ' 99999999999999999999 '1+1' '+3' 2147483647 4294967296; do SHLVL=$v bash -c 'echo $SHLVL:'; done
env -u SHLVL bash -c 'echo $SHLVL'
env UID=5 bash -c 'echo $((UID==5))'; echo "s $?"
env EUID=5 PPID=3 bash -c 'echo $((EUID==5)) $((PPID==3))'; echo "s $?"
env BASH=x BASHPID=7 bash -c 'echo $BASH $((BASHPID==7))'
env LINENO=7 RANDOM=1 SECONDS=100 HISTCMD=5 OPTIND=3 OPTERR=0 bash -c 'echo $LINENO $SECONDS $HISTCMD $OPTIND $OPTERR'
env BASH_COMPAT=4.2 bash -c 'echo $BASH_COMPAT; shopt compat42'
env BASH_COMPAT=42 bash -c 'echo $BASH_COMPAT; shopt compat42'
env BASH_COMPAT=9.9 bash -c 'echo $BASH_COMPAT'
env BASH_COMPAT=abc bash -c 'echo $BASH_COMPAT'
env POSIXLY_CORRECT= bash -c 'echo $SHELLOPTS'
env POSIXLY_CORRECT=1 bash -c 'echo $SHELLOPTS'
env -u HOME bash -c 'echo ${HOME-unset}; cd; echo $?' 
env HOME= bash -c 'echo "[$HOME]" ~; cd; echo $?; pwd' | sed "s:$PWD:PWD:"
env -u HOME bash -c 'echo ~' | grep -c /
cd d; (PWD=/nosuch bash -c 'echo $PWD' ; PWD=. bash -c 'echo $PWD'; PWD=.. bash -c 'echo $PWD'; env -u PWD bash -c 'echo $PWD'; PWD=$PWD/. bash -c 'echo $PWD'; PWD=$PWD/../d bash -c 'echo $PWD')| sed "s:${PWD%/d}:PWD:"
OLDPWD=/ bash -c 'echo $OLDPWD; cd -'; OLDPWD=/nosuch bash -c 'echo ${OLDPWD-unset}; cd -'; OLDPWD=d bash -c 'echo ${OLDPWD-unset}'
env BASH_XTRACEFD=1 bash -xc 'echo a' 2>/dev/null
env PATH= bash -c 'ls' ; echo "s $?"
env -u PATH bash -c 'echo $PATH; declare -p PATH'
env TERM=x bash -c 'echo $TERM; declare -p TERM'
env -u TERM bash -c 'echo $TERM; declare -p TERM'
env SHELL=/x bash -c 'declare -p SHELL'
env _=x bash -c 'echo $_' 
env HISTFILE=x HISTSIZE=5 bash -c 'echo $HISTFILE $HISTSIZE'
env TMOUT=5 bash -c 'echo $TMOUT'
env FUNCNEST=2 bash -c 'f() { f; }; f'; echo "s $?"
env IGNOREEOF=3 bash -c 'set -o | grep ignoreeof'
env TIMEFORMAT='%R' bash -c 'time true' 2>&1 | sed 's/[0-9]/N/g'
env BASH_ARGV0=zz bash -c 'echo $0 $BASH_ARGV0'
env EPOCHSECONDS=1 bash -c '((EPOCHSECONDS>1)) && echo ok'
env COMP_WORDBREAKS=x bash -c 'echo $COMP_WORDBREAKS'
env HOSTNAME=h HOSTTYPE=t OSTYPE=o MACHTYPE=m bash -c 'echo $HOSTNAME $HOSTTYPE $OSTYPE $MACHTYPE'
env CHILD_MAX=5 bash -c 'echo $CHILD_MAX'
