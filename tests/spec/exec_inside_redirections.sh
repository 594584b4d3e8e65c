#### exec without redirections keeps none of those around it, with them its own
{ exec; } > t1; echo hi; cat t1
f() { exec; }; f >t2; echo hi2; cat t2
{ exec 5>&1; } >t3; echo hi3; echo five >&5; cat t3
{ exec >t4; echo in4; } >t5; echo hi5; cat t4 t5
{ command exec; } >t6; echo hi6; cat t6
{ command exec 7>t7; } >t8; echo hi8; echo 7 >&7; cat t7 t8

#### what a command around it redirects itself is put back
{ exec 5>t9; exec 5>t10; } >t8; echo ten >&5; cat t9 t10
{ { exec 5>&-; } 2>/dev/null; } 2>&1; echo nope >&5
{ exec 3<>t1; } 2>/dev/null; echo via3 >&3; cat t1
g() { exec 4>t2; }; g 2>/dev/null; echo via4 >&4; cat t2
{ exec 6>t3 2>&1; echo e >&2; } 2>t4; echo err >&2; echo six >&6; cat t3 t4
( exec 7>t5; { exec 8>&7; } 7>&-; echo eight >&8; echo seven >&7 ); cat t5
{ eval 'exec 9>t6'; } </dev/null; echo nine >&9; cat t6
