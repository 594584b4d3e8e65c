// The contract of the interpreter, as another host sees it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder } from './component.mjs';
import { Bashwit, Stopped } from './shell.mjs';

const bashwit = await Bashwit.load(folder);

/** What a script leaves: standard output, standard error, status. */
function outcome(shell, script, options) {
  const { stdout, stderr, status } = shell.run(script, options);
  return [stdout, stderr, status];
}

// A row: what it shows, the script, what it leaves.
const ROWS = [
  ['echo', 'echo hello', ['hello\n', '', 0]],
  ['exit status', 'false', ['', '', 1]],
  ['exit', 'echo a; exit 42; echo b', ['a\n', '', 42]],
  ['standard error', 'echo out; echo err >&2', ['out\n', 'err\n', 0]],
  ['a command that is missing', 'nosuch', ['', 'bash: line 1: nosuch: command not found\n', 127]],
  ['a pipeline', "printf 'b\\na\\nb\\n' | sort | uniq -c | tr -s ' '", [' 1 a\n 2 b\n', '', 0]],
  ['an endless writer', 'yes | head -n 2', ['y\ny\n', '', 0]],
  ['the status of a pipeline', 'set -o pipefail; false | true', ['', '', 1]],
  ['a missing file', 'cat x', ['', 'cat: x: No such file or directory\n', 1]],
  ['a directory as a file', 'cat /tmp', ['', 'cat: /tmp: Is a directory\n', 1]],
  ['a file as a directory', 'cd /etc/passwd', ['', 'bash: line 1: cd: /etc/passwd: Not a directory\n', 1]],
  ['a directory that is not empty', 'mkdir d; >d/f; rmdir d', ['', "rmdir: failed to remove 'd': Directory not empty\n", 1]],
  ['a name that is taken', 'mkdir d; mkdir d', ['', 'mkdir: cannot create directory ‘d’: File exists\n', 1]],
  ['no permission', 'echo x >f; chmod 0 f; cat f', ['', 'cat: f: Permission denied\n', 1]],
  ['noclobber', 'set -C; >f; >f', ['', 'bash: line 1: f: cannot overwrite existing file\n', 1]],
  ['ls', 'mkdir d; touch d/b d/a d/.h; ls d; ls -A d', ['a\nb\n.h\na\nb\n', '', 0]],
  ['ls -l', 'printf 123 >f; ls -l f | cut -c1-24', ['-rw-r--r-- 1 user user 3\n', '', 0]],
  ['globs', 'touch é b a ab; echo *; echo a*', ['a ab b é\na ab\n', '', 0]],
  ['globs are in the order of bytes', 'cd /; mkdir /s; cd /s; touch 𝄞 ﬁ; echo *', ['ﬁ 𝄞\n', '', 0]],
  ['a symbolic link', 'echo x >f; ln -s f l; cat l; readlink l; [ -L l ] && rm l; ls', ['x\nf\nf\n', '', 0]],
  ['a dangling link', 'ln -s nowhere l; cat l; echo new >l; cat nowhere', ['new\n', 'cat: l: No such file or directory\n', 0]],
  ['a loop of links', 'ln -s a b; ln -s b a; cat a', ['', 'cat: a: Too many levels of symbolic links\n', 1]],
  ['a link to a directory', 'mkdir -p d/e; ln -s d l; cd l/e; pwd; pwd -P; cd ..; pwd', ['/home/user/l/e\n/home/user/d/e\n/home/user/l\n', '', 0]],
  ['a hard link', 'echo x >f; ln f g; echo y >>g; cat f; [ f -ef g ] && ls -l f | cut -d" " -f2', ['x\ny\n2\n', '', 0]],
  ['mv and cp', 'echo x >f; cp f g; mv f h; ls; cat g h', ['g\nh\nx\nx\n', '', 0]],
  ['a file that lost its name', 'exec 3<>f; rm f; echo x >&3; ls; exec 3>&-', ['', '', 0]],
  ['append and truncate', 'echo a >f; echo b >>f; cat f; : >f; wc -c <f', ['a\nb\n0\n', '', 0]],
  ['devices', 'echo x >/dev/null; ln -s /dev/zero z; cat z | head -c 2 | od -An -tx1', [' 00 00\n', '', 0]],
  ['process substitution', 'cat <(echo a) <(echo b)', ['a\nb\n', '', 0]],
  ['background', '(echo a) & wait; echo b', ['a\nb\n', '', 0]],
  ['time passes', 'sleep 0.02; echo awake', ['awake\n', '', 0]],
  ['bytes that are no text', "printf '\\377\\0' | od -An -tx1", [' ff 00\n', '', 0]],
  ['a subshell', 'x=1; (x=2; cd /); echo $x $PWD', ['1 /home/user\n', '', 0]],
  ['the tools stand in /bin and /usr/bin', 'command -v ls; [ -x /usr/bin/ls ]', ['/bin/ls\n', '', 0]],
];

