//! Strings and formats of `date`.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SCRIPT: &[u8] = b"date -d \"$text\"; date -d @86400 \"+$text\"; TZ=$text date -d 2024-03-01T12:00; touch -d \"$text\" f\n";

fuzz_target!(|text: &[u8]| {
    if !text.contains(&0) {
        bashwit_fuzz::shell(SCRIPT, &[("text", text)]);
    }
});
