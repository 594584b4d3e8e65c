// Commands in JavaScript, in a synchronous build: plain functions and generators.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder } from './component.mjs';
import { Bashwit } from './shell.mjs';

const bashwit = await Bashwit.load(folder);

const text = (bytes) => Buffer.from(bytes).toString();

/** Standard output of a script in a new shell with these commands. */
async function out(builtins, script) {
  const shell = await bashwit.shell({ builtins });
  const { stdout, stderr } = shell.run(script);
  assert.equal(stderr, '', script);
  return stdout;
}

test('in the middle of a pipeline, with the live files', async () => {
  function* price(call) {
    // Written by the command before this one.
    const known = new Map(call.fs.text(call.path('prices')).trim().split('\n').map((line) => line.split(' ')));
    for (const item of (yield* call.text()).trim().split('\n')) {
      if (!known.has(item)) {
        known.set(item, String(item.length));
        call.fs.appendFile(call.path('prices'), `${item} ${known.get(item)}\n`);
      }
      call.write(`${item} ${known.get(item)}\n`);
    }
  }
  const shell = await bashwit.shell({ builtins: { price } });
  const { stdout } = shell.run("echo 'pear 9' >prices; printf '%s\\n' plum pear | price | sort -k2n; cat prices");
  assert.equal(stdout, 'plum 4\npear 9\npear 9\nplum 4\n');
  // A later run, and the host.
  assert.equal(shell.run('grep plum prices').stdout, 'plum 4\n');
  assert.equal(shell.fs.text('/home/user/prices'), 'pear 9\nplum 4\n');
});

test('what a call knows', async () => {
  let seen;
  const look = (call) => {
    seen = call;
  };
  const shell = await bashwit.shell({ builtins: { look }, env: { A: '1' } });
  shell.run("mkdir d; cd d; export B='x é'; C=hidden; D=mine look 'a b' '' '*' <&-");
  assert.deepEqual([seen.name, seen.args, seen.cwd], ['look', ['a b', '', '*'], '/home/user/d']);
  assert.deepEqual([seen.env.A, seen.env.B, seen.env.C, seen.env.D], ['1', 'x é', undefined, 'mine']);
  assert.deepEqual([seen.env.PWD, seen.hasStdin], ['/home/user/d', false]);
  shell.run('echo x | look');
  assert.equal(seen.hasStdin, true);
});

test('status and standard error', async () => {
  const fail = (call) => {
    call.error('it is bad\n');
    return Number(call.args[0]);
  };
  const broken = () => {
    throw new Error('it is broken');
  };
  const shell = await bashwit.shell({ builtins: { fail, broken } });
  const { stdout, stderr } = shell.run('fail 3; echo $?; fail 0 && echo good; fail 1 2>/dev/null || echo other; broken; echo $?');
  assert.equal(stdout, '3\ngood\nother\n1\n');
  assert.equal(stderr, 'it is bad\nit is bad\nbroken: it is broken\n');
});

test('redirections, substitutions, functions', async () => {
  const say = (call) => call.write(`${call.args.join(' ')}\n`);
  const script = 'say a >f; cat f; x=$(say b); echo "<$x>"; f() { say "$@"; }; f c d; cat <(say e); say g | cat; type -t say';
  assert.equal(await out({ say }, script), 'a\n<b>\nc d\ne\ng\nbuiltin\n');
});

test('input comes as it is made, and ends with its writer', async () => {
  const chunks = [];
  function* lines(call) {
    for (let chunk; (chunk = yield* call.read()); ) {
      chunks.push(text(chunk));
      call.write(chunk);
      yield* call.flush();
    }
    call.write('end\n');
  }
  assert.equal(await out({ lines }, '{ echo a; sleep 0.01; echo b; } | lines | cat'), 'a\nb\nend\n');
  assert.deepEqual(chunks, ['a\n', 'b\n']);
  assert.equal(await out({ lines }, 'lines </dev/null; lines <<< x'), 'end\nx\nend\n');
});

test('input that a command leaves is there for the next', async () => {
  assert.equal(await out({ skip: () => 0 }, "printf 'a\\nb\\n' | { skip; read x; skip; cat; }"), 'b\n');
});

