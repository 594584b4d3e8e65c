#### enable and hash
# Builtins turned off, remembered commands, callers, limits, what only some shells do.
enable -n echo; enable -n; enable echo; enable -n; enable -s | head -3; enable foo; enable -n foo; enable -d foo; enable -d cd; enable -z
enable -n test; builtin test a; enable -a | grep test; enable -pn; enable test; enable | wc -l
hash -r; hash; hash nonexistent; hash -t; hash -d; hash -p; hash -z; hash -p /tmp q; hash -p /some/path nex; hash; hash -t nex; hash -l; nex; hash -d nex; hash -d nex; hash nex; hash -t nex; hash cd; hash
set +h; hash; set -h
f() { caller; caller 0; caller 1; caller 2; echo $?; caller x; }; g() { f; }; g; caller; echo $?
ulimit -z; ulimit -n abc; ulimit -p 3; ulimit -n 100; ulimit -n; ulimit -Hn; ulimit -n 200; ulimit -f; ulimit -n 50 -f; ulimit -f 99999999999999999999999
suspend; suspend -x; logout; times -x; bind; echo $?; bind -Z
