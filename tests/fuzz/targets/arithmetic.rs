//! Arithmetic, of which the value of a variable is an expression of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SCRIPT: &[u8] = b"a=(1 2 [7]=3); declare -A m=([k]=4); x=1+y y=2; declare -i i=3
(( text )); echo $(( text )) ${a[text]} ${x:text:text}; let \"$text\"; [[ text -eq text ]]; i=$text\n";

fuzz_target!(|text: &[u8]| {
    if !text.contains(&0) {
        bashwit_fuzz::shell(SCRIPT, &[("text", text)]);
    }
});
