#### kill and umask
# Signals by name and number, what is no process, masks in octal and letters.
kill; kill -s; kill -FOO 1; kill abc; kill ''; kill %3; kill -9; kill -n 9 x; kill -l 300; kill -l foo; echo $?
kill -l 1 143 TERM sigint 0; kill -L 3; kill -l | sed -n '1p;13p'; kill -0 $$; echo $?
trap 'echo got' USR1; kill -USR1 $$; kill -sUSR1 $$; kill -n 10 $$; echo after
sleep 3 & kill $!; wait $!; echo $?; sleep 3 & kill -s KILL %1; wait %1 2>/dev/null; echo $?
sleep 2 & kill $(jobs -p); wait 2>/dev/null; jobs
umask 9; umask u=q; umask zz; umask -x; umask 022; umask -p -S; umask -S 077; umask; umask -p; umask g+r,o=x; umask -S; umask a-w; umask
