//! Messages on standard error, worded as bash words them.

use super::{Fault, FrameKind, SourceKind, Vm};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use bashwit_args::Stop;

impl Vm {
    /// `NAME: line N: MESSAGE`.
    pub fn report(&mut self, message: &[u8]) {
        let mut line = self.message_prefix();
        line.extend_from_slice(message);
        line.push(b'\n');
        // There is nobody to tell that standard error does not work.
        let _ = self.write(2, &line);
    }

    /// `NAME: line N: MESSAGE` of an error that ends the shell under `set -e`, wherever it stands.
    pub(crate) fn report_error(&mut self, message: &[u8]) -> Result<(), Fault> {
        self.report(message);
        if self.state.options.has(Set::ErrExit) {
            return Err(Fault::Exit(self.state.status.max(1)));
        }
        Ok(())
    }

    /// `NAME: MESSAGE`: what the system says.
    pub(crate) fn report_system(&mut self, message: &[u8]) {
        let line = [&self.source_name()[..], b": ", message, b"\n"].concat();
        let _ = self.write(2, &line);
    }

    /// Does something on behalf of a builtin: its name stands before messages about values.
    pub(crate) fn acting_as<T>(&mut self, builtin: &'static [u8], act: impl FnOnce(&mut Vm) -> T) -> T {
        let outer = std::mem::replace(&mut self.acting, builtin);
        let result = act(self);
        self.acting = outer;
        result
    }

    /// What stands before messages about values: the builtin, `((: ` or `[[: `.
    pub(crate) fn acting_label(&self) -> Vec<u8> {
        match self.acting {
            b"" if self.is_arith_command() => b"((: ".to_vec(),
            b"" => Vec::new(),
            acting => [acting, b": "].concat(),
        }
    }

    /// `NAME: line N: BUILTIN: MESSAGE`.
    pub fn report_builtin(&mut self, name: &[u8], message: impl AsRef<[u8]>) {
        let sign: &[u8] = if name.is_empty() { b"" } else { b": " };
        let line = [&self.prefix(false), name, sign, message.as_ref(), b"\n"].concat();
        let _ = self.write(2, &line);
    }

    /// A usage error of a builtin, with the lines that follow it; gives its status.
    pub fn report_stop(&mut self, stop: &Stop) -> u8 {
        if stop.stdout {
            let text = stop.text();
            let _ = self.write(1, &text);
            return stop.status;
        }
        let line = [&self.prefix(false), &stop.message[..], b"\n", &stop.trailer].concat();
        let _ = self.write(2, &line);
        stop.status
    }

    /// How messages begin here.
    pub(crate) fn message_prefix(&self) -> Vec<u8> {
        self.prefix(self.state.options.shopt(Shopt::GnuErrFmt))
    }

    fn prefix(&self, gnu: bool) -> Vec<u8> {
        let mut prefix = self.source_name().to_vec();
        prefix.extend_from_slice(b": ");
        if !self.state.options.has(Set::Interactive) && !self.only_builtin && self.line > 0 {
            add_line(&mut prefix, self.line, gnu);
        }
        prefix
    }

    /// The script or sourced file that is running, else the shell's name.
    pub(crate) fn source_name(&self) -> Text {
        for frame in self.frames.iter().rev() {
            match &frame.kind {
                FrameKind::Function(call) if !call.function.source.is_empty() => {
                    return call.function.source.clone();
                }
                FrameKind::Source(source) if source.kind == SourceKind::File => return source.name.clone(),
                _ => {}
            }
        }
        self.state.name.clone()
    }

    /// POSIX mode, in which errors end a script.
    pub(crate) fn is_strict(&self) -> bool {
        self.state.options.has(Set::Posix) && !self.state.options.has(Set::Interactive)
    }

    /// Whether an error ends the shell for `set -e`. What `eval` and `source` run as a condition goes on.
    pub(crate) fn exits_on_error(&self) -> bool {
        let is_condition = |frame: &super::Frame| match &frame.kind {
            FrameKind::Source(source) => {
                frame.conditions > 0 && (source.kind == SourceKind::Eval || source.is_sourced())
            }
            _ => false,
        };
        self.state.options.has(Set::ErrExit) && !self.frames.iter().any(is_condition)
    }

    /// After an error in an expansion: the command is given up; `set -e` ends the shell, whether the
    /// command is a condition or not. (Errors in arithmetic only give the command up.)
    pub(crate) fn expansion_failure(&mut self) -> Fault {
        if self.exits_on_error() {
            Fault::Exit(self.state.status.max(1))
        } else if self.is_strict() {
            self.fatal_expansion()
        } else {
            Fault::Discard(1)
        }
    }

    /// After an error in a word that POSIX mode does not care about either: the command is given up.
    pub(crate) fn word_failure(&self) -> Fault {
        if self.exits_on_error() { Fault::Exit(self.state.status.max(1)) } else { Fault::Discard(1) }
    }

    /// After an error that ends a script (`set -u`, `${x?}`).
    pub(crate) fn fatal_expansion(&mut self) -> Fault {
        if self.exits_on_error() {
            self.expansion_failure()
        } else if self.state.options.has(Set::Interactive) {
            Fault::Discard(1)
        } else {
            self.gives_up = super::GivesUp::Calls;
            Fault::Exit(self.fatal_status)
        }
    }

    /// After an assignment that failed: the command is given up; POSIX mode ends the shell.
    pub(crate) fn assignment_failure(&mut self) -> Fault {
        // A builtin that cannot assign has only failed.
        let is_own = self.acting.is_empty() && !self.is_arith_command();
        if is_own && self.is_strict() { Fault::Exit(1) } else { self.word_failure() }
    }
}

/// Adds the line to what a message begins with: `NAME: line N: `, in GNU's form `NAME:N: `.
pub(crate) fn add_line(prefix: &mut Vec<u8>, line: u32, gnu: bool) {
    if gnu && prefix.ends_with(b" ") {
        prefix.pop();
    }
    let word = if gnu { "" } else { "line " };
    prefix.extend_from_slice(format!("{word}{line}: ").as_bytes());
}
