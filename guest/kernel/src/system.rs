//! The outside: everything that the guest can touch, behind one trait.
//!
//! In the component it is the imports of the WIT world; in tests it is a memory file
//! system and a scripted clock. The shapes are those of `wit/`.

use crate::Errno;
use std::ops::BitOr;

/// What an entry of the file system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A file with bytes.
    Regular,
    /// A directory.
    Directory,
    /// A symbolic link.
    SymbolicLink,
    /// A named pipe.
    Fifo,
    /// A device.
    CharacterDevice,
}

/// Seconds since 1970-01-01T00:00:00Z and nanoseconds below a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Datetime {
    /// Whole seconds.
    pub seconds: i64,
    /// 0 to 999,999,999.
    pub nanoseconds: u32,
}

/// What `stat` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// What the entry is.
    pub kind: FileKind,
    /// Bytes.
    pub size: u64,
    /// Permission bits, `0o7777`.
    pub mode: u32,
    /// Identity of the file.
    pub inode: u64,
    /// Number of names.
    pub links: u64,
    /// Last change of the content.
    pub modified: Datetime,
    /// Last read.
    pub accessed: Datetime,
    /// Last change of content or metadata.
    pub changed: Datetime,
}

impl Metadata {
    /// Whether it is a directory.
    pub fn is_dir(&self) -> bool {
        self.kind == FileKind::Directory
    }

    /// Whether it is a regular file.
    pub fn is_file(&self) -> bool {
        self.kind == FileKind::Regular
    }
}

/// A name in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirEntry {
    /// Without its directory.
    pub name: String,
    /// Of the entry itself.
    pub metadata: Metadata,
}

/// How to open a file: bits as of open(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenFlags(u8);

impl OpenFlags {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Bytes can be read.
    pub const READ: Self = Self(1);
    /// Bytes can be written.
    pub const WRITE: Self = Self(2);
    /// Writes go to the end.
    pub const APPEND: Self = Self(4);
    /// Make the file if it is missing.
    pub const CREATE: Self = Self(8);
    /// With `CREATE`: fail if the name is taken.
    pub const EXCLUSIVE: Self = Self(16);
    /// Empty the file.
    pub const TRUNCATE: Self = Self(32);
    /// Fail if the last part is a symbolic link.
    pub const NO_FOLLOW: Self = Self(64);

    /// Whether all bits of `other` are set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The raw bits.
    pub const fn bits(self) -> u8 {
        self.0
    }
}

impl BitOr for OpenFlags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// An open file of the outside.
pub trait File {
    /// Up to `max` bytes from `offset`; fewer only at the end.
    fn read_at(&self, offset: u64, max: u32) -> Result<Vec<u8>, Errno>;
    /// Writes all bytes at `offset`.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<(), Errno>;
    /// Writes at the end; gives the new size.
    fn append(&self, bytes: &[u8]) -> Result<u64, Errno>;
    /// What `stat` would tell.
    fn metadata(&self) -> Result<Metadata, Errno>;
    /// Cuts or extends.
    fn set_size(&self, size: u64) -> Result<(), Errno>;
}

/// Standard output or error of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// What standard input of the run has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// At least one byte.
    Bytes(Vec<u8>),
    /// It has ended.
    End,
    /// Nothing now.
    Pending,
}

/// What the host wants of a run in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostRequest {
    /// SIGINT for the foreground.
    Interrupt,
    /// SIGTERM for the shell.
    Terminate,
    /// SIGHUP for the shell.
    HangUp,
}

/// A host command on offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HostCommandInfo {
    /// What a script types.
    pub name: String,
    /// One line for `help`.
    pub summary: String,
    /// The synopsis.
    pub usage: String,
}

/// One call of a host command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HostCommand {
    /// The name that it was called by.
    pub name: String,
    /// Its arguments, without the name.
    pub args: Vec<String>,
    /// The exported variables: `NAME=value` each, ended by NUL.
    pub env: std::rc::Rc<[u8]>,
    /// The working directory.
    pub cwd: String,
    /// Whether there is input to ask for.
    pub has_stdin: bool,
}

