//! Redirections.

mod child;
mod saved;

use super::{Fault, Vm, Wait};
use crate::ir::{Call, RedirectCode};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Scalar;
use bashwit_kernel::{Errno, FIRST_VARIABLE_FD, FdEntry, FifoOpening, MAX_FD, OpenFile, OpenFlags, Opened};
use bashwit_syntax::ast::{RedirectOp, Subscript};
use std::rc::Rc;
use std::task::Poll;

/// What a redirection does to a descriptor.
enum Effect {
    Open(Opened),
    Close,
    /// It would be copied on itself.
    Nothing,
}

/// Why a target is no single word, or no descriptor.
const AMBIGUOUS: &str = "ambiguous redirect";

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
            Ok(Effect::Open(Opened::File(file))) => self.finish_redirect(row, Some(file), &text),
            Ok(Effect::Open(Opened::Fifo(opening))) => {
                self.wait = Some(Box::new(FifoWait { opening, at, text }));
                Ok(())
            }
            Ok(Effect::Close) => self.finish_redirect(row, None, &text),
            Ok(Effect::Nothing) => Ok(()),
            Err(failure) => self.redirect_failed(row, &failure),
        }
    }

    fn effect(&mut self, row: &RedirectCode, text: &Text) -> Result<Effect, Failure> {
        use OpenFlags as F;
        let write = F::WRITE | F::CREATE;
        let opened = match row.op {
            RedirectOp::HereDoc => Ok(Opened::File(self.kernel.text((&**text).into()))),
            RedirectOp::HereString => {
                let mut body = text.to_vec();
                body.push(b'\n');
                Ok(Opened::File(self.kernel.text(body.into())))
            }
            RedirectOp::Input => self.open(text, F::READ),
            RedirectOp::DupInput | RedirectOp::DupOutput => return self.duplicate(row, text),
            _ if self.is_restricted() => Err(self.refused(row, text)),
            RedirectOp::InputOutput => self.open(text, F::READ | write),
            RedirectOp::Clobber => self.open(text, write | F::TRUNCATE),
            RedirectOp::Append | RedirectOp::AppendBoth => self.open(text, write | F::APPEND),
            RedirectOp::Output | RedirectOp::OutputBoth => self.open_output(row, text),
        };
        opened.map(Effect::Open)
    }

    fn open(&mut self, path: &Text, how: OpenFlags) -> Result<Opened, Failure> {
        self.files().try_open(path, how, 0o666).map_err(|error| Failure::new(path, error.message()))
    }

    /// `>`: refuses to empty a file under `noclobber`.
    fn open_output(&mut self, row: &RedirectCode, path: &Text) -> Result<Opened, Failure> {
        const EXISTS: &str = "cannot overwrite existing file";
        let mut how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        if self.state.options.has(Set::NoClobber) {
            match self.files().stat(path) {
                Ok(metadata) if metadata.is_file() => {
                    let what = self.variable_text(row).unwrap_or_else(|| path.to_vec());
                    return Err(Failure::new(&what, EXISTS));
                }
                Ok(_) => {}
                // A link that leads nowhere.
                Err(_) if self.files().stat_link(path).is_ok() => return Err(Failure::new(path, EXISTS)),
                Err(_) => how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::EXCLUSIVE,
            }
        }
        self.open(path, how)
    }

    /// `N>&M`, `N>&M-`, `N>&-`, `>&file`.
    fn duplicate(&mut self, row: &RedirectCode, text: &Text) -> Result<Effect, Failure> {
        if &**text == b"-" {
            return Ok(Effect::Close);
        }
        let fd = own_fd(row);
        if !text.iter().all(u8::is_ascii_digit) {
            let is_plain = row.op == RedirectOp::DupOutput && row.variable.is_none() && !row.moves;
            if is_plain && fd == 1 {
                if self.is_restricted() {
                    return Err(self.refused(row, text));
                }
                return self.open_output(row, text).map(Effect::Open);
            }
            let what = self.variable_text(row).unwrap_or_else(|| text.to_vec());
            return Err(Failure::new(&what, AMBIGUOUS));
        }
        let found = match descriptor(text) {
            // It is not even looked at.
            Some(source) if source == fd && row.variable.is_none() => return Ok(Effect::Nothing),
            Some(source) => self.process.file(source),
            None => Err(Errno::EBADF),
        };
        found.map(|file| Effect::Open(Opened::File(file))).map_err(|error| {
            // bash redirects in a child where there is no command to read what is moved.
            let is_literal = row.raw.iter().all(u8::is_ascii_digit);
            let is_saved = row.moves
                && (is_literal || !(row.alone && fd == 0))
                && self.process.file(fd).is_ok()
                && !self.is_for_program(row);
            if row.variable.is_some() || is_saved {
                let what = [b"redirection error: cannot duplicate fd: ", error.message().as_bytes()];
                self.report_system(&what.concat());
            }
            Failure::new(&bad_descriptor(row, text, fd), error.message())
        })
    }

    /// The call that a redirection is for.
    fn call_of(&self, row: &RedirectCode) -> Option<&Call> {
        self.code.calls.get(row.call? as usize)
    }

    /// Whether a redirection is for a program.
    fn is_for_program(&self, row: &RedirectCode) -> bool {
        self.call_of(row).is_some_and(|call| self.is_program_call(call))
    }

    /// The failure of a target that a restricted shell does not write to.
    fn refused(&self, row: &RedirectCode, text: &Text) -> Failure {
        let what = self.variable_text(row).unwrap_or_else(|| text.to_vec());
        Failure::new(&what, "restricted: cannot redirect output")
    }

    /// The failure of a target that is not one word, or no descriptor.
    fn ambiguous(&self, row: &RedirectCode) -> Failure {
        Failure::new(&self.variable_text(row).unwrap_or_else(|| row.raw.to_vec()), AMBIGUOUS)
    }

    /// The text of `{var}`.
    fn variable_text(&self, row: &RedirectCode) -> Option<Vec<u8>> {
        let (name, subscript) = row.variable.as_ref()?;
        Some(match subscript {
            Some(subscript) => self.element_name(*name, subscript.written()),
            None => self.state.symbols.name(*name).to_vec(),
        })
    }

    /// Puts a file in the place of the descriptor, or closes it where there is none.
    fn finish_redirect(
        &mut self,
        row: &RedirectCode,
        file: Option<Rc<OpenFile>>,
        text: &Text,
    ) -> Result<(), Fault> {
        let is_dup = matches!(row.op, RedirectOp::DupInput | RedirectOp::DupOutput);
        let source = if is_dup { descriptor(text) } else { None };
        let both = matches!(row.op, RedirectOp::OutputBoth | RedirectOp::AppendBoth)
            || row.op == RedirectOp::DupOutput && source.is_none();
        let fd = match &row.variable {
            Some((name, subscript)) => {
                let found = match &file {
                    Some(_) => self.new_fd(*name, subscript.as_ref())?,
                    None => self.held_fd(*name, subscript.as_ref())?.ok_or(AMBIGUOUS),
                };
                match found {
                    Ok(fd) => fd,
                    Err(why) => {
                        let what = self.variable_text(row).unwrap_or_default();
                        return self.redirect_failed(row, &Failure::new(&what, why));
                    }
                }
            }
            None => own_fd(row),
        };
        if fd > MAX_FD {
            let what = fd.to_string();
            return self.redirect_failed(row, &Failure::new(what.as_bytes(), Errno::EBADF.message()));
        }
        let was_open = self.process.file(fd).is_ok();
        let entry = file.map(|file| FdEntry { file, close_on_exec: false });
        self.process.change_fds(|fds| {
            if both && entry.is_some() {
                fds.set(2, entry.clone());
            }
            fds.set(fd, entry)
        });
        if let Some(source) = source.filter(|source| row.moves && *source != fd) {
            let before = self.process.save_fds();
            self.process.change_fds(|fds| fds.set(source, None));
            // bash opens it again behind the command only where it puts the other one back.
            if !was_open && row.variable.is_none() && !self.is_for_program(row) {
                self.outlive_blocks(source, &before, self.blocks.len());
            }
        }
        if row.variable.is_some() && !self.state.options.shopt(Shopt::VarRedirClose) {
            self.outlive_all_blocks(fd);
        }
        Ok(())
    }

    /// `{var}>`: a free descriptor, which the variable holds from then on; or why there is none.
    fn new_fd(
        &mut self,
        name: Symbol,
        subscript: Option<&Subscript>,
    ) -> Result<Result<u32, &'static str>, Fault> {
        if self.is_readonly(name) {
            let name = self.state.symbols.name(name);
            self.report(&[&name, &b": readonly variable"[..]].concat());
            return Ok(Err("cannot assign fd to variable"));
        }
        let sub = subscript.map(|subscript| self.evaluate_subscript(name, subscript)).transpose()?;
        let Some(fd) = self.process.fds().free_from(FIRST_VARIABLE_FD) else {
            return Ok(Err(Errno::EMFILE.message()));
        };
        let value = Scalar::Int(i64::from(fd));
        match sub {
            Some(sub) => self.assign_element(name, &sub, value, false)?,
            None => self.assign(name, value, false)?,
        }
        Ok(Ok(fd))
    }

    /// `{var}>&-`: the descriptor that the variable holds.
    fn held_fd(&mut self, name: Symbol, subscript: Option<&Subscript>) -> Result<Option<u32>, Fault> {
        let value = match subscript {
            Some(subscript) => {
                let sub = self.evaluate_subscript(name, subscript)?;
                self.element(name, &sub)?
            }
            None => self.variable(name),
        };
        // What is no number is 0.
        let value = value.filter(|value| !value.is_empty());
        Ok(value.and_then(|value| u32::try_from(crate::builtins::number(&value).unwrap_or(0)).ok()))
    }

    /// Says why, and goes on behind the command.
    fn redirect_failed(&mut self, row: &RedirectCode, failure: &Failure) -> Result<(), Fault> {
        self.report(&[&failure.what, &b": "[..], &failure.why].concat());
        self.state.status = 1;
        if row.substitutes {
            self.substituted = Some(1);
            self.pc = row.failed as usize;
            return Ok(());
        }
        self.give_up_command(row.failed as usize);
        let builtin = self.call_of(row).and_then(|call| call.builtin);
        if self.is_strict() && builtin.is_some_and(|builtin| builtin.special) {
            return Err(Fault::Exit(1));
        }
        Ok(())
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

/// The descriptor that a redirection is about, where no variable says so.
fn own_fd(row: &RedirectCode) -> u32 {
    row.fd.unwrap_or(u32::from(!reads(row.op)))
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
        Poll::Ready(vm.finish_redirect(row, Some(self.opening.file.clone()), &self.text))
    }
}
