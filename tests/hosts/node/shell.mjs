// A small embedding of the component in JavaScript: `Bashwit` is the component, made ready once;
// each `Shell` is an instance of its own.
//
//     const bashwit = await Bashwit.load(folder);      // what transpile.mjs made
//     const shell = await bashwit.shell({ builtins: { hello: (call) => call.write('hi\n') } });
//     shell.run('hello | tr a-z A-Z').stdout;          // 'HI\n'
//
// `Bashwit.load(folder, { jspi: true })` gives shells whose `run` is a promise, and which can have
// asynchronous commands, where the platform has JavaScript Promise Integration (Node 24).

import { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Job, concat, start } from './job.mjs';
import { standardTree } from './layout.mjs';
import { File, Fs, bytesOf, now } from './vfs.mjs';

const decoder = new TextDecoder();

/** Whether this platform can suspend a call (JSPI). */
export const hasJspi = typeof WebAssembly.Suspending === 'function';

/** What a script wrote. */
export class Output {
  #chunks = { stdout: [], stderr: [] };

  push(channel, bytes) {
    this.#chunks[channel].push(bytes);
  }

  /** Standard output as bytes. */
  get bytes() {
    return concat(this.#chunks.stdout);
  }

  get stdout() {
    return decoder.decode(this.bytes);
  }

  get stderr() {
    return decoder.decode(concat(this.#chunks.stderr));
  }
}

/** A bound ended the run: `bound` names it as the interface does, `output` is what came before. */
export class Stopped extends Error {
  constructor(bound, output) {
    super(`stopped: ${bound}`);
    this.name = 'Stopped';
    this.bound = bound;
    this.output = output;
  }
}

/** What the component imports, for one instance. */
class Host {
  builtins;
  version = 0n;
  stopping = false;
  requests = [];
  output = new Output();
  onOutput = undefined;
  #wake = null;

  constructor(builtins) {
    this.builtins = new Map(Object.entries(builtins));
  }

  /** Prepares for a run. Standard input is text, bytes, or (JSPI) an async iterable of them. */
  begin({ stdin = '', onOutput }) {
    this.output = new Output();
    this.onOutput = onOutput;
    this.stopping = false;
    this.input = [];
    this.inputEnded = true;
    if (typeof stdin?.[Symbol.asyncIterator] === 'function') this.#pump(stdin);
    else if (stdin.length > 0) this.input.push(bytesOf(stdin));
  }

  async #pump(stdin) {
    const { input } = this;
    this.inputEnded = false;
    try {
      for await (const chunk of stdin) {
        if (chunk.length > 0) input.push(bytesOf(chunk));
        this.wake();
      }
    } finally {
      if (this.input === input) this.inputEnded = true;
      this.wake();
    }
  }

  /** Has a waiting call look again. */
  wake() {
    this.#wake?.();
  }

  write(channel, bytes) {
    if (this.onOutput) return this.onOutput(channel, bytes) === false ? 'closed' : 'ok';
    this.output.push(channel, bytes);
    return 'ok';
  }

  read(maxBytes) {
    const [chunk] = this.input;
    if (!chunk) return { tag: this.inputEnded ? 'end' : 'pending' };
    if (chunk.length <= maxBytes) this.input.shift();
    else this.input[0] = chunk.subarray(maxBytes);
    return { tag: 'bytes', val: chunk.subarray(0, maxBytes) };
  }

  /** What `wait` can answer at once. */
  #look(jobs, forInput, until) {
    if (this.stopping) return { tag: 'stop' };
    if (this.requests.length > 0) return { tag: 'signal' };
    const ready = jobs.flatMap((job, index) => (job.ready() ? [index] : []));
    if (ready.length > 0) return { tag: 'jobs', val: Uint32Array.from(ready) };
    if (forInput && (this.input.length > 0 || this.inputEnded)) return { tag: 'input' };
    return performance.now() >= until ? { tag: 'timeout' } : null;
  }

  /** How long nothing can happen by itself; undefined for ever. */
  static #pause(jobs, until) {
    const times = jobs.flatMap((job) => (job.wakeAt === undefined ? [] : [job.wakeAt]));
    const first = Math.min(until, ...times);
    return first === Infinity ? undefined : Math.max(0, first - performance.now());
  }

  /** `wait` of a synchronous build: nothing but time can pass while it blocks. */
  wait(jobs, forInput, timeoutNs) {
    const until = deadline(timeoutNs);
    for (;;) {
      const woken = this.#look(jobs, forInput, until);
      if (woken) return woken;
      const pause = Host.#pause(jobs, until);
      // Nothing that could ever happen: better an end than a hang.
      if (pause === undefined) return { tag: 'stop' };
      Atomics.wait(SLEEPER, 0, 0, pause);
    }
  }

