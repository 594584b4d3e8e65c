//! Function definitions.

use crate::ast::{Command, CommandKind, FunctionDef, FunctionStyle};
use crate::error::Res;
use crate::lex::{Keyword, Lexer, WordMode};
use std::rc::Rc;

impl Lexer<'_> {
    /// Reads `function name [()] body`.
    #[inline(never)]
    pub(super) fn function_keyword(&mut self, line: u32) -> Res<Command> {
        self.skip_bare();
        self.skip_blanks();
        if self.at_operator() {
            return Err(self.unexpected_token());
        }
        let name = self.word(WordMode::PLAIN)?.raw;
        self.skip_blanks();
        if self.peek() == b'(' {
            let mark = self.mark();
            self.bump();
            self.skip_blanks();
            if !self.eat(b')') {
                // `function name (list)`: the parenthesis is the body's.
                self.reset(&mark);
            }
        }
        self.function_body(name, FunctionStyle::Keyword, line)
    }

    /// Reads the body of a function and its redirections.
    #[inline(never)]
    pub(super) fn function_body(&mut self, name: Rc<[u8]>, style: FunctionStyle, line: u32) -> Res<Command> {
        self.enter(20)?;
        self.skip_newlines()?;
        let start = match self.compound_start() {
            Some(super::command::Start::Word(Keyword::Function | Keyword::Coproc)) | None => {
                return Err(self.unexpected());
            }
            Some(start) => start,
        };
        let mut body = self.compound_command(start)?;
        self.redirects(&mut body.redirects)?;
        self.leave(20);
        let def = FunctionDef { name, body: Rc::new(body), style, line };
        Ok(Command { kind: CommandKind::Function(Rc::new(def)), redirects: Vec::new(), line })
    }
}
