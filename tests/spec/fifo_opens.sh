# The two ends of a FIFO that are opened at different times.

#### a writer that writes nothing
mkfifo pipe
cat <pipe &
sleep 0.05
: >pipe
wait
echo "end $?"

#### a reader that reads nothing
mkfifo pipe
{ echo text >pipe; } 2>/dev/null &
sleep 0.05
: <pipe
wait
echo end

#### a command that is not found, between two FIFOs
mkfifo out err
sed 's/^/out: /' <out &
sed 's/^.*: nosuch/err: nosuch/' <err >said &
sleep 0.05
nosuchcommand >out 2>err
echo "status $?"
rm out err
wait
cat said