  /** `wait` of a build for JSPI: the event loop goes on. */
  async waitAsync(jobs, forInput, timeoutNs) {
    const until = deadline(timeoutNs);
    for (;;) {
      const woken = this.#look(jobs, forInput, until);
      if (woken) return woken;
      const pause = Host.#pause(jobs, until);
      await new Promise((resolve) => {
        const timer = pause === undefined ? undefined : setTimeout(resolve, Math.ceil(pause));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
  }

  imports(jspi) {
    const clock = { now, resolution: () => ({ seconds: 0n, nanoseconds: 1000 }) };
    const monotonic = { now: () => BigInt(Math.round(performance.now() * 1e6)), resolution: () => 1000n };
    return {
      'bashwit:shell/vfs': { Fs, File },
      'bashwit:shell/console': {
        write: (channel, bytes) => this.write(channel, bytes),
        read: (maxBytes) => this.read(maxBytes),
        signal: () => this.requests.shift(),
      },
      'bashwit:shell/builtins': {
        Job,
        offered: () => [...this.builtins.keys()].map((name) => ({ name, summary: '', usage: name })),
        offeredVersion: () => this.version,
        start: (what, root) => start(this.builtins.get(what.name), what, root, () => this.wake()),
        wait: jspi ? (...args) => this.waitAsync(...args) : (...args) => this.wait(...args),
      },
      'wasi:clocks/wall-clock': clock,
      'wasi:clocks/monotonic-clock': monotonic,
      'wasi:random/insecure-seed': {
        insecureSeed: () => webcrypto.getRandomValues(new BigUint64Array(2)),
      },
    };
  }
}

const SLEEPER = new Int32Array(new SharedArrayBuffer(4));

function deadline(timeoutNs) {
  return timeoutNs === undefined ? Infinity : performance.now() + Number(timeoutNs) / 1e6;
}

/** The component, compiled once. */
export class Bashwit {
  #modules = new Map();

  /** Takes what transpile.mjs made in `folder`. */
  static async load(folder, { jspi = false } = {}) {
    if (jspi && !hasJspi) {
      throw new Error(`Node ${process.version} has no JSPI (WebAssembly.Suspending): Node 24 has it`);
    }
    const bashwit = new Bashwit();
    bashwit.jspi = jspi;
    bashwit.folder = join(folder, jspi ? 'jspi' : 'sync');
    ({ instantiate: bashwit.instantiate } = await import(pathToFileURL(join(bashwit.folder, 'bashwit.js'))));
    return bashwit;
  }

  #module(name) {
    if (!this.#modules.has(name)) {
      this.#modules.set(name, readFile(join(this.folder, name)).then((bytes) => WebAssembly.compile(bytes)));
    }
    return this.#modules.get(name);
  }

  async #instance(host) {
    const root = await this.instantiate((name) => this.#module(name), host.imports(this.jspi));
    return root.interpreter;
  }

  /** The names of the tools. */
  async commands() {
    this.names ??= (await this.#instance(new Host({}))).commands();
    return this.names;
  }

  /** Parses a script without running it: null, or the error. */
  async check(script) {
    try {
      (await this.#instance(new Host({}))).check(bytesOf(script));
      return null;
    } catch (error) {
      return payload(error);
    }
  }

  /** A new shell. `fs` is its tree (default: `standardTree`), `env` an object, `limits` those of
   * the interface in camel case, `builtins` an object from names to commands (see job.mjs). */
  async shell({ fs, builtins = {}, env = {}, user = 'user', ...options } = {}) {
    const root = fs ?? standardTree({ user, commands: await this.commands() });
    const host = new Host(builtins);
    const interpreter = await this.#instance(host);
    const home = `/home/${user}`;
    const exported = { HOME: home, USER: user, PATH: '/usr/local/bin:/bin:/usr/bin', LANG: 'C.UTF-8', ...env };
    const inner = new interpreter.Shell(root, {
      env: Object.entries(exported),
      cwd: options.cwd ?? (root.exists(home) ? home : '/'),
      args: options.args ?? ['bash'],
      user,
      hostname: options.hostname ?? 'bashwit',
      limits: toLimits(options.limits),
      setOptions: options.setOptions ?? [],
      interactive: options.interactive ?? false,
    });
    return new (this.jspi ? AsyncShell : Shell)(inner, host, root);
  }
}

/** Numbers as the interface wants them. */
function toLimits(limits = {}) {
  const small = ['maxDepth', 'maxProcesses'];
  const entries = Object.entries(limits);
  return Object.fromEntries(entries.map(([name, value]) => [name, small.includes(name) ? value : BigInt(value)]));
}

/** The value of an `error` of the interface; anything else is thrown on. */
function payload(error) {
  if (error && Object.hasOwn(error, 'payload')) return error.payload;
  throw error;
}

/** One session. */
export class Shell {
  /** The live tree. */
  fs;
  #inner;
  #host;
  #busy = false;

  constructor(inner, host, fs) {
    this.#inner = inner;
    this.#host = host;
    this.fs = fs;
  }

  /** Runs a script: text, or `{ command }` for `bash -c`, or `{ input: true }` for `bash -s`.
   * Gives an `Output` with the fields of the interface's `outcome`; throws `Stopped` at a bound. */
  run(script, options = {}) {
    const source = toSource(script);
    return this.call(options, () => this.#inner.run(source));
  }

  /** Lets background processes go on; `alive` of the result counts those left. */
  settle(timeoutMs) {
    const timeout = timeoutMs === undefined ? undefined : BigInt(timeoutMs) * 1_000_000n;
    return this.call({}, () => ({ alive: this.#inner.settle(timeout) }));
  }

  /** Runs the EXIT trap. */
  finish() {
    return this.call({}, () => ({ status: this.#inner.finish() }));
  }

  /** A call that runs commands. jco does not notice when a host function calls back into the
   * instance that called it, so this does. */
  call(options, work) {
    this.enter(options);
    try {
      return Object.assign(this.output, work());
    } catch (error) {
      throw this.stopped(error);
    } finally {
      this.leave();
    }
  }

  enter(options) {
    if (this.#busy) throw new Error('the shell is busy: a command asks for scripts with `call.run`');
    this.#busy = true;
    this.#host.begin(options);
  }

  leave() {
    this.#busy = false;
  }

  get output() {
    return this.#host.output;
  }

  stopped(error) {
    return Object.hasOwn(error, 'payload') ? new Stopped(error.payload, this.output) : error;
  }

  /** Offers another command, or takes one away. */
  setBuiltin(name, command) {
    if (command) this.#host.builtins.set(name, command);
    else this.#host.builtins.delete(name);
    this.#host.version += 1n;
  }

  /** Sends `interrupt`, `terminate` or `hang-up`. */
  signal(request) {
    this.#host.requests.push(request);
    this.#host.wake();
  }

  /** Ends the run in progress when it waits the next time. */
  stop() {
    this.#host.stopping = true;
    this.#host.wake();
  }

  /** The state of the session as bytes. */
  snapshot() {
    return this.#inner.snapshot();
  }

  restore(state) {
    this.#inner.restore(state);
  }

  variable(name) {
    const value = this.#inner.getVariable(name);
    return value && decoder.decode(value);
  }

  setVariable(name, value, exported = false) {
    this.#inner.setVariable(name, bytesOf(value), exported);
  }

  setArgs(args) {
    this.#inner.setArgs(args);
  }

  setLimits(limits) {
    this.#inner.setLimits(toLimits(limits));
  }

  cwd() {
    return this.#inner.cwd();
  }

  /** The text to show for a prompt variable: `PS1`, `PS2`. */
  prompt(name) {
    return decoder.decode(this.#inner.prompt(name));
  }

  complete(line, cursor = bytesOf(line).length) {
    return this.#inner.complete(line, cursor);
  }
}

function toSource(script) {
  if (script.input) return { tag: 'input' };
  if (script.command !== undefined) return { tag: 'command', val: bytesOf(script.command) };
  return { tag: 'script', val: bytesOf(script) };
}

/** A session whose runs are promises. They wait for one another. */
class AsyncShell extends Shell {
  #last = Promise.resolve();

  call(options, work) {
    const result = this.#last.then(async () => {
      this.enter(options);
      try {
        return await this.#settled(work());
      } catch (error) {
        throw this.stopped(error);
      } finally {
        this.leave();
      }
    });
    this.#last = result.catch(() => {});
    return result;
  }

  /** `work` gives a promise, or an object with one. */
  async #settled(work) {
    const { output } = this;
    if (work instanceof Promise) return Object.assign(output, await work);
    for (const [name, value] of Object.entries(work)) output[name] = await value;
    return output;
  }
}
