//! Redirections.

use super::children::ChildWait;
use super::{Block, Fault, Vm, Wait};
use crate::ir::{Code, Op, RedirectCode};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Scalar;
use bashwit_kernel::exec::Executable;
use bashwit_kernel::{Errno, FIRST_VARIABLE_FD, FdEntry, FifoOpening, MAX_FD, OpenFile, OpenFlags, Opened};
use bashwit_syntax::ast::{RedirectOp, Subscript};
use std::rc::Rc;
use std::task::Poll;

/// What a redirection does to a descriptor.
enum Effect {
    Open(Rc<OpenFile>),
    Close,
}

/// What `{var}` comes to.
enum VariableFd {
    /// This descriptor.
    Is(u32),
    /// It holds none that could be closed.
    Unset,
    /// It cannot be set.
    Refused,
    /// None is free.
    TooMany,
}

/// Why a redirection failed, as the message says it.
struct Failure {
    what: Vec<u8>,
    why: Vec<u8>,
}

impl Failure {
    fn new(what: &[u8], why: impl AsRef<[u8]>) -> Self {
        Failure { what: what.to_vec(), why: why.as_ref().to_vec() }
    }
}

impl Vm {
    /// Remembers the descriptors until the block ends.
    pub(crate) fn save_fds(&mut self) {
        let saved = self.process.save_fds();
        let heights = self.heights();
        self.blocks.push(Block::Fds { saved: Some(saved), heights });
    }

    /// Remembers the descriptors, or lets a child redirect for the program that is called.
    pub(crate) fn save_fds_or_fork(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let rest = code.ops.get(self.pc..).unwrap_or_default();
        let end = rest.iter().position(|op| matches!(op, Op::RestoreFds)).map(|end| self.pc + end);
        let child = code.blocks.get(at as usize).and_then(|block| block.code.get());
        if let (Some(end), Some(child)) = (end, child)
            && self.is_program_call(end)
            && !self.calls_host_command()
        {
            return self.fork_for_program(child.clone(), end);
        }
        self.save_fds();
        Ok(())
    }

    /// Whether the command in the making is one of the host's, which run in the shell's own process.
    /// A command that is found is remembered, as if it ran here.
    fn calls_host_command(&mut self) -> bool {
        let mark = self.marks.last().copied().unwrap_or_default();
        let Some(name) = self.fields.get(mark).cloned() else { return false };
        let mark = self.temporary_marks.last().copied().unwrap_or_default();
        let temporaries = self.temporaries.get(mark..).unwrap_or_default().to_vec();
        matches!(self.find_executable(&name, false, &temporaries), Ok(Executable::Host(_)))
    }

    /// Hands the command in the making to a child, and goes on behind it.
    fn fork_for_program(&mut self, code: Rc<Code>, end: usize) -> Result<(), Fault> {
        let mark = self.marks.last().copied().unwrap_or_default();
        let args = self.fields.split_off(mark.min(self.fields.len()));
        let mark = self.temporary_marks.last().copied().unwrap_or_default();
        let temporaries = self.temporaries.split_off(mark.min(self.temporaries.len()));
        self.give_up_command(end + 1);
        self.state.last_argument = args.last().cloned().unwrap_or_default();
        let (process, mut child) = self.fork(code)?;
        child.state.subshell = self.state.subshell;
        child.expands_stage = self.expands_stage;
        (child.fields, child.marks) = (args, vec![0]);
        (child.temporaries, child.temporary_marks) = (temporaries, vec![0]);
        self.kernel.start(&process, child.into_code());
        self.wait = Some(Box::new(ChildWait::foreground(process)));
        Ok(())
    }

    /// Redirections without a command, in a child.
    pub(crate) fn redirect_alone(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(code) = code.blocks.get(at as usize).and_then(|block| block.code.get()) else {
            return Ok(());
        };
        self.marks.pop();
        self.temporary_marks.pop();
        self.state.last_argument = Text::EMPTY;
        let (process, mut child) = self.fork(code.clone())?;
        child.state.subshell = self.state.subshell;
        child.substituted = self.substituted.take();
        (child.marks, child.temporary_marks) = (vec![0], vec![0]);
        self.kernel.start(&process, child.into_code());
        self.wait = Some(Box::new(ChildWait::foreground(process)));
        Ok(())
    }