test('a reader that goes away ends the command', async () => {
  let ended = false;
  function* endless(call) {
    try {
      for (;;) {
        call.write('y\n');
        yield* call.flush();
      }
    } finally {
      ended = true;
    }
  }
  assert.equal(await out({ endless }, 'endless | head -n 2'), 'y\ny\n');
  assert.ok(ended);
});

test('they wait side by side', async () => {
  function* nap(call) {
    call.write(`${call.args[0]} in\n`);
    yield* call.sleep(200);
    call.write(`${call.args[0]} out\n`);
  }
  const shell = await bashwit.shell({ builtins: { nap } });
  const start = performance.now();
  assert.equal(shell.run('nap a & nap b & wait').stdout, 'a in\nb in\na out\nb out\n');
  const time = performance.now() - start;
  assert.ok(time >= 200 && time < 395, `${time} ms`);
});

test('a deadline ends a command that waits', async () => {
  function* nap(call) {
    yield* call.sleep(60_000);
  }
  const shell = await bashwit.shell({ builtins: { nap }, limits: { deadlineNs: 20_000_000 } });
  assert.throws(() => shell.run('nap'), { bound: 'deadline' });
  assert.equal(shell.run('echo still here').stdout, 'still here\n');
});

test('a command runs a script', async () => {
  function* twice(call) {
    for (let i = 0; i < 2; i += 1) {
      const { stdout, stderr, status } = yield* call.run(call.args[0], `in${i}`);
      call.write(`${stdout}|${stderr}|${status}\n`);
    }
  }
  const script = 'x=1; f() { echo "f $x $(cat)"; x=2; echo e >&2; return 3; }; twice f; echo $x';
  assert.equal(await out({ twice }, script), 'f 1 in0\n|e\n|3\nf 1 in1\n|e\n|3\n1\n');
  // The name means what it would mean without the host.
  function* echo(call) {
    const { stdout } = yield* call.run(`echo ${call.args.join(' ')}`);
    call.write(`host: ${stdout}`);
  }
  assert.equal(await out({ echo }, 'echo hi'), 'host: hi\n');
});

test('a command sets variables', async () => {
  const shell = await bashwit.shell({ builtins: { put: (call) => call.assign(call.args[0], call.args[1]) } });
  assert.equal(shell.run('put x "a b"; echo "$x"; (put x c); echo "$x"; put x d | cat; echo "$x"').stdout, 'a b\na b\na b\n');
  assert.match(shell.run('readonly r=1; put r 2').stderr, /r: readonly variable/);
  assert.equal(shell.run('echo $r').stdout, '1\n');
});

test('commands come and go', async () => {
  const shell = await bashwit.shell({ builtins: { one: (call) => call.write('1\n') } });
  assert.equal(shell.run('one').stdout, '1\n');
  shell.setBuiltin('two', (call) => call.write('2\n'));
  shell.setBuiltin('one');
  const { stdout, stderr } = shell.run('two; one');
  assert.deepEqual([stdout, stderr], ['2\n', 'bash: line 1: one: command not found\n']);
});

test('a signal', async () => {
  let shell;
  const poke = () => shell.signal('interrupt');
  shell = await bashwit.shell({ builtins: { poke } });
  const loop = shell.run('poke; while :; do :; done; echo never');
  assert.deepEqual([loop.status, loop.stdout], [130, '']);
  const caught = shell.run("trap 'echo caught; exit 5' INT; poke; while :; do :; done");
  assert.deepEqual([caught.status, caught.stdout], [5, 'caught\n']);
});

test('the host ends a run', async () => {
  let shell;
  const quit = () => shell.stop();
  shell = await bashwit.shell({ builtins: { quit } });
  assert.throws(() => shell.run('quit; sleep 100'), { bound: 'interrupted' });
  assert.equal(shell.run('echo still here').stdout, 'still here\n');
});

test('a call back into the shell is refused', async () => {
  let shell;
  const back = () => {
    shell.run('echo');
  };
  shell = await bashwit.shell({ builtins: { back } });
  assert.match(shell.run('back').stderr, /^back: the shell is busy/);
  assert.equal(shell.run('echo still here').stdout, 'still here\n');
});
