# Directories in what `**` finds.

#### the one it starts from
mkdir -p a/b/c b/c d; : >a/x; : >a/b/y
shopt -s globstar
for p in '**/b/**' 'a/**' '*/**' 'b/**' '**/c/**' '*/b/**' '**/b/**/' 'a/*/**'; do echo $p; done
