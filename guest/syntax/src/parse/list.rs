//! Lists, and-or lists and pipelines.

use crate::ast::{
    AndOr, AndOrOp, Command, List, ListItem, Pipeline, Redirect, RedirectFd, RedirectOp, RedirectTarget,
    Separator, Word, WordPart,
};
use crate::error::{Res, SyntaxError};
use crate::lex::{Keyword, Lexer, is_meta};
use std::rc::Rc;

/// What a nested list costs of the nesting limit.
const COST: u32 = 24;

impl Lexer<'_> {
    /// Reads commands up to what cannot go on a list; that stays at the cursor.
    #[inline(never)]
    pub(crate) fn list(&mut self, list: &mut List) -> Res<()> {
        self.enter(COST)?;
        let mut between = None;
        loop {
            self.skip_newlines()?;
            if self.may_alias() {
                self.expand_alias()?;
                self.skip_newlines()?;
            }
            if self.at_list_end() {
                break;
            }
            if self.in_substitution > 0
                && let Some(newline) = between
            {
                self.newlines.push(newline);
            }
            let item = self.list_item()?;
            list.items.push(item);
            let separator = self.separator();
            between = match separator {
                Some(Separator::Sequence) => Some(false),
                Some(Separator::Background) => None,
                None => Some(true),
            };
            if let (Some(separator), Some(last)) = (separator, list.items.last_mut()) {
                last.separator = separator;
            } else if self.peek() != b'\n' {
                break;
            }
        }
        self.leave(COST);
        Ok(())
    }

    /// Reads a list that must not be empty.
    pub(crate) fn some_list(&mut self) -> Res<List> {
        let mut list = List::default();
        self.list(&mut list)?;
        if list.items.is_empty() { Err(self.unexpected()) } else { Ok(list) }
    }

    /// Reads the commands of one line.
    pub(super) fn line_list(&mut self, list: &mut List) -> Res<()> {
        loop {
            let item = self.list_item()?;
            list.items.push(item);
            if let (Some(separator), Some(last)) = (self.separator(), list.items.last_mut()) {
                last.separator = separator;
                self.skip_blanks();
                if self.peek() != b'\n' && !self.at_end() {
                    if self.at_list_end() {
                        return Err(self.unexpected_behind_list());
                    }
                    continue;
                }
            }
            if self.at_end() {
                return Ok(());
            }
            if self.peek() != b'\n' {
                return Err(self.unexpected_behind_list());
            }
            return self.newline();
        }
    }

    /// The error for what cannot follow the commands of a line: bash has read their here-documents by then.
    #[inline(never)]
    fn unexpected_behind_list(&mut self) -> Box<SyntaxError> {
        let error = self.unexpected_token();
        if self.pending.is_empty() || error.incomplete {
            return error;
        }
        match self.heredocs_behind_error() {
            Ok(()) => {
                let line = self.line().saturating_sub(1);
                Box::new(error.moved_to(line))
            }
            Err(error) => error,
        }
    }

    #[inline(never)]
    fn list_item(&mut self) -> Res<ListItem> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.skip_blanks();
            let op = match self.peek() {
                b'&' if self.peek2() == b'&' => AndOrOp::And,
                b'|' if self.peek2() == b'|' => AndOrOp::Or,
                _ => break,
            };
            self.bump();
            self.peek();
            self.bump();
            self.skip_to_command()?;
            let pipeline = self.pipeline()?;
            rest.push((op, pipeline));
        }
        Ok(ListItem { and_or: AndOr { first, rest }, separator: Separator::Sequence })
    }

    /// Steps over `;` or `&`.
    fn separator(&mut self) -> Option<Separator> {
        self.skip_blanks();
        match self.peek() {
            b';' if !matches!(self.peek2(), b';' | b'&') => {
                self.bump();
                Some(Separator::Sequence)
            }
            b'&' if !matches!(self.peek2(), b'&') => {
                self.bump();
                Some(Separator::Background)
            }
            _ => None,
        }
    }

    /// Nothing at the cursor can go on a list.
    pub(super) fn at_list_end(&mut self) -> bool {
        match self.peek() {
            b')' => true,
            b';' => matches!(self.peek2(), b';' | b'&'),
            0 => self.at_end(),
            _ => self.keyword().is_some_and(Keyword::closes),
        }
    }

    #[inline(never)]
    fn pipeline(&mut self) -> Res<Pipeline> {
        self.skip_blanks();
        let line = self.line();
        let mut pipeline = Pipeline { negated: false, timed: None, commands: Vec::with_capacity(1), line };
        let mut prefixed = false;
        if matches!(self.peek(), b'!' | b't') || self.may_alias() {
            prefixed = self.pipeline_prefix(&mut pipeline)?;
        }
        if prefixed {
            self.skip_blanks();
            let b = self.peek();
            let ends = b == b'\n' || b == b')' || (b == b';' && self.peek2() != b';') || self.at_end();
            if ends {
                return Ok(pipeline);
            }
        }
        loop {
            let command = self.command()?;
            pipeline.commands.push(command);
            self.skip_blanks();
            if self.peek() != b'|' || self.peek2() == b'|' {
                return Ok(pipeline);
            }
            self.bump();
            if self.eat(b'&')
                && let Some(command) = pipeline.commands.last_mut()
            {
                let redirect = errors_too(command.line);
                command.redirects.push(redirect);
            }
            self.skip_to_command()?;
        }
    }

    /// Skips newlines to a command that must come.
    fn skip_to_command(&mut self) -> Res<()> {
        self.skip_newlines()?;
        if self.at_end() { Err(self.unexpected()) } else { Ok(()) }
    }

    /// Reads `!`, `time` and `time -p`, in any number and order.
    #[inline(never)]
    fn pipeline_prefix(&mut self, pipeline: &mut Pipeline) -> Res<bool> {
        let mut prefixed = false;
        loop {
            self.skip_blanks();
            self.expand_alias()?;
            match self.keyword() {
                Some(Keyword::Bang) => {
                    self.skip_bare();
                    pipeline.negated = !pipeline.negated;
                }
                Some(Keyword::Time) if !self.posix_time_option() => {
                    self.skip_bare();
                    pipeline.timed.get_or_insert(false);
                    self.skip_blanks();
                    if self.eat_option(b"-p") {
                        pipeline.timed = Some(true);
                        self.skip_blanks();
                    }
                    if self.eat_option(b"--") {
                        pipeline.timed = Some(true);
                    }
                }
                _ => return Ok(prefixed),
            }
            prefixed = true;
        }
    }

    /// In posix mode `time` before an option is a command.
    fn posix_time_option(&mut self) -> bool {
        if !self.options.posix {
            return false;
        }
        let mark = self.mark();
        self.skip_bare();
        self.skip_blanks();
        let option = self.peek() == b'-';
        self.reset(&mark);
        option
    }

    fn eat_option(&mut self, option: &[u8; 2]) -> bool {
        let found = self.peek() == option[0]
            && self.raw_at(1) == option[1]
            && (is_meta(self.raw_at(2)) || self.raw_at(2) == 0);
        if found {
            self.bump();
            self.bump();
        }
        found
    }
}

/// `2>&1`, which `|&` stands for.
fn errors_too(line: u32) -> Redirect {
    let raw: Rc<[u8]> = Rc::from(&b"1"[..]);
    let word = Word { parts: vec![WordPart::Literal(raw.clone())], raw };
    Redirect {
        fd: RedirectFd::Number(2),
        op: RedirectOp::DupOutput,
        target: RedirectTarget::Word(word),
        line,
    }
}

impl Lexer<'_> {
    /// Reads one command with its redirections.
    #[inline(never)]
    pub(super) fn command(&mut self) -> Res<Command> {
        self.skip_blanks();
        self.expand_alias()?;
        let mut command = match self.compound_start() {
            Some(start) => self.compound_command(start)?,
            None if self.keyword() == Some(Keyword::Bang) => return Err(self.unexpected_token()),
            None => return self.simple_command(),
        };
        self.redirects(&mut command.redirects)?;
        Ok(command)
    }
}
