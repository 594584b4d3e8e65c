// A file system in memory that implements the interface `vfs` of wit/vfs.wit.
//
// `Fs` and `File` are the two resources of the interface, with its names in camel case; every
// method takes and gives what the interface says (u64 is a BigInt) and throws a `VfsError`, whose
// `payload` is the code of the interface. The host and the scripts use the same objects.
//
//     const fs = Fs.create();
//     fs.createDir('/d', 0o755);
//     fs.writeFile('/d/f', 'text');          // Uint8Array or string
//     fs.text('/d/f');                       // 'text'

const MAX_LINKS = 40;
const MAX_NAME = 255;
const MAX_PATH = 4096;
/** How large a file may be: more is no length that an array can have. */
const MAX_FILE = 2 ** 31;

const READ = 0o400;
const WRITE = 0o200;
const SEARCH = 0o100;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const EMPTY = new Uint8Array();

/** Absolute, no empty part, no `.` or `..`, no `/` at the end: what the guest has to send. */
const NORMALISED = /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+)$/;

/** An error of the interface: `payload` is its code, for example `no-entry`. */
export class VfsError extends Error {
  constructor(code) {
    super(code);
    this.name = 'VfsError';
    this.payload = code;
  }
}

/** Throws. As an expression, so that `??` can use it. */
function fail(code) {
  throw new VfsError(code);
}

/** The wall clock as a `datetime`, as fine as the platform tells it. */
export function now() {
  const ms = performance.timeOrigin + performance.now();
  const seconds = Math.floor(ms / 1000);
  const nanoseconds = Math.min(999_999_999, Math.floor((ms - seconds * 1000) * 1e6));
  return { seconds: BigInt(seconds), nanoseconds };
}

/** Text or bytes as bytes. */
export function bytesOf(data) {
  return typeof data === 'string' ? encoder.encode(data) : data;
}

/** How many bytes a text has in UTF-8. */
function byteLength(text, enough) {
  // No code unit takes more than three.
  return text.length * 3 <= enough ? text.length : encoder.encode(text).length;
}

