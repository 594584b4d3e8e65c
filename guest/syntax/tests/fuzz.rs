//! Whatever the text: no panic and no endless loop.

use bashwit_syntax::{
    Aliases, ParseOptions, Parser, arith_integer, arith_operator, arith_subscript, dump, parse_array_literal,
    parse_name_subscript, parse_program, parse_word, parse_word_dquoted, print, quote,
};
use proptest::prelude::*;
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

/// Puts a text through everything that takes text.
fn everything(text: &[u8]) {
    let all = ParseOptions { extglob: true, aliases: true, ..ParseOptions::default() };
    for options in [ParseOptions::default(), all] {
        let mut parser = Parser::new(text, 1);
        let mut commands = 0;
        while let Ok(Some(list)) = parser.next_command(&options, &Few) {
            print::list(&list);
            dump(&list);
            commands += 1;
            assert!(commands <= 10 * text.len() + 10, "endless");
        }
        assert!(parser.position() <= text.len());
        let _ = parse_program(text, &options);
        let _ = parse_word(text, &options);
        let _ = parse_word_dquoted(text, &options);
        let _ = parse_array_literal(text, &options);
    }
    let _ = parse_name_subscript(text);
    for at in 0..text.len() {
        let _ = arith_operator(text, at, at % 2 == 0);
    }
    let _ = arith_integer(text);
    let _ = arith_subscript(text, 0);
    quote::decode_ansi_c(text);
    quote::remove(text);
    quote::backslash(text);
}

/// Pieces that mean something to the shell.
const PIECES: [&str; 92] = [
    " ",
    "\n",
    ";",
    "&",
    "|",
    "(",
    ")",
    "<",
    ">",
    "'",
    "\"",
    "`",
    "$",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "#",
    "=",
    "!",
    "~",
    "a",
    "b",
    "x",
    "1",
    "0",
    "e",
    "$(",
    "$((",
    "))",
    "${",
    "((",
    "[[ ",
    " ]]",
    "$'",
    "$\"",
    "<<",
    "<<-",
    "<<<",
    ">&",
    "&>",
    "<(",
    ">(",
    "&&",
    "||",
    ";;",
    ";&",
    ";;&",
    "|&",
    "if ",
    "then ",
    "else ",
    "elif ",
    "fi",
    "for ",
    "in ",
    "do ",
    "done",
    "while ",
    "until ",
    "case ",
    "esac",
    "select ",
    "function ",
    "time ",
    "coproc ",
    "{ ",
    "; }",
    "a=(",
    "a[",
    "]=",
    "+=",
    ":-",
    "##",
    "%%",
    "//",
    "^^",
    ",,",
    "@Q",
    "@(",
    "?(",
    "*",
    "?",
    "+",
    ",",
    "..",
    "\t",
    "EOF",
    "\nEOF\n",
    "declare ",
    "\\\n",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(text in prop::collection::vec(any::<u8>(), 0..60)) {
        everything(&text);
    }

    #[test]
    fn pieces_never_panic(text in soup()) {
        everything(text.as_bytes());
    }
}
