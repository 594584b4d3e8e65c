//! Globs and regular expressions: the first byte chooses the kind, a zero byte ends the pattern.
#![no_main]

#[path = "../../../guest/pattern/tests/checks/mod.rs"]
mod checks;

use bashwit_pattern::glob::Options;
use bashwit_pattern::regex::Flags;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let mut halves = rest.splitn(2, |&byte| byte == 0);
    let (pattern, text) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let bit = |number: u8| choice >> number & 1 == 1;
    if bit(7) {
        let options =
            Options { extglob: bit(0), nocase: bit(1), utf8: bit(2), pathname: bit(3), period: bit(4) };
        checks::globs(pattern, text, options);
    } else {
        let flags = Flags { icase: bit(0), newline: bit(1), lines: bit(2), utf8: bit(3), ..Flags::default() };
        let syntax = checks::SYNTAXES[usize::from(choice >> 4 & 7) % checks::SYNTAXES.len()];
        checks::regexes(pattern, text, syntax, flags, false);
    }
});
