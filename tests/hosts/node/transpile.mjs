// node transpile.mjs COMPONENT FOLDER
//
// Makes JavaScript of the component: FOLDER/sync calls it as plain functions, FOLDER/jspi lets
// `builtins.wait` be a promise (JavaScript Promise Integration). What is there already for this
// component and this transpiler is kept.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [component, folder] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

const MODES = {
  sync: {},
  jspi: {
    asyncMode: 'jspi',
    asyncImports: ['bashwit:shell/builtins@0.1.0#wait'],
    asyncExports: ['run', 'settle', 'finish'].map(
      (name) => `bashwit:shell/interpreter@0.1.0#[method]shell.${name}`,
    ),
  },
};

/** jco's trace looks at the environment in each call, which is half of the time of a call. */
function withoutTrace(source) {
  return source.replaceAll(/(?<![\w.])_debugLog\(/g, 'false && _debugLog(');
}

async function transpileTo(target, bytes, options) {
  const { transpileBytes } = await import('@bytecodealliance/jco-transpile');
  const { files } = await transpileBytes(bytes, {
    name: 'bashwit',
    instantiation: 'async',
    // An `error` of the interface is thrown as an Error with a `payload`.
    noComponentErrorWrapping: false,
    ...options,
  });
  await rm(target, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(target, name);
    await mkdir(dirname(path), { recursive: true });
    const text = name === 'bashwit.js' ? withoutTrace(new TextDecoder().decode(content)) : content;
    await writeFile(path, text);
  }
  await writeFile(join(target, 'package.json'), '{ "type": "module" }\n');
}

const bytes = await readFile(component);
const hash = createHash('sha256').update(bytes);
for (const name of ['transpile.mjs', 'package-lock.json']) hash.update(await readFile(join(here, name)));
const wanted = hash.digest('hex');
const stamp = join(folder, 'made-from');
if ((await readFile(stamp, 'utf8').catch(() => '')) !== wanted) {
  await rm(stamp, { force: true });
  for (const [mode, options] of Object.entries(MODES)) {
    const start = performance.now();
    await transpileTo(join(folder, mode), bytes, options);
    console.log(`${join(folder, mode)}: ${Math.round(performance.now() - start)} ms`);
  }
  await writeFile(stamp, wanted);
}