    /// `[fields → text]`: the target of a redirection must be one field.
    pub(crate) fn end_target(&mut self, at: u32) -> Result<(), Fault> {
        self.plain_target = false;
        let mark = self.marks.pop().unwrap_or_default();
        let mut fields = self.fields.split_off(mark.min(self.fields.len()));
        let code = self.code.clone();
        let Some(row) = code.redirects.get(at as usize) else { return Ok(()) };
        match (fields.pop(), fields.is_empty()) {
            (Some(text), true) => self.texts.push(text),
            // `>&$none-` closes.
            (None, _) if row.moves => self.texts.push(Text::from(b"-")),
            _ => {
                if !row.substitutes {
                    self.line = row.line.wrapping_add(code.line_shift).max(1);
                }
                return self.redirect_failed(row, &self.ambiguous(row));
            }
        }
        Ok(())
    }

    /// `[text →]`: does a redirection.
    pub(crate) fn redirect(&mut self, at: u32) -> Result<(), Fault> {
        let text = self.pop_text();
        let code = self.code.clone();
        let Some(row) = code.redirects.get(at as usize) else { return Ok(()) };
        self.line = row.line.wrapping_add(code.line_shift).max(1);
        match self.effect(row, &text) {
            Ok(Opened::File(file)) => self.finish_redirect(row, Effect::Open(file), row.op, &text),
            Ok(Opened::Fifo(opening)) => {
                self.wait = Some(Box::new(FifoWait { opening, at, text }));
                Ok(())
            }
            Err(Some(failure)) => self.redirect_failed(row, &failure),
            Err(None) => self.finish_redirect(row, Effect::Close, row.op, &text),
        }
    }

    /// The file that a redirection is about; `Err(None)` closes.
    fn effect(&mut self, row: &RedirectCode, text: &Text) -> Result<Opened, Option<Failure>> {
        use OpenFlags as F;
        let write = F::WRITE | F::CREATE;
        match row.op {
            RedirectOp::HereDoc => Ok(Opened::File(self.kernel.text((&**text).into()))),
            RedirectOp::HereString => {
                let mut body = text.to_vec();
                body.push(b'\n');
                Ok(Opened::File(self.kernel.text(body.into())))
            }
            RedirectOp::Input => self.open(text, F::READ),
            RedirectOp::InputOutput => self.open(text, F::READ | write),
            RedirectOp::Clobber => self.open(text, write | F::TRUNCATE),
            RedirectOp::Append | RedirectOp::AppendBoth => self.open(text, write | F::APPEND),
            RedirectOp::Output | RedirectOp::OutputBoth => self.open_output(row, text),
            RedirectOp::DupInput | RedirectOp::DupOutput => self.duplicate(row, text),
        }
    }

    fn open(&mut self, path: &Text, how: OpenFlags) -> Result<Opened, Option<Failure>> {
        self.files().try_open(path, how, 0o666).map_err(|error| Some(Failure::new(path, error.message())))
    }

    /// `>`: refuses to empty a file under `noclobber`.
    fn open_output(&mut self, row: &RedirectCode, path: &Text) -> Result<Opened, Option<Failure>> {
        let mut how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        if self.state.options.has(Set::NoClobber) {
            match self.files().stat(path) {
                Ok(metadata) if metadata.is_file() => {
                    let what = self.variable_text(row).unwrap_or_else(|| path.to_vec());
                    return Err(Some(Failure::new(&what, "cannot overwrite existing file")));
                }
                Ok(_) => {}
                Err(_) => how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUSIVE,
            }
        }
        match self.open(path, how) {
            // A link that leads nowhere.
            Err(Some(failure))
                if how.contains(OpenFlags::EXCLUSIVE) && self.files().stat_link(path).is_ok() =>
            {
                Err(Some(Failure { why: b"cannot overwrite existing file".to_vec(), ..failure }))
            }
            opened => opened,
        }
    }

