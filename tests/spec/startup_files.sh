Files that a shell reads before its commands, and one that it reads at its end.
#### interactive shells read ~/.bashrc
HOME=$PWD; echo 'echo rc $-; alias q="echo Q"' >.bashrc
bash -ic q 2>/dev/null
bash --norc -ic 'q' 2>/dev/null
HOME=/ bash --rcfile .bashrc -ic q 2>/dev/null
HOME=/ bash --init-file .bashrc -ic q 2>/dev/null
bash -c 'echo none'
#### login shells read one of three files
HOME=$PWD; echo 'echo profile' >.profile
bash -lc 'echo x'
bash --noprofile -lc 'echo x'
echo 'echo login' >.bash_login
bash -l -c 'echo x'
echo 'echo bash_profile; return 3; echo no' >.bash_profile
bash --login -c 'echo $?'
(exec -l bash -c 'echo y; echo $0')
(exec -a -bash bash -c 'shopt login_shell')
#### ~/.bash_logout after exit
HOME=$PWD; echo 'echo bye $?; false' >.bash_logout
bash -lc 'exit 3'; echo $?
bash -lc 'logout'; echo $?
bash -lc 'echo end'
bash -lc '(exit 2); echo $?'
bash -c 'exit 1'; echo $?
#### BASH_ENV leaves no status
echo 'echo env $0 $#; return 3; echo no' >be
BASH_ENV=be bash -c 'echo $? $*' x y z
echo 'set -- q r; false' >be
BASH_ENV=be bash -c 'echo $? $*' x y z
echo 'exit 4' >be
BASH_ENV=be bash -c 'echo no'; echo $?
BASH_ENV=/ bash -c 'echo x' name
#### -p and POSIX mode do without BASH_ENV
echo 'echo read' >be
BASH_ENV=be bash -p -c 'echo a'
BASH_ENV=be bash --posix -c 'echo b'
ENV=be bash --posix -c 'echo c'
ENV=./be bash --posix -ic 'echo d' 2>/dev/null
