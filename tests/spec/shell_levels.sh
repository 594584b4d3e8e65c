SHLVL, and programs that take the place of a shell.
#### the last command of -c takes its place
SHLVL=1
bash -c 'echo $SHLVL; bash -c "echo \$SHLVL"'
bash -c 'bash -c "echo \$SHLVL"; :'
bash -c 'true && bash -c "echo \$SHLVL"'
bash -c 'false || bash -c "echo \$SHLVL"'
bash -c 'x=1 bash -c "echo \$SHLVL"'
bash -c 'if true; then bash -c "echo \$SHLVL"; fi'
bash -c 'bash -c "echo \$SHLVL" | cat'
bash -c 'f() { bash -c "echo \$SHLVL"; }; f'
bash -c 'trap "echo t" EXIT; bash -c "echo \$SHLVL"'
echo 'bash -c "echo \$SHLVL"' >s; bash s
#### subshells
SHLVL=1
(bash -c 'echo $SHLVL')
(bash -c 'echo $SHLVL'; :)
echo $(bash -c 'echo $SHLVL')
#### exec
SHLVL=5
(exec bash -c 'echo $SHLVL')
bash -c 'exec bash -c "echo \$SHLVL"'
bash -c '(exec bash -c "echo \$SHLVL"); :'
exec bash -c 'echo $SHLVL'
#### exec runs no EXIT trap
trap 'echo no' EXIT
exec bash -c 'echo yes'
#### SECONDS goes on from the environment
env SECONDS=100 bash -c '((SECONDS >= 100 && SECONDS < 110)) && echo yes'
#### $_ of a new shell
bash -c 'echo $_'
/bin/bash -c 'echo $_'
