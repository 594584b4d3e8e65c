# Pathname expansion: what matches, in which order, and its options.
#### star, question mark and brackets
mkdir d; cd d; touch a b ab abc b1 b2 B3 .hid 'x y'; echo *; echo ?; echo ??; echo [ab]; echo b[0-9]; echo [!a]*; echo [^ab]?; echo *b*; echo .h*; echo .[a-z]*
#### no match leaves the pattern
mkdir d; cd d; touch a; echo z* [z] ?z 'a'* "a"* \a*; x='q*'; echo $x "$x" z\*
#### hidden files
mkdir d; cd d; touch a .b ..c; mkdir .d; echo *; echo .*; shopt -s dotglob; echo *; echo .*; shopt -u globskipdots; echo .*; echo *
#### nullglob
mkdir d; cd d; touch a; shopt -s nullglob; echo x* a* y*; set -- q*; echo $#; echo "z*" z\*; x=(n* a*); echo ${#x[@]}; for f in *.none; do echo no; done; echo [x] 
#### failglob
mkdir d; cd d; touch a; shopt -s failglob; echo a*; echo z*; echo "not this"
echo next $?
#### failglob stops only its command
mkdir d; cd d; shopt -s failglob; for f in *.x; do echo $f; done; echo same line
echo $?; x=z*; echo "$x"; [[ abc == a* ]] && echo cond; case ab in a*) echo case;; esac; (echo q*); echo $?
#### nocaseglob
mkdir d; cd d; touch Abc aBD xyz; shopt -s nocaseglob; echo a*; echo [a]B?; echo *BC; echo X?Z; shopt -u nocaseglob; echo a* [a]*
#### noglob
mkdir d; cd d; touch a b; set -f; echo * ?; x='*'; echo $x; set +f; echo *; set -o noglob; echo [ab]; 
#### GLOBIGNORE
mkdir d; cd d; touch a.o b.c .h c.o; GLOBIGNORE='*.o'; echo *; GLOBIGNORE='*.o:b*'; echo *; echo *.o; GLOBIGNORE=; echo *; unset GLOBIGNORE; echo *
#### GLOBIGNORE and paths
mkdir -p d/s; cd d; touch s/x s/y a; GLOBIGNORE='s/x'; echo s/*; GLOBIGNORE='*x'; echo s/*; GLOBIGNORE='x'; echo s/*; shopt dotglob
#### character classes
mkdir d; cd d; touch a A 1 _ ./- ' ' é; echo [[:alpha:]]; echo [[:digit:]_]; echo [[:upper:]]; echo [![:alnum:]]; echo [[:space:]-]; echo [[:punct:]]
#### brackets with special members
mkdir d; cd d; touch a ']' '[' ./- '!' '^' '\' b; echo []]; echo [[]; echo [-]; echo [a-]; echo [!]a]; echo [\]a]; echo [\\]; echo [!!]; echo ['!'^]; echo [\^]; echo [^^]
#### ranges
mkdir d; cd d; touch a b c A B C 1 2 3; echo [a-c]; echo [A-C]; echo [1-2b-c]; echo [c-a]; echo [a-a]; echo [!a-z]; shopt globasciiranges
#### unclosed brackets
mkdir d; cd d; touch '[a' 'x[' ab; echo [a; echo [a*; echo x[; echo *[; echo [; echo a[b; echo '['a*
#### equivalence classes and collating symbols
mkdir d; cd d; touch a b ./- .x; echo [[=a=]]; echo [[.a.]b]; echo [[.-.]]; echo [[.hyphen.]] [[:foo:]]
#### slashes
mkdir -p d/a/x d/b/x d/c; cd d; touch a/x/1 b/x/2 f; echo */; echo */x; echo */x/*; echo */*/*; echo a/; echo ./*; echo *//x; echo .//a/*; echo [a/]x; echo */.; echo f/
#### sorting
mkdir d; cd d; touch b a B A 10 9 1 _ ./- a-b a_b ab é z Z; echo *; LC_ALL=C; echo *
#### names with newlines and quotes
mkdir d; cd d; touch $'a\nb' "q'r" 'd"e' 'b\c' '*'; for f in *; do printf '%q ' "$f"; done; echo; echo \*; echo *\\*; echo *\'*; printf '%q\n' *$'\n'*
#### escapes in patterns
mkdir d; cd d; touch 'a*' ab 'a?' 'a\'; echo a\*; echo a"*"; echo a[*]; echo a\?; p='a\*'; echo $p; p='a[*]'; echo $p; p='a\?*'; echo $p; echo a\\*
#### patterns from variables and quotes
mkdir d; cd d; touch x1 x2; p=x; echo $p*; echo "$p"*; echo "$p*"; q='x*'; echo $q; echo "$q"; echo ${q}; echo $q$q; r='[12]'; echo x$r "x$r"; echo x"$r"
#### in assignments, arrays and redirections
mkdir d; cd d; touch f1 f2; x=f*; echo "$x"; a=(f* z*); echo ${#a[@]}; b[0]=f*; echo "${b[0]}"; (echo hi > f*); echo $?; rm f2; echo hi > f*; ls; declare y=f*; echo "$y"; cat < f?
#### in for, case and conditions
mkdir d; cd d; touch p q; for i in * "*" [pq]; do echo -n "$i "; done; echo; case p in *) echo c;; esac; [[ * == '*' ]] && echo d; [ * = p ] 2>/dev/null; echo $?
#### globstar
mkdir -p d/a/b/c d/e; cd d; touch f a/f a/b/f e/g .h; shopt -s globstar; echo **; echo **/; echo **/f; echo a/**; echo a**; echo **/*/f
#### globstar is off
mkdir -p d/a/b; cd d; touch a/x a/b/y; echo **; echo **/x; echo **/y
#### extended patterns
mkdir d; cd d; touch a aa ab b c.txt d.md e.txt; shopt -s extglob; echo @(a|b); echo +(a); echo !(a*|*.txt); echo *.@(txt|md); echo ?(a)b; echo *(a)b; echo !(*); echo *(a|b); echo !(a)
#### extended patterns are off
mkdir d; cd d; touch a b
echo "before"
echo @(a|b)
#### dots must be matched by dots
mkdir d; cd d; touch .a .b a; shopt -s extglob; echo ?a; echo [.]a; echo [!x]a; echo *a; echo @(.a|a); echo .@(a|b); echo !(x); echo *(.a)
#### many files
mkdir d; cd d; touch f{1..200}; set -- *; echo $# $1 $2 ${200}; set -- f?; echo $#; set -- f1*; echo $#; set -- *[05]; echo $#
#### links and folders
mkdir -p d/real; cd d; touch real/f; ln -s real link; ln -s nowhere dangling; echo *; echo */; echo link/*; echo dang*; echo */f
#### folders that cannot be read or are none
mkdir d; cd d; touch f; echo f/*; echo nosuch/*; echo /nosuch*/x; echo nosuch/.*
#### unicode names
mkdir d; cd d; touch é ñandú 日本 x; echo ?; echo ??; echo *ú; echo [é]; echo [à-ö]*; echo 日*; LC_ALL=C; echo ?; echo ???
#### trailing backslash and quotes at the end
mkdir d; cd d; touch 'a\' ab; p='a\'; echo $p; echo *\\ ; echo a*""; echo ""a*; echo a*''b
#### a pattern that is a whole path
mkdir -p d/sub; cd d; touch sub/f; p=$PWD; cd /; set -- $p/*/f; echo "${1#$p}"; set -- $p/s*; echo "${1#"$p"}"
#### glob results are not expanded again
mkdir d; cd d; touch '$HOME' '`x`' '{a,b}' '~'; echo *; for f in *; do printf '<%s>' "$f"; done; echo
#### options in the pattern matching of commands
shopt -s nullglob; unset a; a[0]=x; touch a0; unset a[0]; echo ${a[0]-gone}; rm a0; a[0]=y; unset a[0]; echo ${a[0]-gone}; unset 'a[0]'; echo ${a[0]-gone}
#### GLOBIGNORE with stars at the end
mkdir -p d/d/e d/s; cd d; touch d/e/f s/x s/xy s/.h; for i in '*' '**' '*y' '?*' 's*' '*x*' 'd/*' '*/*' '[a-z]*' 's/x*' 'd\*' '*/'; do GLOBIGNORE=$i; echo "$i:" * */* */*/*; done
