#### loops and eval
# break and continue reach a loop through eval and source, not through a function.
for i in 1 2 3; do eval continue; echo no; done
for i in 1 2 3; do eval 'if ((i == 2)); then break; fi'; echo $i; done
cd "$(mktemp -d)"; echo break > b.sh
for i in 1 2; do . ./b.sh; echo no; done; echo "left at $i"
f() { break; }
for i in 1 2; do f 2>/dev/null; echo "in $i"; done
for i in 1 2; do for j in 1 2; do eval 'continue 2'; done; echo no; done; echo end
