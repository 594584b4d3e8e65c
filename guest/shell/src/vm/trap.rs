//! Traps: when they run, and what they find as it was before.

use super::source::{After, Source};
use super::{Fault, FrameKind, SourceKind, Vm};
use crate::ir::{Code, Function, Op, Skip};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::state::traps::{Condition, CutOff, Watched};
use bashwit_kernel::Signal;
use std::rc::Rc;

/// What keeps traps from running inside themselves.
#[derive(Debug, Default)]
pub(crate) struct TrapState {
    /// Which of the DEBUG, ERR and RETURN traps run.
    pub running: Watched,
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
    /// Stages of pipelines that are about to begin that it forbade: how many frames there are,
    /// the command, which stage.
    pub forbidden_stages: Vec<(usize, usize, u32)>,
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
        for signal in signals {
            traps.set(Condition::Signal(signal), Some(Rc::default()));
        }
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
        self.trap_state.running.set(condition, true);
        self.trap_state.command.get_or_insert(command);
        Ok(true)
    }

    /// A trap has ended: `$?` is again what it was.
    pub(crate) fn end_trap(&mut self, status: u8, last_argument: Text, condition: Condition) {
        self.trap_state.running.set(condition, false);
        if condition == Condition::Debug {
            let forbids = self.state.status != 0 && self.state.options.shopt(Shopt::ExtDebug);
            self.trap_state.forbidden = forbids.then_some(self.state.status);
            if !self.state.traps.watches(condition) {
                // The command that is started again does not ask.
                self.trap_state.debugged = None;
            }
        }
        self.state.status = status;
        self.state.last_argument = last_argument;
    }

    /// Takes away the traps that a function does not inherit.
    pub(crate) fn cut_off_traps(&mut self, function: &Function) -> CutOff {
        if !self.state.traps.watches_any() {
            return CutOff::default();
        }
        let traces = function.traced || self.state.options.has(Set::FuncTrace);
        let cut = [
            (Condition::Debug, !traces),
            (Condition::Err, !self.state.options.has(Set::ErrTrace)),
            (Condition::Return, !traces || self.trap_state.running.has(Condition::Debug)),
        ];
        self.cut_off(cut.into_iter().filter(|(_, is_cut)| *is_cut).map(|(condition, _)| condition))
    }

    /// Takes away the DEBUG trap where a sourced file does not inherit it.
    pub(crate) fn cut_off_debug_trap(&mut self) -> CutOff {
        let is_cut = !self.state.options.has(Set::FuncTrace) && self.state.traps.watches(Condition::Debug);
        self.cut_off(is_cut.then_some(Condition::Debug).into_iter())
    }

    fn cut_off(&mut self, conditions: impl Iterator<Item = Condition>) -> CutOff {
        Rc::make_mut(&mut self.state.traps).cut_off(conditions)
    }

    /// A function or sourced file has ended.
    pub(crate) fn put_back_traps(&mut self, cut: CutOff) {
        if !cut.is_empty() {
            Rc::make_mut(&mut self.state.traps).put_back(cut);
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
            Some(status) => {
                self.skip_command(at, status);
                return Ok(());
            }
            None => {}
        }
        if self.state.options.has(Set::XTrace) {
            self.trace_compound(at)?;
        }
        Ok(())
    }

    /// Leaves out the command that is about to begin; `status` is that of the trap.
    fn skip_command(&mut self, at: u32, status: u8) {
        match self.code.commands.get(at as usize).map(|info| info.skip).unwrap_or_default() {
            Skip::Nothing => {}
            Skip::To(to) => {
                self.pc = to as usize;
                self.state.status = 0;
            }
            Skip::Expression(to) => {
                self.pc = to as usize;
                if let Some(Op::ArithText(_)) = self.code.ops.get(self.pc.wrapping_sub(1)) {
                    self.texts.pop();
                }
                self.ints.push(0);
            }
            Skip::Round => self.skip_round(status),
            Skip::Stage(number) => {
                self.trap_state.forbidden_stages.push((self.frames.len(), self.command, number));
            }
        }
    }

    /// The stages of the pipeline that begins that the DEBUG trap forbade.
    pub(crate) fn take_forbidden_stages(&mut self, stages: usize) -> Vec<u32> {
        if self.trap_state.forbidden_stages.is_empty() {
            return Vec::new();
        }
        let (depth, last) = (self.frames.len(), self.command);
        let mut all = std::mem::take(&mut self.trap_state.forbidden_stages);
        let own =
            |stage: &(usize, usize, u32)| stage.0 == depth && stage.1 + stages >= last && stage.1 < last;
        let forbidden = all.iter().filter(|stage| own(stage)).map(|(.., number)| *number).collect();
        all.retain(|stage| stage.0 < depth);
        self.trap_state.forbidden_stages = all;
        forbidden
    }

    /// The DEBUG trap once more at the start of a function, under `set -T`.
    pub(crate) fn run_entry_trap(&mut self, command: Text, line: u32) -> Result<(), Fault> {
        if !self.trap_state.running.has(Condition::Debug) {
            self.line = line;
            if self.run_trap(Condition::Debug)? {
                self.trap_state.command = Some(command);
            }
        }
        Ok(())
    }

    /// The DEBUG trap before a command; true where it has been pushed.
    pub(crate) fn run_debug_trap(&mut self) -> Result<bool, Fault> {
        if self.trap_state.running.has(Condition::Debug) || !self.state.traps.watches(Condition::Debug) {
            return Ok(false);
        }
        let here = (self.frames.len(), self.pc);
        if self.trap_state.debugged.take() == Some(here) {
            return Ok(false);
        }
        let command = self.command_to_debug()?;
        // The command is started again when the trap has ended.
        self.pc -= 1;
        self.trap_state.debugged = Some(here);
        let pushed = self.run_trap(Condition::Debug)?;
        if pushed {
            self.trap_state.command = Some(command);
        }
        Ok(pushed)
    }

    /// `$BASH_COMMAND` of the command that is about to begin. The expressions of `for (( ))` are
    /// expanded by then.
    fn command_to_debug(&mut self) -> Result<Text, Fault> {
        let code = self.code.clone();
        let expanded = match code.ops.get(self.pc..) {
            Some([Op::Arith(at), Op::DropInt | Op::JumpIfZero(_), ..]) => match code.ariths.get(*at as usize)
            {
                Some(arith) => Some(self.expand_static(&arith.source.text)?),
                None => None,
            },
            Some([Op::ArithText(_), Op::DropInt | Op::JumpIfZero(_), ..]) => self.texts.last().cloned(),
            _ => None,
        };
        Ok(match expanded {
            Some(text) => [b"((", text.trim_ascii_start(), b"))"].concat().into(),
            None => self.current_command(),
        })
    }

    /// The ERR trap after a command that failed; true where it has been pushed.
    pub(crate) fn run_err_trap(&mut self) -> Result<bool, Fault> {
        if self.trap_state.running.has(Condition::Err) {
            return Ok(false);
        }
        self.run_trap(Condition::Err)
    }

    /// Whether the RETURN trap is to run where a function or sourced file ends.
    pub(crate) fn runs_return_trap(&self) -> bool {
        let running = self.trap_state.running;
        let is_in_debug = running.has(Condition::Debug) && self.state.traps.watches(Condition::Debug);
        self.state.traps.watches(Condition::Return) && !running.has(Condition::Return) && !is_in_debug
    }

    /// The RETURN trap at the end of a function or sourced file; true where it was pushed.
    pub(crate) fn run_return_trap(&mut self) -> Result<bool, Fault> {
        let depth = self.frames.len();
        if depth <= self.inherited_frames {
            return Ok(false);
        }
        let before_return = self.trap_state.before_return.take();
        let applies = match self.frames.last().map(|frame| &frame.kind) {
            Some(FrameKind::Function(_)) => true,
            Some(FrameKind::Source(source)) => source.is_sourced(),
            _ => false,
        };
        if self.trap_state.returned == depth {
            self.trap_state.returned = 0;
            return Ok(false);
        }
        if !applies || !self.runs_return_trap() {
            return Ok(false);
        }
        self.trap_state.returned = depth;
        self.pc = usize::MAX;
        if let Some(frame) = self.frames.last_mut() {
            match &mut frame.kind {
                // Without `return` it runs at the line where the body begins.
                FrameKind::Function(call) if before_return.is_none() => {
                    self.line = call.function.def.body.line;
                }
                FrameKind::Source(source) => {
                    self.line = frame.call_line;
                    let shown = source.end_call();
                    self.keep_shown();
                    self.trap_state.shown = shown;
                }
                _ => {}
            }
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
        if self.names_stay || self.in_function() {
            self.call_rows().into_iter().map(|row| row.name).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether a function runs.
    pub(crate) fn in_function(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.kind, FrameKind::Function(_)))
    }

    /// The arguments of a call that begins, where `BASH_ARGV` is to tell them.
    pub(crate) fn arguments_to_push(&self) -> Option<Rc<Vec<Text>>> {
        self.state.options.shopt(Shopt::ExtDebug).then(|| self.state.positional.clone())
    }

    /// `BASH_ARGV` begins to exist, with the arguments that there are.
    pub(crate) fn begin_argv(&mut self) {
        self.argv_base.get_or_insert_with(|| self.state.positional.clone());
    }

    /// `BASH_ARGV` and `BASH_ARGC`. Without `extdebug` they begin to exist where they are first
    /// asked for outside of functions, and the arguments of functions are not among them.
    pub(crate) fn call_arguments(&mut self) -> (Vec<Text>, Vec<Text>) {
        if !self.in_function() {
            self.begin_argv();
        }
        let (mut all, mut counts) = (Vec::new(), Vec::new());
        let Some(base) = self.argv_base.clone() else { return (all, counts) };
        let calls = self.frames.iter().rev().filter_map(|frame| match &frame.kind {
            FrameKind::Function(call) => call.pushed.as_ref(),
            FrameKind::Source(source) => source.pushed.as_ref(),
            FrameKind::Body => None,
        });
        for args in calls.chain([&base]) {
            all.extend(args.iter().rev().cloned());
            counts.push(args.len().to_string().into());
        }
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
