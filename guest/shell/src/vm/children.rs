//! Children: subshells, pipelines, background commands, coprocesses, and waiting for them.

use super::jobs::JobState;
use super::source::Source;
use super::{Fault, ForkedLoop, FrameKind, Vm, Wait};
use crate::compile::{self, ProcessOf};
use crate::ir::{Block as CodeBlock, BlockKind, BlockSource, Code, StageKind};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::state::value::{IndexedArray, Scalar, Value};
use bashwit_kernel::{ExitStatus, FdEntry, OpenFile, Process, Signal, State as ProcessState};
use std::rc::Rc;
use std::task::Poll;

impl Vm {
    /// A copy of the shell in a process of its own, with code to run; it is not started.
    pub(crate) fn fork(&mut self, code: Rc<Code>) -> Result<(Rc<Process>, Vm), Fault> {
        if !self.kernel.may_fork() {
            self.report(b"fork: retry: Resource temporarily unavailable");
            return Err(Fault::Discard(254));
        }
        let process = self.process.fork(&self.kernel);
        let mut state = self.state.clone();
        state.enter_subshell();
        let mut child = Vm::new(self.kernel.clone(), process.clone(), state);
        let known = if self.jobs.list.is_empty() { &self.jobs.inherited } else { &self.jobs.list };
        child.jobs.inherited = known.clone();
        child.line = self.line;
        child.pipe_status = self.pipe_status.clone();
        child.pipe_status_due = false;
        child.substitution_depth = self.substitution_depth;
        child.is_command_string = self.is_command_string;
        child.fatal_status = self.fatal_status;
        child.argv_base = self.argv_base.clone();
        child.main_source = self.main_source.clone();
        child.conditions = self.conditions;
        child.trap_state.running = self.trap_state.running;
        child.trap_state.running.retain(|condition| child.state.traps.watches(condition));
        self.keep_shown();
        child.trap_state.shown = self.trap_state.shown.clone();
        child.trap_state.command = self.trap_state.command.clone();
        if self.state.compat < 50 {
            // Up to 4.4 a subshell belonged to the loops around it.
            child.forked_loop = self.loop_of_child(ForkedLoop::Left);
        }
        child.frames_context(self);
        child.push_frame(code, FrameKind::Body, 0);
        Ok((process, child))
    }

    /// The process runs a compound command: in a trap, it is one no longer.
    fn is_compound(&mut self, parent: &Vm) {
        for (.., fds) in &parent.jobs.coprocesses {
            for &fd in fds {
                self.process.change_fds(|table| table.set(fd, None));
            }
        }
        self.fatal_status = 1;
        self.trap_state.command = None;
    }

    /// What a process that is forked here knows of a loop around it.
    pub(crate) fn loop_of_child(&self, known: ForkedLoop) -> ForkedLoop {
        if self.loop_depth() > 0 || self.forked_loop == ForkedLoop::Left {
            known
        } else {
            ForkedLoop::Unknown
        }
    }

    /// A subshell knows the running functions and sourced files too, and may return from them.
    fn frames_context(&mut self, parent: &Vm) {
        for frame in &parent.frames {
            let kind = match &frame.kind {
                FrameKind::Function(call) => FrameKind::Function(Box::new(super::frame::Call {
                    function: call.function.clone(),
                    name: call.name.clone(),
                    positional: call.positional.clone(),
                    options: None,
                    pushed: call.pushed.clone(),
                })),
                FrameKind::Source(source) if source.is_sourced() => {
                    FrameKind::Source(Box::new(Source::read(source)))
                }
                _ => continue,
            };
            self.line = frame.call_line;
            self.push_frame(Rc::default(), kind, 0);
            self.pc = usize::MAX;
        }
        self.inherited_frames = self.frames.len();
        self.line = parent.line;
    }

