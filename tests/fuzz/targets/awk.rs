//! Programs of `awk`. Loops without end are stopped by the output, the deadline or the target's
//! own bound on what it runs: only `BEGIN` loops that a program writes itself can be endless.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SCRIPT: &[u8] = b"printf '%s\\n' 'one two' three 'a,b c' > f\nawk -F, -v v=1 -- \"$text\" f\n";

fuzz_target!(|text: &[u8]| {
    if !text.contains(&0) {
        bashwit_fuzz::shell(SCRIPT, &[("text", text)]);
    }
});
