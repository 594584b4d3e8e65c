# Syntax errors where the text ends too early, or where bash reads on behind them: what it says
# next, of which lines.

#### a quote that is not closed on the right side of a test
if [[ $x == "a ]]; then
  echo d
fi
#### in front of an operator
if [[ "$x == "a" ]]; then
  echo "d"
fi
#### behind a unary operator
if [[ -n "$x ]]; then
  echo d
fi
#### behind a unary operator, a brace
if [[ -n ${x ]]; then
  echo d
fi
#### where an operator must stand
[[ a ]] && [[ b ]]" && c
echo d
#### behind a whole test
[[ a == b "c
#### inside of parentheses
echo a

[[ (
a == "b
echo d
#### parentheses of a regular expression
[[ $x =~ ^(a|b ]] && echo
echo b
#### the rest of a line behind an error of a test
[[ a b c ]] && echo 'x
echo d
#### the same, with a substitution
[[ a /(b) ]] && echo $(
echo d
#### the rest of a line is well
[[ a b c ]] && cat <<X )
echo d
X
#### here-documents before an error behind them
cat <<EOF; echo )
a
EOF
echo b
#### here-documents before an error, without an end
echo 1
cat <<EOF && echo 2 }; }
a
b
#### a here-document behind a quote that is not closed
cat <<EOF | tr 'a
a
EOF
echo b
#### arithmetic without an end
echo 1
x=$(( (1 << $base$ + 2))
cat <<X
a
X
#### arithmetic that ends with one parenthesis
echo 1
echo $(( 1 + 2 )
echo b
#### a command in parentheses in a substitution
echo $((echo 1); echo 2) $(( (1) ))
#### a token of several lines
f( "a
b" ) { echo; }
#### a token that is not printable
echo (e$(printf '\001')x
)
#### a token in an alias
shopt -s expand_aliases
alias x=';; echo'
x a
#### a token in an alias of an alias
shopt -s expand_aliases
alias x='y b' y='echo )'
echo 1; x; echo 2
#### a token that ends an alias
shopt -s expand_aliases
alias x='echo a; )'
echo 1; x; echo 2
#### lines of what is between backquotes
echo a
x="`echo a
fi
echo b`"
echo $? `echo (`
#### lines of a quote between backquotes
x=`echo $LINENO
echo 'b
c`
echo $?
#### a loop with too few sections is read to its end
for ((i=0;i<1)); do
  echo a )
done
#### a loop with too many sections, and a quote
for ((;1;;)); do
  echo "a
done
#### a loop with too few sections
for ((;1)); do
  echo a
done
echo b
#### here-documents of a list that is not complete
if true; then cat <<EOF )
a
b
