# Brace expansion: lists, sequences, nesting, and what is left alone.
#### lists
echo a{b,c,d}e {x,y}{1,2} {,a}b c{,} {a,b,}
#### nested lists
echo {a,b{1,2,3},c}d {{a,b},{c,d}} {a,{b,{c,{d,e}}}} x{{,y},z}
#### not lists
echo {a} {} { } a{b a,b} {a;echo b}
echo {a,b ,c} {"a b"} {a\,b} "{a,b}"
#### a dollar brace is not a brace list
a=1 b=2; echo ${a,b} ${a}{x,y} {$a,$b} \${a,b} "$a"{,"$b"}
#### sequences of numbers
echo {1..5} {5..1} {-2..2} {3..3} {0..10..5} {10..0..-3} {1..10..4} {10..1..3}
#### sequences with zeros
echo {01..3} {1..03} {-01..2} {001..10..3} {08..11} {-5..05..5}
#### sequences of letters
echo {a..e} {e..a} {a..i..3} {x..z}{1..2} {X..c}
#### steps of zero and of the wrong sign
echo {1..3..0} {1..5..-2} {5..1..2} {a..e..-2} {a..c..0}
#### not sequences
echo {1..} {..2} {1..2..} {1..a} {a..1} {1.5..2} {aa..b} {1...3} {1..2..x} {1..2..3..4}
#### a sequence in a list
echo {a,1..3,b} {a,{1..3},b} {{1..3},x}
#### spaces break a list
echo {a, b} {a,b }
#### quoted parts
printf '[%s]' {"a b",c\ d,'e,f'} x{\{,\}}y; echo
#### expansions in a list are done later
x='1 2'; printf '[%s]' {$x,"$x",$((1+1)),$(echo q r)}; echo
#### variables in sequences are not seen
a=1 b=3; echo {$a..$b} {1..$b}
eval echo {$a..$b}
#### assignments are not expanded
x={a,b}; echo "$x"; declare y={a,b}; echo "$y"; z=({a,b}{1,2}); echo "${z[@]}"
declare w={1,2} 2>&1; echo "$w"
#### export and local with braces
f() { local v{1,2}=q; echo $v1 $v2; }; f
export e{1..3}=z; echo $e1$e2$e3
#### redirections with a brace list
echo hi > {a,b}; cat '{a,b}'; rm '{a,b}'
#### for and select words
for i in {1..3}{a,b} x; do echo -n "$i "; done; echo
#### brace expansion before glob
mkdir d; cd d; touch a1 b1 c2; echo {a,b}* {c,z}? {a,b,c}[12]
#### brace expansion before tilde
HOME=/h; echo ~{,/x} {~,a} {~/b,~/c}
#### turned off
set +B
echo {a,b} {1..3}
set -B
echo {a,b}
set +o braceexpand
echo {a,b}
#### in double-bracket and case
[[ {a,b} == '{a,b}' ]] && echo same; case {a,b} in {a,b}) echo match;; esac
#### unbalanced
echo {a,b}} {{a,b} {a,b}{ a{b,c {a,b
echo }{a,b} {,}} x{a,{b,c}
#### escaped braces
echo \{a,b} {a,b\} {a\}b,c} {a,\{,b}
#### many elements
set -- {1..1000}; echo $# $1 ${1000}; set -- {a..z}{0..9}; echo $# ${260}
#### an empty element is no word unquoted
set -- {,}; echo $#; set -- {"",""}; echo $#; set -- x{,}; echo $#
#### dollar before a list
echo $'a'{b,c} $"q"{1,2} $x{1,2}
#### command substitution in a list with a comma
echo {$(echo a,b),c} {`echo d,e`,f}
#### numbers at the edges
echo {9223372036854775806..9223372036854775807}
echo {-9223372036854775808..-9223372036854775807}
#### a sequence too large for a number
echo {1..9223372036854775808} {99999999999999999999..1}
#### signs
echo {+1..3} {--1..2} {1..+3} {-3..-1} {-0..2}
#### comma after a sequence
echo {1..3},{a,b} a{1..2}b{3..4}c
#### backslash in a letter sequence
printf '[%s]' {a..c}\ {1,2}; echo
#### a name goes on in what follows
v=V va=W v1=one; echo $v{a,b,1} "$v"{a,1} ${v}{a,1} $v{,_x} x$v{1..3}y $v{/a,-b}
#### a tilde gets its end
HOME=/h; echo ~{,/x,/y} ~{/a,root,nosuch} {~,x~}{/b,c} \~{/a,/b} "~"{/a,/b} ~{"/q",'r'}
