#### arithmetic failures
# A failing (( )), [[ ]], let or for (( )) has the status 1; only $(( )) gives the command up.
((1/0)); echo $?; readonly q=1; ((q=6)); echo $?; for ((i=0; i<1/0; i++)); do :; done; echo $?
[[ 1/0 -eq 1 ]]; echo $?; if ((q++)); then echo t; else echo f; fi; let 'q=3'; echo $?; while ((1/0)); do :; done; echo $?
printf -v q x; echo $?; read q <<< 5; echo $?; for q in 1; do echo in; done; echo $?
echo $((q=2)); echo no
echo after
