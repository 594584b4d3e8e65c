//! Traps: when they run, and what they find as it was before.

use super::source::{After, Source};
use super::{Fault, FrameKind, SourceKind, Vm};
use crate::ir::{Code, Op};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::state::traps::Condition;
use bashwit_kernel::Signal;
use std::rc::Rc;

/// What keeps traps from running inside themselves.
#[derive(Debug, Default)]
pub(crate) struct TrapState {
    /// The DEBUG trap runs.
    pub in_debug: bool,
    /// The ERR trap runs.
    pub in_err: bool,
    /// The RETURN trap has run for the frame that is ending.
    pub returned: usize,
    /// The command in front of which the DEBUG trap has just run.
    pub debugged: Option<(usize, usize)>,
    /// `$BASH_COMMAND` while a trap runs.
    pub command: Option<Text>,
    /// The command that became `$BASH_COMMAND` last in code that is not the running one.
    pub shown: Option<(Rc<Code>, usize)>,
    /// The DEBUG trap forbade the command that it ran for, with this status (`shopt -s extdebug`).
    pub forbidden: Option<u8>,
    /// The command that set the ERR trap, where there was none.
    pub err_since: u64,
    /// `$?` before the `return` that ends a function.
    pub before_return: Option<u8>,
}

impl Vm {
    /// What is ignored when a shell starts stays so: a trap cannot be set on it.
    pub(crate) fn keep_ignored_signals(&mut self) {
        let ignored = self.process.ignored.get();
        let signals = (1..=Signal::MAX).map(Signal).filter(|signal| ignored & signal.bit() != 0);
        let traps = Rc::make_mut(&mut self.state.traps);
        traps.ignored_at_start = ignored;
        traps.actions.extend(signals.map(|signal| (Condition::Signal(signal), Rc::from(&b""[..]))));
    }

    /// Runs the trap of a signal that has come, if one is set. True where a frame was pushed.
    pub(crate) fn run_pending_trap(&mut self) -> Result<bool, Fault> {
        let Some(signal) = self.process.take_pending() else { return Ok(false) };
        if signal == Signal::INT
            && self.state.options.has(Set::Interactive)
            && self.state.traps.action(Condition::Signal(signal)).is_none()
        {
            // Ctrl-C at a terminal: the command is given up, the session goes on.
            return Err(Fault::Abandon(128 + signal.0));
        }
        self.run_trap(Condition::Signal(signal))
    }

    /// Pushes the action of a condition; false where there is none.
    pub(crate) fn run_trap(&mut self, condition: Condition) -> Result<bool, Fault> {
        let Some(action) = self.state.traps.action(condition).cloned() else { return Ok(false) };
        if action.is_empty() {
            return Ok(false);
        }
        // What a trap runs does not become `$BASH_COMMAND`.
        let command = self.current_command();
        // The actions for signals count lines of their own.
        let line = if let Condition::Signal(_) = condition { 1 } else { self.line.max(1) };
        let mut source = Source::text(SourceKind::Trap, self.state.name.clone(), action, line);
        source.after = After::Trap {
            status: self.state.status,
            last_argument: self.state.last_argument.clone(),
            pipe_status: {
                // Before a command it is known already.
                if condition != Condition::Debug {
                    self.keep_pipe_status();
                }
                self.pipe_status.clone()
            },
            condition,
            command: self.trap_state.command.clone(),
        };
        self.push_source(source, 0)?;
        self.trap_state.command.get_or_insert(command);
        Ok(true)
    }

    /// A trap has ended: `$?` is again what it was.
    pub(crate) fn end_trap(&mut self, status: u8, last_argument: Text, condition: Condition) {
        match condition {
            Condition::Debug => {
                self.trap_state.in_debug = false;
                let forbids = self.state.status != 0 && self.state.options.shopt(Shopt::ExtDebug);
                self.trap_state.forbidden = forbids.then_some(self.state.status);
            }
            Condition::Err => self.trap_state.in_err = false,
            _ => {}
        }
        self.state.status = status;
        self.state.last_argument = last_argument;
    }

    /// Whether a function cuts off the DEBUG, ERR or RETURN trap here, or a sourced file the DEBUG trap.
    pub(crate) fn untraced(&self, condition: Condition) -> bool {
        let option = if condition == Condition::Err { Set::ErrTrace } else { Set::FuncTrace };
        if self.state.options.has(option) {
            return false;
        }
        let inner = self.frames.iter().rev().find_map(|frame| match &frame.kind {
            FrameKind::Function(call) => Some(call.untraced && !call.own_traps.contains(&condition)),
            FrameKind::Source(source) if condition == Condition::Debug && source.is_sourced() => {
                Some(!source.own_debug)
            }
            _ => None,
        });
        inner.unwrap_or(false)
    }

