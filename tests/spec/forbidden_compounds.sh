With extdebug, a DEBUG trap that fails leaves out compound commands too.
#### rounds of for
shopt -s extdebug
trap '[[ $BASH_COMMAND != *skip* ]]' DEBUG
for i in 1 2; do echo "$i"; done
for i in skip this; do echo "$i"; done
echo "$? [$i]"
#### case, (( and [[
shopt -s extdebug
trap '[[ $BASH_COMMAND != *skip* ]]' DEBUG
false
case skip in *) echo never ;; esac
echo $?
(( skip = 5 ))
echo "$? [$skip]"
if [[ -z skip ]]; then echo left out counts as true; fi
#### select
shopt -s extdebug
trap '[[ $BASH_COMMAND != *skip* ]]' DEBUG
select x in skip this; do echo "$x"; break; done <<< 1
echo "$? [$x]"
#### the expressions of for ((
shopt -s extdebug
trap '[[ $BASH_COMMAND != *skip* ]]' DEBUG
n=2
for ((i = skip = 7; i < n; i++)); do echo "$i"; done
echo "[$i] [$skip]"
for ((i = 0; i < n + skip; i++)); do echo never; done
echo $?
#### stages of pipelines
shopt -s extdebug
trap '[[ $BASH_COMMAND != *skip* ]]' DEBUG
echo skip | wc -c
echo "${PIPESTATUS[@]}"
echo skip | cat skip
echo $?
echo skip &
wait
echo done
#### the trap sees the round of a for before its variable is set
trap 'echo "[$i] $BASH_COMMAND"' DEBUG
for i in a b; do :; done
#### the expressions of for (( are shown expanded
trap 'echo "$BASH_COMMAND"' DEBUG
n=1 a=(x)
for ((i = $((n)); i < $n + ${#a[@]}; i++)); do :; done
#### expressions that are left out count as 1
trap 'echo "$BASH_COMMAND"' DEBUG
for ((;;)); do break; done
trap - DEBUG
set -x
for ((i = 0; ; )); do break; done
#### set -x shows the round before the variable is set, and select before its words are expanded
PS4='+$i:'
set -x
for i in a b; do :; done
select i in $(echo x) y; do break; done <<< 2
