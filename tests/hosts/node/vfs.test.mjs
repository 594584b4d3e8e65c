// The file system in JavaScript, as wit/vfs.wit wants it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fs, VfsError } from './vfs.mjs';

const READ = { read: true };
const WRITE = { write: true };

const text = (bytes) => Buffer.from(bytes).toString();
const names = (fs, path) => fs.readDir(path).map((entry) => entry.name);

/** A tree of these entries: `/d/`, `/f=content`, `/l>target`. */
function tree(...entries) {
  const fs = Fs.create();
  for (const entry of entries) {
    const [, path, kind, rest] = /^([^=>]*?)(\/$|=|>)(.*)$/s.exec(entry);
    if (kind === '=') fs.writeFile(path, rest);
    else if (kind === '>') fs.symbolicLink(rest, path);
    else fs.createDir(path, 0o755);
  }
  return fs;
}

/** The code that a call fails with. */
function code(work) {
  try {
    work();
  } catch (error) {
    if (error instanceof VfsError) return error.payload;
    throw error;
  }
  return 'ok';
}

// A row: the entries, a call, the code that it gives.
const ERRORS = [
  [[], (fs) => fs.stat('/x'), 'no-entry'],
  [['/f='], (fs) => fs.stat('/f/x'), 'not-directory'],
  [[], (fs) => fs.stat('relative'), 'invalid'],
  [['/d/'], (fs) => fs.stat('/d/'), 'invalid'],
  [['/d/'], (fs) => fs.stat('/d/..'), 'invalid'],
  [['/d/'], (fs) => fs.stat('//d'), 'invalid'],
  [[], (fs) => fs.writeFile(`/${'é'.repeat(128)}`, ''), 'name-too-long'],
  [[], (fs) => fs.writeFile(`/${'é'.repeat(127)}x`, ''), 'ok'],
  [[], (fs) => fs.stat('/x'.repeat(2049)), 'name-too-long'],
  [['/d/'], (fs) => fs.readFile('/d'), 'is-directory'],
  [['/d/'], (fs) => fs.writeFile('/d', ''), 'is-directory'],
  [['/d/'], (fs) => fs.open('/d', READ, 0), 'is-directory'],
  [['/f='], (fs) => fs.readDir('/f'), 'not-directory'],
  [['/f='], (fs) => fs.open('/f', { create: true, exclusive: true, write: true }, 0), 'exist'],
  [['/l>x'], (fs) => fs.open('/l', { create: true, exclusive: true, write: true }, 0), 'exist'],
  [['/f=', '/l>f'], (fs) => fs.open('/l', { read: true, noFollow: true }, 0), 'loop'],
  [['/a>b', '/b>a'], (fs) => fs.stat('/a'), 'loop'],
  [['/d/'], (fs) => fs.createDir('/d', 0o755), 'exist'],
  [['/l>x'], (fs) => fs.createDir('/l', 0o755), 'exist'],
  [[], (fs) => fs.createDir('/x/y', 0o755), 'no-entry'],
  [['/d/'], (fs) => fs.removeFile('/d'), 'is-directory'],
  [['/f='], (fs) => fs.removeDir('/f'), 'not-directory'],
  [['/d/', '/d/f='], (fs) => fs.removeDir('/d'), 'not-empty'],
  [[], (fs) => fs.removeDir('/'), 'busy'],
  [['/d/'], (fs) => fs.rename('/d', '/d/e'), 'invalid'],
  [['/d/', '/d/e/'], (fs) => fs.rename('/d/e', '/d'), 'not-empty'],
  [['/d/', '/f='], (fs) => fs.rename('/d', '/f'), 'not-directory'],
  [['/d/', '/f='], (fs) => fs.rename('/f', '/d'), 'is-directory'],
  [['/d/', '/e/', '/e/f='], (fs) => fs.rename('/d', '/e'), 'not-empty'],
  [['/d/', '/e/'], (fs) => fs.rename('/d', '/e'), 'ok'],
  [['/d/'], (fs) => fs.hardLink('/d', '/e'), 'not-permitted'],
  [['/f=', '/g='], (fs) => fs.hardLink('/f', '/g'), 'exist'],
  [['/f='], (fs) => fs.readLink('/f'), 'invalid'],
  [[], (fs) => fs.symbolicLink('', '/l'), 'no-entry'],
  [['/f='], (fs) => fs.open('/f', READ, 0).append(new Uint8Array(1)), 'bad-descriptor'],
  [['/f='], (fs) => fs.open('/f', WRITE, 0).readAt(0n, 1), 'bad-descriptor'],
  [['/f='], (fs) => fs.open('/f', WRITE, 0).setSize(2n ** 40n), 'file-too-large'],
  [['/f='], (fs) => (fs.setMode('/f', 0o200), fs.readFile('/f')), 'access'],
  [['/f='], (fs) => (fs.setMode('/f', 0o400), fs.appendFile('/f', 'x')), 'access'],
  [['/d/', '/d/f='], (fs) => (fs.setMode('/d', 0o600), fs.stat('/d/f')), 'access'],
  [['/d/', '/d/f='], (fs) => (fs.setMode('/d', 0o500), fs.removeFile('/d/f')), 'access'],
  [[], (fs) => (fs.createFifo('/p', 0o644), fs.open('/p', READ, 0)), 'unsupported'],
  [[], (fs) => fs.readOnly().writeFile('/f', ''), 'read-only'],
  [['/f='], (fs) => fs.readOnly().subtree('/').removeFile('/f'), 'read-only'],
  [['/f='], (fs) => fs.readOnly().open('/f', WRITE, 0), 'read-only'],
  [['/f='], (fs) => fs.subtree('/f'), 'not-directory'],
];

