// A script with a command in JavaScript, which reads and writes the script's files.
//
//     cargo xtask build --guest-only
//     bash tests/hosts/node/run.sh         # transpiles the component with jco, and tests that
//     node examples/node/hello.mjs

import { folder } from '../../tests/hosts/node/component.mjs';
import { Bashwit } from '../../tests/hosts/node/shell.mjs';

const prices = { apple: 3, pear: 2, plum: 4 };

/** `price FILE`: items on standard input; `ITEM PRICE` on standard output, the sum into FILE. */
function* price(call) {
  const [file] = call.args;
  let sum = 0;
  for (const item of (yield* call.text()).split('\n').filter(Boolean)) {
    sum += prices[item];
    call.write(`${item} ${prices[item]}\n`);
  }
  call.fs.writeFile(call.path(file), `${sum}\n`);
}

const bashwit = await Bashwit.load(folder);
const shell = await bashwit.shell({ builtins: { price }, env: { GREETING: 'Hello' } });

// The host writes a file, the script reads it.
shell.fs.writeFile('/home/user/items', 'plum\napple\npear\n');
const { stdout, status } = shell.run(`
  echo "$GREETING from bash $BASH_VERSION"
  sort items | price sum.txt | while read -r item price; do echo "$item costs $price"; done
  echo "sum: $(cat sum.txt)"
`);
process.stdout.write(stdout);

// The host reads what the command and the script have written.
console.log(`status ${status}, sum.txt holds ${shell.fs.text('/home/user/sum.txt').trim()}`);
