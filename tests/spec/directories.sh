pushd, popd, dirs and cd with all their arguments.
#### pushd and popd
cd /
pushd /tmp
pushd /usr
dirs
popd
popd
popd
echo $?
#### pushd exchanges the top two
cd /; pushd /usr > /dev/null
pushd
pushd
#### pushd turns the stack
cd /; pushd /tmp > /dev/null; pushd /usr > /dev/null; pushd /bin > /dev/null
dirs
pushd +1
pushd -0
pushd +0
pushd -1
#### popd of an entry
cd /; pushd /tmp > /dev/null; pushd /usr > /dev/null; pushd /bin > /dev/null
popd +1
popd -0
popd +0
dirs
#### -n changes only the stack
cd /
pushd -n /usr
pwd
dirs
pushd -n /tmp
popd -n
pwd
dirs
#### dirs -v, -p, -l and -c
HOME=/usr
cd /; pushd /usr > /dev/null; pushd /tmp > /dev/null
dirs
dirs -v
dirs -p
dirs -l
dirs -lv
dirs +1
dirs -0
dirs -v +1
dirs -l -1
dirs -c
dirs
#### wrong entries
cd /; pushd /tmp > /dev/null
dirs +5; echo $?
dirs -5; echo $?
pushd +5; echo $?
popd -7; echo $?
dirs x; echo $?
pushd /nonexistent; echo $?
dirs
#### DIRSTACK
cd /; pushd /tmp > /dev/null; pushd /usr > /dev/null
echo "${DIRSTACK[@]}" "${#DIRSTACK[@]}"
DIRSTACK[1]=/bin
dirs
unset 'DIRSTACK[1]' 2>&1
dirs
#### tilde with the stack
cd /; pushd /tmp > /dev/null; pushd /usr > /dev/null
echo ~+ ~- ~0 ~1 ~2 ~+1 ~-0 ~-1 ~9
echo ~1/x "~1"
#### cd -, OLDPWD and PWD
cd /usr; cd /tmp
cd -
echo "$PWD $OLDPWD"
cd - > /dev/null
OLDPWD=/bin; cd -
unset OLDPWD; cd -; echo $?
#### cd without HOME and to HOME
HOME=/usr; cd; pwd
HOME= ; cd; echo $?; pwd
unset HOME; cd; echo $?
cd ~ 2>&1 | sed 's/.*line/line/'
#### CDPATH
mkdir -p a/b c/b
top=$PWD
CDPATH=$top/a:$top/c
cd b | sed "s,$top,TOP,"
cd b > /dev/null; echo "${PWD#$top}"
cd ./b 2>/dev/null; echo $?
cd "$top"; CDPATH=:$top/c; cd c; echo "${PWD#$top}"
cd "$top"; cd nosuch 2>/dev/null; echo $?
#### cdable_vars and cdspell
shopt -s cdable_vars
where=/usr
cd where
pwd
cd nowhere; echo $?
#### symbolic links
mkdir -p real/sub; ln -s real link; top=$PWD
cd link/sub; echo "${PWD#$top}"
cd ..; echo "${PWD#$top}"
cd -P .; echo "${PWD#$top}"
cd "$top/link"; pwd -P | sed "s,$top,,"; pwd -L | sed "s,$top,,"
cd -P "$top/link"; echo "${PWD#$top}"
cd -L "$top/link/sub/.."; echo "${PWD#$top}"
#### dots and slashes
cd /usr/../usr/./bin//; pwd
cd /..; pwd
cd ///usr; pwd
cd .; pwd
cd ''; echo $?; pwd
#### a directory that is gone
mkdir d; cd d; rmdir ../d
pwd > /dev/null; echo $?
cd /; echo $?
#### cd prints where it goes only for - and CDPATH
cd /usr
cd /tmp
CDPATH=/; cd usr
CDPATH=; cd /bin
#### too many arguments, options and --
cd /usr /tmp; echo $?
cd -- /usr; pwd
cd -LP /usr; pwd
cd -e -P /usr; pwd
pwd -LP
#### a subshell's directory is its own
cd /
(cd /usr; pwd)
pwd
x=$(cd /tmp; pwd); echo $x; pwd
cd /usr | cat; pwd
#### a function cd and builtin cd
cd() { builtin cd "$@" && echo "now $PWD"; }
cd /usr
#### pushd with a relative directory and a failing one
cd /
pushd usr
pushd nosuch; echo $?
dirs
cd tmp 2>/dev/null; echo $?
dirs