for (const [entries, call, wanted] of ERRORS) {
  test(`${call.toString().slice(8)} on [${entries}]: ${wanted}`, () => {
    assert.equal(code(() => call(tree(...entries))), wanted);
  });
}

test('reading and writing at offsets', () => {
  const fs = tree('/f=');
  const file = fs.open('/f', { read: true, write: true }, 0);
  file.writeAt(2n, Buffer.from('cd'));
  assert.equal(text(file.readAt(0n, 10)), '\0\0cd');
  assert.equal(text(file.readAt(3n, 10)), 'd');
  assert.equal(file.readAt(2n ** 63n, 10).length, 0);
  assert.equal(file.append(Buffer.from('e')), 5n);
  file.setSize(1n);
  file.setSize(4n);
  assert.equal(fs.text('/f'), '\0\0\0\0');
  const appender = fs.open('/f', { append: true }, 0);
  appender.writeAt(0n, Buffer.from('x'));
  assert.equal(fs.text('/f'), '\0\0\0\0x');
});

test('an open file outlives its name', () => {
  const fs = tree('/f=old');
  const file = fs.open('/f', READ, 0);
  fs.removeFile('/f');
  fs.writeFile('/f', 'new');
  assert.equal(text(file.readAt(0n, 10)), 'old');
  assert.equal(file.metadata().links, 0n);
});

test('names are sorted by their bytes', () => {
  const fs = tree('/𝄞=', '/ﬁ=', '/b=', '/a b=', '/B=', '/é=');
  assert.equal(fs.listNames('/'), 'B/a b/b/é/ﬁ/𝄞/');
  assert.deepEqual(names(fs, '/'), ['B', 'a b', 'b', 'é', 'ﬁ', '𝄞']);
});

test('links and the numbers of names', () => {
  const fs = tree('/d/', '/d/e/', '/f=x');
  fs.hardLink('/f', '/g');
  const [f, g] = [fs.stat('/f'), fs.stat('/g')];
  assert.deepEqual([f.links, f.inode === g.inode, fs.stat('/d').links], [2n, true, 3n]);
  fs.rename('/f', '/g');
  assert.deepEqual(names(fs, '/'), ['d', 'f', 'g']);
  fs.removeFile('/f');
  assert.deepEqual([fs.stat('/g').links, fs.text('/g')], [1n, 'x']);
});

test('symbolic links', () => {
  const fs = tree('/d/', '/d/f=x', '/l>d/../d/f', '/up>../../d', '/new>d/made', '/abs>/d');
  assert.equal(fs.text('/l'), 'x');
  assert.deepEqual(names(fs, '/up'), ['f']);
  fs.writeFile('/new', 'y');
  assert.equal(fs.text('/d/made'), 'y');
  assert.equal(fs.canonicalize('/abs/made'), '/d/made');
  assert.equal(fs.canonicalize('/up'), '/d');
  assert.equal(fs.statLink('/l').kind, 'symbolic-link');
  assert.equal(fs.statLink('/l').size, 8n);
  fs.removeFile('/abs');
  assert.ok(fs.exists('/d'));
});

test('a subtree is live, and nothing in it leads out', () => {
  const fs = tree('/d/', '/d/e/', '/secret=x', '/d/out>../secret', '/d/abs>/secret');
  const inner = fs.subtree('/d');
  inner.writeFile('/f', 'in');
  assert.equal(fs.text('/d/f'), 'in');
  assert.equal(code(() => inner.readFile('/out')), 'no-entry');
  assert.equal(code(() => inner.readFile('/abs')), 'no-entry');
  fs.rename('/d', '/moved');
  assert.equal(inner.text('/f'), 'in');
  assert.equal(inner.canonicalize('/e'), '/e');
});

test('a removed directory takes no names', () => {
  const fs = tree('/d/');
  const inner = fs.subtree('/d');
  fs.removeDir('/d');
  assert.equal(code(() => inner.writeFile('/f', '')), 'no-entry');
});

test('times and modes', () => {
  const fs = tree('/f=', '/l>f');
  const time = { seconds: -1n, nanoseconds: 5 };
  fs.setTimes('/l', undefined, time);
  fs.setMode('/l', 0o7644);
  const { modified, accessed, mode } = fs.stat('/f');
  assert.deepEqual([modified, mode], [time, 0o7644]);
  assert.ok(accessed.seconds > 0n);
  fs.copyFile('/f', '/g');
  assert.equal(fs.stat('/g').mode, 0o7644);
});

test('a quota counts what has a name', () => {
  const fs = Fs.create({ maxBytes: 10 });
  fs.writeFile('/f', '12345678');
  assert.equal(code(() => fs.writeFile('/g', '123')), 'quota');
  const file = fs.open('/f', WRITE, 0);
  fs.removeFile('/f');
  fs.writeFile('/g', '1234567890');
  file.append(Buffer.from('x'));
  fs.writeFile('/g', '');
  fs.writeFile('/h', '1234567890');
  assert.equal(code(() => fs.appendFile('/g', '1')), 'quota');
});
