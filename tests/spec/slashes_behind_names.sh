# Names with a slash at the end are those of directories.

#### redirections
echo a > f/
echo > f
echo b > f/
cat < f/
mkdir d
echo > d/
: > /dev/null/
: < /dev/null/
: < d/f
#### files are not renamed to such a name
echo a > f
mv f g/
echo ?
mkdir d
mv d e/
echo ?
#### copies and links
echo a > f
cp f g/
ln f g/
ln -s f g/
echo ?
#### tests and patterns
echo > f; mkdir d
[ -e f/ ]; echo $?
[ -d d/ ]; echo $?
echo f/ */ f*/
cd f/
