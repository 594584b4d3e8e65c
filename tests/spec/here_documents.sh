Here-documents and here-strings in every position, quoted, indented and unfinished.
#### expansion and quoting of the delimiter
x=val
cat <<A
$x ${x} $(echo cmd) `echo old` $((1+1)) \$x \\ \a "q" 'r'
A
cat <<'A'
$x $(echo cmd) \$x \\
A
cat <<"A B"
$x
A B
cat <<A\B
$x
AB
cat <<$x
text
$x
#### a backslash at the end of a line joins
cat <<A
one \
two
th\
ree
A
cat <<'A'
one \
two
A
#### tabs stripped
cat <<-A
	one
		two
	  three
	A
cat <<-'A'
	$x	y
		A
#### tabs after a joined line
cat <<-A
	one \
	two
	A
#### several on a line
cat <<A; cat <<B
a
A
b
B
cat <<A - <<B
first is lost
A
second
B
cat /dev/fd/3 <<A 3<<B
a
A
b
B
#### with a pipe, a list and a redirection after it
cat <<A | tr a-z A-Z
piped
A
cat <<A && echo yes
and
A
cat <<A > f; cat f
in file
A
<<A cat
first
A
#### in conditions and loops
if read -r x <<A; then echo "got $x"; fi
line
A
while read -r l; do echo "<$l>"; done <<A
a
b
A
for i in 1 2; do cat <<A; done
i=$i
A
until ! read -r x <<A
$x.
A
do [ ${#x} -gt 2 ] && break; done
echo $x
#### in functions and groups
f() { cat <<A
arg $1
A
}
f 1
f 2
{ cat; } <<A
group
A
( cat <<A
sub
A
)
#### in a case clause
case x in
  x) cat <<A ;;
in case
A
  *) echo no;;
esac
#### in a command substitution
y=$(cat <<A
inside
A
)
echo "$y"
echo "$(cat <<'A'
it's "quoted" $x )
A
) after"
z=`cat <<A
back
A
`
echo "$z"
#### in a substitution on one line with its parenthesis
x=$(cat <<A
text
A
); echo "$x"
echo $(cat <<A; echo more
a
A
)
#### a body that looks like code
cat <<A
if then ) } ' "
A
echo $?
#### a body that looks like code, quoted
cat <<'A'
if then ) } ' " ` $( ${
A
cat <<A
( ' " ) }
A
#### an empty document and an empty delimiter
cat <<A
A
cat <<''
to the empty line

echo after
wc -c <<A
A
#### delimiters with odd characters
cat <<a-b.c
1
a-b.c
cat <<'!@#'
2
!@#
cat <<E{1,2}
3
E{1,2}
cat <<'A'"B"\C
$x
ABC
#### a delimiter must stand alone in its line
cat <<A
A 
 A
AA
A
#### arithmetic and nested substitution
n=3
cat <<A
$((n * 2)) $(echo "nested $(echo deep)")
$(cat <<B
inner $n
B
)
A
#### quotes have no meaning in the body
x='a  b'
cat <<A
"$x" '$x'
"${x}" '$(echo hi)'
A
#### numbered descriptors
cat <&3 3<<A
three
A
exec 4<<A
kept
A
read -r x <&4
echo $x
while read -r a <&5; do echo $a; done 5<<A
x
y
A
#### here-strings
cat <<< word
cat <<< "two words"
cat <<< 'a
b'
x='a   b *'
cat <<< $x
cat <<< "$x"
cat <<< ""
cat <<< $unset | wc -c
cat <<<nospace
cat <<< ~ | head -c 1
echo
#### a here-string wins over a pipe
echo piped | cat <<< string
cat <<< one <<< two
cat <<A <<< string
doc
A
#### several reads of one document
{ read -r a; read -r b; cat; } <<A
1
2
3
4
A
echo "$a $b"
#### a document shared with a child
{ read -r a; sh -c 'read -r b; echo "child $b"'; } <<A
1
2
A
#### after a pipe and a newline
cat <<A |
from document
A
sed 's/from/with/'
cat <<A &&
x
A
echo and
#### with arguments after it
cat <<A -
stdin
A
cat <<A $(echo -)
x $(echo y)
A
#### a very long document
{ echo 'cat <<A | wc -l'; seq 1 5000; echo A; } > s
. ./s
#### comments and blanks after the delimiter
cat <<A # comment
x
A
cat <<A   
y
A
#### in aliases
shopt -s expand_aliases
alias doc='cat <<A'
doc
in alias
A
#### in a background command
cat <<A &
background
A
wait
#### in arithmetic and conditional commands
((1)) <<A
x
A
echo $?
[[ a ]] <<A && echo yes
A
#### with carriage returns
printf 'cat <<A\nx\r\nA\r\nA\n' > f
. ./f | od -An -c | head -n 2
#### a joined line is no delimiter
cat <<A
\
A
still
A
cat <<A
x\
A
A
#### ended by the end of the file
cat <<A
text
more
#### ended by the end of eval
eval 'cat <<A
in eval'
echo "status $?"
#### ended by the end of a substitution
x=$(cat <<A
in substitution)
echo "$x"
#### ended by the end of a sourced file
printf 'cat <<A\nsourced\n' > f
. ./f
echo "status $?"
#### in bash -c without its end
bash -c 'cat <<A
text' name
echo "status $?"
#### expansions with operators
read -r line <<A
${x:-default} ${y:=assigned}
A
echo "$line $y"
cat <<A
${z:-"quoted"} ${z:-'single'}
${x:+none}${#y}
A
echo "$y"
#### here-strings with arrays, braces and tildes
a=(1 2 '3  4')
cat <<< "${a[@]}"
cat <<< ${a[*]}
cat <<< {x,y}
HOME=/h
cat <<< ~
cat <<< $'tab\there'
cat <<< a=~
