# Operands of `${x…}` that are looked at only where the value needs them.

#### of an unset variable
echo "${u#$((i++))}" "${u/$((i++))/$((i++))}" "${u^^$((i++))}" "${u:i++}" "$i"

#### of an empty variable
u=
echo "${u%$((i++))}$i" "${u/$((i++))/x}$i" "${u,$((i++))}$i" "${u:i++}$i"

#### of a set variable
u=ab
echo "${u%$((i++))}$i" "${u/$((i++))/x}$i" "${u,$((i++))}$i" "${u:i++}$i"

#### of lists without items
echo "${u[@]#$((i++))}" "${u[*]/$((i++))/x}" "${u[@]:i++}" "$i" "${@#$((i++))}" "${@:i++:1}" "$i"

#### expressions that would fail
echo "${u:1x}" "${u:1/0}" "${u:0:1/0}" ok
x=
echo "${x:1:1/0}" ok
echo "${x:0:1/0}"
echo not reached

#### the length of a slice that begins outside
x=abc a=(a b c)
echo "${x:9:i++}$i" "${x:3:i++}$i" "${x: -9:i++}$i" "${a[@]:3:i++}$i" "${a[@]:2:i++}$i"
echo "${x:9:-9}" "${a[@]:3:-1}" "${b[@]:0:-1}" ok

#### a negative length of a list
a=(a b c)
echo "${a[@]:1:-1}"
echo on
echo "${@:0:-1}"

#### the status before the operands
false
echo "${?/1/$(echo two)}" $?

#### the length of an element
echo "${#u[i++]}$i"
u=1
echo "${#u[i++]}$i" "${#u[5]}"
u=(1 22)
echo "${#u[i]}" "${#u[-1]}"

#### unset under nounset before the operands
set -u
echo "${x//a/$y}"

#### what cannot be assigned to
echo "${1:=$((i=5))}"
echo "$i"
