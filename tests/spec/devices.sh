#### devices
# Links to devices and to named pipes.
cd "$(mktemp -d)"
ln -s /dev/zero z; head -c 2 z | od -An -tx1
ln -s /dev/null n; echo x > n; cat n; echo $?
mkfifo p; echo hi > p & cat p; ln -s p q; (echo via > q) & cat q
cp /dev/null e; wc -c < e; [ -c z ] && echo char; [ -p q ] && echo fifo
echo out | { ln -s /dev/stdin i; cat i; }