/// What a host command tells the shell (`builtins.event`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEvent {
    /// Bytes for standard output.
    Stdout(Vec<u8>),
    /// Bytes for standard error.
    Stderr(Vec<u8>),
    /// It wants input.
    WantInput,
    /// It wants a script to run: its text and standard input.
    Run(Vec<u8>, Vec<u8>),
    /// It sets a variable.
    Assign(String, Vec<u8>),
    /// It waits for something outside.
    Pending,
    /// It has ended.
    Exited(u8),
}

/// How a script that a host command asked for has ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunResult {
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: Vec<u8>,
    /// Its exit status.
    pub status: u8,
}

/// What the shell has for a host command (`builtins.news`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostNews {
    /// Nothing new.
    Nothing,
    /// Bytes of its standard input.
    Input(Vec<u8>),
    /// The end of its standard input.
    EndOfInput,
    /// The script that it asked for has ended.
    Finished(RunResult),
}

/// A running host command, by the number that `System::start` gave.
pub type HostJobId = u32;

/// What woke `System::wait`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Woken {
    /// These jobs can move on.
    Jobs(Vec<HostJobId>),
    /// Standard input has news.
    Input,
    /// The time is over.
    Timeout,
    /// A request came; see `System::signal`.
    Signal,
    /// The run is to end now.
    Stop,
}

/// Everything outside the guest. Paths are absolute, normalised and UTF-8.
#[expect(missing_docs, reason = "each method is documented where it is settled, in wit/vfs.wit")]
pub trait System {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Box<dyn File>, Errno>;
    fn read_file(&self, path: &str) -> Result<Vec<u8>, Errno>;
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno>;
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno>;
    fn stat(&self, path: &str) -> Result<Metadata, Errno>;
    fn stat_link(&self, path: &str) -> Result<Metadata, Errno>;
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>, Errno>;
    /// The names of all entries, sorted by bytes, each followed by a `/`.
    fn list_names(&self, path: &str) -> Result<String, Errno>;
    fn create_dir(&self, path: &str, mode: u32) -> Result<(), Errno>;
    fn create_fifo(&self, path: &str, mode: u32) -> Result<(), Errno>;
    fn remove_file(&self, path: &str) -> Result<(), Errno>;
    fn remove_dir(&self, path: &str) -> Result<(), Errno>;
    fn rename(&self, source: &str, target: &str) -> Result<(), Errno>;
    fn copy_file(&self, source: &str, target: &str) -> Result<(), Errno>;
    fn hard_link(&self, existing: &str, new: &str) -> Result<(), Errno>;
    fn symbolic_link(&self, target: &str, path: &str) -> Result<(), Errno>;
    fn read_link(&self, path: &str) -> Result<String, Errno>;
    fn canonicalize(&self, path: &str) -> Result<String, Errno>;
    fn set_mode(&self, path: &str, mode: u32) -> Result<(), Errno>;
    fn set_times(
        &self,
        path: &str,
        accessed: Option<Datetime>,
        modified: Option<Datetime>,
    ) -> Result<(), Errno>;

    /// The wall clock.
    fn wall_clock(&self) -> Datetime;
    /// Nanoseconds since some point.
    fn monotonic(&self) -> u64;
    /// 128 bits to seed generators with.
    fn seed(&self) -> (u64, u64);

    /// Hands over output; false where the reader has gone.
    fn console_write(&self, to: Channel, bytes: &[u8]) -> bool;
    /// Takes standard input; never blocks.
    fn console_read(&self, max: u32) -> Input;
    /// The next request of the host.
    fn signal(&self) -> Option<HostRequest>;

    /// The host commands on offer.
    fn offered(&self) -> Vec<HostCommandInfo>;
    /// Changes when `offered` would answer otherwise.
    fn offered_version(&self) -> u64;
    /// Starts a host command: its first events, and a job unless it has ended.
    fn start(&self, what: HostCommand) -> (Vec<HostEvent>, Option<HostJobId>);
    /// Goes on with a host command.
    fn turn(&self, job: HostJobId, has: HostNews) -> Vec<HostEvent>;
    /// Drops a host command, ended or not.
    fn drop_job(&self, job: HostJobId);
    /// Blocks; see `builtins.wait`.
    fn wait(&self, jobs: &[HostJobId], for_input: bool, timeout_ns: Option<u64>) -> Woken;
}
