//! What holds for any pattern and text, for the tests with random ones here and for coverage-guided
//! fuzzing (tests/fuzz).

use bashwit_pattern::glob::{Options, Pattern};
use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};

/// The dialects.
pub const SYNTAXES: [Syntax; 6] = [
    Syntax::Basic,
    Syntax::Extended,
    Syntax::SedExtended,
    Syntax::GrepBasic,
    Syntax::GrepExtended,
    Syntax::Awk,
];

/// The ways to match a glob agree.
pub fn globs(pattern: &[u8], text: &[u8], options: Options) {
    let pattern = Pattern::parse(pattern, options);
    let whole = pattern.is_match(text);
    let prefix = (pattern.shortest_prefix(text), pattern.longest_prefix(text));
    let suffix = (pattern.longest_suffix(text), pattern.shortest_suffix(text));
    assert_eq!(whole, prefix.1 == Some(text.len()), "longest prefix");
    assert!(prefix.0 <= prefix.1 && prefix.0.is_some() == prefix.1.is_some());
    // A refused leading period asks for names, not for their ends.
    if options.period {
        return;
    }
    assert_eq!(whole, suffix.0 == Some(0), "longest suffix");
    assert!(suffix.0 <= suffix.1 && suffix.0.is_some() == suffix.1.is_some());
    if let Some(range) = pattern.for_text(text).find(text, 0) {
        assert!(range.start <= range.end && range.end <= text.len());
    } else {
        assert!(!whole && prefix.0.is_none());
    }
}

/// The engines of regular expressions agree.
pub fn regexes(pattern: &[u8], text: &[u8], syntax: Syntax, flags: Flags, not_bol: bool) {
    let Ok(cold) = Regex::new(pattern, syntax, flags) else { return };
    let hot = Regex::new(pattern, syntax, flags).unwrap();
    hot.is_match(&[3; 9000]).ok();
    let is_start = |start: &usize| !flags.utf8 || text.get(*start).is_none_or(|b| b & 0xC0 != 0x80);
    for start in (0..=text.len().min(3)).filter(is_start) {
        let slow = cold.find_at(text, start, not_bol);
        let fast = hot.find_at(text, start, not_bol);
        if let (Ok(slow), Ok(fast)) = (&slow, &fast) {
            assert_eq!(slow, fast, "backtracker and DFA");
            if let (Some(range), true) = (slow, flags.lines && !pattern.contains(&b'\n')) {
                assert!(!text.get(range.clone()).unwrap_or_default().contains(&b'\n'));
            }
        }
        let mut captures = Captures::new();
        if let (Ok(found), Ok(slow)) = (cold.captures_at(text, start, not_bol, &mut captures), &slow) {
            assert_eq!(captures.get(0).filter(|_| found), slow.clone());
            for index in 1..captures.len() {
                let is_inside =
                    |group: std::ops::Range<usize>| group.start <= group.end && group.end <= text.len();
                assert!(captures.get(index).is_none_or(is_inside));
            }
        }
        if let (Ok(matches), Ok(slow), 0, false) = (cold.is_match(text), slow, start, not_bol) {
            assert_eq!(matches, slow.is_some());
        }
    }
}
