// The example runs as its README says.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('examples/node/hello.mjs', () => {
  const example = fileURLToPath(new URL('../../../examples/node/hello.mjs', import.meta.url));
  const output = execFileSync(process.execPath, [example], { encoding: 'utf8' });
  assert.match(output, /^Hello from bash 5\.2/);
  assert.ok(output.endsWith('apple costs 3\npear costs 2\nplum costs 4\nsum: 9\nstatus 0, sum.txt holds 9\n'), output);
});
