# How lists are joined in here-documents and values, by `IFS` or by spaces.

#### here-documents, a separator
set -- 'a b' c; a=(1 '2 3'); IFS=:
while read -r l; do echo "<$l>"; done <<E
$*|${*}|${*#a}|${*:1}|${*^}|${*@Q}|${*/a/b}
${a[*]}|${a[*]#1}|${a[*]:0}|${a[*]^}|${a[*]@Q}|${a[*]/1/b}|${!a[*]}|${u:-$*}|${u:-${a[*]}}|${#a[*]}
E

#### here-documents, no separator
set -- 'a b' c; a=(1 '2 3'); IFS=
while read -r l; do echo "<$l>"; done <<E
$*|${*}|${*#a}|${*:1}|${*^}|${*@Q}|${*/a/b}
${a[*]}|${a[*]#1}|${a[*]:0}|${a[*]^}|${a[*]@Q}|${a[*]/1/b}|${!a[*]}|${u:-$*}|${u:-${a[*]}}|${#a[*]}
E
