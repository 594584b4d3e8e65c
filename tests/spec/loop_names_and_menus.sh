Names of loop variables, and the questions of select.
#### for with a name that is none goes on behind the loop
for 1x in a; do echo no; done; echo $?
for a-b in a; do echo no; done
for \x in b; do echo no; done
bash -c 'for 1x in a; do :; done; echo x'
bash --posix -c 'for 1x in a; do :; done; echo no'; echo $?
#### select with one
select 1x in a; do echo no; done; echo $?
#### set -e sees it
set -e; for 1x in a; do :; done; echo no
#### PS3 is shown as it is
PS3='$x \w> '; printf '2\n' | { select x in a b; do echo "$x $REPLY"; break; done; }
#### REPLY at the end of input
printf '1\n1\n' | { select x in a b; do continue; done; echo "[$x] [$REPLY] $?"; }
printf '1' | { select x in a b; do continue; done; echo "[$x] [$REPLY] $?"; }
#### a backslash at the end of an answer
printf 'a\\\nb\n' | { select x in a b; do echo "[$x] [$REPLY]"; break; done; }
