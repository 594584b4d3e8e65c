# Options that change matching, and where each counts.
#### nocasematch in case, conditions, replacement
shopt -s nocasematch; case ABC in abc) echo 1;; esac; case é in É) echo 2;; esac; [[ aBc == A?C ]] && echo 3; x=Hello; echo "${x/h/J}" "${x//L/_}" "${x#h}" "${x%O}"; [[ $x =~ HELLO ]] && echo 4; [[ a < B ]] && echo 5; [[ abc = ABC ]] && echo 6; shopt -u nocasematch; [[ a == A ]] || echo 7
#### nocasematch and ranges
shopt -s nocasematch; [[ B == [a-c] ]] && echo 1; [[ b == [A-C] ]] && echo 2; [[ q == [!Q] ]]; echo $?; [[ x == [[:upper:]] ]]; echo $?; [[ AB == a@(b|c) ]] && echo 5; [[ Z == [^a-y] ]] && echo 6
#### extglob is not needed in conditions
shopt -u extglob; [[ aaa == +(a) ]] && echo 1; [[ ab == a!(c) ]] && echo 2; x=aaab; echo "${x##a*}"; case aa in a*) echo 3;; esac
#### extglob in case needs the option
shopt -s extglob
case aaa in +(a)) echo yes;; *) echo no;; esac; x=aab; echo "${x##+(a)}" "${x/+(a)/-}"
#### dotglob and the special entries
mkdir d; cd d; touch .a b; shopt -s dotglob; echo *; echo .*; shopt -u dotglob; echo [.]*; echo ?a; shopt -s extglob; echo @(.a|b) !(b) *(.)a
#### nullglob and failglob together
mkdir d; cd d; shopt -s nullglob failglob; echo x*; echo "after $?"
echo next $?
#### nullglob in lists
mkdir d; cd d; touch a1; shopt -s nullglob; echo [ab]1 b* "b*" c[x] d; x=(b* a*); echo ${#x[@]}; for f in z*; do echo never; done; set -- y?; echo $#
#### noglob and patterns
mkdir d; cd d; touch a; set -f; echo *; [[ a == * ]] && echo m; case a in ?) echo c;; esac; x=ab; echo ${x#*}; x=*; echo $x; set +f; echo $x
#### globasciiranges
[[ b == [A-Z] ]]; echo $?; [[ B == [A-Z] ]]; echo $?; [[ é == [a-z] ]]; echo $?; shopt -u globasciiranges; [[ B == [A-Z] ]]; echo $?
#### posix classes in globs
mkdir d; cd d; touch a1 B2 _3 'x y' é; echo [[:lower:]]*; echo [[:upper:][:space:]]*; echo [![:alpha:]]*; echo *[[:digit:]]; echo *[[:space:]]*; echo [[:alpha:]]
#### backslashes in pattern variables
p='a\*'; [[ 'a*' == $p ]] && echo 1; [[ 'ab' == $p ]] || echo 2; p='a\'; [[ 'a\' == $p ]] && echo 3; x='a*b'; q='\*'; echo "${x/$q/-}" "${x/"$q"/-}"; mkdir d; cd d; touch 'a*' ab; p='a\*'; echo $p; p='a*'; echo $p "$p"
#### brackets in replacement patterns
x='[a] {b} (c)'; echo "${x//[\[\]]/}" "${x//[{}]/}" "${x//[()]/}" "${x//[][(){\}]/.}" "${x/\[/<}" "${x/]/>}"
#### the longest and the shortest
x=aXbXc; echo "${x#*X}" "${x##*X}" "${x%X*}" "${x%%X*}" "${x/X*/-}" "${x/*X/-}" "${x//X/}" "${x/#*X/-}" "${x/%X*/-}"
