#### directory stack
# pushd, popd, dirs and DIRSTACK.
pushd; popd; popd +1; dirs -x; dirs foo; pushd -z; popd -z; popd x; cd /; pushd /usr /bin; pushd /nonexistent
mkdir -p /tmp; pushd /tmp; pushd /usr; dirs -v; dirs -p; dirs +1; dirs -0; dirs +9; popd +1; pushd +5; pushd -9; pushd +x; popd; popd; popd
pushd -n /tmp; dirs; pushd; pushd +1; pushd -0; popd -0; pushd /usr >/dev/null; echo "${DIRSTACK[@]}"; DIRSTACK[1]=/bin; dirs; popd -n; dirs
HOME=/usr; cd; dirs; dirs -l; pushd -- /; pushd -; dirs -v +1 -l; dirs -c; dirs
