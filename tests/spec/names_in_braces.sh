Brace expansion is about text: a name goes on in what is put behind it.
#### names without braces
va=value vb=other var=full vbr=more
echo {$va,$vb}r {$va,$vb}- {${va},$vb}r {$va,$vb}1 {$va,$vb}{r,z} $v{a,ar} $v"a"{r,}
a=(1 2 3); echo {$a,$va}[1] $a{[1],[2]} {$va,x}":y" {"$va",x}r {$va,x}\r a{$va,b}r{$v,q}ar
set -- p q; echo {$1,$2}0 $1{0,1} {$((1)),$(echo 2)}r
x=1 xa=2 xb=3 x1=4 x2=5; echo $x{a..b} $x{1..2} $x{1,2}
