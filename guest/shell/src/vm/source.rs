//! Sources of commands: text that is parsed command by command, as bash reads it.

use super::{Fault, Frame, FrameKind, Vm, Wait};
use crate::compile;
use crate::ir::Code;
use crate::state::State;
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::state::traps::Condition;
use bashwit_kernel::OpenFile;
use bashwit_syntax::{Aliases, Inside, Message, ParseOptions, Parser, SyntaxError, Warning};
use std::rc::Rc;
use std::task::Poll;

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A script file or a sourced one: messages carry its name.
    File,
    /// `-c`.
    CommandString,
    /// Standard input.
    Input,
    /// `eval`.
    Eval,
    /// A trap's action.
    Trap,
}

/// A source of commands.
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// The name for messages and `BASH_SOURCE`.
    pub name: Text,
    /// The text so far.
    pub(crate) text: Rc<[u8]>,
    /// How much of it has been run.
    pub(crate) position: usize,
    /// The line at `position`.
    pub(crate) line: u32,
    /// Where more text comes from.
    pub(crate) input: Option<Rc<OpenFile>>,
    /// The input has ended.
    pub(crate) ended: bool,
    /// What runs when it ends.
    pub(crate) after: After,
    /// Alias text that the last command left unread.
    pub(crate) leftover: Vec<u8>,
    /// `command` runs it: its errors do not end a POSIX shell.
    pub(crate) plain: bool,
    /// A command of it has run, or failed to be read.
    pub(crate) has_run: bool,
    /// The command that was `$BASH_COMMAND` before it.
    shown: Option<(Rc<Code>, usize)>,
    /// What `BASH_ARGV` tells of it, if anything.
    pub(crate) pushed: Option<Rc<Vec<Text>>>,
}

/// What a source puts back when it ends.
pub(crate) enum After {
    Nothing,
    /// `source FILE ARGS`: the caller's arguments; the RETURN trap runs.
    Sourced {
        positional: Option<Rc<Vec<Text>>>,
        /// The RETURN trap runs: it is on the call stack no longer.
        is_over: bool,
    },
    /// A file that the shell reads before its commands.
    Startup,
    /// A trap: `$?` and `$_` as they were.
    Trap {
        status: u8,
        last_argument: Text,
        pipe_status: Vec<u8>,
        condition: Condition,
        /// `$BASH_COMMAND` of the trap around it.
        command: Option<Text>,
    },
    /// The EXIT trap.
    ExitTrap {
        status: u8,
    },
    /// Commands that a builtin runs: the rest of the builtin.
    Resume(Box<dyn Wait>),
}

impl Source {
    /// A source with all of its text.
    pub(crate) fn text(kind: SourceKind, name: Text, mut text: Rc<[u8]>, line: u32) -> Self {
        if kind == SourceKind::File {
            drop_last_backslash(&mut text);
        }
        Source {
            kind,
            name,
            text,
            position: 0,
            line,
            input: None,
            ended: true,
            after: After::Nothing,
            leftover: Vec::new(),
            plain: false,
            has_run: false,
            shown: None,
            pushed: None,
        }
    }

    /// A source that reads a descriptor as far as each command needs.
    pub(crate) fn input(name: Text, file: Rc<OpenFile>) -> Self {
        let text = Rc::from(&b""[..]);
        Source {
            kind: SourceKind::Input,
            name,
            text,
            position: 0,
            line: 1,
            input: Some(file),
            ended: false,
            after: After::Nothing,
            leftover: Vec::new(),
            plain: false,
            has_run: false,
            shown: None,
            pushed: None,
        }
    }

    /// A sourced file as its subshells see it: there is nothing left to run.
    pub(crate) fn read(sourced: &Source) -> Self {
        let after = After::Sourced { positional: None, is_over: false };
        Source {
            has_run: true,
            after,
            pushed: sourced.pushed.clone(),
            ..Source::text(sourced.kind, sourced.name.clone(), Rc::from(&b""[..]), sourced.line)
        }
    }

