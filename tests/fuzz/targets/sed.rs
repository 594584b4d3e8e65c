//! Programs of `sed`.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SCRIPT: &[u8] = b"printf '%s\\n' 'one two' three 'a.b/c' > f
sed -- \"$text\" f; sed -nE -e \"$text\" f; sed -z -s --posix -- \"$text\" f\n";

fuzz_target!(|text: &[u8]| {
    if !text.contains(&0) {
        bashwit_fuzz::shell(SCRIPT, &[("text", text)]);
    }
});
