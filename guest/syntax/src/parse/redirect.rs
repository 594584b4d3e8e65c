//! Redirections.

use crate::ast::{Redirect, RedirectFd, RedirectOp, RedirectTarget, Word, WordPart};
use crate::error::Res;
use crate::lex::{Lexer, TildeMode, WordMode, is_meta, is_name_byte, is_name_start};
use std::rc::Rc;

impl Lexer<'_> {
    /// Reads the redirections behind a compound command.
    #[inline(never)]
    pub(super) fn redirects(&mut self, redirects: &mut Vec<Redirect>) -> Res<()> {
        loop {
            self.skip_blanks();
            match self.redirect()? {
                Some(redirect) => redirects.push(redirect),
                None => return Ok(()),
            }
        }
    }

    /// Reads a redirection if one is at the cursor.
    #[inline(never)]
    pub(super) fn redirect(&mut self) -> Res<Option<Redirect>> {
        let fd = match self.peek() {
            b'<' | b'>' if self.raw_at(1) != b'(' => RedirectFd::Default,
            b'&' if self.peek2() == b'>' => RedirectFd::Default,
            b'0'..=b'9' => match self.redirect_number() {
                Some(number) => RedirectFd::Number(number),
                None => return Ok(None),
            },
            b'{' if is_name_start(self.raw_at(1)) => match self.redirect_variable()? {
                Some(fd) => fd,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        let line = self.line();
        let (op, strip_tabs) = self.redirect_op();
        self.skip_blanks();
        let is_copy = matches!(op, RedirectOp::DupInput | RedirectOp::DupOutput);
        if self.at_operator() || !is_copy && self.at_redirect_number() {
            return Err(self.unexpected_token());
        }
        let target = if op == RedirectOp::HereDoc {
            self.heredoc(strip_tabs)?
        } else {
            let mode = if op == RedirectOp::HereString {
                // Tildes as in a value.
                WordMode { tilde: TildeMode::Assign, ..WordMode::SINGLE }
            } else {
                WordMode::ARGUMENT
            };
            if is_copy && self.eat(b'-') {
                // A token of its own: `>&-1` has the word `1` behind it.
                let part = WordPart::Literal(Rc::from(&b"-"[..]));
                RedirectTarget::Word(Word { parts: vec![part], raw: Rc::from(&b"-"[..]) })
            } else {
                RedirectTarget::Word(self.word(mode)?)
            }
        };
        Ok(Some(Redirect { fd, op, target, line }))
    }

    /// Reads digits that stand directly before `<` or `>`.
    fn redirect_number(&mut self) -> Option<u32> {
        let mut ahead = 0;
        let mut number = 0_u32;
        loop {
            match self.raw_at(ahead) {
                b @ b'0'..=b'9' => {
                    number = number.checked_mul(10)?.checked_add(u32::from(b - b'0'))?;
                    ahead += 1;
                }
                b'<' | b'>' if self.raw_at(ahead + 1) != b'(' => break,
                _ => return None,
            }
        }
        if i32::try_from(number).is_err() {
            return None;
        }
        for _ in 0..ahead {
            self.bump();
        }
        Some(number)
    }

    /// The cursor is at the number of the next redirection, which is no word.
    fn at_redirect_number(&mut self) -> bool {
        let mark = self.mark();
        let is_number = self.peek().is_ascii_digit() && self.redirect_number().is_some();
        self.reset(&mark);
        is_number
    }

    /// Reads `{name}` or `{name[…]}` that stands directly before `<` or `>`.
    #[inline(never)]
    fn redirect_variable(&mut self) -> Res<Option<RedirectFd>> {
        let mark = self.mark();
        let mut ahead = 1;
        while is_name_byte(self.raw_at(ahead)) {
            ahead += 1;
        }
        let behind = self.raw_at(ahead);
        if behind != b'[' && !(behind == b'}' && self.redirect_at(ahead + 1)) {
            return Ok(None);
        }
        self.bump();
        let name = self.raw_between(self.offset(), self.offset() + ahead - 1);
        for _ in 1..ahead {
            self.bump();
        }
        let mut subscript = None;
        if behind == b'[' {
            let open = self.offset();
            self.bump();
            subscript = self.subscript(open, true)?;
            // All of it is one word.
            let raw = self.raw_between(open, self.offset());
            let is_plain = !raw.iter().any(|b| matches!(b, b'\'' | b'"' | b'\\' | b'$' | b'`'));
            if subscript.is_none() || is_plain && raw.iter().any(|&b| is_meta(b)) {
                self.reset(&mark);
                return Ok(None);
            }
        }
        if self.peek() == b'}' && self.redirect_at(1) {
            self.bump();
            return Ok(Some(RedirectFd::Variable(name, subscript)));
        }
        self.reset(&mark);
        Ok(None)
    }

    /// So far ahead stands `<` or `>` that starts no process substitution.
    fn redirect_at(&mut self, ahead: usize) -> bool {
        matches!(self.raw_at(ahead), b'<' | b'>') && self.raw_at(ahead + 1) != b'('
    }

    /// Reads the operator; for here-documents also whether tabs are stripped.
    fn redirect_op(&mut self) -> (RedirectOp, bool) {
        let first = self.peek();
        self.bump();
        let second = self.peek();
        let op = match (first, second) {
            (b'&', _) => {
                self.bump();
                return (if self.eat(b'>') { RedirectOp::AppendBoth } else { RedirectOp::OutputBoth }, false);
            }
            (b'<', b'<') => {
                self.bump();
                let strip = self.eat(b'-');
                if !strip && self.eat(b'<') {
                    return (RedirectOp::HereString, false);
                }
                return (RedirectOp::HereDoc, strip);
            }
            (b'<', b'&') => RedirectOp::DupInput,
            (b'<', b'>') => RedirectOp::InputOutput,
            (b'<', _) => return (RedirectOp::Input, false),
            (_, b'>') => RedirectOp::Append,
            (_, b'&') => RedirectOp::DupOutput,
            (_, b'|') => RedirectOp::Clobber,
            _ => return (RedirectOp::Output, false),
        };
        self.bump();
        (op, false)
    }
}
