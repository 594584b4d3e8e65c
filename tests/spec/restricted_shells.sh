# Restricted shells.
#### how one is started
bash -r -c 'echo $-; shopt restricted_shell; shopt -p restricted_shell; set -o | grep restr; echo $SHELLOPTS; set +r; echo $?; set +o restricted; echo $?; set -r; echo $?; shopt -u restricted_shell; echo $?;shopt -s restricted_shell; echo $?; shopt restricted_shell'
bash --restricted -c 'echo $-'
bash -o restricted -c 'echo $-'
bash +r -c 'echo $-'
bash -rc 'echo $-'
bash -c 'set -r; echo $-; shopt restricted_shell; set +r; echo $?; (set +r); set -o restricted; set +o restricted'
bash -c 'set -o restricted; echo $?; echo $-'
ln -s /bin/bash rbash; ./rbash -c 'echo $- $0; cd /; shopt restricted_shell'
exec -a rbash bash -c 'echo $-; shopt restricted_shell'
#### as a login shell
exec -a -rbash bash --norc --noprofile -c 'echo $-'
#### what is refused
cat >t2.sh <<'X'
set -r
cd /; echo $?
cd; echo $?
PATH=/x; echo $?
SHELL=/x; echo not reached?
X
bash t2.sh; echo "= $?"
for c in 'PATH=/x; echo $?' 'SHELL=x; echo $?' 'ENV=x; echo $?' 'BASH_ENV=x; echo $?' 'HISTFILE=x; echo $?' \
  'unset PATH; echo $?' 'declare PATH=/x; echo $?' 'export PATH=/x; echo $?' 'PATH=/x true; echo $?' \
  'local PATH' 'f() { local PATH=/x; echo $?; }; f' 'for PATH in a; do :; done; echo $?' \
  'read PATH <<< a; echo $?' 'printf -v PATH x; echo $?' ': ${PATH:=x}; echo $?' 'PATH+=:x; echo $?' \
  'declare -p PATH | head -c 12; declare -p ENV BASH_ENV HISTFILE' '/bin/ls; echo $?' './ls; echo $?' \
  'exec ls; echo $?' 'exec; echo $?' 'exec 3<&0; echo $?' 'exec >f; echo $?' '. ./x; echo $?' '. x; echo $?' \
  'source /x; echo $?' 'echo >f; echo $?' 'echo >>f; echo $?' 'echo >|f; echo $?' 'echo >&f; echo $?' \
  'echo &>f; echo $?' 'echo &>>f; echo $?' 'echo <>f; echo $?' 'cat </dev/null; echo $?' \
  'echo 2>&1; echo $?' 'echo >&1; echo $?' 'echo >&-; echo $?' 'cat <<< x; echo $?' \
  'echo > /dev/null; echo $?' '{ echo; } >f; echo $?' 'while :; do echo; done >f; echo $?' \
  '(echo) >f; echo $?' 'f() { echo; } >f; f; echo $?' 'echo a | cat >f; echo $?' 'echo $(echo >f); echo $?' \
  'hash -p /bin/ls x; echo $?' 'hash ls; echo $?' 'hash -p ls y; echo $?' 'command -p true; echo $?' \
  'command ls /nosuch 2>&1 | wc -l; echo $?' 'command -v true >&1; echo $?' 'command -pv ls; echo $?' \
  'enable -f x y; echo $?' 'enable -d echo; echo $?' 'enable -n echo; echo $?' 'builtin cd /; echo $?' \
  'command cd /; echo $?' 'pushd /; echo $?' 'popd; echo $?' 'dirs -c; echo $?' 'type true >&2; echo $?' \
  'bash -c "cd /; echo \$?"' 'eval "cd /"; echo $?' 'cd() { echo f; }; cd; echo $?' \
  'BASH_CMDS[x]=/bin/ls; echo $?' 'BASH_CMDS[x]=ls; echo $?' 'exec {v}>f; echo $?' 'history -r x; echo $?' \
  'history -r ./x; echo $?' 'history -w ./x; echo $?' 'alias a=/bin/ls; echo $?' 'command . ./x; echo $?' \
  'trap "cd /" EXIT' 'kill -l 1; echo $?' 'mapfile x </dev/null; echo $?' 'shopt -s extglob; echo $?' \
  'coproc cat; echo $?' 'cat <(echo a); echo $?' 'env bash -c "cd /; echo $?"' '"" ; echo $?' '/; echo $?' \
  'a/b; echo $?' 'type a/b; echo $?' 'command /bin/ls; echo $?' 'env /bin/true; echo $?' \
  'BASHOPTS=x; echo $?' 'SHELLOPTS=x; echo $?' 'set +o privileged; echo $?' 'set -p; set +p; echo $?' \
  'set -o posix; cd /; echo $?' 'set -e; cd /; echo $?' 'cd / || echo $?' 'cd ""; echo $?' \
  'cd --help >&1 | head -1' 'cd -z; echo $?' 'exec -a x ls; echo $?' 'exec -z; echo $?' '. ; echo $?' \
  'source -z; echo $?' 'hash -p /bin/ls; echo $?' 'enable -f; echo $?'
do
  echo "--- $c"
  bash -rc "$c" 2>&1
  echo "=$?"
  ls f 2>/dev/null && rm -f f
done
#### start-up files and scripts
echo 'echo env' > e; export BASH_ENV=$PWD/e HOME=$PWD
bash -rc 'echo $-; cd /'
echo 'PATH=/x; echo sub $-' >p; bash -rc '. p'
echo 'echo script $-; cd /' >s; chmod +x s; PATH=$PWD:$PATH; bash -rc 's; cd'
printf '#!/bin/bash\necho script $-; cd /; echo $?\n' >s2; chmod +x s2; bash -rc 's2; cd'
echo 'cd /; echo $-' | bash -r
SHELLOPTS=restricted bash -c 'echo $-'
env SHELLOPTS=restricted bash -c 'echo $-'
env BASHOPTS=restricted_shell bash -c 'echo $-; shopt restricted_shell'
bash -rc 'echo a > x' ; echo $?
bash -rc 'echo a > x; echo $?' y ; echo $?
bash -rs <<< 'cd /
echo $?
echo > z
echo $?
PATH=1
echo $?'
