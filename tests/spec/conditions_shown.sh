# `[[` is shown as it is written.

#### conditions as they are written
f() { [[ a = b ]]; [[ a == b ]]; [[ $x != y ]]; }; declare -f f
set -x
[[ a = b ]]
[[ a == b ]]

#### tildes in here-strings
HOME=/h; cat <<< a:~; cat <<< ~; cat <<< x=~:~; cat <<< "~"; cat <<< a=~/b