    /// The code of a block, compiled at its first use.
    pub(crate) fn block_code(&self, block: &CodeBlock) -> Result<Rc<Code>, Rc<bashwit_syntax::SyntaxError>> {
        match &block.source {
            BlockSource::List(list) => {
                let outer = self.code.line_shift;
                let shift = block.first_line.map_or(outer, |line| self.line.wrapping_sub(line));
                let what = match block.kind {
                    BlockKind::Background(_) => ProcessOf::Background,
                    BlockKind::Subshell => ProcessOf::Subshell,
                    _ => ProcessOf::Text,
                };
                Ok(block
                    .code
                    .get_or_init(|| compile::process(list, &self.state.symbols, shift, what))
                    .clone())
            }
            BlockSource::Error(error) => Err(error.clone()),
        }
    }

    /// `( … )`.
    pub(crate) fn subshell(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(block) = code.blocks.get(at as usize) else { return Ok(()) };
        let Ok(body) = self.block_code(block) else { return Ok(()) };
        if self.state.traps.watches(Condition::Err) {
            // Only for that trap it becomes `$BASH_COMMAND`.
            self.shown_at = self.command;
        }
        let (process, mut child) = self.fork(body)?;
        child.jobs.inherited.clear();
        child.is_compound(self);
        self.kernel.start(&process, child.into_code());
        self.wait = Some(Box::new(ChildWait::foreground(process)));
        Ok(())
    }

    /// `… &`.
    pub(crate) fn background(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(block) = code.blocks.get(at as usize) else { return Ok(()) };
        let Ok(body) = self.block_code(block) else { return Ok(()) };
        let (process, mut child) = self.fork(body)?;
        child.jobs.inherited.clear();
        if block.is_simple() {
            child.forked_loop = self.loop_of_child(ForkedLoop::Left);
        } else {
            child.is_compound(self);
        }
        if block.wraps_subshell() {
            child.state.subshell = self.state.subshell;
        }
        let monitor = self.state.options.has(Set::Monitor);
        child.prepare_background(monitor);
        child.shows_interrupts = !monitor && !block.is_simple();
        self.kernel.start(&process, child.into_code());
        let BlockKind::Background(text) = &block.kind else { return Ok(()) };
        self.enter_job(vec![process], text, &[]);
        Ok(())
    }

    /// Enters what has been started in the background into the table of jobs.
    fn enter_job(&mut self, processes: Vec<Rc<Process>>, text: &[u8], stages: &[Rc<[u8]>]) {
        let Some(pid) = processes.last().map(|process| process.pid) else { return };
        self.state.last_background = Some(pid);
        let number = self.jobs.add(processes, Text::from(text), false);
        if let Some(job) = self.jobs.list.last_mut() {
            job.stages = stages.iter().map(|stage| Text::from(&**stage)).collect();
            job.pipefail = self.state.options.has(Set::PipeFail);
        }
        if self.state.options.has(Set::Interactive) && self.state.subshell == 0 {
            let _ = self.write(2, format!("[{number}] {pid}\n").as_bytes());
        }
        self.state.status = 0;
    }

    /// Without job control a background command ignores SIGINT and reads nothing.
    fn prepare_background(&mut self, monitor: bool) {
        if monitor {
            self.process.group.set(self.process.pid);
            return;
        }
        self.process.ignored.set(self.process.ignored.get() | Signal::INT.bit() | Signal::QUIT.bit());
        let is_console = self.process.file(0).is_ok_and(|file| !file.is_seekable());
        if is_console
            && self.stdin_is_inherited()
            && let Ok(bashwit_kernel::Opened::File(file)) =
                self.files().try_open(b"/dev/null", bashwit_kernel::OpenFlags::READ, 0)
        {
            self.process.change_fds(|fds| fds.set(0, Some(FdEntry { file, close_on_exec: false })));
        }
    }

    fn stdin_is_inherited(&self) -> bool {
        self.kernel.process(self.process.parent.get()).is_some_and(|parent| {
            match (parent.file(0), self.process.file(0)) {
                (Ok(theirs), Ok(ours)) => Rc::ptr_eq(&theirs, &ours) && ours.is_console_input(),
                _ => false,
            }
        })
    }

