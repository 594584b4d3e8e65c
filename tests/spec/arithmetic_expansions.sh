# Expansions inside of arithmetic come before everything that it sets.

#### each side effect once
x=0 y=-1; ((x++ + $y)); echo $x
((x++ * $x)); echo $x
((x++, y = $x)); echo $x $y
((x = 5, y = $x)); echo $x $y
a=(1 2 3); x=0; ((a[x++] += $x)); echo "${a[@]} $x"
i=3; ((i -= $i - 1, i *= $i)); echo $i
y=; ((x = 7, x + 1$y)); echo $x
sum=0; for n in 1 2 3; do ((sum += $n)); done; echo $sum

#### an empty expansion is no operand
x=
((!$x)); echo $?
echo $((-$x))
echo next

#### patterns without extglob
a=-a; echo "${a//!(a)/X}" "${a%@(a)}" "${a#+(-)}"
p='@(a|b)'; case a in $p) echo yes;; *) echo no;; esac; [[ a == $p ]]; echo $?
shopt -s extglob
echo "${a//!(a)/X}" "${a%@(a)}" "${a#+(-)}"
case a in $p) echo yes;; esac

#### messages of functions that a subshell defined
(g() { nosuch; }; g; echo "${BASH_SOURCE[0]}")
