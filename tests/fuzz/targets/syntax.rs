//! Any text parses or is refused, and what is printed of a tree reads back as the same tree.
#![no_main]

#[path = "../../../guest/syntax/tests/checks/mod.rs"]
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    checks::everything(text);
    checks::prints_the_same(text);
});