    /// `coproc NAME …`.
    pub(crate) fn coproc(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(block) = code.blocks.get(at as usize) else { return Ok(()) };
        let (Ok(body), BlockKind::Coproc { name, text }) = (self.block_code(block), &block.kind) else {
            return Ok(());
        };
        if !crate::expand::value::is_name(name) {
            self.report(&crate::builtins::quoted_word(name, "not a valid identifier"));
            self.state.status = 1;
            return Ok(());
        }
        self.warn_of_coprocess();
        let (from_child, to_shell) = self.kernel.pipe();
        let (to_child, from_shell) = self.kernel.pipe();
        let (process, child) = self.fork(body)?;
        process.change_fds(|fds| {
            fds.set(0, Some(FdEntry { file: to_child, close_on_exec: false }));
            fds.set(1, Some(FdEntry { file: to_shell, close_on_exec: false }));
        });
        self.kernel.start(&process, child.into_code());
        // bash has moved the ends of the child up as well, before it closes them.
        let (mut rest, mut highest) = (Vec::new(), 63);
        while rest.len() < 4 {
            let fd = self.process.fds().free_below(highest).unwrap_or(highest);
            rest.push(fd);
            highest = fd.saturating_sub(1);
        }
        let (read_fd, write_fd) = (rest[0], rest[3]);
        for (fd, file) in [(read_fd, from_child), (write_fd, from_shell)] {
            self.process.change_fds(|fds| fds.set(fd, Some(FdEntry { file, close_on_exec: true })));
        }
        let symbol = self.state.symbols.intern(name);
        let fds: IndexedArray =
            [read_fd, write_fd].into_iter().map(|fd| Scalar::Int(i64::from(fd))).collect();
        let pid_symbol = self.state.symbols.intern(&[name, &b"_PID"[..]].concat());
        if self.is_readonly(symbol) {
            self.report(&[name, &b": readonly variable"[..]].concat());
        } else {
            self.state.vars.get_mut(symbol).value = Value::Array(Rc::new(fds));
            self.assign(pid_symbol, Scalar::Int(i64::from(process.pid)), false)?;
        }
        self.state.last_background = Some(process.pid);
        self.jobs.coprocesses.push((symbol, pid_symbol, process.clone(), [read_fd, write_fd]));
        self.jobs.add(vec![process], Text::from(&**text), false);
        self.state.status = 0;
        Ok(())
    }

    /// bash counts on one coprocess at a time.
    fn warn_of_coprocess(&mut self) {
        let Some((name, _, process, _)) = self.jobs.coprocesses.last() else { return };
        if !process.has_ended() {
            let name = self.state.symbols.name(*name);
            let place = format!("warning: execute_coproc: coproc [{}:", process.pid);
            self.report(&[place.as_bytes(), &name, b"] still exists"].concat());
        }
    }

    /// The variables and descriptors of coprocesses that have been waited for.
    pub(crate) fn forget_coprocesses(&mut self) {
        let coprocesses = std::mem::take(&mut self.jobs.coprocesses);
        for (name, pid_name, process, fds) in coprocesses {
            if !process.has_ended() {
                self.jobs.coprocesses.push((name, pid_name, process, fds));
                continue;
            }
            let value = self.state.vars.get(name).map(|variable| variable.value.clone());
            if let Some(Value::Array(array)) = value {
                for fd in fds {
                    let is_held = array.iter().any(|(_, held)| held.to_text() == Text::from(fd.to_string()));
                    if is_held {
                        self.process.change_fds(|table| table.set(fd, None));
                    }
                }
            }
            if self.is_readonly(name) {
                let name = self.state.symbols.name(name);
                self.report(&[&name, &b": cannot unset: readonly variable"[..]].concat());
            } else {
                self.state.vars.unset(name, false);
            }
            self.state.vars.unset(pid_name, false);
        }
    }

