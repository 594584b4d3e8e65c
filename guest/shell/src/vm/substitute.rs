//! Command and process substitution.

use super::{Fault, Vm, Wait};
use crate::ir::BlockKind;
use crate::ir::{BlockSource, Quoting};
use crate::state::options::{Set, Shopt};
use bashwit_kernel::{CaptureBuffer, FdEntry, Process, State as ProcessState};
use bashwit_syntax::SyntaxError;
use std::rc::Rc;
use std::task::Poll;

impl Vm {
    /// Starts `$( … )`; its output joins the word when it has ended.
    pub(crate) fn substitute(&mut self, at: u32, quoting: Quoting) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(block) = code.blocks.get(at as usize) else { return Ok(()) };
        let body = match self.block_code(block) {
            Ok(body) => body,
            Err(error) => {
                // Its lines go on from that of the command.
                let shift = block.first_line.map_or(0, |line| self.line.wrapping_sub(line));
                let error = SyntaxError::clone(&error).moved_to(error.line.wrapping_add(shift));
                self.syntax_error_in(&error, b"command substitution: ")?;
                self.substituted = Some(2);
                return Ok(());
            }
        };
        if let BlockSource::List(list) = &block.source
            && list.items.is_empty()
        {
            self.substituted = Some(0);
            return Ok(());
        }
        let (process, mut child) = self.fork(body)?;
        let (file, buffer) = self.kernel.capture();
        process.change_fds(|fds| fds.set(1, Some(FdEntry { file, close_on_exec: false })));
        child.substitution_depth += 1;
        child.is_evaluated = true;
        child.fatal_status = 1;
        child.forked_loop = self.loop_of_child(super::ForkedLoop::Left);
        if !self.state.options.shopt(Shopt::InheritErrExit) && !self.state.options.has(Set::Posix) {
            child.state.options.set(Set::ErrExit, false);
        }
        self.kernel.start(&process, child.into_code());
        self.wait = Some(Box::new(Substitution { process, buffer, quoting }));
        Ok(())
    }

    /// Adds the output of a substitution: without NUL bytes and newlines at the end.
    pub(super) fn add_output(&mut self, mut output: Vec<u8>, quoting: Quoting) -> Result<(), Fault> {
        if memchr::memchr(0, &output).is_some() {
            output.retain(|&byte| byte != 0);
            self.report(b"warning: command substitution: ignored null byte in input");
        }
        let end = output.iter().rposition(|&byte| byte != b'\n').map_or(0, |at| at + 1);
        self.add(&output[..end], quoting)
    }

    /// `<( … )`, `>( … )`: adds the path of the pipe's end.
    pub(crate) fn process_substitute(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(block) = code.blocks.get(at as usize) else { return Ok(()) };
        let body = match self.block_code(block) {
            Ok(body) => body,
            Err(error) => return self.syntax_error(&error),
        };
        let (reader, writer) = self.kernel.pipe();
        let (process, mut child) = self.fork(body)?;
        child.conditions = 0;
        child.forked_loop = self.loop_of_child(super::ForkedLoop::Ignored);
        child.substitution_depth += 1;
        Rc::make_mut(&mut child.state.traps).forget_all();
        let reads = block.kind == BlockKind::ReadFrom;
        let (theirs, ours, their_fd) = if reads { (writer, reader, 1) } else { (reader, writer, 0) };
        process.change_fds(|fds| {
            fds.set(their_fd, Some(FdEntry { file: theirs, close_on_exec: false }));
        });
        self.kernel.start(&process, child.into_code());
        let fd = self.process.change_fds(|fds| {
            let fd = fds.free_below(63).unwrap_or(63);
            fds.set(fd, Some(FdEntry { file: ours, close_on_exec: false }));
            fd
        });
        self.state.last_background = Some(process.pid);
        self.word.started = true;
        self.word.quote(format!("/dev/fd/{fd}").as_bytes());
        self.substitution_fds.push((self.frames.len(), fd));
        self.jobs.substitutions.push(process);
        Ok(())
    }

    /// Closes the ends of process substitutions of a command that has ended.
    pub(crate) fn close_substitutions(&mut self) {
        let depth = self.frames.len();
        while let Some((_, fd)) = self.substitution_fds.pop_if(|(at, _)| *at >= depth) {
            self.process.change_fds(|fds| fds.set(fd, None));
        }
        let kernel = self.kernel.clone();
        let past = &mut self.jobs.past;
        self.jobs.substitutions.retain(|process| match process.state() {
            ProcessState::Ended(status) => {
                kernel.reap(process.pid);
                past.push((process.pid, status.code()));
                false
            }
            _ => true,
        });
    }
}

/// Waits for `$( … )`: for its process, and for everybody who holds its output.
struct Substitution {
    process: Rc<Process>,
    buffer: Rc<CaptureBuffer>,
    quoting: Quoting,
}

impl Wait for Substitution {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let ProcessState::Ended(status) = self.process.state() else {
            vm.kernel.wait_for_change(&self.process);
            return Poll::Pending;
        };
        if !self.buffer.wait_closed(&vm.kernel) {
            return Poll::Pending;
        }
        vm.kernel.reap(self.process.pid);
        vm.substituted = Some(status.code());
        vm.state.status = status.code();
        let output = self.buffer.take();
        Poll::Ready(vm.add_output(output, self.quoting))
    }

    fn abandon(&mut self, vm: &mut Vm) {
        vm.kernel.signal(self.process.pid, bashwit_kernel::Signal::KILL);
        vm.kernel.reap(self.process.pid);
    }
}