for (const [name, script, wanted] of ROWS) {
  test(name, async () => {
    const shell = await bashwit.shell();
    assert.deepEqual(outcome(shell, script), wanted, script);
  });
}

test('state is kept between runs', async () => {
  const shell = await bashwit.shell();
  const first = shell.run('x=1; f() { echo "f $x"; }; cd /tmp; set -u; exec 3>log');
  assert.deepEqual([first.exited, first.stateChanged], [false, true]);
  assert.deepEqual(outcome(shell, 'f; pwd; echo $- | tr -cd u; echo; echo x >&3; cat log'), ['f 1\n/tmp\nu\nx\n', '', 0]);
  assert.equal(shell.run('echo').stateChanged, false);
  assert.equal(shell.cwd(), '/tmp');
});

test('exit ends a run and not the session', async () => {
  const shell = await bashwit.shell();
  const { status, exited } = shell.run('x=1; exit 3');
  assert.deepEqual([status, exited], [3, true]);
  assert.equal(shell.run('echo $x').stdout, '1\n');
});

test('the host sees what a script writes, and a script what the host writes', async () => {
  const shell = await bashwit.shell();
  shell.run('mkdir d; echo one >d/f; chmod 600 d/f; ln -s f d/l');
  assert.equal(shell.fs.text('/home/user/d/f'), 'one\n');
  assert.equal(shell.fs.readLink('/home/user/d/l'), 'f');
  assert.equal(shell.fs.stat('/home/user/d/l').mode, 0o600);
  assert.deepEqual(shell.fs.readDir('/home/user/d').map((entry) => entry.name), ['f', 'l']);
  shell.fs.writeFile('/home/user/d/f', 'two\n');
  shell.fs.createDir('/home/user/e', 0o755);
  assert.deepEqual(outcome(shell, 'cat d/l; ls; rm -r d'), ['two\nd\ne\n', '', 0]);
  assert.equal(shell.fs.exists('/home/user/d'), false);
});

test('a named pipe', async () => {
  const shell = await bashwit.shell();
  shell.fs.createFifo('/tmp/pipe', 0o644);
  assert.deepEqual(outcome(shell, 'echo hi >/tmp/pipe & cat /tmp/pipe; wait; [ -p /tmp/pipe ]'), ['hi\n', '', 0]);
});

test('two shells share a tree and nothing else', async () => {
  const one = await bashwit.shell();
  const two = await bashwit.shell({ fs: one.fs });
  one.run('x=1; echo shared >f');
  assert.deepEqual(outcome(two, 'cat f; echo "$x"'), ['shared\n\n', '', 0]);
});

test('a read-only tree and a subtree', async () => {
  const shell = await bashwit.shell();
  shell.run('mkdir -p d/sub; echo x >d/f; ln -s / d/root; ln -s ../../../etc d/up');
  const reader = await bashwit.shell({ fs: shell.fs.readOnly(), cwd: '/home/user' });
  assert.deepEqual(outcome(reader, 'cat d/f; echo y >d/f'), ['x\n', 'bash: line 1: d/f: Read-only file system\n', 1]);
  const inner = await bashwit.shell({ fs: shell.fs.subtree('/home/user/d'), cwd: '/' });
  assert.deepEqual(outcome(inner, 'echo *; cd root/sub; pwd -P; cat /up'), ['f root sub up\n/sub\n', 'cat: /up: No such file or directory\n', 1]);
});

test('a quota', async () => {
  const full = await bashwit.shell();
  const { standardTree } = await import('./layout.mjs');
  const fs = standardTree({ maxBytes: 4096 });
  const shell = await bashwit.shell({ fs });
  assert.match(shell.run('yes | head -c 5000 >f').stderr, /Disk quota exceeded/);
  assert.deepEqual(outcome(shell, 'rm f; echo x >g; cat g'), ['x\n', '', 0]);
  assert.equal(full.run('yes | head -c 5000 >f').status, 0);
});

test('standard input', async () => {
  const shell = await bashwit.shell();
  assert.deepEqual(outcome(shell, 'read -r a; echo "[$a]"; cat', { stdin: 'one\ntwo\n' }), ['[one]\ntwo\n', '', 0]);
  assert.deepEqual(outcome(shell, 'cat; read x || echo end'), ['end\n', '', 0]);
  assert.deepEqual(outcome(shell, { input: true }, { stdin: 'read x\ndata\necho "$x"\n' }), ['data\n', '', 0]);
});

test('output as it is made, and a reader that goes away', async () => {
  const shell = await bashwit.shell();
  const chunks = [];
  const onOutput = (channel, bytes) => {
    chunks.push([channel, Buffer.from(bytes).toString()]);
  };
  shell.run('echo a; echo b >&2; echo c', { onOutput });
  assert.deepEqual(chunks, [['stdout', 'a\n'], ['stderr', 'b\n'], ['stdout', 'c\n']]);
  const { status } = shell.run('while :; do echo y; done', { onOutput: () => false });
  assert.equal(status, 141);
});

