//! Text in arithmetic position: `$((…))`, `$[…]`, `((…))`, `for ((…))`, `${x:…}`.

use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use crate::arith;
use crate::ast::{Arith, Word, WordPart};
use crate::error::Res;
use std::rc::Rc;

/// What ends arithmetic text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArithEnd {
    /// `))`.
    DoubleParen,
    /// `]`.
    Bracket,
    /// `;` or `))`.
    Section,
    /// `:` or `}`.
    Offset,
    /// `}`.
    Length,
    /// `)`.
    Paren,
}

/// What arithmetic text costs of the nesting limit.
const COST: u32 = 16;

impl Lexer<'_> {
    /// Reads the inside of `$((…))` or `((…))` and the `))`. `None` if a single `)` ends it:
    /// then it is nested parentheses.
    #[inline(never)]
    pub(crate) fn double_paren(&mut self, open: usize) -> Res<Option<Arith>> {
        let Some(arith) = self.arith_text(open, ArithEnd::DoubleParen)? else { return Ok(None) };
        self.bump();
        self.peek();
        self.bump();
        Ok(Some(arith))
    }

    /// Reads `$[…]`; the cursor is at the `$`.
    #[inline(never)]
    pub(super) fn bracket_arith(&mut self, builder: &mut Builder) -> Res<()> {
        let start = self.pos;
        self.bump();
        self.peek();
        self.bump();
        if let Some(arith) = self.arith_text(start, ArithEnd::Bracket)? {
            self.bump();
            builder.part(WordPart::Arith(Rc::new(arith)));
        }
        Ok(())
    }

    /// Reads arithmetic text up to what ends it. `None` if a single `)` ends it.
    #[inline(never)]
    pub(crate) fn arith_text(&mut self, open: usize, end: ArithEnd) -> Res<Option<Arith>> {
        self.enter(COST)?;
        let line = self.line_at(open);
        let start = self.pos;
        let mut builder = Builder::new();
        if !self.arith_parts(open, end, &mut builder)? {
            return Ok(None);
        }
        let raw = self.raw(start);
        let parts = builder.finish();
        self.leave(COST);
        Ok(Some(make(parts, raw, line, self.depth)))
    }

    #[inline(never)]
    fn arith_parts(&mut self, open: usize, end: ArithEnd, builder: &mut Builder) -> Res<bool> {
        let mut parens = 0_u32;
        let mut brackets = 0_u32;
        let mut ternaries = 0_u32;
        let mut quoted = None;
        let double = matches!(end, ArithEnd::DoubleParen | ArithEnd::Section);
        loop {
            let b = self.peek();
            match b {
                0 if self.at_end() => {
                    let (close, open) = match (quoted, end) {
                        (Some(quote), _) => (b'"', quote),
                        (None, ArithEnd::Bracket) => (b']', open),
                        (None, ArithEnd::Offset | ArithEnd::Length) => (b'}', open),
                        (None, _) => (b')', open),
                    };
                    return Err(self.unclosed(close, open));
                }
                b'"' => {
                    quoted = if quoted.is_some() { None } else { Some(self.pos) };
                    self.bump();
                    continue;
                }
                b'\\' if matches!(self.raw_at(1), b'(' | b')' | b'[' | b']' | b'?' | b':' | b'\'') => {
                    // It stays, and so does what it quotes, which opens and closes nothing.
                    for _ in 0..2 {
                        let b = self.peek_raw();
                        self.bump();
                        builder.quoted(&[b]);
                    }
                    continue;
                }
                b'\\' => {
                    self.dquoted_escape(b"$`\"\\", builder);
                    continue;
                }
                b'$' => {
                    self.dollar(Quoting::Text, builder)?;
                    continue;
                }
                b'`' => {
                    self.backquote(Quoting::Text, builder)?;
                    continue;
                }
                b'\'' if quoted.is_none() => {
                    let from = self.pos;
                    self.pos += 1;
                    if let Some(close) = self.find(b'\'') {
                        builder.quoted(self.slice(from, close + 1));
                        self.pos = close + 1;
                    } else {
                        return Err(self.unclosed(b'\'', from));
                    }
                    continue;
                }
                _ if quoted.is_some() => {}
                b'(' => parens += 1,
                b')' if parens > 0 => parens -= 1,
                b')' if end == ArithEnd::Paren => return Ok(true),
                b')' if double => return Ok(self.peek2() == b')'),
                b'[' => brackets += 1,
                b']' if brackets > 0 => brackets -= 1,
                b']' if end == ArithEnd::Bracket => return Ok(true),
                b';' if end == ArithEnd::Section && parens == 0 => return Ok(true),
                b'?' if end == ArithEnd::Offset && parens == 0 => ternaries += 1,
                b':' if end == ArithEnd::Offset && parens == 0 => {
                    if ternaries == 0 {
                        return Ok(true);
                    }
                    ternaries -= 1;
                }
                b'}' if matches!(end, ArithEnd::Offset | ArithEnd::Length) => return Ok(true),
                _ => {}
            }
            self.bump();
            builder.quoted(&[b]);
        }
    }
}

/// Arithmetic with its expression, where the text is static.
pub(crate) fn make(parts: Vec<WordPart>, raw: Rc<[u8]>, line: u32, depth: u32) -> Arith {
    let expr = arith::parse_parts(&parts, depth).map(Rc::new);
    Arith { text: Word { parts, raw }, expr, line }
}
