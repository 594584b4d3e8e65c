What ends a word behind =~ ends an empty expression.
#### operators of the condition
[[ a =~ && b ]] && echo yes
[[ ( a =~ ) ]] && echo yes
#### a semicolon
[[ a =~ ; ]]
echo never
#### a parenthesis
[[ a =~ )b ]]
echo never
#### a redirection
[[ a =~ <b ]]
echo never