    /// The running function has set a trap: it runs in it.
    pub(crate) fn note_own_trap(&mut self, condition: Condition) {
        if condition == Condition::Debug {
            let kinds = self.frames.iter_mut().rev().map(|frame| &mut frame.kind);
            for kind in kinds.take_while(|kind| !matches!(kind, FrameKind::Function(_))) {
                if let FrameKind::Source(source) = kind {
                    source.own_debug = true;
                }
            }
        }
        let inner = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Function(call) => Some(call),
            _ => None,
        });
        if let Some(call) = inner
            && matches!(condition, Condition::Debug | Condition::Err | Condition::Return)
            && !call.own_traps.contains(&condition)
        {
            call.own_traps.push(condition);
        }
    }

    /// A command begins that is traced, not to be carried out, or led by the DEBUG trap.
    pub(crate) fn begin_watched_command(&mut self, at: u32) -> Result<(), Fault> {
        if self.state.options.has(Set::NoExec) && !self.state.options.has(Set::Interactive) {
            return Err(Fault::Discard(self.state.status));
        }
        if self.run_debug_trap()? {
            return Ok(());
        }
        match self.trap_state.forbidden.take() {
            // As if the function or sourced file had called `return`.
            Some(2) if self.may_return() => return Err(Fault::Return(2)),
            Some(_) => {
                self.skip_command();
                return Ok(());
            }
            None => {}
        }
        if self.state.options.has(Set::XTrace) {
            self.trace_compound(at)?;
        }
        Ok(())
    }

    /// Goes on behind the simple command that is about to begin.
    fn skip_command(&mut self) {
        let mut redirected = false;
        for (at, op) in self.code.ops.iter().enumerate().skip(self.pc) {
            match op {
                Op::SaveFds => redirected = true,
                Op::Execute(_) | Op::EndAssignments | Op::IntStatus => {
                    self.pc = at + 1 + usize::from(redirected);
                    self.state.status = 0;
                    return;
                }
                // Of other commands the trap has no say.
                Op::Command(_) => return,
                _ => {}
            }
        }
    }

    /// The DEBUG trap once more at the start of a function, under `set -T`.
    pub(crate) fn run_entry_trap(&mut self, command: Text, line: u32) -> Result<(), Fault> {
        if self.trap_state.in_debug || self.untraced(Condition::Debug) {
            return Ok(());
        }
        self.trap_state.in_debug = true;
        self.line = line;
        if self.run_trap(Condition::Debug)? {
            self.trap_state.command = Some(command);
        } else {
            self.trap_state.in_debug = false;
        }
        Ok(())
    }

    /// The DEBUG trap before a command; true where it has been pushed.
    pub(crate) fn run_debug_trap(&mut self) -> Result<bool, Fault> {
        if self.trap_state.in_debug || self.state.traps.action(Condition::Debug).is_none() {
            return Ok(false);
        }
        let here = (self.frames.len(), self.pc);
        if self.trap_state.debugged.take() == Some(here) {
            return Ok(false);
        }
        if self.untraced(Condition::Debug) && !self.state.options.shopt(Shopt::ExtDebug) {
            return Ok(false);
        }
        self.trap_state.debugged = Some(here);
        let command = self.current_command();
        // The command is started again when the trap has ended.
        self.pc -= 1;
        self.trap_state.debugged = Some((self.frames.len(), self.pc + 1));
        self.trap_state.in_debug = true;
        let pushed = self.run_trap(Condition::Debug)?;
        self.trap_state.in_debug = pushed;
        if pushed {
            self.trap_state.command = Some(command);
        }
        Ok(pushed)
    }

    /// The ERR trap after a command that failed; true where it has been pushed.
    pub(crate) fn run_err_trap(&mut self) -> Result<bool, Fault> {
        if self.trap_state.in_err
            || self.state.traps.action(Condition::Err).is_none()
            || self.untraced(Condition::Err)
        {
            return Ok(false);
        }
        self.trap_state.in_err = true;
        let pushed = self.run_trap(Condition::Err)?;
        self.trap_state.in_err = pushed;
        Ok(pushed)
    }

    /// The RETURN trap at the end of a function or sourced file; true where it was pushed.
    pub(crate) fn run_return_trap(&mut self) -> Result<bool, Fault> {
        let depth = self.frames.len();
        if depth <= self.inherited_frames {
            return Ok(false);
        }
        let before_return = self.trap_state.before_return.take();
        let applies = match self.frames.last().map(|frame| &frame.kind) {
            Some(FrameKind::Function(_)) => !self.untraced(Condition::Return),
            Some(FrameKind::Source(source)) => source.is_sourced(),
            _ => false,
        };
        if !applies || self.state.traps.action(Condition::Return).is_none() {
            return Ok(false);
        }
        if std::mem::take(&mut self.trap_state.returned) == depth {
            return Ok(false);
        }
        self.trap_state.returned = depth;
        self.pc = usize::MAX;
        // Without `return` it runs at the line where the body begins, or at that of `source`.
        if before_return.is_none()
            && let Some(frame) = self.frames.last()
        {
            self.line = match &frame.kind {
                FrameKind::Function(call) => call.function.def.body.line,
                _ => frame.call_line,
            };
        }
        // The trap sees the status from before the `return`.
        let status = self.state.status;
        if let Some(before) = before_return {
            self.state.status = before;
        }
        let pushed = self.run_trap(Condition::Return);
        if let Some(FrameKind::Source(source)) = self.frames.last_mut().map(|frame| &mut frame.kind)
            && let After::Trap { status: after, condition: Condition::Return, .. } = &mut source.after
        {
            *after = status;
        }
        pushed
    }

    /// `$BASH_COMMAND`.
    pub(crate) fn current_command(&self) -> Text {
        match (&self.trap_state.command, &self.trap_state.shown) {
            (Some(command), _) => command.clone(),
            (None, Some((code, at))) if self.shown_at == usize::MAX => command_text(code, *at),
            (None, _) => command_text(&self.code, self.shown_at),
        }
    }

    /// The text of the running command, of whatever kind it is.
    pub(crate) fn running_command(&self) -> Text {
        command_text(&self.code, self.command)
    }

    /// Other code is about to run: `$BASH_COMMAND` stays what it is.
    pub(crate) fn keep_shown(&mut self) {
        let at = std::mem::replace(&mut self.shown_at, usize::MAX);
        if at != usize::MAX {
            self.trap_state.shown = Some((self.code.clone(), at));
        }
    }

    /// Names of the running functions, innermost first, as `FUNCNAME` has them.
    pub(crate) fn function_names(&self) -> Vec<Text> {
        if self.frames.iter().any(|frame| matches!(frame.kind, FrameKind::Function(_))) {
            self.call_rows().into_iter().map(|row| row.name).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether a function runs.
    pub(crate) fn in_function(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.kind, FrameKind::Function(_)))
    }

    /// `BASH_ARGV` and `BASH_ARGC`. Without `extdebug` they begin to exist where they are first
    /// asked for outside of functions, and the arguments of functions are not among them.
    pub(crate) fn call_arguments(&mut self) -> (Vec<Text>, Vec<Text>) {
        let debug = self.state.options.shopt(Shopt::ExtDebug);
        self.argv_known |= debug || !self.in_function();
        let (mut all, mut counts) = (Vec::new(), Vec::new());
        if !self.argv_known {
            return (all, counts);
        }
        let mut positional = &self.state.positional;
        let mut push = |args: &[Text]| {
            all.extend(args.iter().rev().cloned());
            counts.push(args.len().to_string().into());
        };
        for frame in self.frames.iter().rev() {
            match &frame.kind {
                FrameKind::Function(call) => {
                    if debug {
                        push(positional);
                    }
                    positional = &call.positional;
                }
                FrameKind::Source(source) => match &source.after {
                    After::Sourced { positional: None } => push(std::slice::from_ref(&source.name)),
                    After::Sourced { positional: Some(outer) } => {
                        if debug {
                            push(positional);
                        }
                        positional = outer;
                    }
                    _ => {}
                },
                FrameKind::Body => {}
            }
        }
        push(positional);
        (all, counts)
    }

    /// `BASH_SOURCE`.
    pub(crate) fn source_names(&self) -> Vec<Text> {
        self.call_rows().into_iter().map(|row| row.source).collect()
    }

    /// `BASH_LINENO`.
    pub(crate) fn call_lines(&self) -> Vec<Text> {
        self.call_rows().into_iter().map(|row| row.line.to_string().into()).collect()
    }

    /// Calls of functions and sourced files, innermost first, with the script itself last.
    pub(crate) fn call_rows(&self) -> Vec<CallRow> {
        let mut rows = Vec::new();
        for frame in self.frames.iter().rev() {
            match &frame.kind {
                FrameKind::Function(call) => rows.push(CallRow {
                    name: call.name.clone(),
                    source: call.function.source.clone(),
                    line: frame.call_line,
                    is_function: true,
                }),
                FrameKind::Source(source) if source.is_sourced() => rows.push(CallRow {
                    name: Text::from(b"source"),
                    source: source.name.clone(),
                    line: frame.call_line,
                    is_function: true,
                }),
                FrameKind::Source(source) if source.kind == SourceKind::File => rows.push(CallRow {
                    name: Text::from(b"main"),
                    source: source.name.clone(),
                    line: 0,
                    is_function: false,
                }),
                _ => {}
            }
        }
        // The script stands below the frames of a subshell too.
        let has_main = rows.last().is_some_and(|row| !row.is_function);
        if let Some(source) = self.main_source.clone().filter(|_| !has_main) {
            rows.push(CallRow { name: Text::from(b"main"), source, line: 0, is_function: false });
        }
        rows
    }
}

/// The text of a command of some code.
fn command_text(code: &Code, at: usize) -> Text {
    let Some(info) = code.commands.get(at) else { return Text::EMPTY };
    match &info.text {
        Some(text) => Text::from(&**text),
        None => info.words.iter().map(|word| &**word).collect::<Vec<&[u8]>>().join(&b' ').into(),
    }
}

/// A row of the call stack.
pub(crate) struct CallRow {
    pub name: Text,
    pub source: Text,
    pub line: u32,
    pub is_function: bool,
}
