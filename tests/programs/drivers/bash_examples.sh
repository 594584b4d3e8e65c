# The functions and scripts that come with bash's documentation.
# Needs: bash-doc: /usr/share/doc/bash/examples

functions=/usr/share/doc/bash/examples/functions
scripts=/usr/share/doc/bash/examples/scripts

echo '=== all of them can be read and shown'
for file in "$functions"/* "$scripts"/* /usr/share/doc/bash/examples/{misc,startup-files}/*; do
  [[ -f $file ]] && { bash -n "$file" 2>&1; echo "${file##*/}: $?"; }
done
(
  for file in "$functions"/{arrayops.bash,basename,dirname,dirstack,fact,inetaddr,inpath,ksh-cd,notify.bash,whence}; do
    . "$file"
  done
  declare -f
)

echo '=== arrays'
(. "$functions/array-stuff")
(
  . "$functions/arrayops.bash"
  list=(one 'two three' four)
  apush list five
  apop list
  aref list 0 2
  alen list
  echo "$?"
  anreverse list
  declare -p list
  ashift list
  aunshift list x y
  declare -p list
)
(
  . "$functions/array-to-string"
  list=(1 '2 3' 4)
  array_to_string list joined '; '
  echo "$joined"
)
(
  . "$functions/sort-pos-params"
  sort_posparams pear apple 'fig tree' banana
  echo "$?"
)

echo '=== names and numbers'
(
  . "$functions/basename"
  . "$functions/dirname"
  for path in /a/b/c.txt a/b/ / '' plain /x//; do
    echo "[$(basename "$path")] [$(basename "$path" .txt)] [$(dirname "$path")]"
  done
)
(
  . "$functions/fact"
  . "$functions/isnum2"
  for number in 1 5 12; do fact "$number"; done
  for text in 1 -2.5 1e5 x 1.2.3 '' .5; do
    isnum2 "$text"
    echo "$text: $?"
  done
)
(
  . "$functions/isvalidip"
  . "$functions/inetaddr"
  for address in 10.0.0.1 256.1.1.1 1.2.3 a.b.c.d 192.168.255.254; do
    is_validip "$address" 2>/dev/null
    echo "$address: $?"
  done
  inet2hex 192.168.1.254
  hex2inet 0xc0a801fe
  hex2inet -r c0a801fe
  inet2hex 1.2.3
)
for file in seq seq2; do
  (
    . "$functions/$file"
    seq 3
    seq 2 5
    seq -s , 1 4
  )
done
(
  . "$functions/substr"
  substr bash b
  substr bash h
)
(
  . "$functions/substr2"
  substr 'some text' 2 4
  substr 'some text' 6
)

echo '=== commands'
(
  . "$functions/whence"
  whence -v cd
  whence cd nosuchcommand
  whence
)
(
  . "$functions/inpath"
  inpath sort && echo 'sort is there'
  inpath nosuchcommand || echo 'nosuchcommand is not'
)
(
  . "$functions/exitstat"
  echo "$PROMPT_COMMAND"
)
(
  . "$functions/shcat"
  shcat <"$functions/fact"
)
(
  . "$functions/shcat2"
  echo 'from a file' >file
  echo 'from a pipe' | shcat file - nosuchfile
)
(
  . "$functions/dirstack"
  mkdir -p one/two three
  pushd one
  pushd ../three
  dirs
  popd
  popd
  popd
) 2>&1 | sed "s|$PWD|HOME|g; s|~|HOME|g"
(
  . "$functions/csh-compat"
  setenv NAME 'a value'
  echo "$NAME"
  unsetenv NAME
  echo "${NAME-unset}"
  alias greet 'echo hello \!*'
  alias
)
(
  . "$functions/kshenv"
  alias
  typeset -f | head -n 20
)

echo '=== autoload'
mkdir fpath
echo 'first() { echo "first: $*"; }' >fpath/first
echo 'second() { echo "second: $*"; }' >fpath/second
for version in autoload autoload.v2 autoload.v3 autoload.v4; do
  echo "--- $version"
  (
    FPATH=$PWD/fpath
    . "$functions/$version"
    autoload first second
    first 1 2
    second 3
    autoload -p 2>&1 | sed "s|$PWD|HOME|"
  ) 2>&1
done

echo '=== scripts'
bash "$scripts/cat.sh" "$scripts/cat.sh" | head -n 5
bash "$scripts/center" <<<$'one line\n\na longer line of text'
bash "$scripts/inpath" sort
echo "$?"
bash "$scripts/inpath" nosuchcommand
echo "$?"
printf 'setenv A b\nset path = ( /bin $HOME )\nalias ls "ls -F"\nalias cd2 "cd \\!*; pwd"\n' >.cshrc
bash /usr/share/doc/bash/examples/misc/cshtobash <.cshrc 2>&1 | head -n 40