test('env, args, user, options', async () => {
  const options = { env: { A: 'é' }, args: ['prog', '1', 'x y'], user: 'ada', hostname: 'engine', setOptions: ['pipefail', 'nullglob', '-braceexpand'] };
  const shell = await bashwit.shell(options);
  const script = 'echo $A $0 $# "$2"; whoami; hostname; echo ~ {a,b} *.none; false | true; echo $?';
  assert.deepEqual(outcome(shell, script), ['é prog 2 x y\nada\nengine\n/home/ada {a,b}\n1\n', '', 0]);
  shell.setArgs(['other', 'z']);
  assert.equal(shell.run('echo $0 $1').stdout, 'other z\n');
});

test('variables', async () => {
  const shell = await bashwit.shell();
  shell.run('x=one');
  assert.equal(shell.variable('x'), 'one');
  assert.equal(shell.variable('none'), undefined);
  shell.setVariable('y', 'two', true);
  assert.equal(shell.run('env | grep ^y=').stdout, 'y=two\n');
  assert.throws(() => shell.setVariable('1x', ''), { payload: /not a valid identifier/ });
});

test('the text of `bash -c`, and text that is no program', async () => {
  const shell = await bashwit.shell();
  assert.deepEqual(outcome(shell, { command: 'nosuch' }), ['', 'bash: line 1: nosuch: command not found\n', 127]);
  assert.equal(shell.run('if').status, 2);
  assert.equal(await bashwit.check('echo'), null);
  const { line, incomplete } = await bashwit.check('echo\nwhile');
  assert.deepEqual([line > 0, incomplete], [true, true]);
  assert.equal((await bashwit.check('fi')).incomplete, false);
});

// A row: the limits, the script, the bound that it hits.
const BOUNDS = [
  [{ maxCommands: 10 }, 'for i in {1..20}; do :; done', 'commands'],
  [{ maxLoopIterations: 10 }, 'while :; do :; done', 'loops'],
  [{ maxOutputBytes: 10 }, 'while :; do echo x; done', 'output'],
  [{ maxSourceBytes: 10 }, 'echo more than that', 'source'],
  [{ deadlineNs: 20_000_000 }, 'while :; do :; done', 'deadline'],
  [{ deadlineNs: 20_000_000 }, 'sleep 100', 'deadline'],
  [{}, 'cat /tmp/pipe', 'deadlock'],
];

for (const [limits, script, bound] of BOUNDS) {
  test(`a bound: ${bound}, ${script}`, async () => {
    const shell = await bashwit.shell();
    shell.run('x=1; echo kept >f');
    shell.fs.createFifo('/tmp/pipe', 0o644);
    shell.setLimits(limits);
    const start = performance.now();
    assert.throws(() => shell.run(script), (error) => error instanceof Stopped && error.bound === bound);
    assert.ok(performance.now() - start < 5000);
    shell.setLimits({});
    assert.deepEqual(outcome(shell, 'echo $x; cat f'), ['1\nkept\n', '', 0]);
  });
}

test('bounds that bash has itself', async () => {
  const shell = await bashwit.shell({ limits: { maxDepth: 20, maxProcesses: 4 } });
  const deep = shell.run('f() { f; }; f; echo after');
  assert.match(deep.stderr, /maximum function nesting level exceeded/);
  const wide = shell.run('for i in 1 2 3 4 5 6 7 8; do sleep 0.05 & done; wait; echo after');
  assert.match(wide.stderr, /fork: .*Resource temporarily unavailable/);
});

test('background processes outlive a run', async () => {
  const shell = await bashwit.shell();
  assert.equal(shell.run('sleep 0.02 && echo late >f &').background, 1);
  assert.equal(shell.settle(0).alive, 1);
  assert.equal(shell.settle().alive, 0);
  assert.equal(shell.fs.text('/home/user/f'), 'late\n');
});

test('the EXIT trap', async () => {
  const shell = await bashwit.shell();
  shell.run("trap 'echo bye; exit 7' EXIT");
  const end = shell.finish();
  assert.deepEqual([end.stdout, end.status], ['bye\n', 7]);
});

test('a snapshot moves a session to another instance', async () => {
  const shell = await bashwit.shell();
  shell.run('x=(1 2); f() { echo "${x[@]}"; }; cd /tmp');
  const state = shell.snapshot();
  const other = await bashwit.shell({ fs: shell.fs });
  other.restore(state);
  assert.deepEqual(outcome(other, 'f; pwd'), ['1 2\n/tmp\n', '', 0]);
  assert.throws(() => other.restore(new Uint8Array([1, 2, 3])), { payload: /./ });
});

test('completion', async () => {
  const shell = await bashwit.shell();
  shell.run('touch report.txt; my_function() { :; }');
  assert.deepEqual(shell.complete('cat rep'), ['report.txt']);
  assert.ok(shell.complete('my_f').includes('my_function'));
});
