#### source streams
# Files that are streams: standard input as a script.
. /dev/stdin <<< 'echo hi; V=2'
echo $V
VAR=scoped . /dev/stdin <<'EOF'
echo "in: $VAR"
INNER=x
EOF
echo "after: $VAR $INNER"
echo 'echo piped' | . /dev/stdin
source <(echo 'echo procsub')
bash <<< 'echo from stdin; echo two'
bash /dev/stdin a b <<< 'echo $1 $2'
