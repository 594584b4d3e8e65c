//! A small Unix on one thread: green processes, descriptors, pipes, signals, limits.
//!
//! Everything outside comes through the trait [`System`]. A process is a future that reads
//! and writes descriptors; it never blocks the thread, and when nobody can run the kernel
//! makes one blocking call ([`System::wait`]).
//!
//! ```
//! use bashwit_kernel::{path, Signal};
//!
//! assert_eq!(path::normalize("/home/user/../guest/./x"), "/home/guest/x");
//! assert_eq!(Signal::parse(b"SIGINT"), Some(Signal::INT));
//! ```

mod context;
mod device;
mod errno;
pub mod exec;
mod fd;
mod files;
pub mod host;
pub mod io;
mod kernel;
mod limits;
mod open_file;
pub mod path;
mod pipe;
mod process;
mod program;
mod signal;
mod system;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use context::{Context, locale_is_utf8};
pub use device::{Device, DevicePath};
pub use errno::Errno;
pub use fd::{FIRST_VARIABLE_FD, FdEntry, FdTable, MAX_FD};
pub use files::{FifoOpening, Files, Opened};
pub use kernel::{Kernel, LocalFuture, WaitQueue};
pub use limits::{Limits, Stop};
pub use open_file::{CaptureBuffer, OpenFile};
pub use pipe::{PIPE_BUF, PIPE_CAPACITY};
pub use process::{Environment, Pid, Process, State};
pub use program::{ExitStatus, Program, ProgramTable};
pub use signal::{DefaultAction, Signal};
pub use system::{
    Channel, Datetime, DirEntry, File, FileKind, HostCommand, HostCommandInfo, HostEvent, HostJobId,
    HostNews, HostRequest, Input, Metadata, OpenFlags, RunResult, System, Woken,
};
