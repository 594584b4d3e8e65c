//! From words to commands: one file for each family of rules.

mod alias;
mod case;
mod command;
mod cond;
mod cond_word;
pub(crate) mod fill;
mod function;
mod list;
mod loops;
mod redirect;
mod simple;
mod unit;

pub use unit::{
    Parser, parse_array_literal, parse_name_subscript, parse_operand, parse_program, parse_program_at,
    parse_word, parse_word_dquoted,
};

use crate::lex::Keyword;

/// A reserved word of bash, as `type` and `compgen -k` know them.
pub fn is_reserved_word(word: &[u8]) -> bool {
    Keyword::of(word).is_some()
}

/// All reserved words, as `compgen -k` lists them.
pub const RESERVED_WORDS: [&str; 22] = [
    "if", "then", "else", "elif", "fi", "case", "esac", "for", "select", "while", "until", "do", "done",
    "in", "function", "time", "{", "}", "!", "[[", "]]", "coproc",
];

/// A valid name of a variable.
pub fn is_name(text: &[u8]) -> bool {
    crate::lex::is_name(text)
}
