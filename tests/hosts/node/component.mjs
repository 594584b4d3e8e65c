// Where the transpiled component is: what run.sh has made, or `BASHWIT_JS` names.

import { fileURLToPath } from 'node:url';

export const folder = process.env.BASHWIT_JS || fileURLToPath(new URL('../../../target/component/js', import.meta.url));
