# Here-documents and here-strings.
#### expansions
x=val a=(1 2); cat <<END
$x ${x:-d} ${a[1]} $((1+2)) $(echo sub) `echo back` \$x "quoted" 'single' ~ {a,b} *
END
#### a quoted delimiter
x=val; cat <<'END'
$x ${x} $((1)) $(echo) `echo` \$ \\ "q"
END
cat <<E\ND
$x
END
cat <<"A B"
$x
A B
#### tabs are stripped
	cat <<-END
	one
		two
	  three	
	END
cat <<-'END'
	$x
	END
#### spaces do not end it
cat <<END
 END
END 
END
#### backslash and newline
cat <<END
a\
b \\
c\d \
END
END
#### quotes inside expansions
unset x; cat <<END
${x:-"a b"} ${x:-'a b'} ${x:-a "b" c} "${x:-"q"}" $(echo "in  quotes") ${x:-\$} ${x:-\"}
END
#### several on a line
cat <<A; cat <<B - <<C
a
A
b
B
c
C
#### to a descriptor
cat 3<<X <&3
three
X
exec 4<<X
four
X
read l <&4; echo "$l"
#### in a pipe and a loop
cat <<X | tr a-z A-Z
piped
X
while read -r l; do echo "<$l>"; done <<X
one
 two \n
X
#### in a function and a group
f() { cat <<X; }
in f $1
X
f a; f b; { cat; echo end; } <<X
group
X
#### in a substitution
x=$(cat <<X
sub
X
); echo "$x"; echo "$(cat <<'Y'
it's "fine" )
Y
)"
#### after and, or, not
true && cat <<X || echo no
and
X
! cat <<X; echo $?
not
X
if cat <<X; then echo then; fi
if
X
#### an empty document and an empty delimiter
cat <<X
X
cat <<''
until an empty line

echo after
#### the end of the file ends it
cat <<X
one
two
#### the end of the file in a substitution
echo "$(cat <<X
one
)"
#### delimiters that look like code
cat <<$x
$y
$x
cat <<{}
b
{}
cat <<1
one
1
#### no splitting or globbing
x='a   *'; cat <<X
$x
"$x"
X
cat <<< $x; cat <<< "$x"; cat <<< a\ \ b
#### here-strings
cat <<< word; cat <<< "two words"; cat <<< 'single $x'; cat <<< $(echo a; echo b); cat <<< ""; cat <<< a"b"'c'; cat <<<nospace; read a b <<< "1 2"; echo $b
#### here-strings with arrays and braces
a=(1 '2  3'); cat <<< ${a[@]}; cat <<< "${a[@]}"; cat <<< {a,b}; cat <<< ~root; cat <<< *; IFS=-; cat <<< "${a[*]}"; cat <<< ${a[*]}; x=a-b; cat <<< $x
#### here-strings end with one newline
cat <<< $'a\n' | od -An -c; cat <<< a | wc -c; cat <<< '' | wc -c
#### bytes are kept
x=$'\xff\x01\r'; cat <<X | od -An -tx1
$x
X
cat <<< "$x" | od -An -tx1
#### large ones
x=$(printf '%0100000d' 1); wc -c <<X
$x$x
X
wc -c <<< "$x$x$x"
#### an error in the body
cat <<X
${a.b}
X
echo "status $?"
#### positional parameters and status
set -- p q; false; cat <<X
$1 $# $? $*
X
#### redirected more than once
cat <<A <<B
a
A
b
B
cat <<< x <<< y; cat <<A < /dev/null
unread
A
#### a comment after the operator
cat <<X # comment
body
X
cat <<X;# another
body2
X
#### dollar at the end and alone
cat <<X
$ a$ $% ${x}$
\` \a $
X
#### nested substitution with its own document
cat <<A
outer $(cat <<B
inner $((1+1))
B
) end
A
#### declared again by declare -f
f() { cat <<-X; echo z
	body $1
	X
}; declare -f f; f q
#### in a case and a for
for i in 1 2; do cat <<X
i=$i
X
done; case a in a) cat <<X
case
X
;; esac
#### the delimiter with quotes inside
cat <<a"b c"d
$x
ab cd
cat <<'$x'
lit
$x