    /// A pipeline: each stage in a process of its own, the last one in the shell under
    /// `lastpipe`.
    pub(crate) fn pipeline(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(pipeline) = code.pipelines.get(at as usize) else { return Ok(()) };
        let forbidden = self.take_forbidden_stages(pipeline.stages.len());
        let mut processes = Vec::with_capacity(pipeline.stages.len());
        let mut input: Option<Rc<OpenFile>> = None;
        let last = pipeline.stages.len() - 1;
        let monitor = self.state.options.has(Set::Monitor);
        let in_shell = self.state.options.shopt(Shopt::LastPipe) && !monitor && pipeline.background.is_none();
        for (number, stage) in pipeline.stages.iter().enumerate() {
            let (next_input, output) = if number < last {
                let (reader, writer) = self.kernel.pipe();
                (Some(reader), Some(writer))
            } else {
                (None, None)
            };
            if forbidden.contains(&(number as u32)) {
                input = next_input;
                continue;
            }
            if number == last && in_shell {
                return self.last_stage(stage.clone(), input, processes);
            }
            let (process, mut child) = self.fork(stage.clone())?;
            child.conditions = self.conditions;
            let kind = pipeline.kinds.get(number).copied().unwrap_or(StageKind::Compound);
            if kind != StageKind::Simple {
                child.jobs.inherited.clear();
                child.is_compound(self);
            }
            if kind != StageKind::Compound && pipeline.background.is_none() {
                // `( … )` goes a level down itself, a simple command when its words are expanded.
                child.state.subshell = self.state.subshell;
                child.expands_stage = kind == StageKind::Simple;
            }
            if kind == StageKind::Simple {
                child.forked_loop = self.loop_of_child(ForkedLoop::Left);
            }
            process.change_fds(|fds| {
                if let Some(file) = input.take() {
                    fds.set(0, Some(FdEntry { file, close_on_exec: false }));
                }
                if let Some(file) = output {
                    fds.set(1, Some(FdEntry { file, close_on_exec: false }));
                }
            });
            if pipeline.background.is_some() && !monitor {
                child.prepare_background(false);
                child.shows_interrupts = kind != StageKind::Simple;
            }
            if monitor {
                let group = processes.first().map_or(process.pid, |first: &Rc<Process>| first.pid);
                process.group.set(group);
            }
            self.kernel.start(&process, child.into_code());
            processes.push(process);
            input = next_input;
        }
        match &pipeline.background {
            _ if processes.is_empty() => self.state.status = 0,
            Some(text) => self.enter_job(processes, text, &pipeline.text),
            None => {
                self.wait =
                    Some(Box::new(ChildWait { children: processes, statuses: Vec::new(), own: None }));
            }
        }
        Ok(())
    }

    /// `lastpipe`: the last stage runs here, reading the pipe.
    fn last_stage(
        &mut self,
        stage: Rc<Code>,
        input: Option<Rc<OpenFile>>,
        processes: Vec<Rc<Process>>,
    ) -> Result<(), Fault> {
        self.save_fds(None);
        if let Some(file) = input {
            self.process.change_fds(|fds| fds.set(0, Some(FdEntry { file, close_on_exec: false })));
        }
        self.push_frame(stage, FrameKind::Body, 0);
        self.jobs.last_pipe.push((self.frames.len(), processes));
        Ok(())
    }

    /// The last stage of a pipeline has ended in the shell: waits for the others.
    pub(crate) fn end_last_stage(&mut self) {
        let depth = self.frames.len() + 1;
        let Some((_, children)) = self.jobs.last_pipe.pop_if(|(at, _)| *at == depth) else { return };
        let height = self.blocks.len().saturating_sub(1);
        self.leave_blocks(height);
        let own = Some(self.state.status);
        self.wait = Some(Box::new(ChildWait { children, statuses: Vec::new(), own }));
        self.budget = 0;
    }

    /// Sets `PIPESTATUS`, until the next command has run.
    pub(crate) fn set_pipe_status(&mut self, statuses: &[u8]) {
        self.pipe_status = statuses.to_vec();
        self.pipe_status_due = false;
    }

    /// The status is about to become that of something else than a command: `PIPESTATUS`
    /// keeps the one of the command.
    pub(crate) fn keep_pipe_status(&mut self) {
        if self.pipe_status_due {
            let status = self.state.status;
            self.set_pipe_status(&[status]);
        }
    }

    /// The status of a pipeline by those of its stages.
    pub(crate) fn pipeline_status(&self, statuses: &[u8]) -> u8 {
        let last = statuses.last().copied().unwrap_or(0);
        if self.state.options.has(Set::PipeFail) {
            statuses.iter().rev().find(|status| **status != 0).copied().unwrap_or(0)
        } else {
            last
        }
    }