    /// `N>&M`, `N>&M-`, `N>&-`, `>&file`.
    fn duplicate(&mut self, row: &RedirectCode, text: &Text) -> Result<Opened, Option<Failure>> {
        if &**text == b"-" {
            return Err(None);
        }
        if !text.iter().all(u8::is_ascii_digit) {
            let is_plain = row.op == RedirectOp::DupOutput && row.variable.is_none() && !row.moves;
            if is_plain && row.fd.unwrap_or(1) == 1 {
                return self.open_output(row, text);
            }
            let what = self.variable_text(row).unwrap_or_else(|| text.to_vec());
            return Err(Some(Failure::new(&what, "ambiguous redirect")));
        }
        let source = descriptor(text);
        let fd = row.fd.unwrap_or(u32::from(!reads(row.op)));
        let found = match source {
            // A descriptor on itself is not even looked at.
            Some(source) if source == fd && row.variable.is_none() => return Err(None),
            Some(source) => self.process.file(source),
            None => Err(Errno::EBADF),
        };
        match found {
            Ok(file) => Ok(Opened::File(file)),
            Err(error) => {
                // bash redirects in a child where there is no command to read what is moved.
                let is_literal = row.raw.iter().all(u8::is_ascii_digit);
                let is_saved = row.moves
                    && (is_literal || !(row.alone && fd == 0))
                    && self.process.file(fd).is_ok()
                    && !self.is_program_call(row.failed as usize);
                if row.variable.is_some() || is_saved {
                    let what = [b"redirection error: cannot duplicate fd: ", error.message().as_bytes()];
                    self.report_system(&what.concat());
                }
                Err(Some(Failure::new(&bad_descriptor(row, text, fd), error.message())))
            }
        }
    }

    /// The failure of a target that is not one word, or no descriptor.
    fn ambiguous(&self, row: &RedirectCode) -> Failure {
        Failure::new(&self.variable_text(row).unwrap_or_else(|| row.raw.to_vec()), "ambiguous redirect")
    }

    /// The text of `{var}`.
    fn variable_text(&self, row: &RedirectCode) -> Option<Vec<u8>> {
        let (name, subscript) = row.variable.as_ref()?;
        let mut text = self.state.symbols.name(*name).to_vec();
        if let Some(subscript) = subscript {
            text.extend_from_slice(&[b"[", subscript.written(), b"]"].concat());
        }
        Some(text)
    }

    fn finish_redirect(
        &mut self,
        row: &RedirectCode,
        effect: Effect,
        op: RedirectOp,
        text: &Text,
    ) -> Result<(), Fault> {
        let is_dup = matches!(op, RedirectOp::DupInput | RedirectOp::DupOutput);
        let source = if is_dup { descriptor(text) } else { None };
        let both = matches!(op, RedirectOp::OutputBoth | RedirectOp::AppendBoth)
            || op == RedirectOp::DupOutput && source.is_none() && &**text != b"-";
        let own = row.fd.unwrap_or(u32::from(!reads(op)));
        if row.variable.is_none() && source == Some(own) {
            return Ok(());
        }
        let fd = match &row.variable {
            Some((name, subscript)) => match self.variable_fd(*name, subscript.as_ref(), &effect)? {
                VariableFd::Is(fd) => fd,
                VariableFd::Unset => return self.redirect_failed(row, &self.ambiguous(row)),
                VariableFd::Refused => {
                    let what = self.variable_text(row).unwrap_or_default();
                    return self.redirect_failed(row, &Failure::new(&what, "cannot assign fd to variable"));
                }
                VariableFd::TooMany => {
                    let what = self.variable_text(row).unwrap_or_default();
                    return self.redirect_failed(row, &Failure::new(&what, Errno::EMFILE.message()));
                }
            },
            None => own,
        };
        if fd > MAX_FD {
            return self
                .redirect_failed(row, &Failure::new(fd.to_string().as_bytes(), Errno::EBADF.message()));
        }
        let was_open = self.process.file(fd).is_ok();
        self.process.change_fds(|fds| match effect {
            Effect::Close => fds.set(fd, None),
            Effect::Open(file) => {
                if both {
                    fds.set(2, Some(FdEntry { file: file.clone(), close_on_exec: false }));
                }
                fds.set(fd, Some(FdEntry { file, close_on_exec: false }))
            }
        });
        if let Some(source) = source.filter(|source| row.moves && *source != fd) {
            let before = self.process.save_fds();
            self.process.change_fds(|fds| fds.set(source, None));
            // bash opens it again behind the command only where it puts the other one back.
            if !was_open && row.variable.is_none() && !self.is_program_call(row.failed as usize) {
                self.outlive_blocks(source, &before, self.blocks.len());
            }
        }
        if row.variable.is_some() && !self.state.options.shopt(Shopt::VarRedirClose) {
            self.persist_fd(fd);
        }
        Ok(())
    }

