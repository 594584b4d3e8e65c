//! Why a call of the library failed.

use crate::bindings::interpreter;
use crate::output::Output;

/// Why a call of the library failed. A script that fails is no error: it has an exit status.
///
/// After each of these the shell is usable, and its files are as the script left them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another call of the same shell has not ended, perhaps the one that this comes from.
    #[error(
        "the shell is busy with another call: wait for that, use another shell, \
         or inside a builtin use the context's `run`"
    )]
    Busy,
    /// A limit or an interrupt ended the run. The session has what it left.
    #[error("the run was stopped: {reason}")]
    Stopped {
        /// What ended it.
        reason: Stopped,
        /// What it wrote before; no status.
        output: Box<Output>,
    },
    /// The script wanted more memory than [`Limits::max_memory`](crate::Limits::max_memory).
    /// The session goes on from where it was before the run.
    #[error("the run was stopped: it needs more than {limit} bytes of memory (Limits::max_memory)")]
    Memory {
        /// The limit in bytes.
        limit: usize,
        /// What it wrote before; no status.
        output: Box<Output>,
    },
    /// The interpreter failed, which is a bug in it. The session goes on from where it was
    /// before the run.
    #[error("the interpreter failed, please report it: {message}")]
    Trap {
        /// As wasmtime words it.
        message: String,
        /// What the script wrote before; no status.
        output: Box<Output>,
    },
    /// The component cannot be loaded.
    #[error("cannot load the component: {0}")]
    Component(String),
    /// A setting of the shell that cannot be.
    #[error("invalid {setting} `{value}`: {reason}")]
    Setting {
        /// Which setting, such as `working directory`.
        setting: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A variable that cannot be set, as bash words it.
    #[error("{0}")]
    Variable(String),
    /// Bytes that are no snapshot of this version.
    #[error("cannot restore the session: {0}")]
    Snapshot(String),
    /// A file of the virtual file system.
    #[error(transparent)]
    File(#[from] bashwit_vfs::Error),
}

impl Error {
    /// What the script wrote before it was stopped.
    pub fn output(&self) -> Option<&Output> {
        match self {
            Error::Stopped { output, .. } | Error::Memory { output, .. } | Error::Trap { output, .. } => {
                Some(output)
            }
            _ => None,
        }
    }

    pub(crate) fn component(error: &wasmtime::Error) -> Error {
        Error::Component(format!("{error:#}"))
    }
}

/// What ended a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Stopped {
    /// [`Limits::max_commands`](crate::Limits::max_commands).
    #[error("too many commands (Limits::max_commands)")]
    Commands,
    /// [`Limits::max_loop_iterations`](crate::Limits::max_loop_iterations).
    #[error("too many loop iterations (Limits::max_loop_iterations)")]
    Loops,
    /// [`Limits::max_output_bytes`](crate::Limits::max_output_bytes).
    #[error("too much output (Limits::max_output_bytes)")]
    Output,
    /// [`Limits::max_source_bytes`](crate::Limits::max_source_bytes).
    #[error("the source text is too long (Limits::max_source_bytes)")]
    Source,
    /// [`Limits::deadline`](crate::Limits::deadline).
    #[error("it took too long (Limits::deadline)")]
    Deadline,
    /// An [`Interrupter`](crate::Interrupter).
    #[error("interrupted")]
    Interrupted,
    /// All processes wait for one another, and nothing from outside can wake them.
    #[error("all processes wait for one another")]
    Deadlock,
}

impl From<interpreter::Stopped> for Stopped {
    fn from(stopped: interpreter::Stopped) -> Stopped {
        match stopped {
            interpreter::Stopped::Commands => Stopped::Commands,
            interpreter::Stopped::Loops => Stopped::Loops,
            interpreter::Stopped::Output => Stopped::Output,
            interpreter::Stopped::Source => Stopped::Source,
            interpreter::Stopped::Deadline => Stopped::Deadline,
            interpreter::Stopped::Interrupted => Stopped::Interrupted,
            interpreter::Stopped::Deadlock => Stopped::Deadlock,
        }
    }
}

/// Why the host ends a guest from outside; travels through wasmtime as the cause of a trap.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(crate) enum Halt {
    #[error("memory limit")]
    Memory(usize),
    #[error("deadline")]
    Deadline,
    #[error("killed")]
    Killed,
}

/// The error for a call that ended in a trap.
pub(crate) fn trapped(error: &wasmtime::Error, output: Output) -> Error {
    let output = Box::new(output);
    match error.downcast_ref::<Halt>() {
        Some(Halt::Memory(limit)) => Error::Memory { limit: *limit, output },
        Some(Halt::Deadline) => Error::Stopped { reason: Stopped::Deadline, output },
        Some(Halt::Killed) => Error::Stopped { reason: Stopped::Interrupted, output },
        // Not the frames of the guest: they have no names.
        None => Error::Trap { message: error.root_cause().to_string(), output },
    }
}
