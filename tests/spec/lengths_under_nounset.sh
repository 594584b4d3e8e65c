# Lengths under `set -u`.

#### of arrays
set -u
echo "${#a[@]}"
echo on "${#a[0]}"
a=1
echo "${#a[@]}"
a=()
echo "${#a[@]}" "${#a[0]}"

#### of others
set -u
echo "${#!}" "${#@}" "${#*}"
(echo "${#1}")
(echo "${#a}")

#### names
set -u
(echo "$1")
(echo "${1}")
(echo "${!}")
(echo "${a[i]}")
(echo "${a[$i]}")
(echo "${1@a}")
(echo "${a[0]:1/0}")