    /// The command that ran up to here was given up at a line: bash counts on from there.
    pub(crate) fn count_from(&mut self, line: u32) {
        let whole = self.position.checked_sub(1).is_some_and(|at| self.text.get(at) == Some(&b'\n'));
        self.line = line.saturating_add(u32::from(whole));
    }

    /// The RETURN trap of a sourced file finds what its caller has, but for the arguments.
    pub(crate) fn end_call(&mut self) -> Option<(Rc<Code>, usize)> {
        let After::Sourced { is_over, .. } = &mut self.after else { return None };
        *is_over = true;
        self.kind = SourceKind::Eval;
        self.shown.clone()
    }

    /// A command runs it: `eval`, `source`, a trap.
    pub(crate) fn is_run_by_command(&self) -> bool {
        matches!(self.kind, SourceKind::Eval | SourceKind::Trap) || !matches!(self.after, After::Nothing)
    }

    /// It is run by `source`.
    pub(crate) fn is_sourced(&self) -> bool {
        matches!(self.after, After::Sourced { is_over: false, .. } | After::Startup)
    }
}

impl Source {
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

/// A backslash at the end of a file joins the last line with nothing.
fn drop_last_backslash(text: &mut Rc<[u8]>) {
    if text.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1 {
        *text = Rc::from(&text[..text.len() - 1]);
    }
}

/// The aliases of a state, as the parser asks for them.
struct StateAliases<'a>(&'a State);

impl Aliases for StateAliases<'_> {
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.0.aliases.get(name).cloned()
    }
}

/// What `source` reads.
pub enum SourceInput {
    /// A whole file.
    Text(Rc<[u8]>),
    /// A stream.
    Stream(Rc<OpenFile>),
}

impl Vm {
    /// Runs a file in this shell, with arguments of its own if there are any.
    pub(crate) fn push_sourced(
        &mut self,
        name: Text,
        input: SourceInput,
        args: &[Text],
    ) -> Result<(), Fault> {
        let mut source = match input {
            SourceInput::Text(text) => Source::text(SourceKind::File, name, text, 1),
            SourceInput::Stream(file) => Source { kind: SourceKind::File, ..Source::input(name, file) },
        };
        let positional =
            (!args.is_empty()).then(|| std::mem::replace(&mut self.state.positional, Rc::new(args.to_vec())));
        source.pushed = match positional {
            Some(_) => self.arguments_to_push(),
            None => Some(Rc::new(vec![source.name.clone()])),
        };
        source.after = After::Sourced { positional, is_over: false };
        let cut_off = self.cut_off_debug_trap();
        self.push_source(source, 0)?;
        if let Some(frame) = self.frames.last_mut() {
            frame.cut_off = cut_off;
        }
        Ok(())
    }

    /// The same for a file that cannot be read: that fails, once the RETURN trap has run.
    pub(crate) fn push_unread(&mut self, name: Text, args: &[Text]) -> Result<(), Fault> {
        let before = std::mem::replace(&mut self.state.status, 1);
        self.push_sourced(name, SourceInput::Text(Rc::default()), args)?;
        self.trap_state.before_return = Some(before);
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() {
            source.has_run = true;
        }
        Ok(())
    }

    /// The sourced file that has just been pushed is a start-up file.
    pub(crate) fn is_startup_file(&mut self) {
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() {
            source.after = After::Startup;
        }
    }

    /// What goes on where the source that has just been pushed ends.
    pub(crate) fn resume_after_source(&mut self, rest: Box<dyn Wait>) {
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() {
            source.after = After::Resume(rest);
        }
    }

    /// Whether `return` means something here.
    pub(crate) fn may_return(&self) -> bool {
        self.frames.iter().any(|frame| match &frame.kind {
            FrameKind::Function(_) => true,
            FrameKind::Source(source) => source.is_sourced(),
            FrameKind::Body => false,
        })
    }

