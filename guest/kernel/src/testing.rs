//! A system on a memory file system, and a fixture that runs programs on it.

use crate::{
    Channel, Context, Datetime, DirEntry, Environment, Errno, File, FileKind, HostCommand, HostCommandInfo,
    HostEvent, HostJobId, HostNews, HostRequest, Input, Kernel, Metadata, OpenFlags, Process, Program,
    ProgramTable, Stop, System, Woken,
};
use bashwit_vfs::{ErrorCode, FileSystem, FileSystemExt, Layout, MemoryFs};
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// Where the standard streams of a [`NativeSystem`] go.
#[derive(Debug)]
enum Console {
    /// Kept here.
    Captured { stdin: Vec<u8>, stdout: Vec<u8>, stderr: Vec<u8> },
    /// Those of the test process.
    Real,
}

/// A [`System`] without WebAssembly: files of a [`FileSystem`], the clock of the machine.
pub struct NativeSystem {
    files: Arc<dyn FileSystem>,
    console: RefCell<Console>,
    clock: Clock,
}

/// What tells the time.
#[derive(Debug)]
enum Clock {
    /// The machine, since this moment.
    Real(Instant),
    /// Nanoseconds that looking and waiting move on.
    Timeless(Cell<u64>),
}

impl NativeSystem {
    /// Standard input is given; output is kept.
    pub fn captured(files: Arc<dyn FileSystem>, stdin: &[u8]) -> Self {
        let console = Console::Captured { stdin: stdin.to_vec(), stdout: Vec::new(), stderr: Vec::new() };
        Self { files, console: RefCell::new(console), clock: Clock::Real(Instant::now()) }
    }

    /// As [`captured`](Self::captured), with a clock that goes on when somebody looks at it or
    /// waits for it: what runs takes the same time on every machine.
    pub fn timeless(files: Arc<dyn FileSystem>, stdin: &[u8]) -> Self {
        Self { clock: Clock::Timeless(Cell::new(0)), ..Self::captured(files, stdin) }
    }

    /// The streams of this process.
    pub fn real(files: Arc<dyn FileSystem>) -> Self {
        Self { files, console: RefCell::new(Console::Real), clock: Clock::Real(Instant::now()) }
    }

    /// What has been written so far.
    pub fn take_output(&self) -> (Vec<u8>, Vec<u8>) {
        match &mut *self.console.borrow_mut() {
            Console::Captured { stdout, stderr, .. } => (std::mem::take(stdout), std::mem::take(stderr)),
            Console::Real => Default::default(),
        }
    }
}

fn errno(code: ErrorCode) -> Errno {
    match code {
        ErrorCode::Access => Errno::EACCES,
        ErrorCode::BadDescriptor => Errno::EBADF,
        ErrorCode::Busy => Errno::EBUSY,
        ErrorCode::CrossDevice => Errno::EXDEV,
        ErrorCode::Exist => Errno::EEXIST,
        ErrorCode::FileTooLarge => Errno::EFBIG,
        ErrorCode::IllegalByteSequence => Errno::EILSEQ,
        ErrorCode::InsufficientSpace => Errno::ENOSPC,
        ErrorCode::Interrupted => Errno::EINTR,
        ErrorCode::Invalid => Errno::EINVAL,
        ErrorCode::Io => Errno::EIO,
        ErrorCode::IsDirectory => Errno::EISDIR,
        ErrorCode::Loop => Errno::ELOOP,
        ErrorCode::NameTooLong => Errno::ENAMETOOLONG,
        ErrorCode::NoEntry => Errno::ENOENT,
        ErrorCode::NotDirectory => Errno::ENOTDIR,
        ErrorCode::NotEmpty => Errno::ENOTEMPTY,
        ErrorCode::NotPermitted => Errno::EPERM,
        ErrorCode::Overflow => Errno::EOVERFLOW,
        ErrorCode::Quota => Errno::EDQUOT,
        ErrorCode::ReadOnly => Errno::EROFS,
        ErrorCode::TooManyLinks => Errno::EMLINK,
        ErrorCode::Unsupported => Errno::ENOTSUP,
    }
}

