//! `'…'`, `"…"` and `$'…'`.

use super::bits::{self, DQUOTED};
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use crate::ast::WordPart;
use crate::error::{Res, SyntaxError, Translatable};
use std::rc::Rc;

/// What double quotes cost of the nesting limit.
const COST: u32 = 6;

impl Lexer<'_> {
    /// Reads `'…'`; the cursor is at the opening quote.
    #[inline(never)]
    pub(super) fn single_quoted(&mut self, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        self.pos += 1;
        let Some(end) = self.find(b'\'') else { return Err(self.unclosed(b'\'', start)) };
        builder.quoted(self.slice(start + 1, end));
        self.pos = end + 1;
        Ok(())
    }

    /// Reads `$'…'`; the cursor is at the `$`. Texts show it decoded, in single quotes or without.
    #[inline(never)]
    pub(super) fn ansi_quoted(&mut self, shown_quoted: bool, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        self.pos += 2;
        let inside = self.pos;
        loop {
            match self.peek_raw() {
                b'\'' => break,
                b'\\' => {
                    self.pos += 1;
                    self.peek_raw();
                    self.pos += 1;
                }
                0 if self.at_end() => return Err(self.unclosed(b'\'', start)),
                _ => self.pos += 1,
            }
        }
        let decoded = crate::quote::decode_ansi_c(self.slice(inside, self.pos), self.options.charset);
        builder.quoted(&decoded);
        self.pos += 1;
        let shown = if shown_quoted { crate::quote::single(&decoded) } else { decoded };
        self.edit(start, self.pos, Rc::from(shown));
        Ok(())
    }

    /// Reads `$"…"`; the cursor is at the `$`.
    #[inline(never)]
    pub(super) fn locale_quoted(&mut self, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        self.edit(start, start + 1, Rc::from(&b""[..]));
        self.pos += 2;
        let parts = self.double_quoted(start + 1, false)?;
        let text = self.slice(start + 2, self.pos.saturating_sub(1)).to_vec();
        let line = self.line_at(start);
        self.translatables.push(Translatable { text, line });
        builder.part(WordPart::DoubleQuoted(parts));
        Ok(())
    }

    /// Reads the inside of `"…"` and the closing quote. `bare`: a backslash quotes as outside.
    #[inline(never)]
    pub(super) fn double_quoted(&mut self, open: usize, bare: bool) -> Res<Vec<WordPart>> {
        self.enter(COST)?;
        let mut builder = Builder::new();
        loop {
            self.dquoted_run(&mut builder);
            match self.peek() {
                b'"' => break,
                b'\\' if bare => {
                    self.bump();
                    if !self.at_end() {
                        builder.quoted(&[self.peek_raw()]);
                        self.bump();
                    }
                }
                b'\\' => self.dquoted_escape(b"$`\"\\", &mut builder),
                b'$' => self.dollar(Quoting::Double, &mut builder)?,
                b'`' => self.backquote(Quoting::Double, &mut builder)?,
                0 if self.at_end() => return Err(self.unclosed(b'"', open)),
                _ => {}
            }
        }
        self.bump();
        self.leave(COST);
        Ok(builder.finish())
    }

    /// Reads the longest run of bytes that stand for themselves inside double quotes.
    #[inline]
    pub(super) fn dquoted_run(&mut self, builder: &mut Builder) {
        let tail = self.text.get(self.pos..).unwrap_or_default();
        let len = tail.iter().position(|&b| !bits::has(b, DQUOTED)).unwrap_or(tail.len());
        if len > 0 {
            builder.quoted(tail.get(..len).unwrap_or_default());
            self.pos += len;
        }
    }

    /// Reads a backslash inside double quotes: it quotes only some characters.
    pub(super) fn dquoted_escape(&mut self, special: &[u8], builder: &mut Builder) {
        self.bump();
        let b = self.peek_raw();
        if !self.at_end() && special.contains(&b) {
            self.bump();
            builder.quoted(&[b]);
        } else {
            builder.quoted(b"\\");
        }
    }

    /// The error for a construct that the text does not close.
    #[inline(never)]
    pub(super) fn unclosed(&mut self, close: u8, open: usize) -> Box<SyntaxError> {
        let line = self.line_at(open);
        let mut message = b"unexpected EOF while looking for matching `".to_vec();
        message.push(close);
        message.push(b'\'');
        let mut error = SyntaxError::new(line, message);
        error.incomplete = true;
        error.in_token = true;
        error
    }
}
