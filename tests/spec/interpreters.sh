# Files that run by the interpreter that their first line names, and files that cannot run.

#### an interpreter that is a script
printf '#!/bin/bash\necho "interp:" "${@##*/}"\n' >interp
printf '#!%s/interp -o opt\n' "$PWD" >one
printf '#!%s/one\n' "$PWD" >two
chmod +x interp one two
./one 1 2
./two 3

#### interpreters that cannot run
hide() { sed "s|$PWD|DIR|g"; }
printf '#!/nosuch/interpreter\n' >missing
echo text >text
printf '#!%s/text\n' "$PWD" >refused
printf '#!%s\n' "$PWD" >folder
printf '#!%s/loop\n' "$PWD" >loop
chmod +x missing refused folder loop
for file in missing refused folder loop; do
  ./$file 2>&1 | hide
  echo "$file: ${PIPESTATUS[0]}"
done

#### exec of what cannot run
hide() { sed "s|$PWD|DIR|g"; }
mkdir folder
echo text >text
printf '#!/nosuch/interpreter\n' >missing
chmod +x missing
for file in ./folder ./text ./nosuch /nosuch/file nosuchcommand ./missing; do
  (exec $file) 2>&1 | hide
  echo "$file: ${PIPESTATUS[0]}"
done

#### the name of a script behind exec
printf '#!/bin/bash\necho "$0"\n' >file
chmod +x file
(exec ./file) | sed "s|$PWD|DIR|"
(exec -a other ./file) | sed "s|$PWD|DIR|"
./file

#### a name that holds no text
$'a\nb'
$'\177x'
'a b'
