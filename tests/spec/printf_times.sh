# %(FORMAT)T in time zones, and the escapes of prompts that show times.

#### named time zones
TZ=Europe/Berlin printf '%(%F %T %Z %z)T\n' 0 1720000000 1700000000
export TZ=America/New_York; printf '%(%F %T %Z %z)T|\n' 1720000000 1700000000
TZ=EST5EDT; printf '%(%T %Z)T\n' 1720000000 1700000000; TZ=XYZ-3; printf '%(%T %Z)T\n' 0; TZ=Asia/Kathmandu printf '%(%T %z)T\n' 0

#### a zone that is not exported says nothing
unset TZ; TZ=Asia/Tokyo; printf '%(%T)T\n' 0; export TZ; printf '%(%T)T\n' 0

#### conversions of the C library
export TZ=UTC0; printf '%(%N|%q|%:z|%3Y|%^a|%P|%v|%E|%_5d|%-d|%e|%j|%U|%V|%G|%u|%s)T\n' 1700000000
printf '%(%c|%x|%X|%r|%D|%R|%C|%y|%h|%n|%t|%%|%I|%l|%k|%p|%w|%W|%g)T\n' 5000000000

#### formats with parentheses, widths, and without end
export TZ=UTC0; printf '%((%Y))T|%()T|%(%(%d))T\n' 1 2 3; printf '%10(%F)T|%-12(%Y)T|%.3(%F)T|\n' 0 0 0
printf '%(%F)X %s\n' 0 1; echo $?
printf '%(%c %A %B %c %c %c %c %c)T|\n' 1

#### prompts
export TZ=Europe/Berlin; env > /dev/null; PS1='\D{%Z}'; case ${PS1@P} in CET|CEST) echo ok;; *) echo "${PS1@P}";; esac; PS1='\D{}'; [[ ${PS1@P} == ??:??:?? ]] && echo ok

#### the number of a command
PS1='\#'; a=${PS1@P}
:
b=${PS1@P}; echo $((b - a))
