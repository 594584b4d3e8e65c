//! What the function of a builtin sees of its call.

use super::{Call, Env, Input};
use crate::bindings::builtins::RunRequest;
use crate::files::Files;
use crate::output::Output;
use std::future::poll_fn;
use std::io;
use std::ops::Deref;
use std::sync::Arc;

/// One call of a builtin: what all kinds of builtins see.
pub struct Invocation {
    call: Arc<Call>,
    files: Files,
}

impl Invocation {
    pub(crate) fn new(call: Arc<Call>, files: Files) -> Invocation {
        Invocation { call, files }
    }

    /// The name that it was called by.
    pub fn name(&self) -> &str {
        &self.call.command.name
    }

    /// Its arguments, without the name.
    pub fn args(&self) -> &[String] {
        &self.call.command.args
    }

    /// The argument number `index`, from 0; an error for the script where it is missing.
    pub fn arg(&self, index: usize) -> Result<&str, super::BuiltinError> {
        let missing = || super::BuiltinError::usage("missing operand");
        self.args().get(index).map(String::as_str).ok_or_else(missing)
    }

    /// The exported variables of the caller.
    pub fn env(&self) -> &Env {
        &self.call.command.env
    }

    /// The caller's working directory.
    pub fn cwd(&self) -> &str {
        self.files.cwd()
    }

    /// The live files of the shell, as far as this builtin may touch them. The handle and its
    /// clones work until the call ends; [`Files::persist`] makes one that lasts.
    pub fn fs(&self) -> &Files {
        &self.files
    }

    /// Writes to standard output. An asynchronous builtin that writes much should
    /// [`flush`](Context::flush) now and then.
    pub fn write(&self, bytes: impl AsRef<[u8]>) {
        self.call.write(false, bytes.as_ref());
    }

    /// Writes to standard error.
    pub fn write_error(&self, bytes: impl AsRef<[u8]>) {
        self.call.write(true, bytes.as_ref());
    }

    /// Standard output for `write!` and `writeln!`.
    pub fn stdout(&self) -> Writer {
        Writer { call: Arc::clone(&self.call), to_stderr: false }
    }

    /// Standard error for `write!` and `writeln!`.
    pub fn stderr(&self) -> Writer {
        Writer { call: Arc::clone(&self.call), to_stderr: true }
    }

    /// Sets a variable of the calling shell, as `read` does. Bytes with NUL cannot be set.
    pub fn set_variable(&self, name: impl Into<String>, value: impl Into<Vec<u8>>) {
        self.call.assign(name.into(), value.into());
    }
}

impl std::fmt::Debug for Invocation {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Invocation").field("name", &self.name()).field("args", &self.args()).finish()
    }
}

/// One call of a [`Builtin::sync`](super::Builtin::sync) or
/// [`Builtin::filter`](super::Builtin::filter).
#[derive(Debug)]
pub struct SyncContext {
    invocation: Invocation,
}

impl SyncContext {
    pub(crate) fn new(invocation: Invocation) -> SyncContext {
        SyncContext { invocation }
    }

    pub(crate) fn again(&self) -> SyncContext {
        let Invocation { call, files } = &self.invocation;
        SyncContext::new(Invocation::new(Arc::clone(call), files.clone()))
    }
}

impl Deref for SyncContext {
    type Target = Invocation;

    fn deref(&self) -> &Invocation {
        &self.invocation
    }
}

/// One call of an asynchronous builtin.
#[derive(Debug)]
pub struct Context {
    invocation: Invocation,
}

impl Deref for Context {
    type Target = Invocation;

    fn deref(&self) -> &Invocation {
        &self.invocation
    }
}

impl Context {
    pub(crate) fn new(invocation: Invocation) -> Context {
        Context { invocation }
    }

    /// Standard input.
    pub fn stdin(&self) -> Input {
        Input::new(Arc::clone(&self.invocation.call))
    }

    /// Hands over what was written so far, and waits until the reader has taken it.
    pub async fn flush(&self) {
        let mut begun = false;
        poll_fn(|context| self.invocation.call.poll_flush(&mut begun, context)).await;
    }

    /// Runs a script in a subshell of the caller and gives all that it wrote. Its functions
    /// and variables are there; the name of this builtin means what it would mean without it.
    pub async fn run(&self, script: impl Into<Vec<u8>>) -> Output {
        self.run_with_input(script, Vec::new()).await
    }

    /// The same with this standard input.
    pub async fn run_with_input(&self, script: impl Into<Vec<u8>>, stdin: impl Into<Vec<u8>>) -> Output {
        let call = &self.invocation.call;
        let number = call.request(RunRequest { script: script.into(), stdin: stdin.into() });
        match poll_fn(|context| call.poll_run(number, context)).await {
            Some(result) => Output {
                stdout: result.stdout,
                stderr: result.stderr,
                status: result.status,
                ..Output::default()
            },
            // Only a task that outlives the call comes here.
            None => Output { status: 127, ..Output::default() },
        }
    }
}

/// Standard output or error of a builtin. Writing never fails and never blocks: the bytes go
/// on when the builtin pauses or ends.
pub struct Writer {
    call: Arc<Call>,
    to_stderr: bool,
}

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.call.write(self.to_stderr, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.to_stderr { "Writer(stderr)" } else { "Writer(stdout)" })
    }
}
