//! Random patterns and texts: nothing panics or hangs, and what can be had in two ways agrees.

use bashwit_pattern::glob::{Options, Pattern};
use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};
use proptest::prelude::*;

/// Text made of pieces that mean something to patterns, and of any bytes.
fn bytes(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

const GLOB: &[&str] = &[
    "a",
    "b",
    "ab",
    "é",
    "*",
    "?",
    "[",
    "]",
    "[a-b]",
    "[!a]",
    "[[:alpha:]]",
    "[^",
    "-",
    "\\",
    "@(",
    "!(",
    "+(",
    "*(",
    "?(",
    "|",
    ")",
    ".",
    "/",
    "[[=a=]]",
    "[[.-.]]",
];

const REGEX: &[&str] = &[
    "a",
    "b",
    "ab",
    "é",
    "*",
    "+",
    "?",
    "(",
    ")",
    "|",
    "\\(",
    "\\)",
    "\\|",
    "{2}",
    "{1,3}",
    "{,2}",
    "\\{1,2\\}",
    "{",
    "}",
    "^",
    "$",
    ".",
    "[",
    "]",
    "[^a]",
    "[a-b]",
    "[[:alpha:]]",
    "\\<",
    "\\>",
    "\\b",
    "\\B",
    "\\w",
    "\\W",
    "\\1",
    "\\2",
    "\\",
    "\\`",
    "\\'",
    ".*",
    "(a|ab)",
    "()",
    "(a*)*",
];

const TEXT: &[&str] = &["a", "b", "ab", "é", "É", "A", "c", ".", "/", "\n", " ", "_", "-"];

fn syntax() -> impl Strategy<Value = Syntax> {
    prop::sample::select(vec![
        Syntax::Basic,
        Syntax::Extended,
        Syntax::SedExtended,
        Syntax::GrepBasic,
        Syntax::GrepExtended,
        Syntax::Awk,
    ])
}

prop_compose! {
    fn flags()(icase: bool, newline: bool, lines: bool, utf8: bool, line in prop::bool::weighted(0.1), word in prop::bool::weighted(0.1)) -> Flags {
        Flags { icase, newline, lines, utf8, line, word }
    }
}

prop_compose! {
    fn options()(extglob: bool, nocase: bool, utf8: bool, pathname: bool, period: bool) -> Options {
        Options { extglob, nocase, utf8, pathname, period }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn globs(pattern in bytes(GLOB, 12), text in bytes(TEXT, 12), options in options()) {
        let compiled = Pattern::parse(&pattern, options);
        let whole = compiled.is_match(&text);
        let prefix = (compiled.shortest_prefix(&text), compiled.longest_prefix(&text));
        let suffix = (compiled.longest_suffix(&text), compiled.shortest_suffix(&text));
        prop_assert_eq!(whole, prefix.1 == Some(text.len()), "longest prefix");
        prop_assert!(prefix.0 <= prefix.1 && prefix.0.is_some() == prefix.1.is_some());
        // A refused leading period asks for names, not for their ends.
        if options.period {
            return Ok(());
        }
        prop_assert_eq!(whole, suffix.0 == Some(0), "longest suffix");
        prop_assert!(suffix.0 <= suffix.1 && suffix.0.is_some() == suffix.1.is_some());
        if let Some(range) = compiled.find(&text, 0) {
            prop_assert!(range.end <= text.len());
        } else {
            prop_assert!(!whole && prefix.0.is_none());
        }
    }

    #[test]
    fn quoted_globs_match_themselves(text in bytes(GLOB, 8), extglob: bool, utf8: bool) {
        let quoted = Pattern::quote(&text);
        let pattern = Pattern::parse(&quoted, Options { extglob, utf8, ..Options::default() });
        prop_assert_eq!(pattern.as_literal(), Some(text.as_slice()));
    }

    #[test]
    fn regexes(pattern in bytes(REGEX, 10), text in bytes(TEXT, 16), syntax in syntax(), flags in flags(), not_bol: bool) {
        let Ok(cold) = Regex::new(&pattern, syntax, flags) else { return Ok(()) };
        let hot = Regex::new(&pattern, syntax, flags).unwrap();
        hot.is_match(&[3; 9000]).ok();
        // Whether a byte that is no character ends a word is each engine's own affair.
        let words = flags.word || [b"\\b".as_slice(), b"\\B", b"\\<", b"\\>", b"\\y"].iter().any(|word| {
            pattern.windows(2).any(|pair| pair == *word)
        });
        if flags.utf8 && words && std::str::from_utf8(&text).is_err() {
            return Ok(());
        }
        for start in (0..=text.len().min(3)).filter(|&start| !flags.utf8 || text.get(start).is_none_or(|b| b & 0xC0 != 0x80)) {
            let slow = cold.find_at(&text, start, not_bol);
            let fast = hot.find_at(&text, start, not_bol);
            if let (Ok(slow), Ok(fast)) = (&slow, &fast) {
                prop_assert_eq!(slow, fast, "backtracker and DFA");
                if let (Some(range), true) = (slow, flags.lines && !pattern.contains(&b'\n')) {
                    prop_assert!(!text.get(range.clone()).unwrap_or_default().contains(&b'\n'));
                }
            }
            let mut captures = Captures::new();
            if let (Ok(found), Ok(slow)) = (cold.captures_at(&text, start, not_bol, &mut captures), &slow) {
                prop_assert_eq!(captures.get(0).filter(|_| found), slow.clone());
                for index in 1..captures.len() {
                    let inside = captures.get(index).is_none_or(|group| group.start <= group.end && group.end <= text.len());
                    prop_assert!(inside);
                }
            }
            if let (Ok(matches), Ok(slow), 0, false) = (cold.is_match(&text), slow, start, not_bol) {
                prop_assert_eq!(matches, slow.is_some());
            }
        }
    }
}
