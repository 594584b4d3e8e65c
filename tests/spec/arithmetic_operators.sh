# Arithmetic: every operator, its place in the order, and what it leaves.
#### the four operations and the remainder
echo $((7+3)) $((7-3)) $((7*3)) $((7/3)) $((7%3)) $((-7/3)) $((-7%3)) $((7/-3)) $((7%-3))
#### powers
echo $((2**10)) $((2**0)) $((0**0)) $((2**3**2)) $((-2**2)) $(((-2)**3)) $((2**62)) $((2**63)) $((2**64)) $((3**40))
#### unary operators
x=5; echo $((-x)) $((+x)) $((!x)) $((~x)) $((!!x)) $((- -x)) $((~~x)) $((-~x)) $((!0)) $((-+-x)) $((~-x))
#### increment and decrement
x=5; echo $((x++)) $((x)) $((++x)) $((x--)) $((--x)) $x; echo $((x+++x)) $x; echo $((x---x)) $x; echo $((y++)) $y
#### signs side by side
x=3; echo $((- - 3)) $((4 - -3)) $((4 + +3)) $((4--3)) $((4++3)) $((--3)) $((++3)) $((-- 3)) $((x - - 1))
#### comparisons
echo $((1<2)) $((2<=2)) $((3>4)) $((4>=4)) $((1==1)) $((1!=1)) $((1<2<3)) $((3>2>1)) $((-1<0))
#### bits
echo $((6&3)) $((6|3)) $((6^3)) $((1<<4)) $((256>>2)) $((-8>>1)) $((1<<62)) $((1<<63)) $((~0>>1))
#### shifts by odd counts
echo $((1<<64)) $((1<<65)) $((1<<-1)) $((1>>64)) $((8>>-62)) $((-1>>70))
#### logic does not evaluate what it need not
x=0; echo $((1 || x++)) $x $((0 && x++)) $x $((0 || x++)) $x $((1 && ++x)) $x $((5 && 7)) $((0 || 0))
#### conditional
x=1; echo $((x?10:20)) $((0?1:0?2:3)) $((1?2?3:4:5)) $((x>0?x+1:x-1)); y=0; echo $((1?y:y++)) $y $((0?y++:y)) $y
#### assignment operators
x=10; echo $((x=5)) $((x+=3)) $((x-=2)) $((x*=4)) $((x/=5)) $((x%=3)) $((x<<=4)) $((x>>=2)) $((x|=3)) $((x&=6)) $((x^=5)) $x
#### assignments are right to left and give values
echo $((a=b=c=4)) $a$b$c $((a=1+(b=2))) $a$b; echo $((a+=b+=1)) $a $b; echo $((x = y = 3, x + y))
#### comma
echo $((1,2,3)) $((a=1,b=a+1,b*2)) $a $b; ((i=0,j=5)); echo $i$j
#### order of operators
echo $((2+3*4)) $(((2+3)*4)) $((2*3%4)) $((10-3-2)) $((100/10/2)) $((1+2<<3)) $((1<<2+1)) $((5&3==3)) $((1|2^3&4)) $((!1+1)) $((-3**2)) $((2*-3)) $((1||0&&0)) $((0==0!=1)) $((~1+1)) $((6>5==1))
#### conditional and comma and assignment
echo $((1?2:3,4)) $((x=1?2:3)) $x; echo $((0 || 1 ? 5 : 6)) $((1 ? x=7 : 8)) $x
#### hexadecimal, octal and other bases
echo $((0x1F)) $((0XaB)) $((017)) $((2#1011)) $((8#17)) $((16#ff)) $((16#FF)) $((36#z)) $((36#Z)) $((37#A)) $((62#Z)) $((64#@)) $((64#_)) $((64#z)) $((10#010)) $((1#0)) 2>&1
#### bad numbers
for e in 08 0x 2#2 65#1 1#1 0#1 12a 9#9 16#g 3.5 0b1 2# '#5' 0xg 10#; do (echo $((e = 0, $e))); done; echo $?
#### numbers with signs and bases
echo $((-0x10)) $((-010)) $((-2#11)) $((10#-5)) $((10#08+1)) ; x=08; echo $((10#$x)); (echo $((x)))
#### overflow wraps
echo $((9223372036854775807+1)) $((-9223372036854775808-1)) $((9223372036854775807*2)) $((9223372036854775808)) $((99999999999999999999)) $((-9223372036854775808)) $((0xffffffffffffffff)) $((9223372036854775807 * 9223372036854775807))
#### the least number
x=-9223372036854775808; echo $((-x)) $((x/-1)) $((x%-1)) $((x*-1)) $((x-1)) $((~x)) $((x/1)) $((x>>63))
#### division by zero
(echo $((1/0))); echo $?; (echo $((1%0))); x=0; (echo $((5/x))); (((x/=0))); echo $?; let 'y=3%0'; echo $?; ((0/0)); echo $?
#### a negative exponent
(echo $((2**-1))); echo $?; ((2**-1)); echo $?; let 'x=2**-3'; echo $?
#### the status of a command
((0)); echo $?; ((1)); echo $?; ((-1)); echo $?; ((x=0)); echo $?; ((x==0)); echo $?; let 0; echo $?; let 1 0; echo $?; let 0 1; echo $?; let x=5; echo $? $x
#### empty expressions
echo $(()) $(( )) $[]; (()); echo $?; let '' ; echo $?; let; echo $?; let ' '; echo $?
#### brackets
x=4; echo $[x+1] $[ 2 * 3 ] "$[x]" $[ $x*2 ] $[a[0]=3]
#### let and quoting
let x=1+2 'y = x * 2' "z=(x+y)" w=x\>2; echo $x $y $z $w; let 'a=1, b=2'; echo $a$b; let x++ y--; echo $x $y; let x = 5; echo $?
#### for loops
for ((i=0;i<3;i++)); do echo -n $i; done; echo; for ((;;)); do break; done; for ((i=3;i--;)); do echo -n $i; done; echo; for ((i=0,j=9; i<j; i+=3,j-=2)); do echo -n $i$j,; done; echo $i $j
#### whitespace and newlines
echo $((	1
+
2 )) $((1+ 2 )); ((  x
= 4 )); echo $x
#### quotes are dropped
x=3; echo $(("x"+"2")) $(( "x+1" )) $((\x)) 2>&1; echo $?
#### the token that a failing operator names
x=0; (echo $((5/x + 1))); (echo $((1 + 7%(x)))); (echo $((2**(x-1)))); (echo $((9/$x*3))); (echo $((4/0/2))); (echo $((6/2/x))); a=(0); (echo $((1/a[0] - 2))); (((x/=0, 1))); v='3/x'; (echo $((1+v)))
