# printf: every conversion, flags, %q %b %(…)T, -v, and the errors.
#### strings
printf '%s|%5s|%-5s|%.2s|%5.1s|%-6.3s|%s\n' abc abc abc abc abc abcdef ''; printf '%s %s\n' a b c; printf 'no args\n' x y; printf '%s'; printf '\n'
#### integers
printf '%d %i %5d|%-5d|%05d %+d % d %.3d %5.3d %x %X %o %u\n' 42 -7 42 42 42 42 42 7 7 255 255 8 3; printf '%#x %#o %#X %#x\n' 255 8 255 0
#### numbers in other bases and characters
printf '%d %d %d %d %d\n' 0x1f 017 "'A" '"é' "'"; printf '%x\n' -1; printf '%u\n' -1; printf '%o\n' -1; printf '%d\n' +5 ' 6' "'ab"
#### bad numbers
printf '%d\n' abc; echo $?; printf '%d\n' 12x; echo $?; printf '%d\n' ''; echo $?; printf '%d\n' 08; echo $?; printf '%d\n' 1.5; echo $?; printf '%d\n' 0x; echo $?; printf '%x\n' '3 4'; echo $?; printf '%d %d\n' 1 z 2; echo $?
#### overflow
printf '%d\n' 9223372036854775807 9223372036854775808; echo $?; printf '%d\n' -9223372036854775808 -9223372036854775809; echo $?; printf '%u\n' 18446744073709551615 18446744073709551616; echo $?; printf '%x\n' 99999999999999999999
#### floats
printf '%f %.2f %e %E %g %G %10.3f|%-10.1f|%+.1f %010.2f\n' 3.14159 2.005 12345.678 0.00012 0.0001 1e20 2.5 2.5 2.5 -3.14159; printf '%.0f %.0f %.0f %#.0f\n' 0.5 1.5 2.5 3; printf '%g %g %g\n' 100000 1000000 0.00001
#### odd floats
printf '%f %f %f\n' inf -inf nan; printf '%F %g %e\n' INF nan inf; printf '%a %A\n' 1 0.5; printf '%f\n' 1e3 0x10 .5 5. -0; printf '%.3f\n' abc; echo $?; printf '%f\n' 1,5; echo $?
#### escapes in the format
printf 'a\tb\nc\\d\a\b\f\v\r\e\x41\101\0101\u00e9\U1f600\"\?\q%%\n' | od -An -c; printf '\x'; echo; printf '\u'; echo; printf 'a\cb'; echo; printf '\1\12\1234' | od -An -tx1
#### %b
printf '%b|' 'a\tb' '\x41\101\0101' '\\' 'a\nb' '\u00e9' "\\'" '\"' '\q' '\0' '\01234'; echo; printf '%b' 'stop\chere' x; echo '<'; printf '%5b|%-5b|%.2b|\n' 'a\tb' x '\x41bc'
#### %q
printf '%q\n' abc 'a b' "it's" '' $'a\nb' 'a"b' '$x' 'a*?[' '~x' 'x~' '#a' 'a#' 'a=b' '{a,b}' 'é' $'\xff' '!' '^' 'a\b' $'\e' 'a;b&c|d' '(x)' '<>' '-n' '@' ','; printf '%10q|%-8q|\n' 'a b' x
#### %Q
printf '%Q\n' 'a b' ''; printf '%.3Q|%.3q|%8.2Q|\n' 'a b c' 'a b c' "'x"
#### %c
printf '%c|%c|%c|%3c|%-3c|\n' abc é '' x y; printf '%c' a b c; printf '%c' $'\xff' | od -An -tx1
#### %n and -v
printf 'abc%n\n' len; echo $len; printf -v x '%s-%s' a b; echo $x; printf -v 'a[3]' %d 7; declare -p a; declare -A m; printf -v 'm[k k]' v; echo "${m[k k]}"; printf -v x ''; echo "[$x]"
#### -v errors
printf -v 1x a; echo $?; printf -v 'a b' c; echo $?; printf -v; echo $?; printf -v x; echo $?; printf -v '' x; echo $?; readonly r; printf -v r x; echo $?; printf -v a[ x; echo $?
#### dates
TZ=UTC printf '%(%Y-%m-%d %H:%M:%S)T\n' 0; TZ=UTC printf '%(%j %a %A %b %B %p %y %C %e %U %W %u %w %%)T\n' 86400; TZ=UTC0 printf '%(%s)T %(%F %T)T\n' 1000000000 1000000000; TZ=UTC printf '%20(%F)T|%-12(%F)T|%.4(%F)T\n' 0 0 0
#### dates with zones
TZ=EST5 printf '%(%H:%M %Z %z)T\n' 0; TZ=CET-1 printf '%(%H:%M %Z %z)T\n' 0; export TZ=UTC-5:30; printf '%(%H:%M %z)T\n' 0; printf '%()T|\n' 0 | wc -c; printf '%(%Y)T\n' abc; echo $?; x=$(printf '%(%s)T' -1); ((x > 1700000000)) && echo now; y=$(printf '%(%s)T'); ((y >= x)) && echo also
#### date errors
printf '%(%Y)d\n' 0; echo $?
#### stars
printf '%*d|%-*d|%.*f|%*.*f|%*s|\n' 5 42 5 42 2 3.14159 8 1 2.55 3 x; printf '%*s|\n' -5 a; printf '%.*s|\n' -1 abc; printf '%*d\n' x 1; echo $?
#### bad conversions
printf '%z\n' a; echo $?; printf 'abc%'; echo $?; printf '%5'; echo $?; printf 'x%-y\n'; echo $?; printf '%s %!\n' ok; echo $?; printf '%ld %hd %lld %zd %jd\n' 1 2 3 4 5; echo $?
#### no format and options
printf; echo $?; printf -x; echo $?; printf -- '-%s-\n' a; printf -- ; echo $?; printf '' ; echo $?; printf - ; echo; printf '%s\n' -- -v; printf --; echo $?
#### the format is used again
printf '%s=%d\n' a 1 b 2 c; printf '[%s]' 1 2 3; echo; printf '%s%%\n' 50 60; printf '%d %s\n' 1; printf 'x\n' 1 2 3; printf '%s %b %q\n' a 'b\n' 'c d' e
#### widths count
printf '%5s|%-5s|%.1s|%.2s\n' é é éa éa | od -An -tx1; printf '%3c|\n' é | od -An -tx1; printf '%5s|\n' 日本
#### flags mixed
printf '%-05d|%+05d|% 05d|%0-5d|%+x|%#08x|%# o|\n' 42 42 42 42 42 42 8; printf "%'d\n" 1234567; printf '%+s|% s|%05s|\n' a b c
#### large fields
printf '%1000s' x | wc -c; printf '%.500d' 1 | wc -c; printf '%0200f' 1 | wc -c; printf '%.60f\n' 0.1; printf '%.20e\n' 1; printf '%s' "$(printf '%0*d' 3000 0)" | wc -c
#### octal in %b against the format
printf '\0101|%b|%b\n' '\0101' '\101'; printf '\08|%b\n' '\08'; printf '%b\n' '\x4' '\x414' '\u41' '\U41'
#### output errors and statuses
printf '%d %d\n' a 5 | cat; echo ${PIPESTATUS[0]}; printf x >&-; echo $?; printf '%s\n' "$(printf 'a\0b' | od -An -c)"
#### integers from variables and arithmetic
x=010; printf '%d %d %s\n' $x $((x)) $x; printf '%d\n' 2#101; echo $?; printf '%d\n' 1+1; echo $?; printf '%.2f%%\n' "$((100*2/3))"; printf '%03d\n' {8..11}
#### echo beside it
echo -e 'a\tb\x41\0101\u00e9\\' ; echo -e 'a\cb' c; echo; echo -n x; echo -E 'a\tb'; echo -ne 'y\n'; echo -nE z; echo; echo -x; echo -; echo --; echo -e '\1\101'; shopt -s xpg_echo; echo 'a\tb'; echo -E 'a\tb'
#### long doubles
printf '%.2f %.2f %.2f %.1f %.3f\n' 2.005 1.005 2.675 0.25 1.0005; printf '%.20f\n' 0.1 1e-10 123456789.123456789; printf '%f %e %g\n' 1e400 1e400 1e400; printf '%f\n' 9223372036854775807 18446744073709551615 1e5000; printf '%a %A %.3a %.0a %a\n' 1 0.1 1.999 255 1e300; printf '%#a %#.0e %#.0f %#g\n' 1 1 1 1
#### exact halves
printf '%.0f ' 0.5 1.5 2.5 3.5 -0.5 1e15; echo; printf '%.1f ' 0.05 0.15 0.25 0.35; echo; printf '%g ' 0.0001 0.00001 123456 1234567 1e15 100 0.1; echo; printf '%.3g ' 9.995 99.95 999.5 0.0009995; echo; printf '%.10g ' 1e10 1e9 0.1; echo
#### lines are written before a message
printf 'a\n%d\n' x; printf 'line\nmore %d\n' 99999999999999999999; printf '%d\n' 5 zz 6; printf 'p\n\xq %d\n' 1; printf '%b\n' 'x\n\xq'; printf 'abc\n%z\n'; printf -v v 'k\n%d\n' x; echo "$v"
#### a backslash before a conversion
printf '\%s|\%%|\q%d\n' a 1; printf '%b|%b\n' '\%s' 'a\%%'; printf 'x\%'; echo; printf '\\%s\n' b
