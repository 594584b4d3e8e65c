Syntax errors: texts, line numbers, statuses, and where reading goes on.
#### an unexpected token
echo a
if true; then echo b; done
echo c
#### an unexpected end of file
echo a
if true; then
echo b
#### a missing done
for i in 1 2; do
  echo $i

#### an unterminated single quote
echo a
echo 'open
more
#### an unterminated double quote
echo a
echo "open
more
#### an unterminated substitution
echo a
echo $(echo b
#### an unterminated backquote
echo a
echo `echo b
#### an unterminated brace expansion of a parameter
echo a
echo ${x
echo b
#### an unterminated group
echo a
{ echo b
#### an unterminated subshell
( echo b
#### an unterminated case
case x in
a) echo
#### an unterminated arithmetic command
echo a
((1 + 
#### a lone operator
eval '&& echo'
echo $?
eval '| cat'
echo $?
eval ';'
echo $?
eval ';;'
echo $?
eval '&'
echo $?
eval ')'
echo $?
eval '}'
echo $?
#### doubled operators
eval 'echo a ;; echo b'
echo $?
eval 'echo a & & echo b'
echo $?
eval 'echo a | | cat'
echo $?
eval 'echo a || || echo b'
echo $?
eval 'echo a &; echo b'
echo $?
eval 'a ; ; b'
echo $?
#### reserved words out of place
for w in then else elif fi do done esac in; do
  eval "$w"
  echo "$w $?"
done 2>&1
#### empty bodies
eval 'if true; then fi'
echo $?
eval 'for i in 1; do done'
echo $?
eval 'while do :; done'
echo $?
eval '{ }'
echo $?
eval '()'
echo $?
eval 'if ; then :; fi'
echo $?
#### functions
eval 'f( { :; }'
echo $?
eval 'f() '
echo $?
eval 'function'
echo $?
eval 'function f'
echo $?
eval 'f() { echo'
echo $?
eval 'f() echo'
echo $?
eval 'f(a) { :; }'
echo $?
#### case
eval 'case'
echo $?
eval 'case x'
echo $?
eval 'case x in'
echo $?
eval 'case x in a) b'
echo $?
eval 'case x in a b) c;; esac'
echo $?
eval 'case x in ) c;; esac'
echo $?
eval 'case x in a|) c;; esac'
echo $?
eval 'case x y in a) ;; esac'
echo $?
#### redirections
eval 'echo >'
echo $?
eval 'echo > ; a'
echo $?
eval 'cat <'
echo $?
eval 'echo > > f'
echo $?
eval 'cat << '
echo $?
eval 'echo >& ; '
echo $?
eval 'cat <<<'
echo $?
eval 'echo &> | cat'
echo $?
#### parentheses in words
eval 'echo a(b)'
echo $?
eval 'echo (a)'
echo $?
eval 'echo a )'
echo $?
eval 'x=1 (echo)'
echo $?
#### the line of an error
echo one

echo two
echo three )
echo four
#### the line of an error in a long command
echo start
for i in 1 2
do
  if true
  then
    echo )
  fi
done
#### an error in a function's body
f() {
  echo a
  b )
}
#### errors in eval know their lines
echo a
eval 'echo b
echo c
echo d )
echo e'
echo $?
eval 'if'
eval '"'
echo "after $?"
#### errors in a sourced file
printf 'echo one\necho two )\necho three\n' > s
. ./s
echo "after $?"
printf 'echo one\nif true\n' > s
. ./s
echo "after $?"
printf 'echo "one\n' > s
. ./s
echo "after $?"
#### errors in bash -c
bash -c 'echo a; echo b )'
echo $?
bash -c 'echo a
echo b )'
echo $?
bash -c 'if true' name
echo $?
bash -c 'echo "a' name
echo $?
bash -c '(' 
echo $?
#### errors in a script
printf 'echo one\nfi\n' > s
bash s
echo $?
printf 'echo one\nwhile true; do\n' > s
bash s
echo $?
bash < s
echo $?
#### errors in command substitutions
x=$(echo a; fi)
echo "after $?"
#### errors in command substitutions over lines
echo start
x=$(
  echo a
  done
)
echo "after $?"
#### lines before an error have run
echo one; echo two
echo three; echo four; )
echo five
#### an error after a here-document
cat <<A
text
A
fi
#### an unterminated quote within a substitution
echo $(echo "a)
echo b
#### newlines as tokens
eval 'a |
| b'
eval 'if
then :; fi'
eval 'echo >
x'
eval 'for
i in a; do :; done'
eval 'case
x in a) echo hi;; esac'
eval 'function
f { :; }'
#### bad substitutions are found when they run
echo start
echo ${x!y}
echo "after $?"
echo ${}
echo "after $?"
echo ${x:}
echo "after $?"
echo ${-x-}
echo "after $?"
#### history characters and comments do not hide errors
echo a #' "
echo 'b' # )
( echo c # )
)
#### a null character and carriage returns
printf 'echo a\r\necho b\r\n' > s
bash s | od -An -c
printf 'if true\r\nthen echo x\r\nfi\r\n' > s
bash s 2>&1 | od -An -c | head -n 5
#### for
eval 'for'
echo $?
eval 'for i in 1 2'
echo $?
eval 'for i do'
echo $?
eval 'for ((;;)'
echo $?
eval 'for ((1;2)); do :; done'
echo $?
eval 'for i; in a; do :; done'
echo $?
eval 'for i in a b do :; done'
echo $?
#### arrays
eval 'a=(1 2'
echo $?
eval 'a=(1 & 2)'
echo $?
eval 'a=(1 ; 2)'
echo $?
eval 'echo a=(1 2)'
echo $?
eval 'a=(1 (2))'
echo $?
eval 'a=(1 > f)'
echo $?
#### errors in backquotes come when they run
echo start
x=`echo a; fi`
echo "after $?"
echo "`if`"
echo "after $?"
#### the token in messages
eval 'if true; then echo a; else else fi'
eval 'for i in a; do b; fi'
eval 'echo a; }'
eval 'while true; done'
eval 'echo <('
eval 'case x in esac esac'
eval 'echo a |& | b'
eval 'a && && b'
eval 'a <> <> b'
eval 'a >| | b'
eval 'a &>> && b'
eval '((a)) b'
eval '(a) b'
eval '{ a; } b'
#### errors of [[ ]]
for c in 'a b' '' 'a ==' '-f' 'a &&' '( a' '!' 'a b c'; do
  bash -c "[[ $c ]]" name
  echo "$c: $?"
done
#### more errors of [[ ]]
for c in 'a == b c' 'a <' 'a -eq' 'a -foo b' 'a ;' '( a == b ) c' 'a =~' '&' 'a && ;' '-f x y'; do
  bash -c "[[ $c ]]" name
  echo "$c: $?"
done
#### bad substitutions of names
echo "${a b}"
echo "after $?"
echo "${1x}"
echo "after $?"
echo "${!}" | head -c 0
x=1
echo "${x@}"
echo "after $?"
echo "${x@Z}"
echo "after $?"