fn datetime(time: bashwit_vfs::Datetime) -> Datetime {
    Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
}

fn outer(time: Datetime) -> bashwit_vfs::Datetime {
    bashwit_vfs::Datetime { seconds: time.seconds, nanoseconds: time.nanoseconds }
}

fn metadata(from: bashwit_vfs::Metadata) -> Metadata {
    Metadata {
        kind: match from.kind {
            bashwit_vfs::FileKind::Regular => FileKind::Regular,
            bashwit_vfs::FileKind::Directory => FileKind::Directory,
            bashwit_vfs::FileKind::SymbolicLink => FileKind::SymbolicLink,
            bashwit_vfs::FileKind::Fifo => FileKind::Fifo,
            bashwit_vfs::FileKind::CharacterDevice => FileKind::CharacterDevice,
        },
        size: from.size,
        mode: from.mode,
        inode: from.inode,
        links: from.links,
        modified: datetime(from.modified),
        accessed: datetime(from.accessed),
        changed: datetime(from.changed),
    }
}

fn flags(how: OpenFlags) -> bashwit_vfs::OpenFlags {
    use bashwit_vfs::OpenFlags as Outer;
    let pairs = [
        (OpenFlags::READ, Outer::READ),
        (OpenFlags::WRITE, Outer::WRITE),
        (OpenFlags::APPEND, Outer::APPEND),
        (OpenFlags::CREATE, Outer::CREATE),
        (OpenFlags::EXCLUSIVE, Outer::EXCLUSIVE),
        (OpenFlags::TRUNCATE, Outer::TRUNCATE),
        (OpenFlags::NO_FOLLOW, Outer::NO_FOLLOW),
    ];
    pairs.iter().filter(|(ours, _)| how.contains(*ours)).fold(Outer::NONE, |all, (_, theirs)| all | *theirs)
}

struct NativeFile(Arc<dyn bashwit_vfs::File>);

impl File for NativeFile {
    fn read_at(&self, offset: u64, max: u32) -> Result<Vec<u8>, Errno> {
        self.0.read_at(offset, max).map_err(errno)
    }
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<(), Errno> {
        self.0.write_at(offset, bytes).map_err(errno)
    }
    fn append(&self, bytes: &[u8]) -> Result<u64, Errno> {
        self.0.append(bytes).map_err(errno)
    }
    fn metadata(&self) -> Result<Metadata, Errno> {
        self.0.metadata().map(metadata).map_err(errno)
    }
    fn set_size(&self, size: u64) -> Result<(), Errno> {
        self.0.set_size(size).map_err(errno)
    }
}

