What the first line of an executable file says.
#### an empty interpreter is none
printf '#!\necho "$0 $*"\n' >s; chmod +x s; ./s a b; echo $?
printf '#! \t\necho "$0 $*"\n' >s; ./s a b; echo $?
#### a carriage return is part of the name
printf '#!/bin/bash\r\necho no\n' >s; chmod +x s; ./s; echo $?
#### blanks around the name and one argument
printf '#! \t/bin/bash \t-e \t\necho "$-"; false; echo no\n' >s; chmod +x s; ./s; echo $?
#### several options are one argument
printf '#!/bin/bash -e -u\necho no\n' >s; chmod +x s; ./s; echo $?
#### a script found along PATH has its path in BASH_SOURCE
mkdir d; echo 'echo $0 ${BASH_SOURCE##*/d/}; nosuch' >d/s; PATH=$PWD/d:$PATH
bash s 2>&1 | sed 's,/.*/d,/d,'
