//! Any text parses or is refused, and what is printed of a tree reads back as the same tree.
#![no_main]

use bashwit_syntax::{
    Aliases, ParseOptions, Parser, parse_arith, parse_array_literal, parse_name_subscript, parse_program,
    parse_word, parse_word_dquoted, print, quote,
};
use libfuzzer_sys::fuzz_target;
use std::rc::Rc;

struct Few;

impl Aliases for Few {
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        let value: &[u8] = match name {
            b"a" => b"b ",
            b"b" => b"if a; then",
            b"x" => b"'x",
            b"e" => b"e; a\nb",
            _ => return None,
        };
        Some(Rc::from(value))
    }
}

/// Whether `!` or `time` may stand alone: bash prints it so that it does not read back.
fn has_bare_word(text: &[u8]) -> bool {
    let ends = |rest: &[u8]| {
        let rest = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\\' | b'-' | b'p'));
        rest.is_none_or(|byte| b"\n;)&|!#}".contains(byte)) || rest == Some(&b't')
    };
    (0..text.len()).any(|at| {
        let rest = &text[at..];
        [&b"!"[..], b"time"].iter().any(|word| rest.strip_prefix(*word).is_some_and(ends))
    })
}

fuzz_target!(|text: &[u8]| {
    let plain = ParseOptions::default();
    let all = ParseOptions { extglob: true, aliases: true, ..plain };
    for options in [plain, all] {
        let mut parser = Parser::new(text, 1);
        while let Ok(Some(list)) = parser.next_command(&options, &Few) {
            print::list(&list);
        }
        let _ = parse_word(text, &options);
        let _ = parse_word_dquoted(text, &options);
        let _ = parse_array_literal(text, &options);
    }
    let _ = parse_name_subscript(text);
    let _ = parse_arith(text);
    quote::decode_ansi_c(text);
    quote::remove(text);
    quote::backslash(text);

    let options = ParseOptions { extglob: true, ..plain };
    // A zero byte is no text, and bash prints what follows a here-document otherwise than it reads.
    if text.contains(&0) || text.windows(2).any(|pair| pair == b"<<") || has_bare_word(text) {
        return;
    }
    let Ok(tree) = parse_program(text, &options) else { return };
    let printed = print::list(&tree);
    let again = match parse_program(&printed, &options) {
        Ok(again) => again,
        Err(error) => panic!("{}\nis refused: {error:?}", String::from_utf8_lossy(&printed)),
    };
    // Printing settles what can be written in several ways: it must not go on changing it.
    let twice = print::list(&again);
    assert!(
        printed == twice,
        "printed:\n{}\nprinted again:\n{}",
        String::from_utf8_lossy(&printed),
        String::from_utf8_lossy(&twice)
    );
});
