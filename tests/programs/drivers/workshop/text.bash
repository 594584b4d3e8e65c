# Text: tables, templates, counts. Sourced by workshop.

# table: columns of standard input, separated by tabs, in a frame.
table() {
  local -a rows widths=()
  local row cell column line
  mapfile -t rows
  for row in "${rows[@]}"; do
    IFS=$'\t' read -ra cells <<<"$row"
    for column in "${!cells[@]}"; do
      ((${#cells[column]} > ${widths[column]:-0})) && widths[column]=${#cells[column]}
    done
  done
  printf -v line '+%s' "${widths[@]/#/}"
  line=
  for column in "${!widths[@]}"; do
    printf -v cell '%*s' $((widths[column] + 2)) ''
    line+=+${cell// /-}
  done
  echo "$line+"
  for row in "${rows[@]}"; do
    IFS=$'\t' read -ra cells <<<"$row"
    for column in "${!widths[@]}"; do
      if [[ ${cells[column]-} =~ ^-?[0-9]+(\.[0-9]+)?$ ]]; then
        printf '| %*s ' "${widths[column]}" "${cells[column]}"
      else
        printf '| %-*s ' "${widths[column]}" "${cells[column]-}"
      fi
    done
    echo '|'
  done
  echo "$line+"
}

# fill NAME=VALUE…: `{{NAME}}` and `{{NAME|FILTER}}` in standard input.
fill() {
  local text before name filter value pair
  local -A values=()
  for pair; do
    values[${pair%%=*}]=${pair#*=}
  done
  text=$(cat; echo .)
  text=${text%.}
  while [[ $text == *'{{'*'}}'* ]]; do
    before=${text%%'{{'*}
    name=${text#*'{{'}
    text=${name#*'}}'}
    name=${name%%'}}'*}
    filter=
    [[ $name == *'|'* ]] && filter=${name#*'|'} name=${name%%'|'*}
    value=${values[${name//[[:space:]]/}]-?}
    case $filter in
      upper) value=${value^^} ;;
      lower) value=${value,,} ;;
      title) value=${value^} ;;
      quote) value=${value@Q} ;;
      reverse) value=$(rev <<<"$value") ;;
      width:*) printf -v value "%${filter#*:}s" "$value" ;;
    esac
    printf '%s%s' "$before" "$value"
  done
  printf '%s' "$text"
}

# words FILE: how often each word occurs, the most frequent first.
words() {
  tr -cs '[:alpha:]' '[\n*]' <"$1" | tr '[:upper:]' '[:lower:]' | sort | uniq -c | sort -k1,1nr -k2 |
    while read -r count word; do
      [[ $word ]] && printf '%s\t%d\n' "$word" "$count"
    done
}

# wrap WIDTH: standard input in lines of at most WIDTH characters.
wrap() {
  local line= word
  while read -ra words || ((${#words[@]})); do
    for word in "${words[@]}"; do
      if ((${#line} + ${#word} + 1 > $1)) && [[ $line ]]; then
        echo "$line"
        line=$word
      else
        line+=${line:+ }$word
      fi
    done
  done
  echo "$line"
}

roman() {
  local number=$1 text= pair
  for pair in 1000:M 900:CM 500:D 400:CD 100:C 90:XC 50:L 40:XL 10:X 9:IX 5:V 4:IV 1:I; do
    while ((number >= ${pair%:*})); do
      text+=${pair#*:}
      ((number -= ${pair%:*}))
    done
  done
  echo "$text"
}
