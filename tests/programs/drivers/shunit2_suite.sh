# A suite that passes, fails, skips and breaks, below shunit2.
# Needs: shunit2: /usr/share/shunit2

cat >suite <<'SUITE'
#!/bin/bash
oneTimeSetUp() {
  echo 'once, before'
  data=$SHUNIT_TMPDIR/data
  printf '%s\n' alpha beta gamma >"$data"
}
oneTimeTearDown() { echo 'once, after'; }
setUp() { ((++round)); echo "-- round $round"; }
tearDown() { echo "-- end of round $round"; }

testEquals() {
  assertEquals 1 1
  assertEquals 'a text' 'x y' 'x y'
  assertEquals 'differs' 'one  two' 'one two'
  assertNotEquals 'the same' z z
  assertSame 'same' a a
  assertNotSame 'not same' a a
}
testContains() {
  assertContains 'hay with needle' needle
  assertContains 'hay' "needle's"
  assertNotContains 'no $dollar' 'hay' '$dollar'
  assertNotContains 'hay' 'ha'
}
testNull() {
  assertNull ''
  assertNull 'full' "it's \"quoted\" \$x"
  assertNotNull 'x'
  assertNotNull 'empty' ''
}
testTrue() {
  assertTrue 0
  assertTrue 'a condition' "[ -f '$data' ]"
  assertTrue 'no such file' "[ -f '$data.not' ]"
  assertFalse 1
  assertFalse 'holds' "grep -q beta '$data'"
  assertTrue 'lines' "[ $(wc -l <"$data") -eq 3 ]"
}
testFails() {
  fail 'on purpose'
  failNotEquals 'not equal' 3 4
  failSame 'same' 3 3
  failNotSame 'not same' 3 4
  failFound 'found' x
  failNotFound 'not found' x
}
testSkips() {
  startSkipping
  assertEquals 'not looked at' 1 2
  isSkipping && echo 'skipping'
  endSkipping
  assertEquals 'looked at' 1 2
}
testWrongUse() {
  assertEquals 1
  assertTrue
  assertNull 1 2 3
}
testLines() {
  ${_ASSERT_EQUALS_} 1 2
  ${_ASSERT_TRUE_} '"with a line"' 1
  ${_ASSERT_CONTAINS_} abc d
  ${_FAIL_} '"and this"'
}
helper() { echo 'not a test'; }
. /usr/share/shunit2/shunit2
SUITE
bash suite
echo "status $?"

echo '=== two tests by name'
bash suite -- testNull testSkips
echo "status $?"

echo '=== shunit2 given the file'
cat >few <<'SUITE'
testOne() { assertEquals 2 "$((1 + 1))"; }
testTwo() { local x; for x in 1 2 3; do assertTrue "[ $x -lt 4 ]"; done; }
test_three() {
  assertEquals "$(printf 'a\nb')" "a
b"
}
SUITE
bash /usr/share/shunit2/shunit2 ./few
echo "status $?"

echo '=== a test that leaves'
cat >leaves <<'SUITE'
testLeaves() { assertTrue 0; exit 3; }
testNeverRun() { assertTrue 0; }
. /usr/share/shunit2/shunit2
SUITE
bash leaves
echo "status $?"

echo '=== a suite without tests, and one that cannot be parsed'
echo '. /usr/share/shunit2/shunit2' >none
bash none
echo "status $?"
echo 'testOpen() { assertTrue 0; ' >open
bash /usr/share/shunit2/shunit2 ./open 2>&1 | sed 's/^.*: line [0-9]*:/LINE:/'
echo "status ${PIPESTATUS[0]}"
