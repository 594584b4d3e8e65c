# Tilde expansion: in words, assignments and paths, and where it is not done.
#### a lone tilde and a path
HOME=/my/home; echo ~ ~/ ~/a/b ~x/ a~ a/~ "~" \~ ~"" ~/"x y"
#### an unset and an empty HOME
HOME=; echo "[" ~ ~/x "]"
#### root and unknown users
echo ~root ~root/x ~nosuchuser ~nosuchuser/x ~-x ~+x
#### the working and the old directory
cd /; cd /usr; echo ~+ ~- ~+/x ~-/y; PWD=/p OLDPWD=/o; echo ~+ ~-
#### without OLDPWD
unset OLDPWD; echo ~- ~-/x; unset PWD; echo ~+
#### the directory stack
cd /; pushd /usr >/dev/null; pushd /tmp >/dev/null; echo ~0 ~1 ~2 ~+1 ~-0 ~-1 ~3 ~1/x
#### in assignments, after each colon
HOME=/h; a=~ b=~/x c=a:~:~/y:~root d=a~:b=~; echo "$a|$b|$c|$d"
#### in quoted assignments
HOME=/h; a="~" b=\~ c='~'/x d=~"/x" e="a":~ f="a:"~; echo "$a|$b|$c|$d|$e|$f"
#### in words that look like assignments
HOME=/h; echo a=~ a=~/x:~ --b=~ a+=~ 1=~ a[0]=~
#### in arguments of declare and export
HOME=/h; declare a=~:~ ; export b=~/x; readonly c=x:~; f() { local d=~:~; echo "$d"; }
echo "$a $b $c"; f
#### from expansions
HOME=/h; x='~'; echo $x "$x" ${x}/a; y=$x; echo "$y"; eval echo $x
#### in parameter operators
HOME=/h; unset u; echo ${u:-~} ${u:-~/x} "${u:-~}" ${u:-a:~} ${u-x~}; : ${v:=~}; echo "$v"
#### in alternatives and patterns
HOME=/h; s=/h/x; echo ${s#~} ${s#"~"} ${s:+~/q} ${s/~/T} "${s#~}" ${s/#~\//-}
#### in case and double brackets
HOME=/h; case ~/x in ~/x) echo one;; esac; case /h in ~) echo two;; esac
[[ ~ == /h ]] && echo three; [[ /h == ~ ]] && echo four; [[ '~' == "~" ]] && echo five
#### in redirections and here-strings
mkdir home; HOME=$PWD/home; echo q > ~/f; cat < ~/f; HOME=/h; cat <<< ~; cat <<E
~ ~/x
E
#### in arrays
HOME=/h; a=(~ x~ [5]=~ ~/y:~ "~"); echo "${a[@]}"; declare -A m=([~]=b); echo "${!m[@]}"
#### in array elements
HOME=/h; a[0]=~ a[1]=x:~; a[2]+=~; echo "${a[@]}"
#### in for and function arguments
HOME=/h; for i in ~ ~/a; do echo $i; done; f() { echo "$@"; }; f ~ b=~ "~"
#### in a command's temporary assignments
HOME=/h; x=~/q printenv x; x=a:~ printenv x
#### HOME with spaces and globs is not split
HOME='/a  b/*'; printf '[%s]' ~ ~/x; echo; x=~; echo "$x"
#### HOME changes in the same line
HOME=/one; HOME=/two x=~; echo $x; HOME=/three printenv HOME; echo ~
#### tilde in the middle of a colon list of a word
HOME=/h; echo a:~ ~:b ~:~ PATH=~:~/b
#### posix mode and assignments in words
HOME=/h
set -o posix
echo a=~ ; x=a:~; echo $x
set +o posix
echo a=~
#### quoted user names
echo ~"root" ~ro"ot" ~ro\ot \~root
#### tilde in arithmetic and in a subscript
HOME=/h; echo $(( ~5 )) $(( ~ 0 )); declare -A m; m[~]=x; echo "${!m[@]}"
#### inside a brace list and after an equals sign
HOME=/h; echo x={~,~/b} {a,b}=~
#### tilde before a variable
HOME=/h u=root; echo ~$u ~/$u ~${u}/x ~$(echo root)
#### in a default inside an assignment
HOME=/h; x=~:${u-~:~}; echo $x; y=${u-a:~/b:~root}; echo $y; z=${u:=c:~}; echo $z; echo ${n-a:~}; w="${u2-a:~}"; echo $w; declare d=${u2-~:~}; echo $d; e=a:${u2+x}${u2-~}:~; echo $e; f=${u2-$(echo a:~)}:~; echo $f; export g=${u2-q:~}; echo $g; a=(${u2-a:~}); echo $a; b[0]=${u2-a:~}; echo ${b[0]}; p=${u2-"a:~"}; echo $p; x=${u2-a:~} printenv x; k=v:${u2-x:~:'~':\~}; echo $k; echo k=${u2-a:~} ; [[ ${u2-a:~} == a:~ ]] && echo same
