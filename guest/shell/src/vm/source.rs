//! Sources of commands: text that is parsed command by command, as bash reads it.

mod input;
mod reading;

use input::drop_last_backslash;

use super::{Fault, Frame, FrameKind, Vm, Wait};
use crate::builtins::Lines;
use crate::ir::Code;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::traps::Condition;
use bashwit_kernel::OpenFile;
use std::rc::Rc;

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
    /// It is read line by line, for the history.
    lines: Option<Box<Lines>>,
    /// It has turned the history on.
    pub(crate) keeps_history: bool,
    /// What is read is shown, as with `set -v`.
    pub(crate) is_shown: bool,
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
            lines: None,
            keeps_history: false,
            is_shown: false,
            shown: None,
            pushed: None,
        }
    }

    /// A source that reads a descriptor as far as each command needs.
    pub(crate) fn input(name: Text, file: Rc<OpenFile>) -> Self {
        let nothing = Source::text(SourceKind::Input, name, Rc::default(), 1);
        Source { input: Some(file), ended: false, ..nothing }
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

    /// It is the shell's own script, not something that a command runs.
    pub(crate) fn is_main(&self) -> bool {
        matches!(self.after, After::Nothing) && self.kind != SourceKind::Eval
    }

    /// It is run by `source`.
    pub(crate) fn is_sourced(&self) -> bool {
        matches!(self.after, After::Sourced { is_over: false, .. } | After::Startup)
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

    /// Runs a source of commands.
    pub(crate) fn push_source(&mut self, mut source: Source, scopes: u32) -> Result<(), Fault> {
        source.plain = self.plain_builtin;
        self.check_depth()?;
        if !self.kernel.check_source(source.text.len()) {
            return Err(Fault::Exit(1));
        }
        source.keeps_history |= source.is_main() && self.state.options.has(Set::History);
        if self.frames.is_empty() && source.kind == SourceKind::File {
            self.main_source = Some(source.name.clone());
        }
        self.keep_shown();
        source.shown = self.trap_state.shown.clone();
        // What a command runs begins with the `PIPESTATUS` that is there.
        self.pipe_status_due &= self.frames.is_empty();
        self.push_frame(Rc::default(), FrameKind::Source(Box::new(source)), scopes);
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
            After::Resume(rest) => {
                self.pipe_status_due = true;
                self.wait = Some(rest);
            }
        }
    }
}
