# History expansion in scripts: events, words, modifiers, and what is none.
#### events
set -o history -H
echo a b c
echo !!
echo !$
echo !^ !* !:1
echo !-2
echo !1
echo !echo
echo !?a b?
echo "in quotes !$ !" '!$'
echo x != y ! z
^x^Y^
^nothing^b
!nope
echo $?
echo \!! '!!' "\!!"
echo "it's !$"
history
#### what is quoted or the syntax of the shell
set -o history -H
echo one two
echo "!"
echo "a!"
echo "a!b"
echo "!$"
echo '!$'
echo $'!$ \'!$'
echo $! $!x ${!a*} ${!x} "${!x}"
[[ ! a ]] && echo no
[[ ! -f x ]] && echo yes
echo [!a] a!(b)
shopt -s extglob
case a in !(b)) echo ok;; esac
echo `echo !$`
echo $(echo !$)
x=(! b)
echo $((! 1)) $((!1))
#### here-documents are not expanded
set -o history -H
echo w1 w2
cat <<X
!$ '!$'
X
cat <<'X'
!$
X
cat <<< "!$"
history
#### in later lines of a command
set -o history -H
echo w1 w2
for i in 1; do
 echo !$ $i
done
echo 'a
!$ b' !$
echo "a
!$ b"
history
#### words and modifiers
set -o history -H
echo /usr/lib/x.tar.gz
echo !$:h
echo !-2:1:t
echo !-3:1:r !-3:1:e
echo !1:1:h:h
echo !1:1:t:r:r
echo !1:1:s/usr/USR/
echo !1:1:s/usr/USR/:&
echo !1:1:gs/r/R/
echo !1:1:as/r/R/
echo !1:1:Gs/r/R/
echo !1:1:g&
echo !1:1:s,lib,&-&,
echo !1:1:s/l\/i/X/
echo !1:p
echo !1:q
echo !1:x
echo 'a b' c
echo !!:q
!!:x
!!:s/a/b/:p
echo !1:z
echo !1:1:s/nope/x/
echo !1:9
echo !1:1-
echo !1:0
echo !1:0-1
echo !1*
echo !1:-1
echo !1:2*
echo !1:1:u
echo !1:1:h:
echo !# x !#
echo a b !#:1
echo !%
echo !?gz?:%
echo !?gz?
history
#### other characters
set -o history -H
histchars='@%#'
echo a b
echo @$
%b%c%
echo !$
histchars='@'
echo @$
histchars=
echo !$ @$
unset histchars
echo !$
#### turned off and on
set -o history -H
echo hi
set +H
echo !!
set -H
echo !!
set +o history
echo !!
set -o history
echo !!
history
#### what is evaluated is not expanded
set -o history -H
echo hi there
eval 'echo !$'
echo z
f() { echo !$; }
f
eval "history"
#### shown with verbose
set -v
set -o history -H
echo hi there
echo !$
!nope
echo end
#### comments are not expanded
set -o history -H
echo foo
# !nope
echo a # !$
echo !$
#### a line that fails in a command
set -o history -H
echo foo
for i in 1 2; do
!nope
echo $i
done
if true; then
 echo !!:p
 echo x
fi
history
#### in a substitution over lines
set -o history -H
echo x y
echo $(history)
(history)
history | cat
x=$(echo a !! 
echo b)
history
#### what ends the name of an event
set -o history -H
echo a-b c%d e*f
echo !echo-x
history -p '!e%' '!e*' '!e-' '!e-1' '!e^' '!e$' '!e:1' '!e;x' '!e|x' '!e"x'  '!?c%d?%' '!%' '!?b c' '!?b c?x' '!-x' '!--1' '!?zz?'
history -p '"!e"' '"!e"x' "'!e'" '!(a)' '!=a' '! a' '!' '$!' 'x$!!' '${!e}' '[!e]' '[!e' '${!e' '!{e}' '!"' '"!"' '\!!' '"\!!"' '!!\' '!e\'
history -p '!!:0*' '!!:1^' '!!:^-2' '!!^-$' '!!:-' '!!-' '!!*' '!!$' '!!:$:1' '!!:%' '!!:1-' '!!:2-1' '!!:$-1' '!!:x' '!!:' '!!::' '!!:h:q' '!!:gh' '!!:gp'
history -p '!!:s/a' '!!:s/a/' '!!:s/a/b' '!!:s//b/' '!!:s' '!!:s/' '!!:&' '!!:g&' '!!:s/a/[&]\&/' '!!:s/\//x/' '!!:s,a,\,,' '!!:Gs/c/X/' '!!:as/c/X/' '!!:s/echo a-b c%d e*f history history/x/' '!!:gs/o//'
#### extended patterns are no events
shopt -s extglob
set -o history -H
echo a b
x=abc; echo ${x/!(x)/y}
echo "!(x)"
case a in !(b)) echo ok;; esac
history -p '!(a)' 'x!(a)' 'x!(a'
#### double quotes in POSIX mode
set -o posix
set -o history -H
echo a b
echo "!$" !$
echo "a!b"
#### events of several lines, and builtins in compound commands
set -o history -H
echo a
if true; then
history -p '!!' '!-2'
fi
history -p
echo "x
y"
!!
!nope
if true; then
history -s z
fi
true "!" "!$$:x" x!9:%
history
