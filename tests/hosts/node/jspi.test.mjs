// Asynchronous commands: `builtins.wait` is a promise, where the platform has JSPI.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { folder } from './component.mjs';
import { Bashwit, hasJspi } from './shell.mjs';

const skip = hasJspi ? false : `Node ${process.version} has no JSPI (WebAssembly.Suspending); Node 24 has it`;
const bashwit = hasJspi ? await Bashwit.load(folder, { jspi: true }) : null;

const text = (bytes) => Buffer.from(bytes).toString();

test('an asynchronous run', { skip }, async () => {
  const shell = await bashwit.shell();
  const { stdout, stderr, status } = await shell.run('echo a; echo b >&2; exit 3');
  assert.deepEqual([stdout, stderr, status], ['a\n', 'b\n', 3]);
  // Two runs at once come one after the other.
  const both = await Promise.all([shell.run('x=1; sleep 0.01; echo $x'), shell.run('x=2; echo $x')]);
  assert.deepEqual(both.map((output) => output.stdout), ['1\n', '2\n']);
});

test('the event loop goes on while a script sleeps', { skip }, async () => {
  const shell = await bashwit.shell();
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  await shell.run('sleep 0.1');
  clearInterval(timer);
  assert.ok(ticks >= 5, `${ticks} ticks`);
});

test('in the middle of a pipeline, with the live files', { skip }, async () => {
  async function look(call) {
    for (let chunk; (chunk = await call.read()); ) {
      await sleep(2);
      call.fs.appendFile(call.path('log'), chunk);
      call.write(text(chunk).toUpperCase());
    }
    return 4;
  }
  const shell = await bashwit.shell({ builtins: { look } });
  const { stdout } = await shell.run("printf 'b\\na\\n' | look | sort; echo ${PIPESTATUS[1]}; cat log");
  assert.equal(stdout, 'A\nB\n4\nb\na\n');
  assert.equal(shell.fs.text('/home/user/log'), 'b\na\n');
});

test('they wait side by side, in one shell and in many', { skip }, async () => {
  const nap = async (call) => {
    await sleep(200);
    call.write(`${call.args[0]}\n`);
  };
  const shells = await Promise.all([1, 2, 3].map(() => bashwit.shell({ builtins: { nap } })));
  await Promise.all(shells.map((shell) => shell.run('nap warm')));
  const start = performance.now();
  const outputs = await Promise.all(shells.map((shell) => shell.run('nap a & nap b & wait')));
  const time = performance.now() - start;
  for (const { stdout } of outputs) assert.equal(stdout, 'a\nb\n');
  assert.ok(time < 395, `${time} ms`);
});

test('a rejection is an error of the command alone', { skip }, async () => {
  const early = async () => {
    throw new Error('at once');
  };
  const late = async () => {
    await sleep(2);
    throw new Error('later');
  };
  const shell = await bashwit.shell({ builtins: { early, late } });
  const { stdout, stderr } = await shell.run('early; echo $?; late; echo $?');
  assert.deepEqual([stdout, stderr], ['1\n1\n', 'early: at once\nlate: later\n']);
});

test('a command runs scripts', { skip }, async () => {
  const twice = async (call) => {
    for (const stdin of ['1', '2']) {
      const { stdout, status } = await call.run('cat; f', stdin);
      call.write(`${stdout} ${status}\n`);
    }
  };
  const shell = await bashwit.shell({ builtins: { twice } });
  assert.equal((await shell.run('f() { echo -n "f"; return 3; }; twice')).stdout, '1f 3\n2f 3\n');
});

test('a deadline and the host end a command that waits', { skip }, async () => {
  const signals = [];
  const forever = (call) => {
    signals.push(call.signal);
    return new Promise(() => {});
  };
  const nap = async (call) => forever(call);
  const shell = await bashwit.shell({ builtins: { nap }, limits: { deadlineNs: 20_000_000 } });
  await assert.rejects(shell.run('nap'), { bound: 'deadline' });
  shell.setLimits({});
  setTimeout(() => shell.stop(), 10);
  await assert.rejects(shell.run('nap'), { bound: 'interrupted' });
  assert.deepEqual(signals.map((signal) => signal.aborted), [true, true]);
  assert.equal((await shell.run('echo still here')).stdout, 'still here\n');
});

test('an interrupt from outside', { skip }, async () => {
  const shell = await bashwit.shell();
  setTimeout(() => shell.signal('interrupt'), 10);
  assert.equal((await shell.run('sleep 100; echo never')).status, 130);
});

test('standard input that comes later', { skip }, async () => {
  async function* slow() {
    for (const line of ['one\n', 'two\n']) {
      await sleep(5);
      yield line;
    }
  }
  const shell = await bashwit.shell();
  const { stdout } = await shell.run('read -r a; echo "[$a]"; tr a-z A-Z', { stdin: slow() });
  assert.equal(stdout, '[one]\nTWO\n');
});

test('settle and finish', { skip }, async () => {
  const shell = await bashwit.shell();
  const { background } = await shell.run("sleep 0.02 && echo late >f & trap 'echo bye; exit 7' EXIT");
  assert.equal(background, 1);
  assert.equal((await shell.settle()).alive, 0);
  const end = await shell.finish();
  assert.deepEqual([end.stdout, end.status, shell.fs.text('/home/user/f')], ['bye\n', 7, 'late\n']);
});
