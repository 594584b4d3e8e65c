# Quoting: what each kind keeps, what a backslash does in it, and how kinds join into one word.
#### single quotes keep everything
printf '[%s]\n' 'a\n$x`y`"z"' 'two
lines' '' ''''
printf '[%s]\n' 'it'\''s' 'a''b'
#### double quotes: which backslashes go
printf '[%s]\n' "\a\b\\\"\$\`\'\n\!"
printf '[%s]\n' "a\
b" "tab\	x" "end\\"
#### unquoted backslashes
printf '[%s]\n' \a\\\b\$\'\" a\ b \
c\
d \~ \#x
#### a backslash and newline inside a name and an operator
foo\
bar=5
echo $foo\
bar $((1 \
+ 2))
if tr\
ue &\
& true; then echo yes; fi
#### dollar single quotes: named escapes
printf '%s' $'\a\b\e\E\f\n\r\t\v\\\'\"\?' | od -An -c
#### dollar single quotes: octal and hexadecimal
printf '%s' $'\1\12\101\1011\x41\x4\x{41}\xg' | od -An -tx1
#### dollar single quotes: code points
printf '%s' $'\u41\u00e9\u20ac\U1f600\uzz\U0' | od -An -tx1
#### dollar single quotes: control characters
printf '%s' $'\ca\cA\c?\c[\c\\x\c@' | od -An -tx1
#### dollar single quotes: unknown escapes stay
printf '[%s]\n' $'\q\ \$\`\d' $'a$x`y`"z' $''
#### dollar single quotes: a NUL ends the string
printf '[%s]\n' $'ab\0cd'e $'\x00'f $'g\u0000h'
#### dollar single quotes inside double quotes are text
x=1; printf '[%s]\n' "$'a\n'" "a$'b'$x"
#### dollar double quotes
x=v; printf '[%s]\n' $"a $x" $"b\"c" "$"x" $"" a$"b"c
#### quotes make one word
x='a b'; printf '[%s]' pre"$x"post 'a'"b"c\ d$'e' "$x"$x; echo
#### empty quotes keep an empty word
e=; printf '<%s>' "" '' $'' "$e" ""$e $e"" "$e$e" $e; echo; set -- "" $e ''; echo $#
#### dollar alone
printf '[%s]' $ "$" a$ "a$" $% "$%" "$ x" '$'x; echo
#### backslash before other characters in double quotes within ${}
unset x
printf '[%s]\n' "${x:-a\"b}" "${x:-a\b\\\$\}c}" "${x:-'q'}" "${x:-"in ner"}" "${x:-\'}"
#### quotes in an unquoted default
unset x
printf '[%s]\n' ${x:-a\"b} ${x:-'q r'} ${x:-"s t" u} ${x:-\}} ${x:-$'v\tw'} ${x-}
#### backquotes and backslashes
x=v
echo `echo \$x` `echo \\$x` `echo '\$x'` "`echo \"q  r\"`" `echo "\`echo deep\`"` "`echo \\\\`"
#### backslashes in a here-document
x=v
cat <<E
$x \$x \\ \a \" "q" 'r' \`y\` a\
b
E
cat <<'E'
$x \$x \\ a\
b
E
#### history characters are plain in a script
echo "a!b" !x 'c!d' "!!" !
#### comment characters
echo a#b #c
echo "#d" \#e a #f
x=#g; echo "$x$#"
#### tilde and braces are not expanded in quotes
printf '[%s]' "~" '~' \~ "{a,b}" '{a,b}' \{a,b\} {a\,b,c} {"a,b",c}; echo
#### glob characters quoted in part
mkdir d; cd d; touch 'a*b' axb
printf '[%s]' a*b a\*b "a*b" a"*"b 'a*'?; echo
#### a quoted here-document delimiter in pieces
cat <<E"O"F
$HOME `x` \$
EOF
cat <<\X
$y
X
#### command words with quotes
"ech"o 'a' ; \echo b; e'c'ho c; "" 2>&1; echo $?
#### an unterminated single quote
echo before
echo 'abc
def
#### an unterminated double quote
echo before
echo "abc
def
#### an unterminated backquote
echo before
echo `abc
#### an unterminated brace
echo before
echo ${abc
#### a quote inside arithmetic
echo $(( "1" + '2' ))
echo after $?
#### double quotes in arithmetic
echo $(( "1" + "2" * "3" ))
x=4; echo "$(( "x" + 1 ))"
#### quoting a keyword makes it a command
\if 2>&1; echo $?
'while' 2>&1; echo $?
#### quotes in an assignment
a='x y'b"c"\ d; echo "$a"
a=$a$a; echo "$a"; b="$a" c='$a'; echo "$c"
'z'=1 2>/dev/null; echo $?
#### ANSI quoting in patterns and case
x=$'a\nb'; case $x in a$'\n'b) echo nl;; esac
[[ $x == *$'\n'* ]] && echo has; echo "${x//$'\n'/ }" "${x#a$'\n'}"
#### a backslash at the end of a value
x='a\'; printf '[%s]' $x "$x" ${x}b "${x}"b; echo; case $x in 'a\') echo same;; esac
[[ $x == a\\ ]] && echo y; [[ $x == $x ]] && echo z; [[ $x == "$x" ]] && echo w
#### quotes that come from expansions are characters
x="'a b'"; y='"c'; printf '[%s]' $x $y "$x"; echo; z='\$HOME'; echo $z
