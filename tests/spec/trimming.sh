# Removal of prefixes and suffixes, and replacement.
#### shortest and longest
p=/usr/local/lib/file.tar.gz; echo ${p#*/} ${p##*/} ${p%/*} ${p%%/*} ${p%.*} ${p%%.*} ${p#/usr} ${p%.gz}
#### no match leaves the value
x=abc; echo ${x#b} ${x##b*} ${x%b} ${x%%a} ${x#} ${x%} ${x##} ${x%%}
#### everything may go
x=abc; echo "[${x#*}] [${x##*}] [${x%*}] [${x%%*}] [${x#abc}] [${x%abc}] [${x#???}] [${x%????}]"
#### quoted pattern characters are plain
x='*a*b'; echo "${x#'*'}" "${x#\*}" "${x#*}" "${x##"*"a}" "${x%\*b}"; q='*'; echo "${x#$q}" "${x#"$q"}" "${x##$q}" "${x%"$q"*}"
#### classes and ranges
x=abc123DEF; echo ${x##[a-z]} ${x##*[0-9]} ${x%%[[:digit:]]*} ${x#[!b]} ${x#[^a]} ${x%[A-Z]} ${x%%[[:upper:]]*}
#### extended patterns
shopt -s extglob; x=aaabbbab; echo ${x##+(a)} ${x#+(a)} ${x%%+(a|b)} ${x##@(a|b)} ${x%?(a)b} ${x##!(b*)} ${x##*(a)*(b)}
#### patterns from expansions
x=foo.bar.baz; ext=.baz; echo ${x%$ext} ${x%"$ext"} ${x%${ext}} ${x#$(echo foo)} ${x##*$(echo .)}
#### each positional parameter
set -- a.c b.c c.h; echo "${@%.c}" ${*%.*} "${*#?}"; printf '<%s>' "${@%.?}"; echo
#### each element
a=(pre1 pre2 x); echo "${a[@]#pre}" "${a[*]#pre}" ${a[1]#p} ${a#p}; declare -A m=([k]=prek); echo "${m[@]#pre}" "${m[k]%k}"
#### words that vanish
a=(x xy ''); printf '<%s>' "${a[@]#x}"; echo; printf '<%s>' ${a[@]#x}; echo; set -- "${a[@]%%*}"; echo $#
#### star joins with IFS after the removal
set -- a1 b1; IFS=,; echo "${*%1}" ${*%1} "${@%1}"
#### unset and empty
unset u; e=; echo "[${u#x}] [${u%x}] [${e##*}] [${u/x/y}] [${e/x/y}] [${e/#/y}] [${u/%/z}]"
#### replacing once, all, at the ends
x=banana; echo ${x/a/o} ${x//a/o} ${x/#b/B} ${x/%a/A} ${x/#a/X} ${x/%b/X} ${x//an/<>} ${x/an}
#### replacing with nothing
x=banana; echo ${x//a} ${x//a/} ${x/a} "${x/#ba/}" "${x//}" "${x/}" "${x//[bn]}"
#### the longest match at each place
x=aaa.bbb.ccc; echo ${x/a*b/-} ${x/.*/-} ${x//b*/-} "${x/*/-}" "${x//*/-}" "${x/#*./-}" "${x/%.*/-}"
#### an empty pattern with anchors
x=abc; echo "${x/#/pre}" "${x/%/post}" "${x//#/z}" "${x/x#/z}"
#### the matched text
x=hello; echo "${x/l/[&]}" "${x//l/<&&>}" "${x/l/\&}" "${x/l/'&'}" "${x/l/"&"}" "${x//[eo]/(&)}"; r='[&]'; echo "${x/e/$r}" "${x/e/"$r"}"
#### backslashes in the replacement
x=a.b; echo "${x/./\\}" "${x/./\/}" "${x/./\n}" "${x/./\\&}" ${x/./\\} ${x/./\n} "${x/./\\\\}"; r='\&'; echo "${x/./$r}" ${x/./$r}; r='\\&'; echo "${x/./$r}"
#### matched text turned off
shopt -u patsub_replacement; x=hello; echo "${x/l/[&]}" "${x/l/\&}" "${x//l/"&"}" ; r='\&'; echo "${x/l/$r}"
#### slashes in patterns and replacements
p=/a/b/c; echo "${p//\//-}" "${p//'/'/-}" "${p///-}" "${p/\/a/x/y}" "${p/#\//}" "${p////.}" "${p//b/\/}"; s=/; echo "${p//$s/_}" "${p//"$s"/_}"
#### quotes in the replacement
x=abc; echo "${x/b/'q'}" "${x/b/"q r"}" ${x/b/'q r'} "${x/b/\"}" "${x/b/$'\t'}" | cat -A; q="'"; echo "${x/b/$q}"
#### replacement in each word
set -- aXb cXd X; echo "${@/X/-}" "${*//X}" ; printf '<%s>' "${@/%X}"; echo; a=(one two); echo "${a[@]/o/0}" "${a[*]/#/-}" "${a[@]/%/.}"
#### the replacement is split when unquoted
x=a-b; printf '<%s>' ${x/-/ } "${x/-/ }" ${x/-/" "}; echo; y='* *'; mkdir d; cd d; touch f; echo ${x/-/ * } "${y//\*/s}"
#### replacing newlines and tabs
x=$'a\nb\tc'; echo "${x//$'\n'/ }" "${x//[$'\n\t']/_}" "${x//[[:space:]]/+}"
#### patterns with brackets and carets
x='a^b]c-d'; echo "${x//[\^]/1}" "${x//[]]/2}" "${x//[c-]/3}" "${x//[^a-z]/4}" "${x//[]^-]/5}"
#### case-insensitive replacement
shopt -s nocasematch; x=FooBar; echo "${x/foo/x}" "${x//[aeiou]/_}" "${x#foo}" "${x%BAR}" "${x/#f/g}"; [[ foo == FOO ]] && echo m
#### anchors from a variable
x=abcabc; p='/b'; echo "${x/$p/X}" "${x/\#a/X}" "${x//#a/X}"; p='#a'; echo "${x//$p/X}" "${x/"$p"/X}"
#### replacement of a dollar and a backquote
x=a_b; d='$HOME'; echo "${x/_/$d}" "${x/_/\$d}" "${x/_/\`}" "${x/_/$(echo s u b)}" "${x/_/${d/H/h}}"
#### multibyte characters
x=äöüäöü; echo ${x#?} ${x%%ü*} ${x/ö/o} ${x//[äü]/_} ${x/#ä/A} ${x//?/.} ${x/%??/!}
#### errors
x=a; (echo ${x/}); (echo "${x/a/b"); echo $?
#### more errors
x=a; (echo ${x%%%}) ; (echo ${x###}); (echo ${x^a^b}); (echo ${x /a}); echo $?
#### a replacement that would match again
x=aaaa; echo ${x//a/aa} ${x//aa/a} ${x/aa/} ; x=abab; echo ${x//ab/b}
#### removal with a backslash in the value
x='a\b\c'; echo "${x#*\\}" "${x##*\\}" "${x%\\*}" "${x//\\//}" "${x/\\/\\\\}"; p='\b'; echo "${x#a$p}" "${x#a"$p"}"
#### long values
printf -v x '%05000d' 7; echo ${#x} "${x##*0}" ${x//0/}; y=${x//0/ab}; echo ${#y}; y=${x%%7}; echo ${#y}
#### patterns and replacements are unquoted words inside double quotes
v='a b' e=; echo "${v/a/${e+'q r'}}" "${v/a/${e:-x y}}" "${v/a/"${e+'q r'}"}" "${v/${e+'a'}/X}" "${v#${e+"a"}}" "${v/a/$'t\tq'}" "${v/a/\x}" "${v/a/'\x'}" "${v/a/${e:-\x}}" "${v%${e:=\b}}" "$e"; unset u; echo "${u:-${v/a/'z'}}"; cat <<X
${v/a/${e+'q r'}} ${v#${e+'a'}} ${v/a/"x"} ${v/a/'x'} ${u:-'x'}
X
