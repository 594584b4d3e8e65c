SHLVL of a shell that is the last command of another one.
#### bash -c
SHLVL=1
t() { bash -c "e='echo \$SHLVL'; $1"; }
t 'bash -c "$e"'
t '{ bash -c "$e"; }'
t ': && bash -c "$e"'
t 'bash -c "$e" < /dev/null'
t '(bash -c "$e")'
t '(bash -c "$e" < /dev/null)'
t '({ bash -c "$e"; })'
t '(: ; : && bash -c "$e")'
t 'x=$(bash -c "$e"); echo $x'
t 'x=$({ bash -c "$e"; }); echo $x'
t 'x=$(: && bash -c "$e"); echo $x'
t '(bash -c "$e") | cat'
t '{ bash -c "$e"; } & wait'
t 'bash -c "$e" & wait'
t '! bash -c "$e"'
