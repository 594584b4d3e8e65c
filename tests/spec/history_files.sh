# The history and its file.
#### nothing new to append
history -a h
ls h 2>/dev/null
history -s one
history -a h
history -a h
cat h
#### what is new in the file
history -s one
history -a h
history -c
history -s two
history -a h
history -n h
history
printf 'three\n' >> h
history -n h
history
#### numbers behind a limit
set -o history
echo a
HISTSIZE=2
history
HISTSIZE=1
history
HISTSIZE=5
history
#### comments within a command
set -o history
if true; then # comment
 echo c
fi
history
