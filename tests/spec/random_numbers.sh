# RANDOM from a seed, SRANDOM, and shuffles that a seed decides.
#### a seeded sequence
RANDOM=1; echo $RANDOM $RANDOM $RANDOM; RANDOM=42; echo $RANDOM $RANDOM $RANDOM $RANDOM $RANDOM; RANDOM=1; echo $RANDOM
#### other seeds
for s in 0 -1 12345 2147483647 4294967296 99999999999; do RANDOM=$s; echo $s $RANDOM $RANDOM; done
#### seeds that are expressions
x=41; RANDOM=x+1; echo $RANDOM; RANDOM=0x2a; echo $RANDOM; RANDOM=abc; echo $RANDOM; RANDOM=; echo $RANDOM; ((RANDOM=42)); echo $RANDOM
#### the range
RANDOM=7; for ((i=0;i<500;i++)); do ((r=RANDOM)); ((r<0 || r>32767)) && echo bad $r; done; echo $RANDOM; echo $((RANDOM%6+1)) $((RANDOM%6+1))
#### in a subshell it is another sequence
RANDOM=5; a=$RANDOM; RANDOM=5; b=$(echo $RANDOM); [[ $a == $b ]] && echo same || echo other; RANDOM=5; (RANDOM=5; echo $RANDOM); echo $RANDOM
#### unset loses its meaning
RANDOM=3; unset RANDOM; RANDOM=77; echo $RANDOM $RANDOM; declare -p RANDOM
#### never twice the same
RANDOM=9; p=; n=0; for ((i=0;i<2000;i++)); do r=$RANDOM; [[ $r == $p ]] && ((n++)); p=$r; done; echo $n
#### local and exported
RANDOM=8; f() { local RANDOM=4; echo $RANDOM; }; x=$(f); echo "${x:+set}"; declare -p RANDOM | cut -c1-17; RANDOM=8 printenv RANDOM
#### a shuffle
RANDOM=11; a=({1..10}); for ((i=9;i>0;i--)); do j=$((RANDOM%(i+1))); t=${a[i]}; a[i]=${a[j]}; a[j]=$t; done; echo ${a[@]}
#### SRANDOM
[[ $SRANDOM =~ ^[0-9]+$ ]] && echo number; a=$SRANDOM b=$SRANDOM; [[ $a == $b ]] || echo differ; SRANDOM=5; c=$SRANDOM; [[ $c == 5 ]] || echo ignored; ((SRANDOM <= 4294967295)) && echo range
#### in arithmetic, each use is a new number
RANDOM=2; echo $((RANDOM - RANDOM)) $((RANDOM)) "${RANDOM}"; RANDOM=2; a=(${RANDOM} $RANDOM); echo ${a[@]}
#### SECONDS and other counters
SECONDS=10; echo $SECONDS; SECONDS=abc; echo $SECONDS; SECONDS=2+3; echo $SECONDS; ((SECONDS=7)); echo $SECONDS; LINENO=100; echo $LINENO; OPTIND=3; echo $OPTIND
#### EPOCHSECONDS agrees with EPOCHREALTIME
a=$EPOCHSECONDS b=${EPOCHREALTIME%.*}; ((b-a<=1)) && echo close; [[ $EPOCHREALTIME =~ ^[0-9]+\.[0-9]{6}$ ]] && echo form; EPOCHSECONDS=1; ((EPOCHSECONDS>1000)) && echo kept
