# Brackets that are no bracket expression are looked for as names all the same.

#### nullglob
shopt -s nullglob
x='[]'
echo [] a[]b [ ] x[y "[]" \[] [\]; echo $x "$x"; echo [a] [!] [^]

#### failglob
shopt -s failglob
echo [; echo ]; echo "[]"
echo []
echo [!]

#### a name
: > '[]'
shopt -s failglob
echo [] [*