impl System for NativeSystem {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Box<dyn File>, Errno> {
        let file = self.files.open(path, flags(how), mode).map_err(errno)?;
        // As a host does: devices are the kernel's own.
        if file.metadata().is_ok_and(|metadata| metadata.kind == bashwit_vfs::FileKind::CharacterDevice) {
            return Err(Errno::ENOTSUP);
        }
        Ok(Box::new(NativeFile(file)))
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>, Errno> {
        self.files.read_file(path).map_err(errno)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno> {
        self.files.write_file(path, bytes).map_err(errno)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno> {
        self.files.append_file(path, bytes).map_err(errno)
    }
    fn stat(&self, path: &str) -> Result<Metadata, Errno> {
        self.files.stat(path).map(metadata).map_err(errno)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata, Errno> {
        self.files.stat_link(path).map(metadata).map_err(errno)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>, Errno> {
        let entries = self.files.read_dir(path).map_err(errno)?;
        Ok(entries
            .into_iter()
            .map(|entry| DirEntry { name: entry.name, metadata: metadata(entry.metadata) })
            .collect())
    }
    fn list_names(&self, path: &str) -> Result<String, Errno> {
        self.files.list_names(path).map_err(errno)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.files.create_dir(path, mode).map_err(errno)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.files.create_fifo(path, mode).map_err(errno)
    }
    fn remove_file(&self, path: &str) -> Result<(), Errno> {
        self.files.remove_file(path).map_err(errno)
    }
    fn remove_dir(&self, path: &str) -> Result<(), Errno> {
        self.files.remove_dir(path).map_err(errno)
    }
    fn rename(&self, source: &str, target: &str) -> Result<(), Errno> {
        self.files.rename(source, target).map_err(errno)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<(), Errno> {
        self.files.copy_file(source, target).map_err(errno)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<(), Errno> {
        self.files.hard_link(existing, new).map_err(errno)
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<(), Errno> {
        self.files.symbolic_link(target, path).map_err(errno)
    }
    fn read_link(&self, path: &str) -> Result<String, Errno> {
        self.files.read_link(path).map_err(errno)
    }
    fn canonicalize(&self, path: &str) -> Result<String, Errno> {
        self.files.canonicalize(path).map_err(errno)
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.files.set_mode(path, mode).map_err(errno)
    }
    fn set_times(
        &self,
        path: &str,
        accessed: Option<Datetime>,
        modified: Option<Datetime>,
    ) -> Result<(), Errno> {
        self.files.set_times(path, accessed.map(outer), modified.map(outer)).map_err(errno)
    }
    fn wall_clock(&self) -> Datetime {
        match &self.clock {
            Clock::Real(_) => datetime(SystemTime::now().into()),
            Clock::Timeless(passed) => Datetime {
                seconds: 1_700_000_000 + (passed.get() / 1_000_000_000) as i64,
                nanoseconds: (passed.get() % 1_000_000_000) as u32,
            },
        }
    }
    fn monotonic(&self) -> u64 {
        match &self.clock {
            Clock::Real(started) => started.elapsed().as_nanos() as u64 + 1,
            Clock::Timeless(passed) => {
                passed.set(passed.get() + 1_000_000);
                passed.get()
            }
        }
    }
    fn seed(&self) -> (u64, u64) {
        let now = self.wall_clock();
        (u64::from(now.nanoseconds) << 20 | 1, u64::from(std::process::id()))
    }
    fn console_write(&self, to: Channel, bytes: &[u8]) -> bool {
        match &mut *self.console.borrow_mut() {
            Console::Captured { stdout, stderr, .. } => {
                match to {
                    Channel::Stdout => stdout.extend_from_slice(bytes),
                    Channel::Stderr => stderr.extend_from_slice(bytes),
                }
                true
            }
            Console::Real => match to {
                Channel::Stdout => {
                    let mut out = std::io::stdout().lock();
                    out.write_all(bytes).and_then(|()| out.flush()).is_ok()
                }
                Channel::Stderr => std::io::stderr().write_all(bytes).is_ok(),
            },
        }
    }
    fn console_read(&self, max: u32) -> Input {
        match &mut *self.console.borrow_mut() {
            Console::Captured { stdin, .. } => {
                if stdin.is_empty() {
                    return Input::End;
                }
                let rest = stdin.split_off(stdin.len().min(max as usize));
                Input::Bytes(std::mem::replace(stdin, rest))
            }
            Console::Real => {
                let mut bytes = vec![0; max.min(65536) as usize];
                match std::io::stdin().read(&mut bytes) {
                    Ok(count) if count > 0 => {
                        bytes.truncate(count);
                        Input::Bytes(bytes)
                    }
                    _ => Input::End,
                }
            }
        }
    }
    fn signal(&self) -> Option<HostRequest> {
        None
    }
    fn offered(&self) -> Vec<HostCommandInfo> {
        Vec::new()
    }
    fn offered_version(&self) -> u64 {
        0
    }
    fn start(&self, _what: HostCommand) -> (Vec<HostEvent>, Option<HostJobId>) {
        (vec![HostEvent::Exited(127)], None)
    }
    fn turn(&self, _job: HostJobId, _has: HostNews) -> Vec<HostEvent> {
        vec![HostEvent::Exited(127)]
    }
    fn drop_job(&self, _job: HostJobId) {}
    fn wait(&self, _jobs: &[HostJobId], _for_input: bool, timeout_ns: Option<u64>) -> Woken {
        match timeout_ns {
            Some(span) => {
                match &self.clock {
                    Clock::Real(_) => std::thread::sleep(Duration::from_nanos(span)),
                    Clock::Timeless(passed) => passed.set(passed.get().saturating_add(span.max(1))),
                }
                Woken::Timeout
            }
            None => Woken::Stop,
        }
    }
}

/// What a program left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its exit status.
    pub status: u8,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its standard error.
    pub stderr: Vec<u8>,
}

impl Output {
    /// Standard output as text.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard error as text.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

/// Runs programs on a fresh tree; the working directory is `/home/user`.
pub struct Fixture {
    programs: ProgramTable,
    files: MemoryFs,
    env: Environment,
}

impl Fixture {
    /// A tree with the standard layout.
    ///
    /// # Panics
    /// Where the layout cannot be built: a bug.
    pub fn new(programs: &'static [Program]) -> Self {
        let names = programs.iter().map(|program| program.name);
        let files = Layout::new().commands(names).build().expect("the standard layout can be built");
        let env = vec![
            (b"HOME".to_vec(), b"/home/user".to_vec()),
            (b"PATH".to_vec(), b"/usr/bin:/bin".to_vec()),
            (b"TZ".to_vec(), b"UTC".to_vec()),
        ];
        Self { programs: ProgramTable::new(vec![programs]), files, env }
    }

    /// The files.
    pub fn files(&self) -> &MemoryFs {
        &self.files
    }

    /// Makes a file, with the directories before it; a relative path is below `/home/user`.
    ///
    /// # Panics
    /// Where the file cannot be made: the test is wrong.
    #[must_use]
    pub fn file(self, path: &str, bytes: &[u8]) -> Self {
        let path = crate::path::normalize(&crate::path::join("/home/user", path));
        if let Some((directory, _)) = path.rsplit_once('/').filter(|(directory, _)| !directory.is_empty()) {
            self.files.create_dir_all(directory).expect("the directory can be made");
        }
        self.files.write_file(&path, bytes).expect("the file can be made");
        self
    }

    /// Exports a variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.retain(|(known, _)| known != name.as_bytes());
        self.env.push((name.into(), value.into()));
        self.env.sort();
        self
    }

    /// Runs a program with its arguments and standard input.
    ///
    /// # Panics
    /// Where there is no such program, and where all processes wait for each other.
    pub fn run(&self, args: &[&str], stdin: &[u8]) -> Output {
        let args: Vec<Vec<u8>> = args.iter().map(|arg| arg.as_bytes().to_vec()).collect();
        let system = Rc::new(NativeSystem::captured(Arc::new(self.files.clone()), stdin));
        let kernel = Kernel::new(system.clone(), self.programs.clone());
        let process = Process::root(&kernel, "/home/user", kernel.console_files());
        let program = kernel.program(&args[0]).expect("the program is in the table");
        let mut env = self.env.clone();
        env.sort();
        let context = Context {
            kernel: kernel.clone(),
            process: process.clone(),
            args: args.into(),
            env: Rc::new(env),
        };
        let status = match kernel.run(&process, (program.main)(context)) {
            Ok(status) => status.code(),
            Err(Stop::Deadlock) => panic!("all processes wait for each other"),
            Err(stop) => panic!("stopped: {stop:?}"),
        };
        let (stdout, stderr) = system.take_output();
        Output { status, stdout, stderr }
    }
}
