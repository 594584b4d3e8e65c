//! `${…}`.

use super::arith::ArithEnd;
use super::bits;
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use super::param_word::ParamWord;
use super::word::no_closing_brace;
use crate::ast::{CaseChange, Param, ParamName, ParamOp, ReplaceScope, Transform, Word, WordPart};
use crate::error::Res;
use std::rc::Rc;

/// What `${…}` costs of the nesting limit.
const COST: u32 = 20;

impl Lexer<'_> {
    /// Reads `${…}`; the cursor is at the `$`.
    #[inline(never)]
    pub(super) fn braced_param(&mut self, quoting: Quoting, builder: &mut Builder) -> Res<()> {
        self.enter(COST)?;
        let start = self.pos;
        let line = self.line_at(start);
        self.bump();
        self.peek();
        self.bump();
        let mut param = Param {
            name: ParamName::Special(b'#'),
            subscript: None,
            indirect: false,
            op: ParamOp::Bad,
            braced: true,
            raw: Rc::from(&b""[..]),
            line,
        };
        self.param_inside(start, quoting, &mut param)?;
        if self.peek() != b'}' {
            // Not an expansion: what is left up to the brace is skipped, the error comes when it runs.
            self.param_word(ParamWord::Value, quoting, start)?;
            param.op = match param.op {
                ParamOp::Transform(_) | ParamOp::BadTransform => ParamOp::BadTransform,
                op @ (ParamOp::BadOperator | ParamOp::Unreadable) => op,
                _ => ParamOp::Bad,
            };
        }
        self.bump();
        param.raw = match param.op {
            ParamOp::Unreadable => no_closing_brace(&self.raw(start)),
            _ => self.raw(start),
        };
        builder.part(WordPart::Param(Box::new(param)));
        self.leave(COST);
        Ok(())
    }

    #[inline(never)]
    fn param_inside(&mut self, start: usize, quoting: Quoting, param: &mut Param) -> Res<()> {
        match self.peek() {
            b'#' if self.length_follows() => {
                self.bump();
                if !self.param_name(param) {
                    return Ok(());
                }
                if !self.param_subscript(param)? {
                    return Ok(());
                }
                param.op = ParamOp::Length;
                return Ok(());
            }
            b'!' if self.indirect_follows() => {
                self.bump();
                param.indirect = true;
            }
            _ => {}
        }
        if !self.param_name(param) {
            return Ok(());
        }
        if !self.param_subscript(param)? {
            if param.subscript.is_none() && quoting == Quoting::Double {
                param.op = ParamOp::Unreadable;
                self.open_subscript = true;
            }
            return Ok(());
        }
        if param.indirect && self.names(param) {
            return Ok(());
        }
        // `${#=}` is no operator with nothing behind it.
        let is_count = matches!(param.name, ParamName::Special(b'#')) && !param.indirect;
        if is_count && matches!(self.peek(), b'+' | b'=' | b'%' | b'/') && self.peek2() == b'}' {
            return Ok(());
        }
        // Behind these the operators of case belong to a name that is none.
        let (is_name, takes_case) = match param.name {
            ParamName::Special(b'$' | b'!') => (!param.indirect, true),
            ParamName::Special(b'#' | b'?' | b'-') => (true, false),
            ParamName::Special(b'@') => (true, !param.indirect),
            _ => (true, true),
        };
        if !is_name || !takes_case && matches!(self.peek(), b'^' | b',' | b'~') {
            return Ok(());
        }
        self.param_op(start, quoting, param)
    }

    /// `#` is the operator, not the parameter.
    fn length_follows(&mut self) -> bool {
        let next = self.peek2();
        bits::is_name_byte(next)
            || (matches!(next, b'@' | b'*' | b'?' | b'-' | b'$' | b'!' | b'#') && self.raw_at(2) == b'}')
    }

    /// `!` is the operator, not the parameter.
    fn indirect_follows(&mut self) -> bool {
        let next = self.peek2();
        bits::is_name_byte(next)
            || matches!(next, b'@' | b'*' | b'$' | b'!')
            || matches!(next, b'#' | b'?') && !self.options.posix
    }

    /// Reads the parameter's name; `false` if there is none.
    fn param_name(&mut self, param: &mut Param) -> bool {
        let b = self.peek();
        if bits::is_name_start(b) {
            let name = self.name();
            param.name = if *name == *b"_" { ParamName::Special(b'_') } else { ParamName::Variable(name) };
            return true;
        }
        if b.is_ascii_digit() {
            let mut number = 0_u32;
            while self.peek().is_ascii_digit() {
                number = number.saturating_mul(10).saturating_add(u32::from(self.peek() - b'0'));
                self.bump();
            }
            param.name = if number == 0 { ParamName::Special(b'0') } else { ParamName::Positional(number) };
            return true;
        }
        // An expansion inside, not `$$`.
        if b == b'$' && matches!(self.peek2(), b'{' | b'(' | b'[') {
            return false;
        }
        if matches!(b, b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') {
            self.bump();
            param.name = ParamName::Special(b);
            return true;
        }
        false
    }

    /// Reads `[…]`; `false` if it is not closed.
    #[inline(never)]
    fn param_subscript(&mut self, param: &mut Param) -> Res<bool> {
        if self.peek() == b'[' && matches!(param.name, ParamName::Variable(_) | ParamName::Special(b'_')) {
            let open = self.pos;
            self.bump();
            param.subscript = self.subscript(open, true)?;
            let is_empty = |word: &Word| word.raw.is_empty();
            return Ok(match &param.subscript {
                Some(crate::ast::Subscript::Index { word, .. }) => !is_empty(word),
                subscript => subscript.is_some(),
            });
        }
        Ok(true)
    }

    /// `${!prefix*}`, `${!prefix@}` and `${!a[@]}`.
    fn names(&mut self, param: &mut Param) -> bool {
        let b = self.peek();
        if param.subscript.is_none()
            && matches!(b, b'*' | b'@')
            && self.peek2() == b'}'
            && matches!(param.name, ParamName::Variable(_) | ParamName::Special(b'_'))
        {
            self.bump();
            param.indirect = false;
            param.op = ParamOp::NamesWithPrefix { at: b == b'@' };
            return true;
        }
        let all = matches!(param.subscript, Some(crate::ast::Subscript::At | crate::ast::Subscript::Star));
        if b == b'}' && all {
            param.indirect = false;
            param.op = ParamOp::Keys;
            return true;
        }
        false
    }

    /// Reads the operator and its operands, up to the closing brace.
    #[inline(never)]
    fn param_op(&mut self, start: usize, quoting: Quoting, param: &mut Param) -> Res<()> {
        let op = self.peek();
        let next = self.peek2();
        param.op = match op {
            b'}' => ParamOp::None,
            b':' if matches!(next, b'-' | b'=' | b'?' | b'+') => {
                self.bump();
                self.value_op(true, quoting, start)?
            }
            b':' if next == b'}' => {
                self.bump();
                ParamOp::BadOperator
            }
            b':' => self.substring(start)?,
            b'-' | b'=' | b'?' | b'+' => self.value_op(false, quoting, start)?,
            b'#' | b'%' => {
                self.bump();
                let longest = self.eat(op);
                let pattern = self.param_word(ParamWord::Pattern, quoting, start)?;
                if op == b'#' {
                    ParamOp::RemovePrefix { longest, pattern }
                } else {
                    ParamOp::RemoveSuffix { longest, pattern }
                }
            }
            b'/' => self.replace(quoting, start)?,
            b'^' | b',' | b'~' => {
                self.bump();
                let all = self.eat(op);
                let change = match op {
                    b'^' => CaseChange::Upper,
                    b',' => CaseChange::Lower,
                    _ => CaseChange::Toggle,
                };
                let pattern = self.param_word(ParamWord::Pattern, quoting, start)?;
                let pattern = (!pattern.parts.is_empty()).then_some(pattern);
                ParamOp::Case { change, all, pattern }
            }
            b'@' => self.transform(next),
            _ => ParamOp::Bad,
        };
        Ok(())
    }

    #[inline(never)]
    fn value_op(&mut self, colon: bool, quoting: Quoting, start: usize) -> Res<ParamOp> {
        let op = self.peek();
        self.bump();
        let in_value = self.in_value;
        self.in_value &= matches!(op, b'-' | b'+');
        let word = self.param_word(ParamWord::Value, quoting, start);
        self.in_value = in_value;
        let word = word?;
        Ok(match op {
            b'-' => ParamOp::Default { colon, word },
            b'=' => ParamOp::Assign { colon, word },
            b'+' => ParamOp::Alternative { colon, word },
            _ => {
                let word = (!word.raw.is_empty()).then_some(word);
                ParamOp::Error { colon, word, quoted: quoting != Quoting::None }
            }
        })
    }

    #[inline(never)]
    fn substring(&mut self, start: usize) -> Res<ParamOp> {
        self.bump();
        let Some(offset) = self.arith_text(start, ArithEnd::Offset)? else { return Ok(ParamOp::Bad) };
        let mut length = None;
        if self.eat(b':') {
            length = self.arith_text(start, ArithEnd::Length)?.map(Rc::new);
        } else if offset.text.raw.is_empty() {
            return Ok(ParamOp::Bad);
        }
        Ok(ParamOp::Substring { offset: Rc::new(offset), length })
    }

    #[inline(never)]
    fn replace(&mut self, quoting: Quoting, start: usize) -> Res<ParamOp> {
        self.bump();
        let scope = match self.peek() {
            b'/' => ReplaceScope::All,
            b'#' => ReplaceScope::Prefix,
            b'%' => ReplaceScope::Suffix,
            _ => ReplaceScope::First,
        };
        if scope != ReplaceScope::First {
            self.bump();
        }
        let anchored = matches!(scope, ReplaceScope::Prefix | ReplaceScope::Suffix);
        let pattern = if anchored && self.peek() == b'/' {
            Word::default()
        } else {
            self.param_word(ParamWord::ReplacePattern, quoting, start)?
        };
        let replacement = if self.eat(b'/') {
            Some(self.param_word(ParamWord::Replacement, quoting, start)?)
        } else {
            None
        };
        Ok(ParamOp::Replace { scope, pattern, replacement })
    }

    fn transform(&mut self, letter: u8) -> ParamOp {
        let transform = match letter {
            b'Q' => Transform::Quote,
            b'E' => Transform::Escapes,
            b'P' => Transform::Prompt,
            b'A' => Transform::Assignment,
            b'a' => Transform::Attributes,
            b'K' => Transform::PairsQuoted,
            b'k' => Transform::Pairs,
            b'U' => Transform::Upper,
            b'u' => Transform::UpperFirst,
            b'L' => Transform::Lower,
            _ => return ParamOp::BadTransform,
        };
        self.bump();
        self.peek();
        self.bump();
        ParamOp::Transform(transform)
    }
}
