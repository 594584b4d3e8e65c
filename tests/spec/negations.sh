# `!`, `until` and what else asks for a status.

#### set -e inside a negated function
f() { set -e; false; echo after; }
! f
echo no

#### set -e before it
set -e; f() { false; echo after; }; ! f; echo here; ! { false; echo in; }; trap 'echo err' ERR; ! f; echo end

#### the ERR trap
trap 'echo err' ERR; ! false; ! { false; }; ! (false); set -E; f() { false; :; }; ! f; if ! f; then :; fi

#### the ERR trap of commands in the background
set -E; trap 'echo err' ERR; false & wait; { false; echo async; } & wait; (false) & wait; false | cat

#### continue in conditions
i=0; until ((i++ > 3)) || continue; do echo $i; done; echo end $i
n=0; until n=$((n + 1)); if [ $n -lt 3 ]; then continue; fi; true; do echo body; done; echo end $n
n=0; while n=$((n + 1)); if [ $n -lt 3 ]; then continue; fi; [ $n -lt 5 ]; do echo body $n; done; echo end $n
for i in 1 2; do until continue 2; do :; done; echo no; done; until false || break; do :; done; echo $?
n=0; until [ $n -ge 3 ]; do n=$((n + 1)); if [ $n = 2 ]; then continue; fi; echo $n; done

#### negated groups in [[
empty= x=3
[[ !($empty) ]] && echo yes; [[ !($x) ]] || echo no; [[ !($x -gt 3) ]] && echo yes
shopt -s extglob
[[ !($empty) ]] && echo yes; [[ !($x) ]] && echo yes; [[ ! ($x) ]] || echo no; [[ $x == !(4) ]] && echo yes
