# Patterns that match nothing, in replacements.

#### of extended patterns
shopt -s extglob
x=axb y=foo
echo "${x//?(x)/q}" "${x/@(|x)/q}" "${x//!(x)/q}" "${x//*(x)/q}" "${x/?(x)/q}" "${x/%?(x)/q}" "${x/#?(x)/q}"
echo "${y//@(|o)/q}" "${y//*(o)/q}" "${y//+(o)/q}" "${y/@(|oo)/q}" "${y/!(f)/q}" "${y//é?(x)/q}"

#### in an empty text
shopt -s extglob
x= p=
echo "<${x//$p/q}>" "<${x/$p/q}>" "<${x/#$p/q}>" "<${x/%$p/q}>" "<${x//*/q}>" "<${x//?(x)/q}>" "<${x/@(|x)/q}>" "<${x//*(x)/q}>" "<${x/#?(x)/q}>"

#### in empty elements
a=("" b) p=
printf "<%s>" "${a[@]//$p/q}" "${a[*]//*/q}" "${a[@]/#/q}" "${a[@]/%/q}"
