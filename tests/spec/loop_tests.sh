break and continue in the tests of loops.
#### continue makes an until test true
for i in 1 2; do until continue; do echo body; done; echo after $i $?; done
for i in 1 2; do while ! continue; do echo body; done; echo after $i $?; done
for i in 1 2; do until { continue; false; }; do echo body; done; echo after $i $?; done
for i in 1 2; do until eval continue; do echo body; done; echo after $i $?; done
n=0; for i in 1 2; do until if ((n++ < 2)); then continue; fi; do echo body; done; echo after $i $?; done
#### continue goes on with the test of a while
n=0; for i in 1 2; do while ((n++ < 2)) && continue; do echo body; done; echo after $i $n; done
n=0; for i in 1 2; do until ((n++ > 2)) || continue; do echo body; done; echo after $i $n; done
n=0; while [ $((n++)) -lt 3 ] && ! false && continue; do echo body; done; echo $n
#### break and more levels
for i in 1 2; do until continue 2; do echo body; done; echo after $i; done; echo $?
for i in 1 2; do until break; do echo body; done; echo after $i; done; echo $?
for i in 1 2; do while { break; false; }; do echo body; done; echo after $i; done; echo $?
for i in 1 2; do until break 2; do echo body; done; echo after $i; done; echo $?
