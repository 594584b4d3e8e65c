//! `for`, `select`, `while` and `until`.

use super::command::Start;
use crate::ast::{Arith, Compound, For, ForArith, List, While};
use crate::error::{Res, SyntaxError};
use crate::lex::{ArithEnd, Keyword, Lexer, WordMode, is_meta};
use std::rc::Rc;

impl Lexer<'_> {
    #[inline(never)]
    pub(super) fn while_command(&mut self, until: bool) -> Res<Rc<Compound>> {
        self.skip_bare();
        let condition = self.some_list()?;
        let body = self.do_group()?;
        Ok(Rc::new(Compound::While(While { until, condition, body })))
    }

    /// Reads `do … done`.
    fn do_group(&mut self) -> Res<List> {
        self.expect(Keyword::Do)?;
        let body = self.some_list()?;
        self.expect(Keyword::Done)?;
        Ok(body)
    }

    /// Reads `do … done` or `{ … }`.
    fn loop_body(&mut self) -> Res<List> {
        if !self.eat_keyword(Keyword::LeftBrace) {
            return self.do_group();
        }
        let body = self.some_list()?;
        self.expect(Keyword::RightBrace)?;
        Ok(body)
    }

    #[inline(never)]
    pub(super) fn for_command(&mut self) -> Res<Rc<Compound>> {
        self.skip_bare();
        self.skip_blanks();
        if self.peek() == b'(' && self.peek2() == b'(' {
            return self.for_arith();
        }
        Ok(Rc::new(Compound::For(self.for_words()?)))
    }

    #[inline(never)]
    pub(super) fn select_command(&mut self) -> Res<Rc<Compound>> {
        self.skip_bare();
        self.skip_blanks();
        Ok(Rc::new(Compound::Select(self.for_words()?)))
    }

    #[inline(never)]
    fn for_words(&mut self) -> Res<For> {
        self.alias_behind()?;
        if self.at_operator() {
            return Err(self.unexpected_token());
        }
        let name = self.word(WordMode::NAME)?.raw;
        self.skip_blanks();
        self.alias_behind()?;
        let mut words = None;
        let mut broken = false;
        if self.peek() == b';' && self.peek2() != b';' {
            self.bump();
            self.skip_newlines()?;
            broken = true;
        } else {
            broken |= self.peek() == b'\n';
            self.skip_newlines()?;
            if self.eat_keyword(Keyword::In) {
                words = Some(self.for_list()?);
                broken = true;
            }
        }
        if !broken && self.compound_start() == Some(Start::Word(Keyword::LeftBrace)) {
            return Err(self.unexpected());
        }
        let body = self.loop_body()?;
        Ok(For { name, words, body })
    }

    /// Reads the words behind `in` and what ends them.
    #[inline(never)]
    fn for_list(&mut self) -> Res<Vec<crate::ast::Word>> {
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            self.alias_behind()?;
            if !self.at_operator() {
                words.push(self.word(WordMode::ARGUMENT)?);
                continue;
            }
            match self.peek() {
                b'\n' => {}
                0 if self.at_end() => {}
                b';' if self.peek2() != b';' => self.bump(),
                _ => return Err(self.unexpected_token()),
            }
            self.skip_newlines()?;
            return Ok(words);
        }
    }

    /// Reads `((init; condition; step))` and the body.
    #[inline(never)]
    fn for_arith(&mut self) -> Res<Rc<Compound>> {
        let open = self.offset();
        self.bump();
        self.peek();
        self.bump();
        let inside = self.offset();
        let mut sections: Vec<Arith> = Vec::new();
        loop {
            while matches!(self.peek(), b' ' | b'\t') {
                self.bump();
            }
            let Some(section) = self.arith_text(open, ArithEnd::Section)? else {
                // bash says nothing.
                let mut error = self.unexpected_token();
                error.messages.clear();
                let is_last = self.ends_before(1) || self.raw_at(1) == b'\n' && self.ends_before(2);
                (error.ends_input, error.in_token) = (!is_last, is_last);
                return Err(error);
            };
            sections.push(section);
            if !self.eat(b';') {
                break;
            }
        }
        let bad = if sections.len() == 3 { None } else { Some(self.bad_sections(sections.len(), inside)) };
        self.bump();
        self.peek();
        self.bump();
        self.skip_blanks();
        if self.peek() == b';' && self.peek2() != b';' {
            self.bump();
        }
        self.skip_newlines()?;
        let body = self.loop_body()?;
        // Bash counts the sections when it has read the whole loop.
        if let Some(error) = bad {
            return Err(error);
        }
        let mut sections =
            sections.into_iter().map(|section| (!section.text.raw.is_empty()).then(|| Rc::new(section)));
        let (init, condition, step) =
            (sections.next().flatten(), sections.next().flatten(), sections.next().flatten());
        Ok(Rc::new(Compound::ForArith(ForArith { init, condition, step, body })))
    }

    #[inline(never)]
    fn bad_sections(&mut self, count: usize, inside: usize) -> Box<SyntaxError> {
        let line = self.line();
        let message: &[u8] = if count > 3 {
            b"syntax error: `;' unexpected"
        } else {
            b"syntax error: arithmetic expression required"
        };
        let mut error = SyntaxError::new(line, message);
        let mut text = b"syntax error: `((".to_vec();
        text.extend_from_slice(&self.raw(inside));
        text.extend_from_slice(b"))'");
        error.add(line, text);
        error
    }

    /// The cursor is at a byte that ends a word.
    pub(crate) fn at_meta(&mut self) -> bool {
        let b = self.peek();
        is_meta(b) || (b == 0 && self.at_end())
    }
}
