# Escapes of prompts, in `${x@P}` and in `PS4`.
#### numbers of commands
p='\#'
echo "${p@P}"
echo "${p@P}"; echo "${p@P}"
f() { echo "${p@P}"; }
f
PS4='\# '
set -x
:
:; :
#### a script does not name the shell
p='\s'
echo "${p@P}"
bash -c 'p="\s"; echo "${p@P}"' a/name
BASH_ARGV0=other
echo "${p@P}"
#### PROMPT_DIRTRIM
p='\w|\W'
HOME=/nowhere
cd /usr/bin
for PROMPT_DIRTRIM in 0 1 2 x ''; do echo "${p@P}"; done
HOME=/usr
echo "${p@P}"
PROMPT_DIRTRIM=1
echo "${p@P}"