    /// The status of `exit` without operand: in a trap, that from before the trap.
    pub(crate) fn status_for_exit(&self) -> u8 {
        self.frames
            .iter()
            .rev()
            .find_map(|frame| match &frame.kind {
                FrameKind::Source(source) => match source.after {
                    After::Trap { status, .. } | After::ExitTrap { status } => Some(status),
                    _ => None,
                },
                _ => None,
            })
            .unwrap_or(self.state.status)
    }

    /// How text is read now.
    pub(crate) fn parse_options(&self) -> ParseOptions {
        let options = self.state.options;
        ParseOptions {
            keyword: options.has(Set::Keyword),
            extglob: options.shopt(Shopt::ExtGlob),
            posix: options.has(Set::Posix),
            aliases: options.shopt(Shopt::ExpandAliases) || options.has(Set::Posix),
            comments: options.shopt(Shopt::InteractiveComments) || !options.has(Set::Interactive),
        }
    }

    /// Runs a source of commands.
    pub(crate) fn push_source(&mut self, mut source: Source, scopes: u32) -> Result<(), Fault> {
        source.plain = self.plain_builtin;
        self.check_depth()?;
        if !self.kernel.check_source(source.text.len()) {
            return Err(Fault::Exit(1));
        }
        if self.frames.is_empty() && source.kind == SourceKind::File {
            self.main_source = Some(source.name.clone());
        }
        self.keep_shown();
        source.shown = self.trap_state.shown.clone();
        self.push_frame(Rc::default(), FrameKind::Source(Box::new(source)), scopes);
        Ok(())
    }

