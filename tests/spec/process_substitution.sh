Process substitution on both sides, and coprocesses.
#### reading
cat <(echo a) <(echo b)
paste -d, <(printf '%s\n' 1 2) <(printf '%s\n' a b)
diff <(echo same) <(echo same) && echo equal
#### the name is a path
echo <(:) | sed 's/[0-9][0-9]*/N/'
[ -e <(:) ] && echo exists
x=<(echo hi)
case $x in /dev/fd/*) echo path;; esac
#### as a redirection
while read -r l; do echo "<$l>"; n=$((n + 1)); done < <(printf '%s\n' a b c)
echo "$n"
read -r x < <(echo one)
echo $x
#### writing
echo hello > >(sed 's/^/out: /')
wait $!
echo text | tee >(tr a-z A-Z > up) > /dev/null
sleep 0.1
cat up
#### exec to a process
exec 3> >(sed 's/^/> /' > f; echo done > g)
echo one >&3
echo two >&3
exec 3>&-
wait $!
cat f g
#### nested
cat <(cat <(echo deep))
cat <(echo $(cat <(echo mixed)))
#### quotes and words around it
echo "<(echo no)"
echo a<(:)b | sed 's/[0-9][0-9]*/N/'
echo '>(no)'
#### compound commands inside
cat <(for i in 1 2; do echo $i; done)
cat <(if true; then echo yes; fi)
cat <(
  echo line
  # comment
  echo more
)
#### its variables are its own
x=1
cat <(x=2; echo $x)
echo $x
cat <(echo "$BASH_SUBSHELL")
#### with a function
f() { cat "$1" "$2"; }
f <(echo 1) <(echo 2)
g() { while read -r l; do echo "g $l"; done < "$1"; }
g <(printf 'a\nb\n')
#### the status of the process is not seen
cat <(exit 3)
echo $?
true < <(exit 4)
echo $?
#### $! is the process
: < <(exit 5)
wait $!
echo $?
#### mapfile and read from it
mapfile -t a < <(printf '%s\n' x y z)
echo "${#a[@]} ${a[2]}"
IFS= read -r -d '' all < <(printf 'a\nb')
echo "$all"
#### in an array and in an assignment
a=(<(:) <(:))
echo "${#a[@]}"
#### closed after the command
f=
f2() { f=$1; }
f2 <(echo x)
cat "$f" 2>/dev/null || echo gone
#### in posix mode too
set -o posix
cat <(echo posix)
#### coproc: write and read
coproc { while read -r l; do echo "got $l"; done; }
echo one >&${COPROC[1]}
read -r x <&${COPROC[0]}
echo "$x"
eval "exec ${COPROC[1]}>&-"
wait $COPROC_PID
echo $?
#### coproc of a subshell and its status
coproc ( exit 6 )
wait $!
echo $?
#### coproc in a function
f() { coproc C { echo from; }; read -r x <&${C[0]}; echo "$x"; }
f
#### a coproc with redirections
coproc { cat; } 2> e
echo x >&${COPROC[1]}
read -r y <&${COPROC[0]}
echo $y
#### a syntax error inside
eval 'cat <(if)'
echo $?
#### coproc with a name
coproc UP { tr a-z A-Z; }
echo hello >&${UP[1]}
exec {UP[1]}>&-
cat <&${UP[0]}
wait
echo "${UP_PID-unset}"
#### the variable goes when the coprocess ends
coproc N { :; }
wait $N_PID
echo "${N[0]-unset} ${N_PID-unset}"
#### wrong coproc names
coproc 1x { :; }
echo $?
