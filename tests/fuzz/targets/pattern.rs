//! Globs and regular expressions: the first byte chooses the kind, a zero byte ends the pattern.
#![no_main]

use bashwit_pattern::glob::{Options, Pattern};
use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};
use libfuzzer_sys::fuzz_target;

const SYNTAXES: [Syntax; 6] = [
    Syntax::Basic,
    Syntax::Extended,
    Syntax::SedExtended,
    Syntax::GrepBasic,
    Syntax::GrepExtended,
    Syntax::Awk,
];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let mut halves = rest.splitn(2, |&byte| byte == 0);
    let (pattern, text) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let bit = |number: u8| choice >> number & 1 == 1;
    if bit(7) {
        let options =
            Options { extglob: bit(0), nocase: bit(1), utf8: bit(2), pathname: bit(3), period: bit(4) };
        globs(&Pattern::parse(pattern, options), text, options);
    } else {
        let flags = Flags { icase: bit(0), newline: bit(1), lines: bit(2), utf8: bit(3), ..Flags::default() };
        let syntax = SYNTAXES[usize::from(choice >> 4 & 7) % SYNTAXES.len()];
        regexes(pattern, syntax, flags, text);
    }
});

fn globs(pattern: &Pattern, text: &[u8], options: Options) {
    let whole = pattern.is_match(text);
    let prefix = (pattern.shortest_prefix(text), pattern.longest_prefix(text));
    let suffix = (pattern.longest_suffix(text), pattern.shortest_suffix(text));
    assert!(whole == (prefix.1 == Some(text.len())), "longest prefix");
    if !options.period {
        assert!(whole == (suffix.0 == Some(0)), "longest suffix");
    }
    if let Some(range) = pattern.find(text, 0) {
        assert!(range.start <= range.end && range.end <= text.len());
    }
}

fn regexes(pattern: &[u8], syntax: Syntax, flags: Flags, text: &[u8]) {
    let Ok(regex) = Regex::new(pattern, syntax, flags) else { return };
    let found = regex.find_at(text, 0, false);
    let mut captures = Captures::new();
    if let (Ok(found), Ok(true)) = (&found, regex.captures_at(text, 0, false, &mut captures)) {
        assert!(captures.get(0) == *found, "{:?} and {found:?}", captures.get(0));
    }
    if let (Ok(found), Ok(matches)) = (found, regex.is_match(text)) {
        assert!(found.is_some() == matches);
    }
}
