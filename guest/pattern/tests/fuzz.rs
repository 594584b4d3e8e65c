//! Random patterns and texts: nothing panics or hangs, and what can be had in two ways agrees.

mod checks;

use bashwit_pattern::glob::{Options, Pattern};
use bashwit_pattern::regex::{Flags, Syntax};
use proptest::prelude::*;

/// Text made of pieces that mean something to patterns, and of any bytes.
fn bytes(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

const PARTS: &[&[u8]] = &[b"\xc3", b"\xa9", b"\xe2\x82", b"\xff"];

/// The same with parts of characters.
fn broken(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<u8>> {
    let parts = prop::sample::select(PARTS);
    let piece = prop_oneof![
        2 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => parts.prop_map(<[u8]>::to_vec),
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
    prop::sample::select(&checks::SYNTAXES[..])
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
        checks::globs(&pattern, &text, options);
    }

    #[test]
    fn globs_of_broken_characters(pattern in broken(GLOB, 12), text in broken(TEXT, 12), options in options()) {
        checks::globs(&pattern, &text, options);
    }

    #[test]
    fn quoted_globs_match_themselves(text in bytes(GLOB, 8), extglob: bool, utf8: bool) {
        let quoted = Pattern::quote(&text);
        let pattern = Pattern::parse(&quoted, Options { extglob, utf8, ..Options::default() });
        prop_assert_eq!(pattern.as_literal(), Some(text.as_slice()));
    }

    #[test]
    fn regexes(pattern in bytes(REGEX, 10), text in bytes(TEXT, 16), syntax in syntax(), flags in flags(), not_bol: bool) {
        checks::regexes(&pattern, &text, syntax, flags, not_bol);
    }
}
