Aliases: when they are expanded, what they may hold, how they are listed.
#### only with expand_aliases
alias hi='echo hello'
hi 2>/dev/null || echo "no $?"
shopt -s expand_aliases
hi
#### an alias counts from the next line on
shopt -s expand_aliases
alias a1='echo one'; a1 2>/dev/null || echo "not yet"
a1
f() {
  alias a2='echo two'
  a2
}
f 2>/dev/null || echo "not in the function"
a2
#### a trailing blank looks at the next word
shopt -s expand_aliases
alias run='echo ' word='expanded' more='extra '
run word
run more word
alias plain='echo'
plain word
#### an alias is not expanded within itself
shopt -s expand_aliases
alias echo='echo x'
echo y
alias a='b' b='a'
a 2>/dev/null
echo $?
#### quoting prevents it
shopt -s expand_aliases
alias ls='echo alias'
ls
\ls -d / 
'ls' -d /
"l"s -d /
command ls -d /
#### only the first word of a command
shopt -s expand_aliases
alias x='echo expanded'
echo x
x | cat
{ x; }
( x )
if x; then :; fi
true && x
! x
a=1 x
> /dev/null x
for i in x; do x; done
case x in x) x;; esac
#### aliases with reserved words
shopt -s expand_aliases
alias begin='{' end='}'
begin echo in group; end
alias iff='if true; then'
iff echo yes; fi
alias loop='for i in 1 2; do'
loop echo $i; done
#### aliases that hold half of a command
shopt -s expand_aliases
alias q='echo "open'
q and closed"
alias p='echo a |'
p cat
alias s='echo one; echo'
s two
#### an alias over lines
shopt -s expand_aliases
alias two='echo first
echo second'
two
#### aliases with a comment and with nothing
shopt -s expand_aliases
alias c='echo before # '
c after
alias nothing=''
nothing echo shown
nothing
echo $?
#### alias prints
alias a='x y' b="it's" c='' d='$z' e='a\b'
alias a
alias a b
alias
alias -p
#### alias of none
alias nosuch
echo $?
alias a=1 nosuch b=2
echo $?
alias a b
unalias nosuch
echo $?
unalias
echo $?
unalias -x
echo $?
alias -x
echo $?
#### unalias
alias a=1 b=2 c=3
unalias a b
echo $?
alias
unalias -a
alias
echo $?
#### names that are allowed and are not
alias a.b=1 a-b=2 1=3 +x=4 'a:b=5'
alias
alias 'a b=1'
echo $?
alias a/b=1
echo $?
alias 'x$=1'
echo $?
alias =x
echo $?
#### aliases in eval, substitutions and subshells
shopt -s expand_aliases
alias x='echo expanded'
eval 'x'
echo "$(x)"
echo `x`
( alias y='echo y'
y )
y 2>/dev/null
echo $?
#### aliases in sourced files
shopt -s expand_aliases
alias x='echo outer'
echo 'x
alias z="echo z"
z' > s
. ./s
z
#### type and command know aliases
shopt -s expand_aliases
alias ll='ls -l'
type ll
type -t ll
command -v ll
command -V ll
which=$(type -a ll); echo "$which"
#### a function keeps what was expanded at its definition
shopt -s expand_aliases
alias x='echo one'
f() { x; }
alias x='echo two'
f
x
unalias x
f
#### an alias with an assignment or a redirection
shopt -s expand_aliases
alias v='VAR=1' r='> out' 
v sh -c 'echo $VAR'
r echo to file
cat out
alias e='echo err >&2 ; '
e echo after
#### in posix mode aliases are on
set -o posix
alias x='echo posix'
x
#### aliases and operators without blanks
shopt -s expand_aliases
alias x='echo x'
x;x&&x||x
x>f
cat f
(x)
$(echo x) 2>/dev/null
echo $?
#### an alias that ends in an operator
shopt -s expand_aliases
alias and='true &&'
and echo yes
alias bg='sleep 0 &'
bg
wait
echo done
alias not='!'
not true
echo $?
alias t='time -p'
t true 2>/dev/null
echo $?
#### aliases and functions
shopt -s expand_aliases
alias f='echo alias'
unalias f
f() { echo func; }
alias f='echo alias'
f
\f
#### aliases of keywords
shopt -s expand_aliases
alias if='echo if'
if true
unalias if
alias then='echo then'
then x
#### BASH_ALIASES
shopt -s expand_aliases
alias a='echo a'
echo "${BASH_ALIASES[a]}"
BASH_ALIASES[b]='echo b'
b
alias b
echo "${#BASH_ALIASES[@]}"
unset 'BASH_ALIASES[a]'
alias
#### aliases in a text that turns out to be another
shopt -s expand_aliases
alias e='echo E' n='echo 1
echo 2'
echo $(( $(e 1>&2) ); e b)
echo "$(( $(e a) ); e c)"; ([ $(e x) ]); e d
m=([$(e x) y); declare -p m
m=([$(n) y); declare -p m
e end
