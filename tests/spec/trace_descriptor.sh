# `BASH_XTRACEFD`: where traces go.
#### it counts from when it is set
exec 7>f
BASH_XTRACEFD=7
set -x
: traced
set +x
cat f
#### a descriptor that is not open yet
BASH_XTRACEFD=7
exec 7>f
set -x
: traced
set +x
cat f
#### no descriptor at all
exec 7>f
BASH_XTRACEFD=7
BASH_XTRACEFD=x
set -x
: traced
set +x
cat f
#### unset it closes the descriptor
exec 8>f
BASH_XTRACEFD=8
set -x
: one
unset BASH_XTRACEFD
: two
set +x
cat f
echo lost >&8
echo $?
#### a subshell traces to it too
exec 7>f
BASH_XTRACEFD=7
set -x
(: inside)
x=$(: substituted)
set +x
cat f
