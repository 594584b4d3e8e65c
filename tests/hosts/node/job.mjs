// Commands of the host: what a command in JavaScript gets, and the resource `job` of
// wit/builtins.wit that moves a running one on.
//
// A command is a function of a `Call` that gives an exit status (none is 0). Three kinds:
//
//   (call) => 0                  a plain function: leaves standard input alone
//   function* (call) { … }       a generator: `yield* call.read()` waits for what the shell has
//   async (call) => { … }        the same with `await`; needs a build for JSPI
//
// All of them may use `call.fs`, the live tree of the script.

import { bytesOf } from './vfs.mjs';

const decoder = new TextDecoder();

/** A promise and its resolution. */
function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Chunks of bytes as one. */
export function concat(chunks) {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** An absolute path from one that a script would write. */
export function resolvePath(cwd, path) {
  const parts = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The object of a block of `NAME=value`, each ended by NUL. */
function environment(block) {
  const variables = decoder.decode(block).split('\0').slice(0, -1);
  return Object.fromEntries(variables.map((variable) => {
    const at = variable.indexOf('=');
    return [variable.slice(0, at), variable.slice(at + 1)];
  }));
}

/** One call of a command. */
class Call {
  /** Events that the shell has not seen. */
  events = [];

  constructor({ name, args, env, cwd, hasStdin }, fs) {
    this.name = name;
    this.args = args;
    this.env = environment(env);
    this.cwd = cwd;
    this.hasStdin = hasStdin;
    this.fs = fs;
  }

  /** A path as the script means it. */
  path(name) {
    return resolvePath(this.cwd, name);
  }

  /** Writes text or bytes to standard output. */
  write(data) {
    this.events.push({ tag: 'stdout', val: bytesOf(data) });
  }

  /** Writes text or bytes to standard error. */
  error(data) {
    this.events.push({ tag: 'stderr', val: bytesOf(data) });
  }

  /** Sets a variable of the calling shell. */
  assign(name, value) {
    this.events.push({ tag: 'assign', val: { name, value: bytesOf(value) } });
  }

  /** Takes the events for the shell. */
  take() {
    const { events } = this;
    this.events = [];
    return events;
  }

  /** The last events: of a status, or of an error that was thrown. */
  exit(status) {
    this.events.push({ tag: 'exited', val: status ?? 0 });
    return this.take();
  }

  failed(error) {
    this.error(`${this.name}: ${error?.message ?? error}\n`);
    return this.exit(1);
  }
}

/** How a request for a script looks in the interface. */
function runRequest(script, stdin) {
  return { tag: 'run', val: { script: bytesOf(script), stdin: bytesOf(stdin) } };
}

function runResult({ stdout, stderr, status }) {
  return { stdout: decoder.decode(stdout), stderr: decoder.decode(stderr), status };
}

/** The call of a generator. It yields an event that asks for something, or nothing to hand over
 * its output, and gets the news. */
class GeneratorCall extends Call {
  /** Lets those who read the output go on. */
  *flush() {
    yield null;
  }

  /** Bytes of standard input; null at its end. */
  *read() {
    if (!this.hasStdin) return null;
    const news = yield { tag: 'want-input' };
    return news.tag === 'input' ? news.val : null;
  }

  /** All of standard input as text. */
  *text() {
    const chunks = [];
    for (let chunk; (chunk = yield* this.read()); ) chunks.push(chunk);
    return decoder.decode(concat(chunks));
  }

  /** Has the shell run a script. */
  *run(script, stdin = '') {
    const news = yield runRequest(script, stdin);
    return runResult(news.val);
  }

  /** Waits, while other processes of the script go on. */
  *sleep(ms) {
    this.wakeAt = performance.now() + ms;
    while (performance.now() < this.wakeAt) yield { tag: 'pending' };
  }
}

/** The call of an asynchronous function. It goes on after `turn` has returned: the shell waits for
 * it until there are events. */
class AsyncCall extends Call {
  #asked = null;
  #gone = new AbortController();

  constructor(what, fs, wake) {
    super(what, fs);
    this.wake = wake;
  }

  /** Bytes of standard input; null at its end. */
  async read() {
    if (!this.hasStdin) return null;
    const news = await this.#ask({ tag: 'want-input' });
    return news.tag === 'input' ? news.val : null;
  }

  /** All of standard input as text. */
  async text() {
    const chunks = [];
    for (let chunk; (chunk = await this.read()); ) chunks.push(chunk);
    return decoder.decode(concat(chunks));
  }

  /** Has the shell run a script. */
  async run(script, stdin = '') {
    const news = await this.#ask(runRequest(script, stdin));
    return runResult(news.val);
  }

  write(data) {
    super.write(data);
    this.wake();
  }

  error(data) {
    super.error(data);
    this.wake();
  }

  /** Aborted when the shell lets go of the command before its end. */
  get signal() {
    return this.#gone.signal;
  }

  abort() {
    this.#gone.abort();
  }

  deliver(news) {
    if (news.tag === 'nothing') return;
    this.#asked?.resolve(news);
    this.#asked = null;
  }

  #ask(event) {
    this.#asked = deferred();
    this.events.push(event);
    this.wake();
    return this.#asked.promise;
  }
}

/** A running command: the resource `job`. */
export class Job {
  /** Whether a turn would bring something. */
  ready() {
    return false;
  }

  /** When it will be ready by itself, in the time of `performance.now`. */
  get wakeAt() {
    return undefined;
  }
}

class GeneratorJob extends Job {
  #call;
  #steps;
  #pending = false;

  constructor(call, steps) {
    super();
    this.#call = call;
    this.#steps = steps;
  }

  get wakeAt() {
    return this.#call.wakeAt;
  }

  ready() {
    return this.#pending && performance.now() >= this.wakeAt;
  }

  turn(_root, news) {
    const call = this.#call;
    try {
      const { done, value } = this.#steps.next(news);
      if (done) return call.exit(value);
      this.#pending = value?.tag === 'pending';
      if (value) call.events.push(value);
      return call.take();
    } catch (error) {
      return call.failed(error);
    }
  }

  /** The shell has let go of it, maybe before its end. */
  [Symbol.dispose]() {
    this.#steps.return();
  }
}

class AsyncJob extends Job {
  #call;
  #result = null;

  constructor(call, promise) {
    super();
    this.#call = call;
    // It must never reject: jco's suspended call would never return.
    promise.then(
      (status) => this.#end({ status }),
      (error) => this.#end({ error }),
    );
  }

  #end(result) {
    this.#result = result;
    this.#call.wake();
  }

  ready() {
    return this.#result !== null || this.#call.events.length > 0;
  }

  turn(_root, news) {
    const call = this.#call;
    call.deliver(news);
    if (this.#result?.error !== undefined) return call.failed(this.#result.error);
    if (this.#result) return call.exit(this.#result.status);
    const events = call.take();
    const last = events.at(-1)?.tag;
    if (last !== 'want-input' && last !== 'run') events.push({ tag: 'pending' });
    return events;
  }

  [Symbol.dispose]() {
    if (!this.#result) this.#call.abort();
  }
}

const GENERATOR = Object.getPrototypeOf(function* () {}).constructor;
const ASYNC = Object.getPrototypeOf(async () => {}).constructor;

/** `builtins.start`: the first events, and the job where they do not end the command. `wake` tells
 * a waiting host to look again. */
export function start(command, what, fs, wake) {
  if (!command) return { events: [{ tag: 'exited', val: 127 }] };
  if (command instanceof ASYNC) {
    const call = new AsyncCall(what, fs, wake);
    const job = new AsyncJob(call, command(call));
    return { events: job.turn(fs, { tag: 'nothing' }), job };
  }
  if (command instanceof GENERATOR) {
    const call = new GeneratorCall(what, fs);
    const job = new GeneratorJob(call, command(call));
    const events = job.turn(fs, { tag: 'nothing' });
    return events.at(-1)?.tag === 'exited' ? { events } : { events, job };
  }
  const call = new Call(what, fs);
  try {
    return { events: call.exit(command(call)) };
  } catch (error) {
    return { events: call.failed(error) };
  }
}
