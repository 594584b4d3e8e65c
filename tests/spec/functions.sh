Functions: definitions, names, arguments, return, recursion, unset and export.
#### forms of a definition
f() { echo f; }
function g { echo g; }
function h() { echo h; }
i () ( echo i )
function j
{
  echo j
}
k()

{ echo k; }
f; g; h; i; j; k
#### compound commands as bodies
f() if [ "$1" ]; then echo "arg $1"; else echo none; fi
g() for x; do echo "<$x>"; done
h() case $1 in a) echo A;; *) echo other;; esac
i() (( $1 > 2 ))
j() [[ $1 == x* ]]
f; f 1; g a b; h a; h z; i 3 && echo more; j xyz && echo starts
function k if true; then echo keyword; fi
k
#### a simple command is no body
eval 'f() echo hi'
echo $?
eval 'f() { echo a; } echo'
echo $?
#### the status of a definition
false
f() { :; }
echo $?
#### redirections on a definition are done at each call
f() { echo "out $1"; echo err >&2; } >> log 2>&1
f 1
f 2
cat log
g() { cat; } <<< "input"
g
g | tr a-z A-Z
n=0
h() { echo x; } > "file$n"
h
n=1
h
ls file*
#### a redirection of a call over that of the definition
f() { echo hi; } > inner
f > outer
wc -c < outer
cat inner
#### a definition whose redirection fails
f() { echo hi; } > /no/such/dir/file
f
echo $?
#### names with odd characters
a-b() { echo dash; }
a.b() { echo dot; }
a:b() { echo colon; }
@x() { echo at; }
+() { echo plus; }
a/b() { echo slash; }
1() { echo digit; }
é() { echo accent; }
,() { echo comma; }
a-b; a.b; a:b; @x; +; a/b; 1; é; ,
function a=b { echo equals; }
"a=b"
#### names that are not allowed
eval '$x() { :; }'
echo $?
eval 'a$b() { :; }'
echo $?
eval '"q"() { :; }'
echo $?
eval 'function $y { :; }'
echo $?
#### reserved words as names
eval 'if() { :; }'
echo $?
function if { echo "if function"; }
\if
eval 'function { { :; }'
echo $?
#### builtins may be hidden, and reached by builtin and command
cd() { echo "my cd $*"; }
cd /tmp
builtin cd /
pwd
command cd /usr
pwd
echo() { printf 'echo: %s\n' "$*"; }
echo hi
unset -f echo cd
echo hi
#### a special builtin name in the default mode
export() { echo "my export $*"; }
export x=1
echo "${x-unset}"
#### names in posix mode
set -o posix
a-b() { :; }
echo "after $?"
#### arguments, and the caller's
set -- a b c
f() { echo "$# $1 $* $0"; shift; echo "$1"; set -- x; echo "$@"; }
f 1 2 3 | sed 's/functions.sh/script/'
echo "$@"
#### local variables, dynamic scope
x=global
f() { local x=local; g; }
g() { echo "$x"; x=changed; }
f
echo "$x"
g
echo "$x"
#### local without a value, and unset of locals
x=1
f() { local x; echo "[${x-unset}]"; x=2; unset x; echo "[${x-unset}]"; }
f
echo $x
g() { local x=l; h; echo "after ${x-unset}"; }
h() { unset x; echo "in h ${x-unset}"; }
g
#### local outside of a function
local x=1
echo $?
#### local options and errors
f() { local 1x=2; echo $?; local -z y; echo $?; local a b=2 c; echo "$b"; local -; set -f; }
f
echo $-
#### local - restores the options
f() { local -; set -u -f; echo "$-"; }
f
echo "$-"
#### local inherits with -I and localvar_inherit
x=out
f() { local -I x; echo "$x"; x=in; }
f
echo $x
shopt -s localvar_inherit
g() { local x; echo "$x"; }
g
#### local at the same name twice
f() { local x=1; local x; echo "$x"; local x=3; echo "$x"; }
f
#### return statuses
f() { return 3; }
f; echo $?
f() { (exit 4); return; }
f; echo $?
f() { return 256; }
f; echo $?
f() { return -1; }
f; echo $?
f() { return 1 2; echo after; }
f; echo $?
f() { return x; echo after; }
f; echo $?
#### return outside
return
echo $?
return 5
echo $?
( return 3 )
echo $?
#### return in subshells and pipelines of a function
f() { ( return 5 ); echo "$?"; return 6 | cat; echo "$?"; x=$(return 7); echo "$?"; }
f
#### return within loops and groups
f() { while :; do { return 2; }; done; }
f
echo $?
f() { for i in 1 2 3; do if ((i == 2)); then return $i; fi; done; }
f
echo $?
#### the status of a function is its last command's
f() { true; false; }
f; echo $?
f() { false; :; }
f; echo $?
f() { if false; then :; fi; }
f; echo $?
#### recursion
fact() { if (($1 <= 1)); then echo 1; else echo $(($1 * $(fact $(($1 - 1))))); fi; }
fact 10
fib() { (($1 < 2)) && { r=$1; return; }; local n=$1 a; fib $((n - 1)); a=$r; fib $((n - 2)); r=$((a + r)); }
fib 12
echo $r
deep() { (($1 == 0)) && { echo bottom; return; }; deep $(($1 - 1)); }
deep 1000
#### a wrong FUNCNEST counts for nothing
FUNCNEST=x
f() { [ $1 -gt 0 ] && f $(($1 - 1)) || echo done; }
f 10
#### a function that redefines and unsets itself
f() { echo first; f() { echo second; }; }
f
f
g() { unset -f g; echo "still running"; }
g
g
#### mutual recursion, and a function defined later
even() { (($1 == 0)) && echo even || odd $(($1 - 1)); }
odd() { (($1 == 0)) && echo odd || even $(($1 - 1)); }
even 7
later
later() { echo now; }
later
#### unset of functions
f() { echo f; }
x=1
f2=var
f2() { echo f2; }
unset f
f
unset f2
f2
unset f2
f2
unset -f nosuch
echo $?
unset -v f2
echo $?
#### readonly functions
f() { echo one; }
readonly -f f
f() { echo two; }
echo "after $?"
f
unset -f f
echo $?
f
#### exported functions
f() { echo "exported $1"; }
export -f f
bash -c 'f a'
bash -c 'g() { f b; }; g'
export -fn f
bash -c 'f c' 2>&1 | sed 's/.*line/line/'
#### an exported function with a here-document
f() { cat <<E
text $1
E
}
export -f f
bash -c 'f arg'
#### FUNCNAME and the call stack
f() { echo "${FUNCNAME[@]}"; g; }
g() { echo "${FUNCNAME[@]}"; echo "${#BASH_SOURCE[@]} ${BASH_LINENO[*]}"; }
f
echo "${FUNCNAME-unset}"
FUNCNAME=x
echo "[$FUNCNAME]"
#### functions and variables have names of their own
x=var
x() { echo func; }
x
echo $x
unset x
x
#### an alias comes before a function
shopt -s expand_aliases
alias hi='echo alias'
function hi { echo func; }
hi
\hi
unalias hi
hi
#### functions in subshells do not come out
f() { echo outer; }
( f() { echo inner; }; f )
f
x=$(g() { echo g; }; g)
echo $x
g
#### assignments before a call are visible as locals
f() { echo "$v"; unset v; echo "${v-unset}"; }
v=1
v=2 f
echo $v
#### a function's positional parameters beyond nine
f() { echo "${10} ${11} $10 $#"; }
f a b c d e f g h i j k
#### LINENO and errors within functions
f() {
  echo "$LINENO"
  nosuchcommand
  echo "$LINENO"
}

f
g() { eval 'echo $LINENO
nosuchcommand2'; }
g
#### local keeps readonly away
readonly r=1
f() { local r=2; echo "no $?"; }
f
echo "$r"
g() { local -r s=3; s=4; echo "not reached"; }
g
echo "after"
#### FUNCNEST limits recursion
FUNCNEST=5
f() { echo "$1"; f $(($1 + 1)); }
f 1
echo "after $?"
#### special builtins in posix mode cannot be functions
set -o posix
eval 'set() { echo mine; }'
echo "after $?"
#### local -p and local alone list
f() { local b=2 a=1; local -a arr=(x y); local; local -p; }
f
#### exported functions in the environment
f() { echo 'a b'; }
export -f f
env | grep -A 1 BASH_FUNC
export -f nosuch
echo $?