    /// Tells of a child that a signal has killed, as a script's shell does.
    pub(crate) fn report_signal(&mut self, child: &Process, signal: Signal) {
        if matches!(signal, Signal::INT | Signal::PIPE) || self.state.subshell > 0 {
            return;
        }
        if self.is_expected(signal) {
            // There is nobody to tell that standard error does not work.
            let _ = self.write(2, format!("{}\n", signal.description()).as_bytes());
            return;
        }
        let command = self.running_command();
        self.report_death(child.pid, signal, &command);
    }

    /// Tells of a background job that a signal has killed; false where the signal is no news.
    pub(crate) fn report_job_signal(&mut self, job: &super::Job) -> bool {
        let super::JobState::Killed(signal) = job.state() else { return false };
        if matches!(signal, Signal::INT | Signal::PIPE) || self.is_expected(signal) {
            return false;
        }
        if self.state.subshell == 0 && !self.state.options.has(Set::Interactive) {
            let message = crate::builtins::death_rows(job);
            self.report(&message);
        }
        true
    }

    /// A signal that ends processes so often, or that the shell itself awaits, is no news.
    fn is_expected(&self, signal: Signal) -> bool {
        signal == Signal::TERM || self.state.traps.action(Condition::Signal(signal)).is_some()
    }

    fn report_death(&mut self, pid: bashwit_kernel::Pid, signal: Signal, command: &[u8]) {
        let mut message = format!("{pid:5} {:<24}", signal.description()).into_bytes();
        message.extend_from_slice(command);
        self.report(&message);
    }

    /// A symbol by its name.
    pub fn symbol(&self, name: &[u8]) -> Symbol {
        self.state.symbols.intern(name)
    }
}

/// Waits for children in the foreground.
pub(crate) struct ChildWait {
    pub children: Vec<Rc<Process>>,
    pub statuses: Vec<u8>,
    /// The status of the last stage, where it ran in the shell.
    pub own: Option<u8>,
}

impl ChildWait {
    /// Waits for one child, whose status becomes `$?`.
    pub fn foreground(child: Rc<Process>) -> Self {
        ChildWait { children: vec![child], statuses: Vec::new(), own: None }
    }
}

impl Wait for ChildWait {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        while let Some(child) = self.children.get(self.statuses.len()) {
            match child.state() {
                ProcessState::Ended(status) => {
                    vm.kernel.reap(child.pid);
                    self.statuses.push(status.code());
                    let is_last = self.statuses.len() == self.children.len() && self.own.is_none();
                    if let (ExitStatus::Signaled(signal), true) = (status, is_last) {
                        let child = child.clone();
                        vm.report_signal(&child, signal);
                    }
                }
                ProcessState::Stopped if vm.state.options.has(Set::Monitor) => {
                    let text = vm.running_command();
                    let children = self.children.clone();
                    let number = vm.jobs.add(children, text, false);
                    vm.notify_jobs();
                    vm.state.status = vm.stop_status(number);
                    return Poll::Ready(Ok(()));
                }
                ProcessState::Stopped | ProcessState::Running => {
                    vm.kernel.wait_for_change(child);
                    return Poll::Pending;
                }
            }
        }
        self.statuses.extend(self.own);
        vm.state.status = vm.pipeline_status(&self.statuses);
        vm.set_pipe_status(&self.statuses);
        if !vm.jobs.list.is_empty() {
            vm.notify_jobs();
        }
        Poll::Ready(Ok(()))
    }
}

/// Whether a job has ended, and with what status.
pub(crate) fn job_status(processes: &[Rc<Process>]) -> JobState {
    let mut last = JobState::Done(0);
    for process in processes {
        match process.state() {
            ProcessState::Running => return JobState::Running,
            ProcessState::Stopped => return JobState::Stopped,
            ProcessState::Ended(ExitStatus::Exited(code)) => last = JobState::Done(code),
            ProcessState::Ended(ExitStatus::Signaled(signal)) => last = JobState::Killed(signal),
        }
    }
    last
}
