# What `read` and `printf` check first.
#### a descriptor when its option is read
read -u 9 1x
read -u 9 -n x
read -u 9 -u 0 x <<< a
echo $?
#### a name only where something is read
read -t 0 1x < /dev/null
echo $?
read 1x < /dev/null
echo $?
#### an empty array at the end
a=(1 2)
read -N 3 -a a < /dev/null
declare -p a
read -N 3 -a a <<< 'a b'
declare -p a
#### times of nothing
TZ=UTC printf '%(%Y)T\n' ''
echo $?
TZ=UTC printf '%(%Y)T\n' ' '
echo $?
#### no characters of a quoted word
printf '[%.Q][%.0Q][%.1Q][%Q]\n' a ab '' ''
#### more of times and quoted words
TZ=UTC printf '%(%T)T\n' "'a" '"'
printf '[%.lQ][%.jQ]\n' a b
printf '%d%b' x 'a\cb'
echo " $?"
#### an ignored trap in a function
trap '' RETURN
f() { trap -p; }
f
enable -s echo
echo $?
