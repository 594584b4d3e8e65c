//! How a source is read: command by command, and where it has an input, line by line.

use super::{After, Source, SourceKind};
use crate::compile;
use crate::state::State;
use crate::state::options::{Set, Shopt};
use crate::state::traps::Condition;
use crate::vm::{Fault, Frame, FrameKind, Vm, report};
use bashwit_syntax::ast::List;
use bashwit_syntax::{Aliases, Inside, Message, ParseOptions, Parser, SyntaxError, Warning};
use std::rc::Rc;

/// The aliases of a state, as the parser asks for them.
struct StateAliases<'a>(&'a State);

impl Aliases for StateAliases<'_> {
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.0.aliases.get(name).cloned()
    }
}

impl Source {
    /// All of it has been run.
    fn is_at_end(&self) -> bool {
        self.position >= self.text.len() && self.ended && self.leftover.is_empty()
    }

    /// Nothing of it is left to be run.
    fn drop_rest(&mut self) {
        self.position = self.text.len();
        self.leftover.clear();
        if let Some(lines) = &mut self.lines {
            lines.give_up();
        }
    }

    /// Nothing of it is read any more.
    pub(crate) fn give_up(&mut self) {
        self.drop_rest();
        self.ended = true;
    }

    /// Goes on behind the line in which a list was given up at a place of the text; gives that line.
    fn skip_line(&mut self, stop: usize) -> u32 {
        let stop = stop.min(self.text.len());
        let newline = memchr::memchr(b'\n', &self.text[stop..]);
        let end = newline.map_or(self.text.len(), |newline| stop + newline + 1);
        let read = &self.text[self.position..end];
        self.line += memchr::memchr_iter(b'\n', read).count() as u32;
        let line = self.line + u32::from(!read.ends_with(b"\n"));
        self.position = end;
        line
    }

    /// How messages about the text of a trap begin.
    fn trap_label(&self) -> &'static [u8] {
        match self.after {
            After::ExitTrap { .. } => b"exit trap: ",
            After::Trap { condition: Condition::Debug, .. } => b"debug trap: ",
            After::Trap { condition: Condition::Err, .. } => b"error trap: ",
            After::Trap { condition: Condition::Return, .. } => b"return trap: ",
            _ => b"trap: ",
        }
    }
}

impl Vm {
    /// How text is read now.
    pub(crate) fn parse_options(&self) -> ParseOptions {
        let options = self.state.options;
        ParseOptions {
            keyword: options.has(Set::Keyword),
            extglob: options.shopt(Shopt::ExtGlob),
            posix: options.has(Set::Posix),
            aliases: options.shopt(Shopt::ExpandAliases) || options.has(Set::Posix),
            charset: self.state.charset(),
            comments: options.shopt(Shopt::InteractiveComments) || !options.has(Set::Interactive),
        }
    }

