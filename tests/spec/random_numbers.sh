# RANDOM from a seed, SRANDOM, and shuffles that a seed decides.
#### a seeded sequence
RANDOM=1; echo $RANDOM $RANDOM $RANDOM; RANDOM=42; echo $RANDOM $RANDOM $RANDOM $RANDOM $RANDOM; RANDOM=1; echo $RANDOM
#### the range
RANDOM=7; for ((i=0;i<500;i++)); do ((r=RANDOM)); ((r<0 || r>32767)) && echo bad $r; done; echo $RANDOM; echo $((RANDOM%6+1)) $((RANDOM%6+1))
#### unset loses its meaning
RANDOM=3; unset RANDOM; RANDOM=77; echo $RANDOM $RANDOM; declare -p RANDOM
#### never twice the same
RANDOM=9; p=; n=0; for ((i=0;i<2000;i++)); do r=$RANDOM; [[ $r == $p ]] && ((n++)); p=$r; done; echo $n
#### a shuffle
RANDOM=11; a=({1..10}); for ((i=9;i>0;i--)); do j=$((RANDOM%(i+1))); t=${a[i]}; a[i]=${a[j]}; a[j]=$t; done; echo ${a[@]}
#### SRANDOM
[[ $SRANDOM =~ ^[0-9]+$ ]] && echo number; a=$SRANDOM b=$SRANDOM; [[ $a == $b ]] || echo differ; SRANDOM=5; c=$SRANDOM; [[ $c == 5 ]] || echo ignored; ((SRANDOM <= 4294967295)) && echo range
#### EPOCHSECONDS agrees with EPOCHREALTIME
a=$EPOCHSECONDS b=${EPOCHREALTIME%.*}; ((b-a<=1)) && echo close; [[ $EPOCHREALTIME =~ ^[0-9]+\.[0-9]{6}$ ]] && echo form; EPOCHSECONDS=1; ((EPOCHSECONDS>1000)) && echo kept
