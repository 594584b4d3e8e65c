Lists, if, case and select.
#### and and or have the same rank
true || echo a && echo b
false && echo a || echo b
false || false || echo c
true && false || true && echo d
#### the status of a list
false || (exit 3)
echo $?
true && (exit 4)
echo $?
(exit 5) && true
echo $?
true; false
echo $?
#### newlines after && and ||
true &&

  # comment
  echo a
false ||
  echo b
#### a background list
{ false && echo no || exit 7; } &
wait $!
echo $?
false || exit 8 & wait $!
echo $?
#### if without a match has status 0
if false; then echo no; fi
echo $?
false
if false; then :; elif false; then :; fi
echo $?
if true; then (exit 3); fi
echo $?
if false; then :; else (exit 4); fi
echo $?
#### elif chains
for i in 1 2 3 4; do
  if ((i == 1)); then echo one
  elif ((i == 2)); then echo two
  elif ((i == 3)); then echo three
  else echo other
  fi
done
#### a condition of several commands counts with its last
if false; true; then echo a; fi
if true; false; then echo b; else echo c; fi
if echo cond; then echo body; fi
#### an if with redirections
if true; then echo out; echo err >&2; fi > f 2>&1
cat f
if read -r x; then echo "got $x"; fi <<< hello
#### if on one line with odd spacing
if(true)then echo a;fi
if { true; } then echo b; fi
if ((1)) then echo c; fi
if [[ a ]] then echo d; fi
#### $? inside branches
(exit 3)
if [ $? -eq 3 ]; then echo "$?"; fi
if (exit 3); then :; else echo "$?"; fi
if (exit 3); then :; elif echo "$?"; then echo "$?"; fi
#### case with several patterns and the optional parenthesis
for w in a b c d; do
  case $w in
    a|b) echo "$w first";;
    (c | "x") echo "$w second";;
    *) echo "$w other"
  esac
done
#### case without a match has status 0
false
case x in y) ;; esac
echo $?
case x in x) ;; esac
echo $?
case x in x) (exit 3);; esac
echo $?
case x in esac
echo $?
#### fall through with ;&
case a in
  a) echo a;&
  b) echo b;&
  c) echo c;;
  d) echo d;;
esac
case a in a) echo last;& esac
echo $?
#### ;& and ;;& together
case x in
  x) echo 1;&
  y) echo 2;;&
  z) echo 3;;
  x) echo 4;;
esac
#### quoted patterns in case are text
v='*'
case '*' in "$v") echo quoted;; esac
case 'abc' in "$v") echo no;; $v) echo pattern;; esac
case 'a*c' in a\*c) echo escaped;; esac
case abc in 'a'?"c") echo mixed;; esac
case '[' in [) echo bracket;; esac
case ']' in []]) echo close;; esac
#### extended patterns in case
shopt -s extglob
case foobar in +(foo|bar)) echo yes;; esac
case foo in !(bar)) echo not bar;; esac
case '' in ?(x)) echo empty;; esac
case 2 in @(1|2)) echo at;; esac
#### nocasematch
shopt -s nocasematch
case ABC in abc) echo yes;; esac
case a in [B-D]) echo no;; [A-C]) echo range;; esac
shopt -u nocasematch
case ABC in abc) echo yes;; *) echo no;; esac
#### the word of case is expanded without splitting or globbing
v='a  b'
case $v in 'a  b') echo kept;; esac
case * in '*') echo star;; esac
HOME=/h
case ~ in /h) echo tilde;; esac
case /h in ~) echo tilde pattern;; esac
case $((1+1)) in 2) echo two;; esac
case $(echo x) in x) echo cmd;; esac
#### patterns are expanded one by one until one matches
n=0
case b in
  $((n++, 0))a) ;;
  b) echo "n=$n";;
  $((n+=10))) ;;
esac
echo "n=$n"
#### reserved words as case words and patterns
case in in in) echo in;; esac
case esac in (esac) echo esac;; esac
case if in if|then) echo if;; esac
#### case over lines and with comments
case a
in
  # first
  a) # here
    echo a
    # there
    ;;
  # second
  b)
    ;;
esac
#### case with empty words
case in in '') echo no;; *) echo in;; esac
case "" in "") echo empty;; esac
case $unset in '') echo unset;; esac
case "" in ?) echo no;; *) echo star;; esac
#### case with slashes and leading dots
case a/b in *) echo star;; esac
case .x in *) echo dot;; esac
case a/b in a?b) echo question;; esac
#### case with classes
for c in a 5 ' ' _ A; do
  case $c in
    [[:digit:]]) echo digit;;
    [[:upper:]]) echo upper;;
    [[:space:]]) echo space;;
    [!a-z]) echo not lower;;
    *) echo lower;;
  esac
done
#### a case in a command substitution
x=$(case a in a) echo in;; esac)
echo "$x"
x=$(case b in (a) echo a;; (b) echo "b)";; esac)
echo "$x"
y="$(case "a)" in "a)") echo 'q)';; esac)"
echo "$y"
#### select reads numbers
PS3='pick: '
select x in apple "two words" cherry; do
  echo "[$x] ($REPLY)"
  [ "$REPLY" = q ] && break
done <<< $'1\n2\n9\nx\nq'
echo "status $?"
#### select at the end of input
select x in a b; do echo "$x"; done < /dev/null
echo "status $? [$x]"
#### select shows the list again after an empty line
PS3='? '
select x in a b; do echo "$x"; break; done <<< $'\n2'
#### select without in takes the arguments
set -- p q
select x; do echo "$x"; break; done <<< 2
f() { select y; do echo "$y"; break; done; }
f r s t <<< 3
#### select with no words does nothing
select x in; do echo no; done
echo $?
select x in $empty; do echo no; done
echo $?
#### select with continue, and the exit of a function
f() { select x in a b; do case $REPLY in 1) continue;; 2) return 5;; esac; done; }
f <<< $'1\n2'
echo $?
#### test the next with ;;&
case abc in
  a*) echo starts;;&
  *x) echo no;;&
  *c) echo ends;;&
  ab) echo no;;
  ???) echo three;;
  *) echo any;;
esac
case a in a) (exit 3);;& b) :;; esac
echo $?
#### select in columns
COLUMNS=40
select x in one two three four five six seven eight nine ten eleven twelve; do echo "$x"; break; done <<< 12
COLUMNS=20
select x in one two three four five six; do break; done <<< 1
#### select with spaces in the answer
select x in a b c; do echo "[$x] [$REPLY]"; done <<< '  2  '
