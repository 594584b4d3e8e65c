//! What `$` starts.

use super::bits;
use super::builder::Builder;
use super::cursor::Lexer;
use crate::ast::{Param, ParamName, ParamOp, WordPart};
use crate::error::Res;
use std::rc::Rc;

/// The quotes that something stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// None.
    None,
    /// `"…"`.
    Double,
    /// A here-document, a prompt, arithmetic: as in double quotes, but `"` is no quote.
    Text,
}

impl Lexer<'_> {
    /// Reads what the `$` at the cursor starts.
    pub(super) fn dollar(&mut self, quoting: Quoting, builder: &mut Builder) -> Res<()> {
        let next = self.peek2();
        match next {
            b'(' => return self.paren_expansion(builder),
            b'{' => return self.braced_param(quoting, builder),
            b'[' => return self.bracket_arith(builder),
            b'\'' if quoting == Quoting::None && self.raw_at(1) == b'\'' => {
                return self.ansi_quoted(true, builder);
            }
            b'"' if quoting == Quoting::None && self.raw_at(1) == b'"' => return self.locale_quoted(builder),
            _ => {}
        }
        let start = self.pos;
        if bits::is_name_start(next) {
            self.bump();
            let name = self.name();
            let name = if *name == *b"_" { ParamName::Special(b'_') } else { ParamName::Variable(name) };
            self.simple_param(name, start, builder);
        } else if next.is_ascii_digit() || matches!(next, b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') {
            self.bump();
            self.peek();
            self.bump();
            let name = match next {
                b'1'..=b'9' => ParamName::Positional(u32::from(next - b'0')),
                _ => ParamName::Special(next),
            };
            self.simple_param(name, start, builder);
        } else {
            self.bump();
            builder.text(b"$", quoting != Quoting::None);
        }
        Ok(())
    }

    /// Reads a name; the cursor is at its first byte.
    pub(super) fn name(&mut self) -> Rc<[u8]> {
        self.peek();
        let tail = self.text.get(self.pos..).unwrap_or_default();
        let len = tail.iter().position(|&b| !bits::is_name_byte(b)).unwrap_or(tail.len());
        if tail.get(len).is_some_and(|&b| b != b'\\' && b != 0) {
            let name = Rc::from(tail.get(..len).unwrap_or_default());
            self.pos += len;
            return name;
        }
        let mut name = Vec::new();
        loop {
            let b = self.peek();
            if !bits::is_name_byte(b) {
                return Rc::from(name);
            }
            name.push(b);
            self.bump();
        }
    }

    #[inline(never)]
    fn simple_param(&mut self, name: ParamName, start: usize, builder: &mut Builder) {
        let line = self.line_at(start);
        let raw = self.raw(start);
        builder.part(WordPart::Param(Box::new(Param {
            name,
            subscript: None,
            indirect: false,
            op: ParamOp::None,
            braced: false,
            raw,
            line,
        })));
    }
}