    /// The source that is run by the innermost frame.
    fn source(&mut self) -> Option<&mut Source> {
        match &mut self.frames.last_mut()?.kind {
            FrameKind::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The code of the innermost frame has ended: the next command, or the end of the frame.
    pub(crate) fn end_of_code(&mut self) -> Result<(), Fault> {
        if self.process.pending.get() != 0 && self.exiting.is_none() && self.run_pending_trap()? {
            return Ok(());
        }
        let history = self.state.options.has(Set::History);
        let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() else {
            return self.end_of_frame();
        };
        if source.is_at_end() {
            return self.end_of_frame();
        }
        let has_history = history && source.may_keep_history();
        if has_history != source.lines.is_some() {
            source.set_history(has_history);
        }
        let is_one = source.is_main() && source.kind != SourceKind::CommandString;
        if source.has_run && is_one && self.state.options.has(Set::OneCmd) {
            return Err(Fault::Exit(self.state.status));
        }
        let (text, from, has_more) = (source.text.clone(), source.position, !source.ended);
        let mut parser = Parser::new(&text[from..], source.line).with_leftover(source.leftover.clone());
        let parsed = parser.next_command(&self.parse_options(), &StateAliases(&self.state));
        match parsed {
            // More text could mend it, and there may be more.
            Err(error) if error.incomplete && has_more => self.read_more(),
            // What ends where the text ends (an unfinished line, a here-document) may be longer.
            Ok(_) if has_more && parser.met_end() => self.read_more(),
            Ok(Some(list)) => self.enter_command(&list, &mut parser),
            Ok(None) => {
                if let Some(source) = self.source() {
                    source.drop_rest();
                }
                self.end_of_frame()
            }
            Err(error) => {
                self.warn(&parser.take_warnings());
                if error.in_array {
                    self.give_up_list(error, from + parser.position())
                } else {
                    self.give_up_source(&error)
                }
            }
        }
    }

    /// The code of the next command is what runs.
    fn enter_command(&mut self, list: &List, parser: &mut Parser<'_>) -> Result<(), Fault> {
        let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() else {
            return Ok(());
        };
        let text = source.text.clone();
        let read = source.position..source.position + parser.position();
        source.has_run = true;
        source.position = read.end;
        let extra = source.lines.as_mut().map_or(0, |lines| lines.take_extra());
        source.line = parser.line().saturating_sub(extra);
        source.leftover = parser.take_leftover();
        let is_main = source.is_main();
        let is_last = source.kind == SourceKind::CommandString
            && source.leftover.is_empty()
            && text[source.position..].trim_ascii().is_empty()
            && source.lines.as_ref().is_none_or(|lines| lines.rest().trim_ascii().is_empty());
        if source.is_shown || self.state.options.has(Set::Verbose) {
            let mut echoed = text[read].to_vec();
            if !echoed.ends_with(b"\n") {
                echoed.push(b'\n');
            }
            let _ = self.write(2, &echoed);
        }
        self.warn(&parser.take_warnings());
        if self.state.options.has(Set::NoExec) && !self.state.options.has(Set::Interactive) {
            return Ok(());
        }
        self.state.command_number = self.state.command_number.wrapping_add(u32::from(is_main));
        self.keep_shown();
        // A program at the end of `-c` takes the place of the shell.
        self.code = if is_last && !self.is_session() {
            compile::process(list, &self.state.symbols, 0, compile::ProcessOf::Text)
        } else {
            compile::list(list, &self.state.symbols)
        };
        self.pc = 0;
        Ok(())
    }

    /// After an error in the value of an array bash gives up the line, and reads on.
    fn give_up_list(&mut self, error: SyntaxError, stop: usize) -> Result<(), Fault> {
        let Some(source) = self.source() else { return Ok(()) };
        source.has_run = true;
        let line = source.skip_line(if error.incomplete { usize::MAX } else { stop });
        self.syntax_error(&error)?;
        if error.in_token {
            // The list has no end either.
            let text = b"syntax error: unexpected end of file".to_vec();
            let messages = vec![Message { line, text }];
            self.syntax_error(&SyntaxError { messages, line, ..error })?;
        }
        self.state.status = 1;
        if self.is_strict() { Err(Fault::Exit(1)) } else { Ok(()) }
    }

    /// After any other error nothing more of a source is read.
    fn give_up_source(&mut self, error: &SyntaxError) -> Result<(), Fault> {
        let Some(source) = self.source() else { return Ok(()) };
        source.give_up();
        source.has_run = true;
        let (kind, plain, is_main) = (source.kind, source.plain, source.is_main());
        let before = self.state.status;
        self.syntax_error(error)?;
        match error.inside {
            Inside::Substitution if kind == SourceKind::CommandString && !error.incomplete => {
                return Err(self.fatal_expansion());
            }
            // The input is taken to have ended.
            _ if is_main && error.ends_input => self.state.status = before,
            _ if is_main && error.in_token && before != 0 => self.state.status = before,
            Inside::Substitution if !is_main && !error.incomplete => return Err(self.fatal_expansion()),
            Inside::Array if !is_main => self.state.status = 1,
            // The text of a trap, and quotes that are not closed, end nothing else.
            _ if is_main || plain || error.in_token || kind == SourceKind::Trap => {}
            _ if self.is_strict() => return Err(Fault::Exit(2)),
            _ => {}
        }
        Ok(())
    }

    /// Writes what the parser found odd.
    fn warn(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            let saved = std::mem::replace(&mut self.line, warning.line);
            self.report(&[b"warning: ", &*warning.message].concat());
            self.line = saved;
        }
    }

    /// Writes a syntax error; the source ends with status 2.
    pub(crate) fn syntax_error(&mut self, error: &SyntaxError) -> Result<(), Fault> {
        self.syntax_error_in(error, b"")
    }

    /// The same, with what the text is a part of.
    pub(crate) fn syntax_error_in(&mut self, error: &SyntaxError, part: &[u8]) -> Result<(), Fault> {
        let saved = std::mem::replace(&mut self.line, error.line);
        let (mut kind, mut label) = (None, part);
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last() {
            kind = Some(source.kind);
            if part.is_empty() && source.kind == SourceKind::Trap {
                label = source.trap_label();
            }
        }
        // What is typed has no line numbers, and is not shown again.
        let typed = self.state.options.has(Set::Interactive) && kind != Some(SourceKind::File);
        for message in error.messages.iter().take(if typed { 1 } else { usize::MAX }) {
            let text: &[u8] = match kind {
                _ if typed => b"",
                _ if !label.is_empty() => label,
                Some(SourceKind::Eval) => b"eval: ",
                Some(SourceKind::CommandString) => b"-c: ",
                _ => b"",
            };
            // `-c: line 1: …`: the kind stands before the line.
            let mut prefix = self.source_name().to_vec();
            prefix.extend_from_slice(b": ");
            prefix.extend_from_slice(text);
            if !typed {
                let gnu = self.state.options.shopt(Shopt::GnuErrFmt);
                report::add_line(&mut prefix, message.line, gnu);
            }
            prefix.extend_from_slice(&message.text);
            prefix.push(b'\n');
            let _ = self.write(2, &prefix);
            if self.exits_on_error() {
                return Err(Fault::Exit(2));
            }
        }
        self.line = saved;
        if !(error.ends_input && self.reads_main()) {
            self.state.status = 2;
        }
        Ok(())
    }

    /// Whether what is read is the shell's own script.
    pub(super) fn reads_main(&self) -> bool {
        let kind = self.frames.last().map(|frame| &frame.kind);
        matches!(kind, Some(FrameKind::Source(source)) if source.is_main())
    }
}
