//! `[…]` behind a name.

use super::arith;
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use crate::ast::{Subscript, Word, WordPart};
use crate::error::Res;
use std::rc::Rc;

/// What a subscript costs of the nesting limit.
const COST: u32 = 40;

/// Both readings of a subscript, filled side by side so that nothing is read twice.
struct Readings {
    /// As a key: a word.
    key: Builder,
    /// As an index: arithmetic text.
    index: Builder,
}

impl Lexer<'_> {
    /// Reads a subscript and its `]`; the cursor is behind the `[`. `None` if it is not closed
    /// before the end (or, inside `${…}`, before `}`).
    #[inline(never)]
    pub(crate) fn subscript(&mut self, open: usize, in_param: bool) -> Res<Option<Subscript>> {
        self.enter_twice(COST)?;
        let start = self.pos;
        let line = self.line_at(open);
        let mut readings = Readings { key: Builder::new(), index: Builder::new() };
        let mut depth = 0_u32;
        loop {
            let b = self.peek();
            match b {
                0 if self.at_end() => {
                    self.leave_twice(COST);
                    return Ok(None);
                }
                b'}' if in_param => {
                    self.leave_twice(COST);
                    return Ok(None);
                }
                b']' if depth == 0 => break,
                b'[' => depth += 1,
                b']' => depth -= 1,
                b'\\' | b'\'' | b'"' | b'$' | b'`' => {
                    self.subscript_quoting(b, &mut readings)?;
                    continue;
                }
                _ => {}
            }
            self.bump();
            readings.key.literal(&[b]);
            readings.index.quoted(&[b]);
        }
        let raw = self.raw(start);
        self.bump();
        let subscript = match &*raw {
            b"@" => Subscript::At,
            b"*" => Subscript::Star,
            _ => {
                let arith = Rc::new(arith::make(readings.index.finish(), raw.clone(), line, self.depth));
                Subscript::Index { word: readings.key.word(raw), arith }
            }
        };
        self.leave_twice(COST);
        Ok(Some(subscript))
    }

    #[inline(never)]
    fn subscript_quoting(&mut self, b: u8, readings: &mut Readings) -> Res<()> {
        match b {
            b'\\' => {
                self.bump();
                let next = self.peek_raw();
                if self.at_end() {
                    return Ok(());
                }
                self.bump();
                readings.key.quoted(&[next]);
                if !matches!(next, b'$' | b'`' | b'"' | b'\\') {
                    readings.index.quoted(b"\\");
                }
                readings.index.quoted(&[next]);
            }
            b'\'' => {
                let start = self.pos;
                self.single_quoted(&mut readings.key)?;
                let text = self.raw(start);
                readings.index.quoted(&text);
            }
            b'"' => {
                let open = self.pos;
                self.bump();
                let parts = self.double_quoted(open, false)?;
                readings.index_parts(&parts);
                readings.key.part(WordPart::DoubleQuoted(parts));
            }
            _ => {
                let mut one = Builder::new();
                if b == b'$' {
                    self.dollar(Quoting::None, &mut one)?;
                } else {
                    self.backquote(Quoting::None, &mut one)?;
                }
                let parts = one.finish();
                readings.index_parts(&parts);
                for part in parts {
                    readings.key.part(part);
                }
            }
        }
        Ok(())
    }

    /// Reads `[…]` in a command word as text: blanks and operators do not end the word.
    #[inline(never)]
    pub(super) fn bracketed(&mut self, builder: &mut Builder) -> Res<()> {
        let open = self.pos;
        let mut depth = 0_u32;
        loop {
            let b = self.peek();
            match b {
                0 if self.at_end() => return Err(self.unclosed(b']', open)),
                b'\\' | b'\'' | b'"' | b'$' | b'`' => {
                    self.quoting(b, builder)?;
                    continue;
                }
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {}
            }
            self.bump();
            builder.literal(&[b]);
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

impl Readings {
    fn index_parts(&mut self, parts: &[WordPart]) {
        for part in parts {
            match part {
                WordPart::Literal(text) | WordPart::Quoted(text) => self.index.quoted(text),
                WordPart::DoubleQuoted(parts) => self.index_parts(parts),
                part => self.index.part(part.clone()),
            }
        }
    }
}

/// The word of a subscript, for building other words from it.
pub(super) fn subscript_word(subscript: &Subscript) -> Word {
    let fixed = |text: &'static [u8]| {
        let raw: Rc<[u8]> = Rc::from(text);
        Word { parts: vec![WordPart::Literal(raw.clone())], raw }
    };
    match subscript {
        Subscript::At => fixed(b"@"),
        Subscript::Star => fixed(b"*"),
        Subscript::Index { word, .. } => word.clone(),
    }
}