    /// A descriptor of `{var}>` stays open when the command ends.
    fn persist_fd(&mut self, fd: u32) {
        let entry = self.process.fds().entry(fd).cloned();
        for block in &mut self.blocks {
            if let Block::Fds { saved: Some(saved), .. } = block {
                Rc::make_mut(saved).set(fd, entry.clone());
            }
        }
    }

    /// The descriptor of `{var}>`: a free one from 10 on, or for `{var}>&-` the one it holds.
    fn variable_fd(
        &mut self,
        name: Symbol,
        subscript: Option<&Subscript>,
        effect: &Effect,
    ) -> Result<VariableFd, Fault> {
        if let (Effect::Open(_), true) = (effect, self.is_readonly(name)) {
            let name = self.state.symbols.name(name);
            self.report(&[&name, &b": readonly variable"[..]].concat());
            return Ok(VariableFd::Refused);
        }
        let sub = match subscript {
            Some(subscript) => Some(self.evaluate_subscript(name, subscript)?),
            None => None,
        };
        match effect {
            Effect::Close => {
                let value = match &sub {
                    Some(sub) => self.element(name, sub)?,
                    None => self.variable(name),
                };
                let value = value.filter(|value| !value.is_empty());
                // What is no number is 0.
                let fd = value.map(|value| crate::builtins::number(&value).unwrap_or(0));
                Ok(match fd.map(u32::try_from) {
                    Some(Ok(fd)) => VariableFd::Is(fd),
                    _ => VariableFd::Unset,
                })
            }
            Effect::Open(_) => {
                let Some(fd) = self.process.fds().free_from(FIRST_VARIABLE_FD) else {
                    return Ok(VariableFd::TooMany);
                };
                let value = Scalar::Int(i64::from(fd));
                match sub {
                    Some(sub) => self.assign_element(name, &sub, value, false)?,
                    None => self.assign(name, value, false)?,
                }
                Ok(VariableFd::Is(fd))
            }
        }
    }

    fn redirect_failed(&mut self, row: &RedirectCode, failure: &Failure) -> Result<(), Fault> {
        let mut message = failure.what.clone();
        message.extend_from_slice(b": ");
        message.extend_from_slice(&failure.why);
        self.report(&message);
        if row.substitutes {
            (self.substituted, self.state.status) = (Some(1), 1);
            self.pc = row.failed as usize;
            return Ok(());
        }
        self.skip_redirected(row);
        // Its command is the operation before.
        let call = match self.pc.checked_sub(1).and_then(|at| self.code.ops.get(at)) {
            Some(Op::Execute(at)) => self.code.calls.get(*at as usize),
            _ => None,
        };
        if self.is_strict() && call.and_then(|call| call.builtin).is_some_and(|builtin| builtin.special) {
            return Err(Fault::Exit(1));
        }
        Ok(())
    }

    /// Goes on behind a command whose redirection has failed.
    fn skip_redirected(&mut self, row: &RedirectCode) {
        self.state.status = 1;
        self.give_up_command(row.failed as usize);
    }
}

