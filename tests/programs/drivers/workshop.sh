# A program in several parts that uses as much of the shell as fits in; it lies in workshop/.

run() {
  echo "\$ workshop ${*@Q}"
  bash ./workshop "$@" 2>errors
  local status=$?
  sed 's/^/stderr: /' errors
  echo "status $status"
}

cat >plan.json <<'JSON'
{
  "title": "The \"great\" plan\u0021",
  "count": -12.5e3, "on": true, "off": false, "nothing": null,
  "empty": {}, "none": [], "nested": [[1, 2], {"deep": [{"er": "\ttab"}]}],
  "tasks": {
    "fetch": {"about": "gets the numbers that all the other tasks work with", "needs": [],
      "run": ["seq 1 20 > numbers", "echo fetched $(wc -l < numbers)"]},
    "odd": {"needs": ["fetch"], "run": ["awk '$1 % 2' numbers > odd", "paste -sd+ odd"]},
    "even": {"about": "-", "needs": ["fetch"], "run": ["grep -v '[13579]$' numbers > even", "tail -n 1 even"]},
    "both": {"needs": ["odd", "even"],
      "run": ["comm -3 <(sort odd) <(sort even) | tr -d '\\t' | sort -n | head -n 3", "join <(sort odd) <(sort numbers) | wc -l"]},
    "breaks": {"needs": ["odd"], "run": ["echo before", "grep -q nothing odd", "echo never"]},
    "pack": {"needs": ["both"], "run": ["cksum_of() { od -An -tu1 | tr -s ' ' '\\n' | awk '{s+=$1} END {print s}'; }", "cksum_of < odd"]}
  }
}
JSON
run
run -h
run --version
run -x
run -j
run -j none make plan.json
run nonsense
run show plan.json
run get plan.json .title .count .on .nothing .nested .nested[0][1] '.nested[1].deep[0].er' .not
run -v make plan.json pack
run -j4 -vv make plan.json
run --jobs=1 make plan.json even odd
run report plan.json
run -o out.txt report plan.json
cat out.txt

for text in '{"tasks": {"a": {"needs": ["b"]}, "b": {"needs": ["c"]}, "c": {"needs": ["b"]}}}' \
  '{"tasks": {"a": {"needs": ["z"]}}}' '{"a": 1,}' '[1 2]' '{"a" 1}' $'{\n "a": tru }' '"open' \
  '01' '[1, 2] 3' '"\q"' '' "$(printf '[%.0s' {1..30})"; do
  printf '%s' "$text" >bad.json
  run make bad.json
done

cat >story <<'STORY'
The fox and the hen, and the dog: a story. The end came early; the fox slept
and the hen, and a dog, went on. Zebra? No zebra.
STORY
run words story 4
run sum 1+2 '7 * 6' '2 ** 10' '(1 << 4) | 3' 10/3 -7%3
run choose apple pear <<<$'x\n9\n2'
run choose one </dev/null
run signals
printf 'a\tb\n1\tlong cell\n22.5\t\n' | (. ./text.bash; table; wrap 10 <<<'some words that are wrapped anew'; roman 1999)