    /// The code of the innermost frame has ended: the next command, or the end of the frame.
    pub(crate) fn end_of_code(&mut self) -> Result<(), Fault> {
        if self.process.pending.get() != 0 && self.exiting.is_none() && self.run_pending_trap()? {
            return Ok(());
        }
        let aliases_and_options = self.parse_options();
        let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() else {
            return self.end_of_frame();
        };
        if source.position >= source.text.len() && source.ended && source.leftover.is_empty() {
            return self.end_of_frame();
        }
        let is_main = matches!(source.after, After::Nothing) && source.kind != SourceKind::Eval;
        let is_one = is_main && source.kind != SourceKind::CommandString;
        if source.has_run && is_one && self.state.options.has(Set::OneCmd) {
            return Err(Fault::Exit(self.state.status));
        }
        let text = source.text.clone();
        let (from, first_line) = (source.position, source.line);
        let leftover = source.leftover.clone();
        let mut parser = Parser::new(&text[from..], first_line).with_leftover(leftover);
        let parsed = parser.next_command(&aliases_and_options, &StateAliases(&self.state));
        let warnings = parser.take_warnings();
        match parsed {
            // More text could mend it, and there may be more.
            Err(error) if error.incomplete && !source.ended => self.read_more(),
            // What ends where the text ends (an unfinished line, a here-document) may be longer.
            Ok(_) if !source.ended && parser.met_end() => self.read_more(),
            Err(error) if error.in_array => {
                source.has_run = true;
                let stop = if error.incomplete { text.len() } else { from + parser.position() };
                let stop = stop.min(text.len());
                let rest = memchr::memchr(b'\n', &text[stop..]);
                source.position = rest.map_or(text.len(), |newline| stop + newline + 1);
                let read = &text[from..source.position];
                source.line += read.iter().filter(|&&byte| byte == b'\n').count() as u32;
                let end_line = source.line + u32::from(!read.ends_with(b"\n"));
                self.warn(&warnings);
                self.syntax_error(&error)?;
                if error.in_token {
                    // The list has no end either.
                    let text = b"syntax error: unexpected end of file".to_vec();
                    let messages = vec![Message { line: end_line, text }];
                    self.syntax_error(&SyntaxError { messages, line: end_line, ..error })?;
                }
                self.state.status = 1;
                if self.is_strict() { Err(Fault::Exit(1)) } else { Ok(()) }
            }
            Err(error) => {
                source.position = text.len();
                source.ended = true;
                source.leftover.clear();
                source.has_run = true;
                let (source_kind, plain) = (source.kind, source.plain);
                let is_sourced = source.is_sourced();
                self.warn(&warnings);
                let is_main = !matches!(source_kind, SourceKind::Eval | SourceKind::Trap) && !is_sourced;
                let before = self.state.status;
                self.syntax_error(&error)?;
                match error.inside {
                    // The input is taken to have ended.
                    _ if is_main && error.ends_input => self.state.status = before,
                    _ if is_main && error.in_token && before != 0 => self.state.status = before,
                    Inside::Substitution if !is_main && !error.incomplete => {
                        return Err(self.fatal_expansion());
                    }
                    Inside::Array if !is_main => self.state.status = 1,
                    // The text of a trap, and quotes that are not closed, end nothing else.
                    _ if is_main || plain || error.in_token || source_kind == SourceKind::Trap => {}
                    _ if self.is_strict() => return Err(Fault::Exit(2)),
                    _ => {}
                }
                Ok(())
            }
            Ok(None) => {
                source.position = text.len();
                source.leftover.clear();
                self.end_of_frame()
            }
            Ok(Some(list)) => {
                source.has_run = true;
                source.position = from + parser.position();
                source.line = parser.line();
                source.leftover = parser.take_leftover();
                let is_read = !matches!(source.kind, SourceKind::Eval | SourceKind::Trap)
                    && matches!(source.after, After::Nothing);
                let is_last = source.kind == SourceKind::CommandString
                    && source.leftover.is_empty()
                    && text[source.position..].trim_ascii().is_empty();
                let recorded = self.state.options.has(Set::History) && is_read;
                let read = recorded.then_some(from..source.position);
                let echoed =
                    self.state.options.has(Set::Verbose).then(|| text[from..source.position].to_vec());
                if let Some(mut echoed) = echoed {
                    if !echoed.ends_with(b"\n") {
                        echoed.push(b'\n');
                    }
                    let _ = self.write(2, &echoed);
                }
                self.warn(&warnings);
                if self.state.options.has(Set::NoExec) && !self.state.options.has(Set::Interactive) {
                    return Ok(());
                }
                if let Some(read) = read {
                    self.record_history(&text[read]);
                }
                self.state.command_number = self.state.command_number.wrapping_add(u32::from(is_read));
                self.keep_shown();
                // A program at the end of `-c` takes the place of the shell.
                self.code = if is_last && !self.is_session() {
                    compile::process(&list, &self.state.symbols, 0, compile::ProcessOf::Text)
                } else {
                    compile::list(&list, &self.state.symbols)
                };
                self.pc = 0;
                Ok(())
            }
        }
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
                super::report::add_line(&mut prefix, message.line, gnu);
            }
            prefix.extend_from_slice(&message.text);
            prefix.push(b'\n');
            let _ = self.write(2, &prefix);
            if self.state.options.has(Set::ErrExit) && !error.in_array {
                return Err(Fault::Exit(2));
            }
        }
        self.line = saved;
        if !(error.ends_input && self.is_main_source()) {
            self.state.status = 2;
        }
        Ok(())
    }

    /// Whether what is read is the shell's own script, not something that a command runs.
    fn is_main_source(&self) -> bool {
        self.frames.last().is_some_and(|frame| match &frame.kind {
            FrameKind::Source(source) => {
                !matches!(source.kind, SourceKind::Eval | SourceKind::Trap)
                    && matches!(source.after, After::Nothing)
            }
            _ => false,
        })
    }

    /// Reads the next line of the source's input.
    fn read_more(&mut self) -> Result<(), Fault> {
        let is_prompted =
            self.state.options.has(Set::Interactive) && self.is_main_source() && !self.is_session();
        if is_prompted && let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last() {
            let is_new = source.position >= source.text.len();
            let name = self.state.symbols.intern(if is_new { b"PS1" } else { b"PS2" });
            let prompt = self.variable(name).unwrap_or_default();
            let prompt = self.expand_next_prompt(&prompt);
            let _ = self.write(2, &prompt);
        }
        self.wait = Some(Box::new(ReadLine { line: Vec::new(), is_shown: is_prompted }));
        Ok(())
    }

    /// `set -- …`: in a sourced file with arguments of its own they become the caller's.
    pub(crate) fn set_positional(&mut self, args: Vec<Text>) {
        self.state.positional = Rc::new(args);
        for frame in self.frames.iter_mut().rev() {
            match &mut frame.kind {
                FrameKind::Source(source) => {
                    if let After::Sourced { positional, .. } = &mut source.after {
                        *positional = None;
                    }
                }
                _ => return,
            }
        }
    }

    /// The innermost frame has run to its end.
    fn end_of_frame(&mut self) -> Result<(), Fault> {
        if let Some(FrameKind::Source(source)) = self.frames.last().map(|frame| &frame.kind)
            && !source.has_run
            && (source.kind == SourceKind::Eval || source.is_sourced())
        {
            // Nothing was run: that succeeds.
            self.state.status = 0;
        }
        if self.run_return_trap()? {
            return Ok(());
        }
        self.leave_frame();
        Ok(())
    }

    /// Pops the innermost frame and does what its kind asks for.
    pub(crate) fn leave_frame(&mut self) {
        let Some(frame) = self.pop_frame() else { return };
        match frame.kind {
            FrameKind::Body => self.end_last_stage(),
            FrameKind::Function(call) => {
                self.pipe_status_due = true;
                self.names_stay = false;
                self.state.positional = call.positional;
                if let Some(options) = call.options {
                    self.state.options = options;
                }
            }
            FrameKind::Source(source) => self.leave_source(*source),
        }
    }

    /// What stands behind a source, once its frame is gone.
    fn leave_source(&mut self, source: Source) {
        if source.kind != SourceKind::File || source.is_sourced() {
            self.trap_state.shown = source.shown;
        }
        match source.after {
            After::Nothing | After::Startup => self.pipe_status_due = true,
            After::Sourced { positional, .. } => {
                self.pipe_status_due = true;
                if let Some(positional) = positional {
                    self.state.positional = positional;
                }
            }
            After::Trap { status, last_argument, pipe_status, condition, command } => {
                self.end_trap(status, last_argument, condition);
                self.trap_state.command = command;
                self.set_pipe_status(&pipe_status);
            }
            After::ExitTrap { status } => self.leave_all_frames(status),
            After::Resume(rest) => self.wait = Some(rest),
        }
    }
}