impl Vm {
    /// A redirection could not be expanded, which ends the shell or its command. bash redirects
    /// for a program in the child: only that ends, and the command has failed.
    pub(crate) fn failed_in_child(&mut self, fault: Fault) -> bool {
        let (Fault::Exit(status) | Fault::Discard(status) | Fault::Abandon(status)) = fault else {
            return false;
        };
        let base = self.frames.last().map_or(0, |frame| frame.heights.blocks as usize);
        let at = self.blocks.len();
        let Some(Block::Fds { heights, .. }) = self.blocks.get(base..).and_then(<[_]>::last) else {
            return false;
        };
        let heights = *heights;
        let Some(end) = self.end_of_redirections() else { return false };
        self.leave_blocks(at);
        self.cut(&heights);
        if self.kernel.stopped().is_some() || !self.is_program_call(end) {
            return false;
        }
        self.give_up_command(end);
        self.state.status = status;
        self.recount_conditions();
        true
    }

    /// Where the command ends whose redirections are being expanded.
    fn end_of_redirections(&self) -> Option<usize> {
        let rest = self.code.ops.get(self.pc..)?;
        let row = rest.iter().find_map(|op| match op {
            Op::Redirect(at) => Some(Some(*at)),
            Op::Execute(_) | Op::Command(_) | Op::RestoreFds => Some(None),
            _ => None,
        })??;
        self.code.redirects.get(row as usize).map(|row| row.failed as usize)
    }

    /// Whether what ends there is a simple command that runs a program; its fields are the last ones.
    fn is_program_call(&self, end: usize) -> bool {
        let Some(Op::Execute(at)) = end.checked_sub(1).and_then(|at| self.code.ops.get(at)) else {
            return false;
        };
        let field = self.marks.last().and_then(|mark| self.fields.get(*mark));
        let (Some(call), Some(name)) = (self.code.calls.get(*at as usize), field) else { return false };
        let function = match call.name {
            Some(symbol) => self.state.functions.contains_key(&symbol),
            None => self.state.function(name).is_some(),
        };
        let builtin = call.builtin.or_else(|| crate::builtins::find(name));
        !function && !name.starts_with(b"%") && !builtin.is_some_and(|builtin| self.is_enabled(builtin))
    }

    /// Drops the fields and assignments of the command that does not run.
    fn give_up_command(&mut self, end: usize) {
        let stays = self.marks.pop().unwrap_or(self.fields.len());
        self.fields.truncate(stays);
        let stays = self.temporary_marks.pop().unwrap_or(self.temporaries.len());
        self.temporaries.truncate(stays);
        self.declarations.clear();
        self.pc = end;
    }
}

/// The descriptor that digits name.
fn descriptor(text: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(text).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
    digits.parse().ok()
}

/// What a message calls a descriptor that is not open: bash guesses where there is a choice.
fn bad_descriptor(row: &RedirectCode, source: &[u8], fd: u32) -> Vec<u8> {
    if row.variable.is_some() || row.raw.iter().all(u8::is_ascii_digit) {
        return source.to_vec();
    }
    let is_usual = fd == u32::from(!reads(row.op));
    if is_usual && !row.moves { row.raw.to_vec() } else { fd.to_string().into_bytes() }
}

/// Whether an operator is about descriptor 0 where none is given.
fn reads(op: RedirectOp) -> bool {
    matches!(
        op,
        RedirectOp::Input
            | RedirectOp::InputOutput
            | RedirectOp::DupInput
            | RedirectOp::HereDoc
            | RedirectOp::HereString
    )
}

/// Waits for the other end of a FIFO.
struct FifoWait {
    opening: FifoOpening,
    at: u32,
    text: Text,
}

impl Wait for FifoWait {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        if !self.opening.poll(&vm.kernel) {
            return Poll::Pending;
        }
        let code = vm.code.clone();
        let Some(row) = code.redirects.get(self.at as usize) else { return Poll::Ready(Ok(())) };
        Poll::Ready(vm.finish_redirect(row, Effect::Open(self.opening.file.clone()), row.op, &self.text))
    }
}
