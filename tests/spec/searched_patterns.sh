# Patterns that match a text and are not found in it: `${x/p/r}` counts what they take.

#### a bracket that must not be `]`
for x in a ']' 'a]b' ab '^]b*a]'; do
  for p in '[^]]' '[!]a]' '[^]*]' '[!]]*' '[]a]' '[!\]]'; do
    echo "$x $p: ${x/$p/-} ${x//$p/-} ${x/#$p/-} ${x/%$p/-} ${x#$p}"
  done
done

#### a backslash at the end of a pattern
for x in 'a\b' 'a\' '\' '*' 'ab\'; do
  for p in '\' 'a\' '*\' 'b*\'; do
    echo "$x $p: ${x/$p/-} ${x//$p/-} ${x/#$p/-} ${x/%$p/-} ${x%$p}"
    case $x in $p) echo "$x matches $p" ;; esac
  done
done

#### what is left of a text that is no UTF-8
x=$'\xff\xc3\xa9'
printf '%q\n' "${x//?/z}" "${x/?/z}" "${x//é/z}"
x=$'\xc3\xa9\xff\xc3\xa9\xc3\xa9'
printf '%q\n' "${x//?/z}" "${x/?/z}" "${x//é/z}"
