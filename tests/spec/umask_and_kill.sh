#### umask and kill
# Masks in digits and letters; signals by name and number.
umask 022; umask; umask -S; umask -p; umask 077; umask; umask -S u=rwx,g=rx,o=; umask; umask g+w; umask -p -S
umask 9; echo $?; umask u+z; echo $?; umask +w; umask
cd "$(mktemp -d)"; umask 027; touch f; mkdir d; stat -c %a f d
kill -l 9 KILL 137 sigterm; kill -l 99; echo $?; kill; echo $?; kill abc; echo $?; kill -BAD $$; echo $?; kill -s; echo $?; kill -0 $$; echo $?
sleep 5 & kill $!; wait $!; echo $?
trap 'echo got $?' USR1; kill -USR1 $$; echo after; kill -s USR1 -- $$; kill -n 10 $$
bash -c 'trap "echo t; exit 3" TERM; kill $$; echo no'; echo $?
cat <(exit 5); wait $!; echo $?
trap 'echo "[int]"' INT; cat <(trap -p INT)
