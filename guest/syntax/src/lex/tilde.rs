//! Tilde prefixes.

use super::bits;
use super::builder::Builder;
use super::cursor::Lexer;
use crate::ast::WordPart;
use std::rc::Rc;

/// Where a tilde prefix may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TildeMode {
    /// Nowhere.
    Never,
    /// At the start.
    Start,
    /// At the start; after the `=` and each `:` of an argument that looks like an assignment.
    Word,
    /// At the start and after each `:`.
    Assign,
}

impl Lexer<'_> {
    /// Reads a tilde prefix if the `~` at the cursor starts one; else the cursor stays.
    pub(crate) fn tilde(&mut self, in_param: bool, builder: &mut Builder) {
        if let Some(name) = self.tilde_name(in_param) {
            builder.part(WordPart::Tilde(name));
        }
    }

    /// The same behind the `=` or a `:` of an argument.
    pub(super) fn argument_tilde(&mut self, builder: &mut Builder) {
        if let Some(name) = self.tilde_name(false) {
            builder.part(WordPart::ArgumentTilde(name));
        }
    }

    fn tilde_name(&mut self, in_param: bool) -> Option<Rc<[u8]>> {
        let mut ahead = 1;
        loop {
            match self.raw_at(ahead) {
                b'\\' if self.raw_at(ahead + 1) == b'\n' => ahead += 2,
                b'/' => break,
                b'}' if in_param => break,
                b if in_param && bits::is_meta(b) => return None,
                b':' => break,
                0 => break,
                b if bits::is_meta(b) => break,
                b if is_user_byte(b) => ahead += 1,
                _ => return None,
            }
        }
        let mut name = Vec::new();
        let end = self.pos + ahead;
        self.bump();
        loop {
            let b = self.peek();
            if self.pos >= end {
                break;
            }
            name.push(b);
            self.bump();
        }
        Some(Rc::from(name))
    }
}

/// Parts a word that begins with `~` into the name behind it and the rest. `whole`: nothing but
/// this text is in the word. None where the prefix goes on into what is no plain text.
pub fn tilde_prefix(text: &[u8], whole: bool) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"~")?;
    let end = text.iter().position(|&b| !is_user_byte(b)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let ends = matches!(rest.first(), Some(b'/' | b':')) || rest.is_empty() && whole;
    ends.then_some((name, rest))
}

/// May stand in a user name (or is `+`, `-` or a number of the directory stack).
pub(super) fn is_user_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'+') || b >= 0x80
}
