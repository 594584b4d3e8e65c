//! The right side of `=~`.

use crate::ast::Word;
use crate::error::Res;
use crate::lex::{Builder, Lexer};

impl Lexer<'_> {
    /// Reads a regular expression: parentheses may hold blanks and operators, `|` is text.
    pub(super) fn regex_word(&mut self) -> Res<Word> {
        let start = self.offset();
        let mut builder = Builder::new();
        if self.peek() == b'~' {
            self.tilde(false, &mut builder);
        }
        loop {
            let b = self.peek();
            match b {
                b'\\' | b'\'' | b'"' | b'$' | b'`' => self.quoting(b, &mut builder)?,
                b'(' => self.regex_parens(&mut builder)?,
                b'<' | b'>' if self.raw_at(1) == b'(' => self.process_substitution(&mut builder)?,
                b' ' | b'\t' | b'\n' | b';' | b'&' | b')' | b'<' | b'>' => break,
                0 if self.at_end() => break,
                _ => {
                    self.bump();
                    builder.literal(&[b]);
                }
            }
        }
        let raw = self.raw(start);
        Ok(builder.word(raw))
    }
}