/** Orders texts by their bytes in UTF-8, which UTF-16 does not above U+D7FF. */
function byBytes(left, right) {
  const end = Math.min(left.length, right.length);
  for (let at = 0; at < end; at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for what comes after U+FFFF. */
function rank(unit) {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** What has a name: a file, a directory, a link. Hard links share one. */
class Inode {
  constructor(tree, kind, mode) {
    this.tree = tree;
    this.kind = kind;
    this.mode = mode & 0o7777;
    this.number = tree.nextInode++;
    this.links = kind === 'directory' ? 2 : 1;
    this.modified = this.accessed = this.changed = now();
    /** Bytes of a file: the first `size` of `content`. */
    this.content = EMPTY;
    this.size = 0;
    /** Names of a directory, and the one above it. */
    this.entries = kind === 'directory' ? new Map() : null;
    this.parent = null;
    /** What a symbolic link holds. */
    this.target = null;
  }

  get isDirectory() {
    return this.kind === 'directory';
  }

  /** The content was changed. */
  touch() {
    this.modified = this.changed = now();
  }

  /** Fails unless the owner may do this: a script owns all files of its tree. */
  allow(bit) {
    if (this.tree.permissions && (this.mode & bit) === 0) fail('access');
  }

  /** Fails unless it has bytes here: the guest has those of pipes and devices. */
  onlyFile() {
    if (this.isDirectory) fail('is-directory');
    if (this.kind !== 'regular') fail('unsupported');
  }

  metadata() {
    const size = this.kind === 'symbolic-link' ? encoder.encode(this.target).length : this.size;
    return {
      kind: this.kind,
      size: BigInt(size),
      mode: this.mode,
      inode: BigInt(this.number),
      links: BigInt(this.links),
      modified: this.modified,
      accessed: this.accessed,
      changed: this.changed,
    };
  }

  read(offset, max) {
    if (offset >= this.size) return EMPTY;
    const start = Number(offset);
    return this.content.slice(start, Math.min(this.size, start + max));
  }

  write(offset, bytes) {
    if (bytes.length === 0) return;
    const end = offset + bytes.length;
    if (end > this.size) this.resize(end);
    this.content.set(bytes, offset);
    this.touch();
  }

  /** Sets the size; what is new is zero. */
  resize(size) {
    if (size > MAX_FILE) fail('file-too-large');
    this.tree.charge(this, size - this.size);
    if (size > this.content.length) {
      const larger = new Uint8Array(Math.max(size, Math.min(MAX_FILE, this.content.length * 2)));
      larger.set(this.content.subarray(0, this.size));
      this.content = larger;
    } else if (size < this.size) {
      this.content.fill(0, size, this.size);
    }
    this.size = size;
    this.touch();
  }

  /** One name fewer. */
  unlink() {
    this.links -= this.isDirectory ? 2 : 1;
    this.changed = now();
    if (this.links <= 0) this.tree.used -= this.size;
  }
}

/** What all handles to one tree share. */
class Tree {
  constructor({ maxBytes = Infinity, permissions = true }) {
    this.maxBytes = maxBytes;
    this.permissions = permissions;
    this.nextInode = 1;
    this.used = 0;
  }

  /** Counts bytes of a file that still has a name. */
  charge(inode, more) {
    if (inode.links <= 0) return;
    if (more > 0 && this.used + more > this.maxBytes) fail('quota');
    this.used += more;
  }
}

/** An open file: the resource `file`. */
export class File {
  #inode;
  #how;

  constructor(inode, how) {
    this.#inode = inode;
    this.#how = how;
  }

  readAt(offset, maxBytes) {
    if (!this.#how.read) fail('bad-descriptor');
    return this.#inode.read(offset, maxBytes);
  }

  writeAt(offset, bytes) {
    this.#writable();
    const at = this.#how.append ? this.#inode.size : Number(offset);
    this.#inode.write(at, bytes);
  }

  append(bytes) {
    this.#writable();
    this.#inode.write(this.#inode.size, bytes);
    return BigInt(this.#inode.size);
  }

  metadata() {
    return this.#inode.metadata();
  }

  setSize(size) {
    this.#writable();
    this.#inode.resize(Number(size));
  }

  #writable() {
    if (!this.#how.write && !this.#how.append) fail('bad-descriptor');
  }
}

/** A capability to a tree, to a part of it, or to look at it: the resource `fs`. */
export class Fs {
  #root;
  #readOnly;

  /** A handle; `create` makes a tree. */
  constructor(root, readOnly) {
    this.#root = root;
    this.#readOnly = readOnly;
  }

  /** An empty tree. `maxBytes` bounds the content of all files; without `permissions` the
   * permission bits are kept but not heeded. */
  static create(options = {}) {
    const root = new Inode(new Tree(options), 'directory', 0o755);
    root.parent = root;
    return new Fs(root, false);
  }

  open(path, how, mode) {
    const writes = how.write || how.append;
    if (writes || how.create || how.truncate) this.#mayChange();
    // O_EXCL takes a dangling link as a taken name.
    const place = this.#walk(path, !(how.noFollow || (how.create && how.exclusive)));
    let { inode } = place;
    if (inode && how.create && how.exclusive) fail('exist');
    if (inode?.kind === 'symbolic-link') fail('loop');
    if (!inode) {
      if (!how.create) fail('no-entry');
      inode = this.#make(place, 'regular', mode);
      return new File(inode, how);
    }
    inode.onlyFile();
    if (how.read) inode.allow(READ);
    if (writes || how.truncate) inode.allow(WRITE);
    if (how.truncate) inode.resize(0);
    return new File(inode, how);
  }

  readFile(path) {
    const inode = this.#file(path);
    inode.allow(READ);
    return inode.read(0, inode.size);
  }

  writeFile(path, bytes) {
    this.open(path, { create: true, write: true, truncate: true }, 0o644).append(bytesOf(bytes));
  }

  appendFile(path, bytes) {
    this.open(path, { create: true, append: true }, 0o644).append(bytesOf(bytes));
  }

  stat(path) {
    return this.#find(path).metadata();
  }

  statLink(path) {
    return this.#find(path, false).metadata();
  }

  readDir(path) {
    const { entries } = this.#directory(path);
    const names = [...entries.keys()].sort(byBytes);
    return names.map((name) => ({ name, metadata: entries.get(name).metadata() }));
  }

  listNames(path) {
    const names = [...this.#directory(path).entries.keys()].sort(byBytes);
    return names.map((name) => `${name}/`).join('');
  }

  createDir(path, mode) {
    this.#create(path, 'directory', mode);
  }

  createFifo(path, mode) {
    this.#create(path, 'fifo', mode);
  }

  removeFile(path) {
    const place = this.#entry(path, 'is-directory');
    place.directory.allow(WRITE);
    if (place.inode.isDirectory) fail('is-directory');
    this.#leave(place);
    place.inode.unlink();
  }

  removeDir(path) {
    const place = this.#entry(path, 'busy');
    place.directory.allow(WRITE);
    if (!place.inode.isDirectory) fail('not-directory');
    if (place.inode.entries.size > 0) fail('not-empty');
    this.#leave(place);
    place.inode.unlink();
  }

  rename(source, target) {
    const from = this.#entry(source, 'busy');
    const to = this.#walk(target, false);
    if (to.inode === this.#root) fail('busy');
    const moved = from.inode;
    if (moved.isDirectory && isWithin(moved, to.directory)) fail('invalid');
    if (to.inode?.isDirectory && isWithin(to.inode, from.directory)) fail('not-empty');
    if (to.inode === moved) return;
    from.directory.allow(WRITE);
    to.directory.allow(WRITE);
    if (to.inode) {
      if (moved.isDirectory && !to.inode.isDirectory) fail('not-directory');
      if (!moved.isDirectory && to.inode.isDirectory) fail('is-directory');
      if (to.inode.entries?.size > 0) fail('not-empty');
      this.#leave(to);
      to.inode.unlink();
    }
    this.#leave(from);
    this.#enter(to, moved);
    moved.changed = now();
  }

  copyFile(source, target) {
    this.#mayChange();
    const from = this.#file(source);
    from.allow(READ);
    const place = this.#walk(target, true);
    if (place.inode === from) return;
    place.inode?.onlyFile();
    place.inode?.allow(WRITE);
    const to = place.inode ?? this.#make(place, 'regular', from.mode);
    to.resize(0);
    to.write(0, from.read(0, from.size));
    to.mode = from.mode;
  }

  hardLink(existing, name) {
    const inode = this.#find(existing, false);
    const place = this.#free(name);
    if (inode.isDirectory) fail('not-permitted');
    this.#enter(place, inode);
    inode.links += 1;
    inode.changed = now();
  }

  symbolicLink(target, path) {
    if (target === '') fail('no-entry');
    if (byteLength(target, MAX_PATH) > MAX_PATH) fail('name-too-long');
    this.#create(path, 'symbolic-link', 0o777).target = target;
  }

  readLink(path) {
    return this.#find(path, false).target ?? fail('invalid');
  }

  canonicalize(path) {
    const names = [];
    let at = this.#walk(path, true);
    if (!at.inode) fail('no-entry');
    if (at.inode !== this.#root && !at.inode.isDirectory) names.push(at.name);
    let directory = at.inode.isDirectory ? at.inode : at.directory;
    for (; directory !== this.#root; directory = directory.parent) {
      names.push(nameOf(directory));
    }
    return `/${names.reverse().join('/')}`;
  }

  setMode(path, mode) {
    this.#mayChange();
    const inode = this.#find(path);
    inode.mode = mode & 0o7777;
    inode.changed = now();
  }

  setTimes(path, accessed, modified) {
    this.#mayChange();
    const inode = this.#find(path);
    inode.accessed = accessed ?? inode.accessed;
    inode.modified = modified ?? inode.modified;
    inode.changed = now();
  }

  readOnly() {
    return new Fs(this.#root, true);
  }

  subtree(path) {
    return new Fs(this.#directoryAt(path), this.#readOnly);
  }

  // What follows is for the host alone; the interface has no such functions.

  /** A whole file as text. */
  text(path) {
    return decoder.decode(this.readFile(path));
  }

  /** Whether a path leads to something. */
  exists(path) {
    try {
      return Boolean(this.#walk(path, true).inode);
    } catch (error) {
      if (error instanceof VfsError) return false;
      throw error;
    }
  }

  /** Makes a directory and those above it. */
  createDirs(path) {
    for (let end = path.indexOf('/', 1); ; end = path.indexOf('/', end + 1)) {
      const directory = end < 0 ? path : path.slice(0, end);
      if (directory !== '/' && !this.exists(directory)) this.createDir(directory, 0o755);
      if (end < 0) return;
    }
  }

  /** Makes a character device. */
  createDevice(path, mode) {
    this.#create(path, 'character-device', mode);
  }

  #mayChange() {
    if (this.#readOnly) fail('read-only');
  }

  /** Goes along a path, through links, and through one at the end where `follow`. Gives the last
   * directory, the last name, and what it stands for, which may be missing. */
  #walk(path, follow) {
    if (!NORMALISED.test(path)) fail('invalid');
    if (byteLength(path, MAX_PATH) > MAX_PATH) fail('name-too-long');
    const rest = path === '/' ? [] : path.slice(1).split('/').reverse();
    let at = this.#root;
    let links = 0;
    let place = { directory: at, name: '', inode: at };
    while (rest.length > 0) {
      const name = rest.pop();
      if (!at.isDirectory) fail('not-directory');
      at.allow(SEARCH);
      if (name === '' || name === '.' || name === '..') {
        if (name === '..' && at !== this.#root) at = at.parent;
        place = { directory: at.parent, name: '', inode: at };
        continue;
      }
      if (byteLength(name, MAX_NAME) > MAX_NAME) fail('name-too-long');
      const inode = at.entries.get(name);
      if (inode?.kind === 'symbolic-link' && (follow || rest.length > 0)) {
        if (++links > MAX_LINKS) fail('loop');
        if (inode.target.startsWith('/')) at = this.#root;
        rest.push(...inode.target.split('/').reverse());
        continue;
      }
      place = { directory: at, name, inode };
      if (!inode) {
        if (rest.length > 0) fail('no-entry');
        break;
      }
      at = inode;
    }
    return place;
  }

  /** What a path leads to. */
  #find(path, follow = true) {
    return this.#walk(path, follow).inode ?? fail('no-entry');
  }

  /** The same, a file with bytes. */
  #file(path) {
    const inode = this.#find(path);
    inode.onlyFile();
    return inode;
  }

  #directoryAt(path) {
    const inode = this.#find(path);
    return inode.isDirectory ? inode : fail('not-directory');
  }

  /** A directory that may be listed. */
  #directory(path) {
    const inode = this.#directoryAt(path);
    inode.allow(READ);
    return inode;
  }

  /** A name to be removed or moved; the root has none. */
  #entry(path, atRoot) {
    this.#mayChange();
    const place = this.#walk(path, false);
    if (place.inode === this.#root) fail(atRoot);
    if (!place.inode) fail('no-entry');
    return place;
  }

  /** A name that is free. */
  #free(path) {
    this.#mayChange();
    const place = this.#walk(path, false);
    if (place.inode) fail('exist');
    place.directory.allow(WRITE);
    return place;
  }

  #create(path, kind, mode) {
    return this.#make(this.#free(path), kind, mode);
  }

  #make(place, kind, mode) {
    place.directory.allow(WRITE);
    const inode = new Inode(place.directory.tree, kind, mode);
    this.#enter(place, inode);
    return inode;
  }

  #enter({ directory, name }, inode) {
    // A subtree's handle may still hold a directory that was removed.
    if (directory.links <= 0) fail('no-entry');
    directory.entries.set(name, inode);
    directory.touch();
    if (inode.isDirectory) {
      inode.parent = directory;
      directory.links += 1;
    }
  }

  #leave({ directory, name, inode }) {
    directory.entries.delete(name);
    directory.touch();
    if (inode.isDirectory) directory.links -= 1;
  }
}

/** Whether `ancestor` is `directory` or lies above it. */
function isWithin(ancestor, directory) {
  for (let at = directory; ; at = at.parent) {
    if (at === ancestor) return true;
    if (at === at.parent) return false;
  }
}

/** The name of a directory in the one above it. */
function nameOf(directory) {
  for (const [name, inode] of directory.parent.entries) {
    if (inode === directory) return name;
  }
  return fail('no-entry');
}
