# Floating-point conversions of printf: long double, or double in POSIX mode.

#### digits of a long double
for x in 1.005 2.675 0.1 1e10 123.456 -0 0x1p4 inf nan 1e4000 5e-4940; do printf '%.2f %.20e %g %a\n' $x $x $x $x; done
printf '%.30f\n' 0.1 3 123456789.987654321 1e-20; printf '%.0f %.0f %.0f %.1f %.0e\n' 0.5 1.5 2.5 0.25 35

#### flags and widths of floating-point conversions
printf '%5.1f|%-8.3e|%08.3g|%+f|% g|%#g|%#.0f|%08f|%+E\n' 1 2 3 4 5 6 7 -inf 1e-5
printf '%.0a %.3a %#A %-12a|%012a\n' 8.5 255.9 1 3 3; printf '%F %G %.3g %.10g\n' nan 1e-10 123456 0.1

#### double in POSIX mode
printf '%.20f %a\n' 0.1 0.1; set -o posix; printf '%.20f %a\n' 0.1 0.1; printf '%.2f\n' 2.675 1.005

#### numbers that end early
printf '%f\n' abc 1x 0xg 08 1e5000 '' "'a" 1e 0x1p . ' 5' '5 ' --5; echo $?
printf '%d\n' 08 0xg 0x 1x 99999999999999999999; echo $?; printf '%f\n' 1e5000; echo $?

#### messages come behind complete lines
printf '%s\n%d' a b c d; echo; printf '%d|%d\n' 1 x 2 y
printf -v v '%s\n%d\n' a b; echo "$v"
