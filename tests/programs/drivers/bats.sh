# A suite for bats, shown in its formats.
# Needs: bats: /usr/bin/bats /usr/lib/bats-core /usr/libexec/bats-core

cat >suite.bats <<'SUITE'
setup_file() { export SHARED=yes; }
setup() { load helpers; n=1; }
teardown() { echo "# teardown $BATS_TEST_NAME" >&3; }
@test "addition" { [ "$((n + 2))" -eq 3 ]; }
@test "run captures" {
  run bash -c 'echo one; echo two; exit 3'
  [ "$status" -eq 3 ]
  [ "${lines[1]}" = two ]
  [ "$output" = $'one\ntwo' ]
}
@test "fails" {
  x=1
  echo "some output"
  [ "$x" -eq 2 ]
}
@test "skipped" { skip "because"; false; }
@test "in a helper" { helper; }
@test "in a conditional" { [[ $SHARED == no ]]; }
@test "with an unknown command" { nosuchcommand; }
@test "shared \$SHARED" { [ "$SHARED" = yes ]; }
SUITE
cat >helpers.bash <<'HELPERS'
helper() { false; }
HELPERS
bats suite.bats
echo "status $?"
bats --tap --filter 'a' suite.bats
echo "status $?"
bats --formatter tap13 suite.bats | sed 's/duration_ms: .*/TIME/'
bats --formatter junit suite.bats | sed -E 's/ (time|timestamp|hostname)="[^"]*"//g'
bats --count suite.bats
bats --version
bats --help
bats missing.bats
echo "status $?"
printf '@test "open {\n' >broken.bats
bats broken.bats >out 2>&1
echo "status $?"
mkdir suites
cp suite.bats helpers.bash suites
printf '@test "passes" { true; }\n' >suites/other.bats
bats --recursive suites | grep -v '^#'
chmod +x suites/other.bats
printf '#!/usr/bin/env bats\n@test "run by name" { [ -n "$BATS_TEST_FILENAME" ]; }\n' >named
chmod +x named
./named