/// Reads one line of a source's input, no byte further.
struct ReadLine {
    line: Vec<u8>,
    /// The line editor of an interactive shell shows what it reads.
    is_shown: bool,
}

impl Wait for ReadLine {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let Some(Frame { kind: FrameKind::Source(source), .. }) = vm.frames.last_mut() else {
            return Poll::Ready(Ok(()));
        };
        let Some(file) = source.input.clone() else {
            source.ended = true;
            return Poll::Ready(Ok(()));
        };
        let mut is_end = false;
        loop {
            let read = file.try_read_with(4096, |bytes| {
                let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
                self.line.extend_from_slice(&bytes[..end]);
                (end, end)
            });
            match read {
                Ok(None) => return Poll::Pending,
                Ok(Some(0)) | Err(_) => {
                    source.ended = true;
                    is_end = true;
                    break;
                }
                Ok(Some(_)) if self.line.ends_with(b"\n") => break,
                Ok(Some(_)) => {}
            }
        }
        let shown = self.is_shown.then(|| if is_end { b"exit\n".to_vec() } else { self.line.clone() });
        // What has been run is dropped, so that a long input is not copied again and again.
        let mut text = source.text[source.position..].to_vec();
        text.append(&mut self.line);
        source.position = 0;
        source.text = text.into();
        if is_end {
            drop_last_backslash(&mut source.text);
        }
        if let Some(shown) = shown {
            let _ = vm.write(2, &shown);
        }
        Poll::Ready(Ok(()))
    }
}
