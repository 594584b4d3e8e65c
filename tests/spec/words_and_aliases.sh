# Tildes in words of expansions, aliases behind `for`.

#### tildes behind colons
HOME=/h; echo ${u-~:~} "${u-~:~}"; x=${u-~:~}; echo $x; x=a:${u-~:~}; echo $x; echo a=${u-~:~}; export y=${u:-~:~/b}; echo $y; x=${u:=~:~/b}; echo $x; x="${q-~:~}"; echo $x; z=${q+~:~}$(echo ~:~); echo $z

#### aliases that end in blanks
shopt -s expand_aliases
alias FOR='for ' eye='i ' IN='in ' list='$one "2" ' each='for i in '
one=1
FOR eye IN list 3; do echo $i; done
each list; do echo $i; done
alias sel='for'
sel eye in a; do echo $eye; done

#### quoted blanks at the end of a line that is read
IFS='x '; echo 'x\  \ ' | { read a b; printf "<%s>" "$a"; }; IFS=' '; for text in 'a b\ ' 'a b c\ ' 'a b\ c\ \ ' '\ a\ ' '\ a c\ '; do printf '%s\n' "$text" | { read a b; printf '<%s>' "$a" "$b"; }; printf '%s\n' "$text" | { read a; printf '<%s>\n' "$a"; }; done

#### switches of the shell
bash +c 'echo $0 $1' x y; bash -c '(set -u; echo $x); echo $?; set -u; y=$(echo ${x@Q}); echo $?; { echo $x; } | cat; echo ${PIPESTATUS[0]}; echo $x'; echo $?
