# Operands that builtins refuse.
#### numbers that are none
f() { caller 0x; caller 08x; caller 8x; }
f
ulimit -c 0x
#### signals attached to letters
kill -nosuch 1
kill -nTERM 1
kill -s1 1
kill -sINTX 1
kill -n15x 1
kill -nx
#### cd -@
cd -@ /
echo $?
#### a name for %n
printf 'abc%n\n' 1a
echo $?
printf 'abc%n\n' n
echo $n
#### a program for the processor
printf '\177ELF' > prog
chmod +x prog
./prog
echo $?
bash prog
echo $?
