# What depends on what: an order, the cycles, and a runner of jobs. Sourced by workshop.

declare -A graph_needs=() graph_state=()
graph_order=()

# graph_add NAME NEED…
graph_add() { graph_needs[$1]=${*:2}; }

# Depth first; fails on a cycle and on a need that nobody makes.
graph_visit() {
  local name=$1 need
  case ${graph_state[$name]-} in
    done) return 0 ;;
    open)
      echo "cycle: ${FUNCNAME[@]:1:0}$(graph_trail "$name")" >&2
      return 1
      ;;
  esac
  if [[ ! -v graph_needs[$name] ]]; then
    echo "nobody makes ${name@Q}" >&2
    return 2
  fi
  graph_state[$name]=open
  graph_path+=("$name")
  for need in ${graph_needs[$name]}; do
    graph_visit "$need" || return
  done
  unset 'graph_path[-1]'
  graph_state[$name]=done
  graph_order+=("$name")
}

graph_trail() {
  local name show=
  for name in "${graph_path[@]}" "$1"; do
    [[ $name == "$1" ]] && show=1
    [[ $show ]] && printf '%s ' "$name"
  done | sed 's/ $//; s/ / -> /g'
}

graph_sort() {
  graph_order=() graph_state=() graph_path=()
  local name
  for name; do
    graph_visit "$name" || return
  done
}

# graph_levels: what can be made at the same time, a line for each step.
graph_levels() {
  local -A level=()
  local name need highest
  for name in "${graph_order[@]}"; do
    highest=0
    for need in ${graph_needs[$name]}; do
      ((level[$need] > highest)) && highest=${level[$need]}
    done
    level[$name]=$((highest + 1))
  done
  for name in "${!level[@]}"; do
    echo "${level[$name]} $name"
  done | sort -k1,1n -k2 | awk '
    $1 != last { if (NR > 1) print line; line = $1 ":"; last = $1 }
    { line = line " " $2 }
    END { if (NR) print line }'
}

# graph_run COUNT COMMAND: runs COMMAND NAME for all of graph_order, needs first, COUNT at a time.
graph_run() {
  local count=$1 command=$2 name pid status failed=0
  local -A names=() ended=()
  local waiting=("${graph_order[@]}") running=()
  while ((${#waiting[@]} || ${#running[@]})); do
    local later=()
    for name in "${waiting[@]}"; do
      if ((${#running[@]} < count)) && graph_ready "$name"; then
        "$command" "$name" &
        names[$!]=$name
        running+=($!)
      else
        later+=("$name")
      fi
    done
    waiting=("${later[@]}")
    if ((${#running[@]} == 0)); then
      echo "not made: ${waiting[*]}"
      return 1
    fi
    pid=${running[0]}
    running=("${running[@]:1}")
    wait "$pid"
    status=$?
    ended[${names[$pid]}]=$status
    ((status)) && ((failed++))
  done
  return $((failed > 0))
}

graph_ready() {
  local need
  for need in ${graph_needs[$1]}; do
    [[ ${ended[$need]-} == 0 ]] || return 1
  done
}
