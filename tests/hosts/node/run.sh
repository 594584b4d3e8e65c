#!/usr/bin/env bash
# Runs the component on Node: `bash tests/hosts/node/run.sh`, after `cargo xtask build --guest-only`.
# The last line counts: `N passed, N failed`. NODE names another Node than the first on the path.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

fail() {
  echo "$*" >&2
  echo "0 passed, 1 failed"
  exit 1
}

node=${NODE:-node}
component=${BASHWIT_COMPONENT:-../../../target/component/bashwit.wasm}
command -v "$node" >/dev/null || fail "Node is missing: install Node 20 or newer (jco needs it; Debian 12 has 18)"
command -v npm >/dev/null || fail "npm is missing: install it (Debian: npm)"
"$node" -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || fail "Node $("$node" --version) is too old: jco needs 20 or newer"
[[ -f $component ]] || fail "$component is missing: run \`cargo xtask build --guest-only\`"

# Installed again only when what is pinned changes.
if ! cmp -s package-lock.json node_modules/.installed-from; then
  npm ci --no-audit --no-fund --loglevel=error || fail "npm ci failed"
  cp package-lock.json node_modules/.installed-from
fi

BASHWIT_JS=$(cd "$(dirname "$component")" && pwd)/js || exit 1
export BASHWIT_JS
"$node" transpile.mjs "$component" "$BASHWIT_JS" || fail "the component cannot be transpiled"

report=$(mktemp) || exit 1
trap 'rm -f "$report"' EXIT
"$node" --test --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$report" ./*.test.mjs
status=$?
count() { sed -n "s/^# $1 //p" "$report" | tail -1; }
passed=$(count pass) failed=$(($(count fail) + $(count cancelled)))
if [[ -z $passed ]] || ((status && !failed)); then
  failed=$((failed + 1))
fi
echo "${passed:-0} passed, $failed failed"
exit $((status || failed))
