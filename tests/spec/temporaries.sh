#### temporaries
# Assignments before a function and what unset reveals.
f() { echo "x=$x"; x=mutated; echo "x=$x"; unset x; echo "x=$x"; }
x=global; x=temp f; echo "x=$x"
g() { local x=1; unset x; echo "[${x-unset}]"; }; g; echo $x
h() { local x; echo "[$x]"; unset x; echo "[$x]"; }; x=t h
f4() { v=t2 eval 'v=t3 eval "echo \$v; unset v; echo \$v; unset v; echo \$v; unset v; echo \$v"'; }
v=global; v=t1 f4
