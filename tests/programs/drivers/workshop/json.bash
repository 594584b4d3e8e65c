# JSON: read into an associative array, printed and looked up. Sourced by workshop.

shopt -s extglob

# json_parse ARRAY TEXT: keys are paths (`.a.b[0]`), values are scalars with a letter for their
# type before them: s(tring), n(umber), b(oolean), z (null), o(bject), a(rray).
json_parse() {
  local -n json_target=$1
  json_text=$2 json_at=0 json_depth=0
  json_target=()
  json_value '' || return
  json_blank
  ((json_at == ${#json_text})) || json_fail 'something follows the value'
}

json_fail() {
  local before=${json_text:0:json_at} lines
  lines=${before//[^$'\n']/}
  before=${before##*$'\n'}
  echo "json: line $((${#lines} + 1)), column $((${#before} + 1)): $1" >&2
  return 65
}

json_blank() {
  local blank='^[[:space:]]+'
  [[ ${json_text:json_at} =~ $blank ]] && ((json_at += ${#BASH_REMATCH[0]}))
  return 0
}

json_value() {
  local path=$1
  if ((++json_depth > 20)); then
    json_fail 'too deep'
    return
  fi
  json_blank
  case ${json_text:json_at:1} in
    '{') json_object "$path" ;;
    '[') json_array "$path" ;;
    '"') json_string && json_target[${path:-.}]=s$REPLY ;;
    [-0-9]) json_number "$path" ;;
    '') json_fail 'the text ends early' ;;
    *) json_word "$path" ;;
  esac || return
  ((json_depth--, 1))
}

json_word() {
  local word
  for word in true false null; do
    if [[ ${json_text:json_at} == "$word"?([^[:alnum:]]*) ]]; then
      case $word in
        null) json_target[${1:-.}]=z ;;
        *) json_target[${1:-.}]=b$word ;;
      esac
      ((json_at += ${#word}))
      return
    fi
  done
  json_fail "no value starts with \`${json_text:json_at:1}'"
}

json_number() {
  local number='^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?'
  if [[ ${json_text:json_at} =~ $number ]]; then
    json_target[${1:-.}]=n${BASH_REMATCH[0]}
    ((json_at += ${#BASH_REMATCH[0]}))
  else
    json_fail 'a bad number'
  fi
}

# Leaves the text in REPLY.
json_string() {
  local plain='^[^"\\]+' char
  REPLY=
  ((json_at++))
  while :; do
    if [[ ${json_text:json_at} =~ $plain ]]; then
      REPLY+=${BASH_REMATCH[0]}
      ((json_at += ${#BASH_REMATCH[0]}))
    fi
    char=${json_text:json_at:1}
    ((json_at++, 1))
    case $char in
      '"') return 0 ;;
      \\)
        char=${json_text:json_at:1}
        ((json_at++, 1))
        case $char in
          n) REPLY+=$'\n' ;;
          t) REPLY+=$'\t' ;;
          [\"\\/]) REPLY+=$char ;;
          u)
            printf -v char "\\u${json_text:json_at:4}"
            REPLY+=$char
            ((json_at += 4))
            ;;
          *) json_fail "a bad escape" || return ;;
        esac
        ;;
      *) json_fail 'a string without end' || return ;;
    esac
  done
}

json_array() {
  local path=$1 index=0
  json_target[${path:-.}]=a0
  ((json_at++, 1))
  json_blank
  if [[ ${json_text:json_at:1} == ']' ]]; then
    ((json_at++, 1))
    return 0
  fi
  while json_value "$path[$((index++))]"; do
    json_blank
    case ${json_text:json_at++:1} in
      ,) continue ;;
      ']') json_target[${path:-.}]=a$index; return 0 ;;
      *) ((json_at--)); json_fail "expected \`,' or \`]'"; return ;;
    esac
  done
  return 65
}

json_object() {
  local path=$1 key names=()
  json_target[${path:-.}]=o
  ((json_at++, 1))
  json_blank
  if [[ ${json_text:json_at:1} == '}' ]]; then
    ((json_at++, 1))
    return 0
  fi
  while :; do
    json_blank
    if [[ ${json_text:json_at:1} != '"' ]]; then
      json_fail 'expected a name'
      return
    fi
    json_string || return
    key=$REPLY
    names+=("$key")
    json_blank
    if [[ ${json_text:json_at++:1} != : ]]; then
      ((json_at--))
      json_fail "expected \`:'"
      return
    fi
    json_value "$path.$key" || return
    json_blank
    case ${json_text:json_at++:1} in
      ,) ;;
      '}') break ;;
      *) ((json_at--)); json_fail "expected \`,' or \`}'"; return ;;
    esac
  done
  json_target[${path:-.}]=o$(IFS=,; echo "${names[*]}")
}

# json_get ARRAY PATH [DEFAULT]
json_get() {
  local -n json_source=$1
  local value=${json_source[$2]-}
  case $value in
    [snb]*) printf '%s\n' "${value:1}" ;;
    *) [[ ${3+given} ]] && printf '%s\n' "$3" ;;
  esac
}

# json_list ARRAY PATH: the elements of an array, one a line.
json_list() {
  local -n json_source=$1
  local value=${json_source[$2]-a0} index
  [[ $value == a* ]] || return 1
  for ((index = 0; index < ${value:1}; index++)); do
    printf '%s\n' "${json_source[$2[$index]]:1}"
  done
}

# json_show ARRAY: all that was read, in order.
json_show() {
  local -n json_source=$1
  local key
  for key in "${!json_source[@]}"; do
    printf '%s\t%s\n' "$key" "${json_source[$key]@Q}"
  done | LC_ALL=C sort
}
