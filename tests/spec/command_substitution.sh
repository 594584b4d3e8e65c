# Command substitution: what is kept of the output, nesting, backquotes, files, statuses.
#### trailing newlines go, others stay
x=$(printf 'a\n\nb\n\n\n'); printf '[%s]\n' "$x" "$(printf '\n\n')" "$(printf ' x \n')" $(printf 'a\nb\n')
#### NUL bytes are ignored with a warning
x=$(printf 'a\0b'); echo "$x" ${#x}; y=`printf 'c\0\0d\0'`; echo "$y"
#### nested
echo $(echo a $(echo b $(echo c $(echo d)))) "$(echo "x $(echo "y  $(echo 'z  w')")")"
#### nested backquotes
echo `echo a \`echo b \\\`echo c\\\`\`` "`echo "x  \`echo y\`"`"
#### dollar and backslash in backquotes
x=v; echo `echo $x` `echo \$x` `echo '$x'` `echo '\$x'` `echo \\\$x` "`echo \\$x`" `echo "\\\\"` `echo a\\b`
#### the contents of a file
printf 'l1\nl2\n\n' > f; echo "$(<f)" "$(< f )" `<f`; x=$(<nosuch); echo "[$x] $?"; echo "$(<f; echo more)" "$(echo; <f)"
#### a file through an expansion
printf 'one\n' > 'a b'; n='a b'; echo "$(<"$n")" "$(<$n)"; echo "$(<a*)" 
#### the status
x=$(exit 3); echo $?; x=$(false) y=$(true); echo $?; echo $(exit 4) $?; x=; echo $?; x=1$(exit 5)2; echo $? $x; local_() { local v=$(exit 6); echo $?; }; local_; declare z=$(exit 7); echo $?
#### a substitution as the command
$(echo echo hi) there; $(exit 9); echo $?; $(true) && echo t; `echo`; echo $?; $(false) || echo f; x=$(exit 8) true; echo $?
#### changes stay inside
x=1; y=$(x=2; cd /; echo $x); echo $x $y; f() { x=3; echo f; }; echo $(f) $x; echo $(exit 1; echo no)$?
#### a case inside
echo $(case a in a) echo paren;; esac) $(case b in (b) echo open;; esac) "$(case c in c|d) echo "q)";; esac)"
#### comments and quotes inside
echo $(echo a # comment ) '
echo b
) "$(echo "in \"quotes\" )" ')')"
#### a here-document inside
echo "$(cat <<X
line $(echo deep)
)
X
)" done
#### several lines and operators
x=$(
  echo one
  if true; then
    echo two
  fi && echo three | tr a-z A-Z
  ( echo four ) ; { echo five; }
)
echo "$x"
#### arithmetic or a subshell
echo $((1+2)) $( (echo sub) ) $((echo two subs) | cat) $(( (1+2)*3 )) $(echo $((2*3)))
#### empty ones
printf '<%s>' $() "$()" ``  "``" $( ) x$()y; echo; $() ; echo $?; x=$(); echo $? "[$x]"
#### in words of all kinds
a=($(echo 1 2) "$(echo 3 4)"); echo ${#a[@]}; for i in $(echo p q)r; do echo -n $i,; done; echo; case $(echo k) in $(echo k)) echo case;; esac; echo x > $(echo file); cat file; [[ $(echo a) == $(echo a) ]] && echo cond; cat <<< $(echo here)
#### positional parameters and functions are seen
set -- a b; f() { echo "f:$1:$#"; }; echo $(echo $2 $#) $(f x) $(shift; echo $1) $1
#### standard error is not taken
x=$(echo out; echo err >&2); echo "[$x]"; y=$( { echo out; echo err >&2; } 2>&1 ); echo "[$y]"; z=$(nosuchcommand 2>&1); echo "$z"
#### traps and exit
trap 'echo bye' EXIT; x=$(echo in); echo "$x"; y=$(trap 'echo inner' EXIT; echo body); echo "$y"
#### errors in the text
echo $(echo a; ) ; x=$(eval 'echo (') ; echo $?
#### an unended substitution
echo before
echo $(echo a
#### errexit in a substitution
set -e; x=$(false; echo kept); echo "$x"; shopt -s inherit_errexit; y=$(false; echo lost) || echo "[$y]"; z=$(true; false; echo lost2); echo not reached
#### pipes and read inside
echo abc | { x=$(cat); echo "<$x>"; }; x=$(echo q | tr q r); echo $x; y=$(read a b <<< "1 2"; echo $b$a); echo $y
#### large output
x=$(for ((i=0;i<20000;i++)); do echo line $i; done); echo ${#x}; y="$x$(echo tail)"; echo "${y: -9}"
#### bytes
x=$(printf '\xff\xfe\n\x80'); printf %s "$x" | od -An -tx1; echo ${#x}
#### in arithmetic and subscripts
a=(p q r); echo $(( $(echo 2) + `echo 3` )) ${a[$(echo 1)]} ${a[`echo 2`]} $(( a[$(echo 0)] = 5 )) ${a[0]}
#### a brace group's output and descriptors
exec 3>&1; x=$(echo to3 >&3; echo kept); echo "$x"; exec 3>&-
#### aliases and redefinition inside
f() { echo old; }; x=$(f() { echo new; }; f); echo $x; f
#### backquotes inside double quotes with escapes
echo "`echo \"a  b\"`" "`echo '\"'`" "`echo \\\"`" "`printf '%s' "\n"`"
#### the last status inside
false; echo $(echo $?) `(exit 4); echo $?`; true $(false) ; echo $?
#### a function's return from a substitution
f() { x=$(return 5; echo no); echo "$? [$x]"; }; f; g() { for i in 1 2; do y=$(break; echo here); echo "[$y]"; done; }; g 2>&1
#### process substitution beside it
cat <(echo a) <(echo b); x=$(cat <(echo in)); echo $x; while read l; do echo "r:$l"; done < <(printf '1\n2\n')
#### BASH_SUBSHELL and variables of the shell
echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL)) $( (echo $BASH_SUBSHELL) ); x=$(exec echo replaced; echo no); echo $x
