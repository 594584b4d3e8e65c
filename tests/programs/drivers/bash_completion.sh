# Completions by bash-completion: its own functions, and those that it loads for a command.
# Needs: bash-completion: /usr/share/bash-completion

shopt -s progcomp extglob
. /usr/share/bash-completion/bash_completion
echo "loaded: $?, ${BASH_COMPLETION_VERSINFO[*]:0:2}"
complete -p cd nohup xargs bzcat kill export pushd alias -D | sed 's/^/  /'
complete -p nosuchcommand
mkdir -p work/sub work/'with space' && cd work || exit
touch one.tar.gz two.txt three.sh sub/file.c 'with space/x' .hidden Makefile

# complete_line WORD...: what the last word can become, as Readline asks for it.
complete_line() {
  local name=$1 specification function
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_TYPE=9 COMP_KEY=9
  COMP_POINT=${#COMP_LINE} COMPREPLY=()
  specification=$(complete -p "$name" 2>/dev/null)
  if [[ ! $specification ]]; then
    _completion_loader "$name"
    echo "[loader: $?]"
    specification=$(complete -p "$name" 2>/dev/null)
  fi
  function=$(sed -n 's/.* -F \([^ ]*\) .*/\1/p' <<<"$specification ")
  echo "== $* ($specification)"
  [[ $function ]] || return
  "$function" "$name" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>&1
  echo "status $?"
  printf '<%s>\n' "${COMPREPLY[@]}" | LC_ALL=C sort
}

complete_line cd ''
complete_line cd s
complete_line cat t
complete_line tar xzf ''
complete_line chmod 6 ''
complete_line find . -ty
complete_line find . -type ''
complete_line declare -
complete_line shopt -s prog
complete_line set -o pip
complete_line export HOM
complete_line unset -f _comple
complete_line printf -
complete_line xargs -
complete_line bash -o no
complete_line find sub -newer ''
complete_line . th
complete_line nosuchcommand x

echo '=== words of a line with quotes, variables and assignments'
split() {
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
  local cur prev words cword split=unset
  _init_completion -s -n : || echo 'nothing to do'
  declare -p cur prev words cword split 2>&1
}
split cmd --option=value
split cmd a:b:c
split cmd --opt = val
split cmd '2>' th

echo '=== helpers'
_get_comp_words_by_ref -n = cur prev 2>&1; echo "$? $cur $prev"
quote_readline "it's a \"test\""; echo
quote "it's"; dequote "a\\ b 'c d'"; echo
_expand() { :; }
_variables; echo "variables: $?"
cur='$HOM' && COMPREPLY=() && _variables && printf '<%s>\n' "${COMPREPLY[@]}"
COMPREPLY=() cur=t && _filedir && printf '<%s>\n' "${COMPREPLY[@]}" | LC_ALL=C sort
COMPREPLY=() cur= && _filedir '@(sh|txt)' && printf '<%s>\n' "${COMPREPLY[@]}" | LC_ALL=C sort
COMPREPLY=() cur= && _filedir -d && printf '<%s>\n' "${COMPREPLY[@]}" | LC_ALL=C sort
_upvars -v one 1 -a2 two x y 2>&1; declare -p one two
_longopt_text() { printf '%s\n' '  -a, --all  show all' '      --block-size=SIZE  x' '  -q'; }
complete -F _longopt _longopt_text
complete_line _longopt_text --
COMPREPLY=() cur=-a && _parse_help - <<<$'  -a, --all   show\n  -b N, --bee=N\n      --[no-]cee' | LC_ALL=C sort
_parse_usage - <<<'usage: x [-abc] [-d file] [--long] [-e|-f]' | LC_ALL=C sort
