# Traps that a function sets for itself.
#### RETURN, DEBUG and ERR set inside run inside
f() { trap 'echo "ret f"' RETURN; echo in f; g; return 3; }; g() { echo in g; }
f; echo $?
g
trap - RETURN
h() { trap 'echo "dbg $BASH_COMMAND"' DEBUG; echo x; g; }
h
trap - DEBUG
e() { trap 'echo err' ERR; false; true; }
e; echo after
#### locals are seen by the trap
f() { local x=loc; trap 'echo "ret $x"' RETURN; x=new; }; x=top; f; trap - RETURN; echo $x
