Working directories that were removed, and two slashes.
#### cd out of a removed directory
base=$PWD
mkdir -p a/b; cd a/b; rmdir ../b
cd ..; echo $? "${PWD#"$base"}"
#### cd within a removed directory
base=$PWD
mkdir -p a/b; cd a/b; rmdir ../b
cd .; echo $? "${PWD#"$base"}"
pwd -P; echo $?
ls -a
#### two slashes
cd //; pwd; echo $PWD
cd //tmp; pwd; cd ..; pwd
cd ///tmp; pwd
