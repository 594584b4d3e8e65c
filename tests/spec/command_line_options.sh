Options of the shell in words and letters, in odd places and forms.
#### words with one dash, and before letters only
bash -posix -c 'echo $SHELLOPTS'
bash -norc -c 'echo norc'
bash -login -c 'shopt login_shell'
bash -x --posix -c 'echo no' 2>&1 | head -n 2
bash -e --posix -c 'echo no'; echo $?
#### words that take a file
bash --rcfile /dev/null -c 'echo a'
bash --init-file nosuch -c 'echo b'
bash --rcfile; echo $?
bash --init-file; echo $?
#### --version and --help
bash --version | head -n 1
bash --help | head -n 3
bash --help >/dev/null; echo $?
#### letters with a plus that ask for commands
bash +c 'echo a'
bash +s b </dev/null; echo $?
echo 'echo "$-" $1' | bash +es c
#### names in clusters
bash -oe pipefail -c 'echo $SHELLOPTS'
bash -oO pipefail extglob -c 'shopt -o pipefail; shopt extglob'
bash -co pipefail 'echo $SHELLOPTS'
#### the shell is named in its usage
bash -Z 2>&1 | head -n 3
/bin/bash -Z 2>&1 | head -n 3
/bin/bash -o nosuch; echo $?
#### +o and -o list the editor
bash -o | grep emacs
bash +o | grep emacs
#### -t and -c
bash -tc 'echo a
echo b'
printf 'echo a\necho b\n' | bash -t
#### -i with -c
bash -ic 'echo $-; shopt expand_aliases; nosuch; set -o | grep hist' 2>&1 | grep -v -e 'job control' -e 'process group'
bash --norc -ic 'alias e="echo x"
e y' 2>/dev/null
#### -i with commands on standard input
printf 'echo a\nif true\nthen echo c\nfi\nnosuch\n' | PS1='$ ' bash --norc -i 2>&1 |
  grep -v -e 'job control' -e 'process group'
#### SHELLOPTS comes after the letters
env SHELLOPTS=xtrace bash +x -c 'echo a'
env SHELLOPTS=nosuch:pipefail bash -c 'echo $SHELLOPTS'
env SHELLOPTS=pipefail bash -p -c 'echo $SHELLOPTS'

#### -c with an error in a substitution
bash -c 'echo a; echo $(;)'; echo $?
bash -c 'echo a
x=("$(fi)")'; echo $?
bash -c 'false
cat <(echo $([[ a b c ]]))'; echo $?
bash -c 'eval "echo \$(;)"; echo $?'
bash -c 'trap "echo $?" EXIT
echo "$(;)"'; echo $?
bash -c 'echo $('; echo $?
echo 'echo $(;)' | bash; echo $?
