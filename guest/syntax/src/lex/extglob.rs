//! Extended patterns: `?(…)`, `*(…)`, `+(…)`, `@(…)`, `!(…)`.

use super::builder::Builder;
use super::cursor::Lexer;
use crate::ast::WordPart;
use crate::error::Res;

/// What an extended pattern costs of the nesting limit.
const COST: u32 = 6;

impl Lexer<'_> {
    /// Reads an extended pattern in a word; the cursor is at its operator. Where no pattern is
    /// wanted (`as_part` is false), it becomes text.
    #[inline(never)]
    pub(super) fn extglob(&mut self, as_part: bool, builder: &mut Builder) -> Res<()> {
        let (op, open) = (self.peek(), self.pos);
        self.bump();
        self.peek();
        self.bump();
        let Some(alternatives) = self.alternatives(false)? else { return Err(self.unclosed(b')', open)) };
        if as_part {
            builder.part(WordPart::ExtGlob(op, alternatives));
            return Ok(());
        }
        builder.literal(&[op, b'(']);
        for (index, alternative) in alternatives.into_iter().enumerate() {
            if index > 0 {
                builder.literal(b"|");
            }
            for part in alternative {
                builder.part(part);
            }
        }
        builder.literal(b")");
        Ok(())
    }

    /// Reads an extended pattern inside `${…}`; `false` if `}` comes before its end.
    #[inline(never)]
    pub(super) fn try_extglob(&mut self, builder: &mut Builder) -> Res<bool> {
        let op = self.peek();
        self.bump();
        self.peek();
        self.bump();
        let Some(alternatives) = self.alternatives(true)? else { return Ok(false) };
        builder.part(WordPart::ExtGlob(op, alternatives));
        Ok(true)
    }

    /// Reads alternatives and the closing parenthesis; `None` if it is missing.
    #[inline(never)]
    fn alternatives(&mut self, in_param: bool) -> Res<Option<Vec<Vec<WordPart>>>> {
        self.enter(COST)?;
        let mut alternatives = Vec::new();
        let mut builder = Builder::new();
        let mut parens = 0_u32;
        loop {
            let b = self.peek();
            match b {
                0 if self.at_end() => return Ok(None),
                b'}' if in_param => return Ok(None),
                b'\\' | b'\'' | b'"' | b'$' | b'`' => self.quoting(b, &mut builder)?,
                b'?' | b'*' | b'+' | b'@' | b'!' if self.peek2() == b'(' => {
                    let op = b;
                    self.bump();
                    self.peek();
                    self.bump();
                    let Some(inner) = self.alternatives(in_param)? else { return Ok(None) };
                    builder.part(WordPart::ExtGlob(op, inner));
                }
                b'|' if parens == 0 => {
                    self.bump();
                    alternatives.push(std::mem::replace(&mut builder, Builder::new()).finish());
                }
                b')' if parens == 0 => {
                    self.bump();
                    alternatives.push(builder.finish());
                    self.leave(COST);
                    return Ok(Some(alternatives));
                }
                _ => {
                    match b {
                        b'(' => parens += 1,
                        b')' => parens -= 1,
                        _ => {}
                    }
                    self.bump();
                    builder.literal(&[b]);
                }
            }
        }
    }

    /// Reads a parenthesised piece of a regular expression as text.
    #[inline(never)]
    pub(crate) fn regex_parens(&mut self, builder: &mut Builder) -> Res<()> {
        let open = self.pos;
        let mut parens = 0_u32;
        loop {
            let b = self.peek();
            match b {
                0 if self.at_end() => return Err(self.unclosed(b')', open)),
                b'\\' | b'\'' | b'"' | b'$' | b'`' => {
                    self.quoting(b, builder)?;
                    continue;
                }
                b'(' => parens += 1,
                b')' => parens = parens.saturating_sub(1),
                _ => {}
            }
            self.bump();
            builder.literal(&[b]);
            if parens == 0 {
                return Ok(());
            }
        }
    }
}
