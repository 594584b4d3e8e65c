//! What a shell may use.

use crate::bindings::interpreter;
use std::time::Duration;

/// What a shell may use. Reaching a bound ends the run with a typed [`Error`](crate::Error);
/// files and session stay.
///
/// ```
/// use bashwit::Limits;
/// use std::time::Duration;
///
/// let limits = Limits::default().deadline(Duration::from_secs(2)).max_commands(10_000);
/// assert_eq!(limits.max_commands, Some(10_000));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Simple commands in one run.
    pub max_commands: Option<u64>,
    /// Rounds of all loops together in one run.
    pub max_loop_iterations: Option<u64>,
    /// Calls of functions, `source` and `eval` inside one another. Past it the call fails and
    /// the run goes on.
    pub max_depth: Option<u32>,
    /// Bytes that one run may write to standard output and error. One command substitution may not
    /// collect more, either.
    pub max_output_bytes: Option<u64>,
    /// Bytes of one source text.
    pub max_source_bytes: Option<u64>,
    /// Processes alive at once. Past it `fork` fails and the run goes on.
    pub max_processes: Option<u32>,
    /// Wall time of one run.
    pub deadline: Option<Duration>,
    /// Bytes of memory for the interpreter, its variables and pipes. At least some MiB.
    pub max_memory: usize,
    /// The quota of the shell's own memory file system; a file system that is given to the
    /// shell has its own.
    pub files: bashwit_vfs::Limits,
}

impl Default for Limits {
    /// 512 MiB of memory, 4,096 processes, 1 GiB in a million files, all else unbounded.
    fn default() -> Limits {
        Limits {
            max_commands: None,
            max_loop_iterations: None,
            max_depth: None,
            max_output_bytes: None,
            max_source_bytes: None,
            max_processes: Some(4096),
            deadline: None,
            max_memory: 512 << 20,
            files: bashwit_vfs::Limits::default(),
        }
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => {
        impl Limits {
            $($(#[$doc])*
            pub fn $name(mut self, bound: impl Into<$type>) -> Limits {
                self.$name = bound.into();
                self
            })*
        }
    };
}

setters! {
    /// Sets [`max_commands`](Limits#structfield.max_commands).
    max_commands: Option<u64>;
    /// Sets [`max_loop_iterations`](Limits#structfield.max_loop_iterations).
    max_loop_iterations: Option<u64>;
    /// Sets [`max_depth`](Limits#structfield.max_depth).
    max_depth: Option<u32>;
    /// Sets [`max_output_bytes`](Limits#structfield.max_output_bytes).
    max_output_bytes: Option<u64>;
    /// Sets [`max_source_bytes`](Limits#structfield.max_source_bytes).
    max_source_bytes: Option<u64>;
    /// Sets [`max_processes`](Limits#structfield.max_processes).
    max_processes: Option<u32>;
    /// Sets [`deadline`](Limits#structfield.deadline).
    deadline: Option<Duration>;
    /// Sets [`max_memory`](Limits#structfield.max_memory).
    max_memory: usize;
    /// Sets [`files`](Limits#structfield.files).
    files: bashwit_vfs::Limits;
}

impl Limits {
    pub(crate) fn to_guest(&self) -> interpreter::Limits {
        interpreter::Limits {
            max_commands: self.max_commands,
            max_loop_iterations: self.max_loop_iterations,
            max_depth: self.max_depth,
            max_output_bytes: self.max_output_bytes,
            max_source_bytes: self.max_source_bytes,
            max_processes: self.max_processes,
            deadline_ns: self.deadline.map(|time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)),
        }
    }
}
