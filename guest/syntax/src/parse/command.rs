//! Compound commands: what starts them, groups, subshells, `if`, `((…))`.

use crate::ast::{Command, CommandKind, Compound, Coproc, If, List};
use crate::error::Res;
use crate::lex::{Keyword, Lexer};
use std::rc::Rc;

/// What starts a compound command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Paren,
    Word(Keyword),
}

impl Lexer<'_> {
    /// The start of a compound command (or of a function or coprocess) at the cursor. Words that
    /// only close something count: they are errors there.
    pub(super) fn compound_start(&mut self) -> Option<Start> {
        if self.peek() == b'(' {
            return Some(Start::Paren);
        }
        match self.keyword() {
            None | Some(Keyword::Bang | Keyword::Time) => None,
            Some(keyword) => Some(Start::Word(keyword)),
        }
    }

    /// Reads a compound command; redirections are left.
    pub(super) fn compound_command(&mut self, start: Start) -> Res<Command> {
        let line = self.line();
        let compound = match start {
            Start::Paren => self.parenthesis(line)?,
            Start::Word(keyword) => match keyword {
                Keyword::LeftBrace => self.group()?,
                Keyword::If => self.if_command()?,
                Keyword::For => self.for_command()?,
                Keyword::Select => self.select_command()?,
                Keyword::While => self.while_command(false)?,
                Keyword::Until => self.while_command(true)?,
                Keyword::Case => self.case_command()?,
                Keyword::LeftBracket => self.cond_command()?,
                Keyword::Function => return self.function_keyword(line),
                Keyword::Coproc => return self.coproc(line),
                _ => return Err(self.unexpected_token()),
            },
        };
        // Expressions are at the line where they end.
        let line =
            if matches!(*compound, Compound::Arith(_) | Compound::Cond(_)) { self.line() } else { line };
        Ok(Command { kind: CommandKind::Compound(compound), redirects: Vec::new(), line })
    }

    /// `((…))` or `(…)`.
    #[inline(never)]
    fn parenthesis(&mut self, line: u32) -> Res<Rc<Compound>> {
        let start = self.offset();
        let mark = self.mark();
        self.bump();
        if self.peek() == b'(' && !self.tried(start) {
            self.bump();
            if let Some(mut arith) = self.double_paren(start)? {
                arith.line = line;
                return Ok(Rc::new(Compound::Arith(Rc::new(arith))));
            }
            self.reset(&mark);
            self.set_tried(start);
            self.bump();
        }
        let list = self.some_list()?;
        if !self.eat(b')') {
            return Err(self.unexpected());
        }
        Ok(Rc::new(Compound::Subshell(list, self.line())))
    }

    #[inline(never)]
    fn group(&mut self) -> Res<Rc<Compound>> {
        self.skip_bare();
        let list = self.some_list()?;
        self.expect(Keyword::RightBrace)?;
        Ok(Rc::new(Compound::Group(list)))
    }

    /// Steps over a reserved word that must come.
    pub(super) fn expect(&mut self, keyword: Keyword) -> Res<()> {
        self.expand_alias()?;
        if self.eat_keyword(keyword) { Ok(()) } else { Err(self.unexpected()) }
    }

    #[inline(never)]
    fn if_command(&mut self) -> Res<Rc<Compound>> {
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            self.skip_bare();
            branches.push(self.branch()?);
            if self.keyword() != Some(Keyword::Elif) {
                break;
            }
        }
        if self.eat_keyword(Keyword::Else) {
            otherwise = Some(self.some_list()?);
        }
        self.expect(Keyword::Fi)?;
        Ok(Rc::new(Compound::If(If { branches, otherwise })))
    }

    /// Reads `condition; then body`.
    #[inline(never)]
    fn branch(&mut self) -> Res<(List, List)> {
        let condition = self.some_list()?;
        self.expect(Keyword::Then)?;
        let body = self.some_list()?;
        Ok((condition, body))
    }

    #[inline(never)]
    fn coproc(&mut self, line: u32) -> Res<Command> {
        self.skip_bare();
        self.skip_blanks();
        let mut name: Rc<[u8]> = Rc::from(&b"COPROC"[..]);
        let mark = self.mark();
        if self.compound_start().is_none() && !self.at_operator() {
            let word = self.word(crate::lex::WordMode::PLAIN)?;
            self.skip_blanks();
            match self.compound_start() {
                Some(Start::Word(keyword)) if !keyword.closes() => name = word.raw,
                Some(Start::Paren) => name = word.raw,
                _ => self.reset(&mark),
            }
        }
        if self.compound_start() == Some(Start::Word(Keyword::Function)) {
            return Err(self.unexpected_token());
        }
        self.enter(16)?;
        let body = self.command()?;
        self.leave(16);
        let kind = CommandKind::Coproc(Rc::new(Coproc { name, body }));
        Ok(Command { kind, redirects: Vec::new(), line })
    }

    /// No word can start at the cursor.
    pub(super) fn at_operator(&mut self) -> bool {
        let b = self.peek();
        match b {
            b'<' | b'>' => self.raw_at(1) != b'(',
            0 => self.at_end(),
            b => crate::lex::is_meta(b),
        }
    }
}
