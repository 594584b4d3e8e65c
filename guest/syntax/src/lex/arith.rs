//! Text in arithmetic position: `$((…))`, `$[…]`, `((…))`, `for ((…))`, `${x:…}`.

use super::bits;
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use super::word::{no_closing_brace, unreadable};
use crate::arith;
use crate::ast::{Arith, Word, WordPart};
use crate::error::{Inside, Res};
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
        let scanned = self.arith_parts(open, end, &mut builder)?;
        let raw = self.raw(start);
        let parts = match scanned {
            Scanned::Parentheses => return Ok(None),
            Scanned::Text => builder.finish(),
            Scanned::OpenBrace(from) => vec![open_brace(&raw, from - start, line)],
        };
        self.leave(COST);
        Ok(Some(make(parts, raw, line, self.depth)))
    }

    /// Reads an expansion in arithmetic text; `false` and the cursor stays if it is a `${` that goes on
    /// behind the end of the text, for which bash looks by parentheses or brackets alone.
    #[inline(never)]
    fn arith_dollar(&mut self, end: ArithEnd, builder: &mut Builder) -> Res<bool> {
        let closing = match end {
            ArithEnd::DoubleParen if self.raw_at(1) == b'{' => b')',
            ArithEnd::Bracket if self.raw_at(1) == b'{' => b']',
            _ => return self.dollar(Quoting::Text, builder).map(|()| true),
        };
        let mark = self.mark();
        let mut expansion = Builder::new();
        match self.dollar(Quoting::Text, &mut expansion) {
            Err(error) if error.inside != Inside::Command || !error.in_token => return Err(error),
            Err(_) => {}
            Ok(()) if !self.closes(mark.position(), closing) => {
                expansion.finish().into_iter().for_each(|part| builder.part(part));
                return Ok(true);
            }
            Ok(()) => {}
        }
        self.reset(&mark);
        Ok(false)
    }

    /// Whether what stands between a position and the cursor closes more than it opens.
    fn closes(&self, from: usize, closing: u8) -> bool {
        let opening = if closing == b')' { b'(' } else { b'[' };
        let mut open = 0_i64;
        self.slice(from, self.pos).iter().any(|&byte| {
            open += i64::from(byte == opening) - i64::from(byte == closing);
            open < 0
        })
    }

    #[inline(never)]
    fn arith_parts(&mut self, open: usize, end: ArithEnd, builder: &mut Builder) -> Res<Scanned> {
        let mut scanned = Scanned::Text;
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
                // Behind an open brace the text is only looked at for its end.
                b'$' if matches!(scanned, Scanned::Text) || self.raw_at(1) != b'{' => {
                    let from = self.pos;
                    if self.arith_dollar(end, builder)? {
                        continue;
                    }
                    scanned = Scanned::OpenBrace(from);
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
                b')' if end == ArithEnd::Paren => return Ok(scanned),
                b')' if double && self.peek2() != b')' => return Ok(Scanned::Parentheses),
                b')' if double => return Ok(scanned),
                b'[' => brackets += 1,
                b']' if brackets > 0 => brackets -= 1,
                b']' if end == ArithEnd::Bracket => return Ok(scanned),
                b';' if end == ArithEnd::Section && parens == 0 => return Ok(scanned),
                b'?' if end == ArithEnd::Offset && parens == 0 => ternaries += 1,
                b':' if end == ArithEnd::Offset && parens == 0 => {
                    if ternaries == 0 {
                        return Ok(scanned);
                    }
                    ternaries -= 1;
                }
                b'}' if matches!(end, ArithEnd::Offset | ArithEnd::Length) => return Ok(scanned),
                _ => {}
            }
            self.bump();
            builder.quoted(&[b]);
        }
    }
}

/// What the end of arithmetic text showed.
enum Scanned {
    /// Its parts are right.
    Text,
    /// A single parenthesis ends it: it is none.
    Parentheses,
    /// A `${` there is not closed: it fails when it is expanded.
    OpenBrace(usize),
}

/// Arithmetic text with a `${` that is not closed, which bash finds when it expands the text.
fn open_brace(text: &Rc<[u8]>, at: usize, line: u32) -> WordPart {
    let inside = text.get(at + 2..).unwrap_or_default();
    let name = inside.iter().take_while(|&&byte| bits::is_name_byte(byte)).count();
    let operator = inside.get(name).is_some_and(|byte| b"#%^,:/-=?+@~".contains(byte));
    let message = match operator {
        true => no_closing_brace(text),
        false => [text, &b": bad substitution"[..]].concat().into(),
    };
    unreadable(message, line)
}

/// Arithmetic with its expression, where the text is static.
pub(crate) fn make(parts: Vec<WordPart>, raw: Rc<[u8]>, line: u32, depth: u32) -> Arith {
    let expr = arith::parse_parts(&parts, depth).map(Rc::new);
    Arith { text: Word { parts, raw }, expr, line }
}
