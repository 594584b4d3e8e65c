//! Whole scripts.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|script: &[u8]| bashwit_fuzz::shell(script, &[]));
