//! What holds for any text, for the tests with random texts here and for coverage-guided fuzzing
//! (tests/fuzz).

use bashwit_syntax::{
    Aliases, ParseOptions, Parser, arith_integer, arith_operator, arith_subscript, dump, parse_array_literal,
    parse_name_subscript, parse_program, parse_word, parse_word_dquoted, print, quote,
};
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
pub fn everything(text: &[u8]) {
    let all = ParseOptions { aliases: true, ..ParseOptions::EXTGLOB };
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
    quote::decode_ansi_c(text, quote::Charset::Utf8);
    quote::remove(text);
    quote::backslash(text, quote::Charset::Utf8);
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

/// Whether a command may begin with a redirection: bash prints it behind the command, where a word such
/// as `if` is no longer what it was.
fn has_leading_redirection(text: &[u8]) -> bool {
    const WORDS: [&[u8]; 10] =
        [b"if", b"then", b"elif", b"else", b"while", b"until", b"do", b"time", b"-p", b"!"];
    let starts = |before: &[u8]| {
        // A line that is continued may go on with a redirection; any other begins with it.
        let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let before = &before[..before.len() - blanks];
        before.last().is_none_or(|byte| b"\n;&|(){}`<>".contains(byte))
            || WORDS.iter().any(|word| before.ends_with(word))
    };
    (0..text.len()).any(|at| {
        let before = text.get(..at).unwrap_or_default();
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'&').count();
        b"<>".contains(&text[at]) && (starts(before) || starts(&before[..before.len() - digits]))
    })
}

/// Whether there are both `((` and command substitutions: where `((` turns out to be no arithmetic, bash
/// keeps its text, or prints it anew, by blanks that printing changes.
fn has_arithmetic_and_substitutions(text: &[u8]) -> bool {
    let command = |three: &[u8]| three[..2] == *b"$(" && three[2] != b'(';
    text.windows(2).any(|two| two == b"((") && (text.contains(&b'`') || text.windows(3).any(command))
}

/// What is printed of a program reads back, and prints as it was.
pub fn prints_the_same(text: &[u8]) {
    // A zero byte is no text. Bash prints what follows a here-document otherwise than it reads, and a
    // coprocess with a name that it would not read as one.
    // Quotes in the quotes of a quoted expansion are shown decoded. A backslash at the end quotes what
    // is moved behind it. The pattern `(esac)` loses its parenthesis.
    let has = |part: &[u8]| text.windows(part.len()).any(|window| window == part);
    if text.contains(&0)
        || text.ends_with(b"\\")
        || (has(b"$'") && text.contains(&b'"'))
        || has(b"<<")
        || has(b"coproc")
        || has(b"esac)")
        || has(b"esac|")
        || has(b"esac |")
        || has_bare_word(text)
        || has_leading_redirection(text)
        || has_arithmetic_and_substitutions(text)
    {
        return;
    }
    let Ok(tree) = parse_program(text, &ParseOptions::EXTGLOB) else { return };
    let printed = print::list(&tree);
    let again = match parse_program(&printed, &ParseOptions::EXTGLOB) {
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
}
