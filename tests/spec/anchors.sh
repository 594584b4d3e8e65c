# Anchors of `${x/p/r}` that an expansion makes.

#### from variables
x=aba
p='#a'; echo "${x/$p/y}"
p='%a'; echo "${x/$p/y}"
p='#'; echo "${x/$p/y}" "${x/${p}a/y}"
p='%'; echo "${x/$p/y}" "${x/$p"a"/y}"
p='#?b'; echo "${x/$p/y}"
p=; echo "${x/$p#a/y}" "${x/$p''a/y}"

#### from others
x=aba
set -- '#a'
echo "${x/$1/y}" "${x/$(echo %a)/y}" "${x/$((1))/y}"
a=(aba ab ba) p='%a'
echo "${a[@]/$p/y}"

#### not from quotes, nor where there is one
x='#a#a' p='#a'
echo "${x/"$p"/y}" "${x//$p/y}" "${x/#$p/y}" "${x/%$p/y}" "${x/\#a/y}" "${x/'#'a/y}"
