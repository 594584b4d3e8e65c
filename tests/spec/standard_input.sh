Scripts on standard input: read line by line, as far as a command goes.
#### here-documents
printf '%s\n' 'cat <<EOF' 'a $((1+1))' EOF 'cat <<-"A" - <<B | cat' '	$x' '	A' 'b' 'B' 'echo end' | bash
#### continued lines
printf '%s\n' 'echo he\' 'llo; echo "a' 'b"' 'echo a &&' 'echo b |' 'cat' 'if true; then' 'echo c' 'fi' | bash
#### unfinished here-document
printf 'echo a\ncat <<EOF\nb' | bash
printf 'echo a\nx=$(cat <<EOF\nb\nEOF)\necho $x' | bash
#### commands read what follows
printf 'read x; echo "[$x]"\nthis line\nread -r y\nthat\\\necho "$y"; cat\nrest\nof it\n' | bash
#### here-document from a file read twice
printf 'cat <<EOF\n1\nEOF\ncat <<EOF\n2\nEOF\n' > in; bash < in; bash - < in; . /dev/stdin < in
