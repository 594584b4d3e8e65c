//! `case`.

use crate::ast::{Case, CaseEnd, CaseItem, Compound, List};
use crate::error::Res;
use crate::lex::{Keyword, Lexer, WordMode};
use std::rc::Rc;

impl Lexer<'_> {
    #[inline(never)]
    pub(super) fn case_command(&mut self) -> Res<Rc<Compound>> {
        self.skip_bare();
        self.skip_blanks();
        if self.at_operator() {
            return Err(self.unexpected_token());
        }
        let word = self.word(WordMode::SINGLE)?;
        self.skip_newlines()?;
        self.expect(Keyword::In)?;
        let mut items = Vec::new();
        loop {
            self.skip_newlines()?;
            if self.eat_keyword(Keyword::Esac) {
                break;
            }
            let (item, ended) = self.case_item()?;
            items.push(item);
            if !ended {
                self.skip_newlines()?;
                self.expect(Keyword::Esac)?;
                break;
            }
        }
        Ok(Rc::new(Compound::Case(Case { word, items })))
    }

    /// Reads one clause; whether `;;` or its kin ended it.
    #[inline(never)]
    fn case_item(&mut self) -> Res<(CaseItem, bool)> {
        if self.eat(b'(') {
            self.skip_blanks();
        }
        let mut patterns = Vec::new();
        loop {
            if self.at_operator() {
                return Err(self.unexpected_token_or_end());
            }
            patterns.push(self.word(WordMode::SINGLE)?);
            self.skip_blanks();
            if !self.eat(b'|') {
                break;
            }
            self.skip_blanks();
        }
        if !self.eat(b')') {
            return Err(self.unexpected_token());
        }
        let mut body = List::default();
        self.list(&mut body)?;
        let (end, ended) = self.case_end();
        Ok((CaseItem { patterns, body, end }, ended))
    }

    fn case_end(&mut self) -> (CaseEnd, bool) {
        if self.peek() != b';' {
            return (CaseEnd::Break, false);
        }
        self.bump();
        if self.eat(b'&') {
            return (CaseEnd::FallThrough, true);
        }
        if !self.eat(b';') {
            return (CaseEnd::Break, false);
        }
        (if self.eat(b'&') { CaseEnd::Continue } else { CaseEnd::Break }, true)
    }

    fn unexpected_token_or_end(&mut self) -> Box<crate::error::SyntaxError> {
        if self.at_end() { self.unexpected() } else { self.unexpected_token() }
    }
}
