//! Files by path, as a process sees them: relative to its directory, with devices, FIFOs and
//! descriptors in their places.

use crate::device::DevicePath;
use crate::kernel::Kernel;
use crate::open_file::{Ahead, Kind, OpenFile};
use crate::path::{self, Resolved};
use crate::pipe::Pipe;
use crate::process::Process;
use crate::{Datetime, DirEntry, Errno, FileKind, Metadata, OpenFlags};
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Poll;

/// What `try_open` gives.
#[derive(Debug)]
pub enum Opened {
    /// It is open.
    File(Rc<OpenFile>),
    /// A FIFO whose other end nobody has opened yet.
    Fifo(FifoOpening),
}

/// The file operations of a process.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    kernel: &'a Kernel,
    process: &'a Process,
}

impl<'a> Files<'a> {
    /// The view of one process.
    pub fn new(kernel: &'a Kernel, process: &'a Process) -> Self {
        Self { kernel, process }
    }

    /// The absolute path that a path of this process means.
    pub fn resolve(&self, path: &[u8]) -> Result<Resolved, Errno> {
        path::resolve(self.kernel.system(), &self.process.cwd(), path)
    }

    fn absolute(&self, path: &[u8]) -> Result<String, Errno> {
        let resolved = self.resolve(path)?;
        if resolved.directory && !self.kernel.system().stat(&resolved.path)?.is_dir() {
            return Err(Errno::ENOTDIR);
        }
        Ok(resolved.path)
    }

    /// Whether a path says the working directory by dots alone, and that was removed: it has no name
    /// any more, but is still there for its processes, and empty.
    fn is_removed_here(&self, path: &[u8]) -> bool {
        path.first() == Some(&b'.')
            && path.split(|&byte| byte == b'/').all(|part| matches!(part, b"" | b"."))
            && self.kernel.system().stat(&self.process.cwd()) == Err(Errno::ENOENT)
    }

    /// Opens without blocking. `mode` counts for new files, less the umask.
    pub fn try_open(&self, path: &[u8], how: OpenFlags, mode: u32) -> Result<Opened, Errno> {
        let resolved = self.resolve(path)?;
        let system = self.kernel.system();
        if resolved.directory {
            // As on Linux: nothing but a directory can be made under such a name.
            if how.contains(OpenFlags::CREATE) {
                return Err(Errno::EISDIR);
            }
            if !system.stat(&resolved.path)?.is_dir() {
                return Err(Errno::ENOTDIR);
            }
        }
        if let Some(device) = DevicePath::parse(&resolved.path) {
            return self.open_device(device, how, &resolved.path).map(Opened::File);
        }
        match system.open(&resolved.path, how, mode & !self.process.umask.get()) {
            Ok(file) => {
                if how.contains(OpenFlags::TRUNCATE) {
                    self.kernel.changed();
                }
                let kind = Kind::File { file, ahead: RefCell::new(Ahead::default()) };
                Ok(Opened::File(OpenFile::new(self.kernel, kind, how, Some(resolved.path.into()))))
            }
            Err(Errno::EISDIR) if !how.contains(OpenFlags::WRITE) => {
                let kind = Kind::Directory { path: resolved.path };
                Ok(Opened::File(OpenFile::new(self.kernel, kind, how, None)))
            }
            Err(error) => self.open_special(&resolved.path, how, error),
        }
    }

    /// The system opens regular files only; a FIFO or a link to a device is ours.
    fn open_special(&self, path: &str, how: OpenFlags, error: Errno) -> Result<Opened, Errno> {
        let system = self.kernel.system();
        let Ok(metadata) = system.stat(path) else { return Err(error) };
        match metadata.kind {
            FileKind::Fifo => {
                let wanted = match (how.contains(OpenFlags::READ), how.contains(OpenFlags::WRITE)) {
                    (true, true) => 0o600,
                    (true, false) => 0o400,
                    _ => 0o200,
                };
                if metadata.mode & wanted != wanted {
                    return Err(Errno::EACCES);
                }
                self.open_fifo(metadata.inode, how, path)
            }
            FileKind::CharacterDevice => {
                let real = system.canonicalize(path)?;
                let device = DevicePath::parse(&real).ok_or(Errno::ENXIO)?;
                self.open_device(device, how, &real).map(Opened::File)
            }
            _ => Err(error),
        }
    }

    fn open_fifo(&self, inode: u64, how: OpenFlags, path: &str) -> Result<Opened, Errno> {
        let pipe = self.kernel.fifo(inode);
        let both = how.contains(OpenFlags::READ | OpenFlags::WRITE);
        let reads = how.contains(OpenFlags::READ);
        let kind = match (both, reads) {
            (true, _) => Kind::PipeBoth(pipe.clone()),
            (_, true) => Kind::PipeReader(pipe.clone()),
            _ => Kind::PipeWriter(pipe.clone()),
        };
        let file = OpenFile::new(self.kernel, kind, how, Some(path.into()));
        for (opens, applies) in pipe.opens.iter().zip([reads, both || !reads]) {
            opens.set(opens.get() + u64::from(applies));
        }
        self.kernel.wake_all(if reads { &pipe.write_queue } else { &pipe.read_queue });
        let opening = FifoOpening { seen: pipe.opens[usize::from(reads)].get(), file };
        Ok(if opening.has_peer() { Opened::File(opening.file) } else { Opened::Fifo(opening) })
    }

    fn open_device(&self, device: DevicePath, how: OpenFlags, path: &str) -> Result<Rc<OpenFile>, Errno> {
        match device {
            DevicePath::Device(device) => {
                Ok(OpenFile::new(self.kernel, Kind::Device(device), how, Some(path.into())))
            }
            DevicePath::Descriptor(fd) => self.reopen(fd, how),
            DevicePath::Terminal => Err(Errno::ENXIO),
        }
    }

    /// `/dev/fd/N`: a regular file is opened anew, as on Linux; a stream is shared.
    fn reopen(&self, fd: u32, how: OpenFlags) -> Result<Rc<OpenFile>, Errno> {
        let file = self.process.file(fd).map_err(|_| Errno::ENOENT)?;
        match &file.kind {
            Kind::File { .. } => match file.path() {
                Some(path) => match self.kernel.system().open(path, how, 0o666) {
                    Ok(opened) => {
                        let kind = Kind::File { file: opened, ahead: RefCell::new(Ahead::default()) };
                        Ok(OpenFile::new(self.kernel, kind, how, Some(path.into())))
                    }
                    Err(_) => Ok(file.clone()),
                },
                None => Ok(file),
            },
            _ => Ok(file),
        }
    }

    /// Opens, waiting for the other end of a FIFO.
    pub async fn open(&self, path: &[u8], how: OpenFlags, mode: u32) -> Result<Rc<OpenFile>, Errno> {
        match self.try_open(path, how, mode)? {
            Opened::File(file) => Ok(file),
            Opened::Fifo(opening) => {
                std::future::poll_fn(|_| match opening.poll(self.kernel) {
                    true => Poll::Ready(()),
                    false => Poll::Pending,
                })
                .await;
                Ok(opening.file)
            }
        }
    }

    /// Opens for reading.
    pub async fn open_read(&self, path: &[u8]) -> Result<Rc<OpenFile>, Errno> {
        self.open(path, OpenFlags::READ, 0).await
    }

    /// Makes or empties a file for writing.
    pub async fn create(&self, path: &[u8]) -> Result<Rc<OpenFile>, Errno> {
        self.open(path, OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE, 0o666).await
    }

    /// Metadata; follows links.
    pub fn stat(&self, path: &[u8]) -> Result<Metadata, Errno> {
        if self.is_removed_here(path) {
            let never = Datetime { seconds: 0, nanoseconds: 0 };
            return Ok(Metadata {
                kind: FileKind::Directory,
                size: 0,
                mode: 0o755,
                inode: 0,
                links: 0,
                modified: never,
                accessed: never,
                changed: never,
            });
        }
        let resolved = self.resolve(path)?;
        if let Some(DevicePath::Descriptor(fd)) = DevicePath::parse(&resolved.path) {
            return self.process.file(fd).map_err(|_| Errno::ENOENT)?.metadata();
        }
        let metadata = self.kernel.system().stat(&resolved.path)?;
        if resolved.directory && !metadata.is_dir() {
            return Err(Errno::ENOTDIR);
        }
        Ok(metadata)
    }

    /// Metadata of the entry itself.
    pub fn stat_link(&self, path: &[u8]) -> Result<Metadata, Errno> {
        let resolved = self.resolve(path)?;
        if resolved.directory {
            return self.stat(path);
        }
        self.kernel.system().stat_link(&resolved.path)
    }

    /// Whether the path leads anywhere.
    pub fn exists(&self, path: &[u8]) -> bool {
        self.stat(path).is_ok()
    }

    /// Whether the process may read (4), write (2), execute (1) what the path names.
    pub fn access(&self, path: &[u8], wanted: u32) -> bool {
        self.stat(path).is_ok_and(|metadata| metadata.mode >> 6 & wanted == wanted)
    }

    /// Whether the path names a file that may be executed.
    pub fn is_executable_file(&self, path: &[u8]) -> bool {
        self.stat(path).is_ok_and(|metadata| !metadata.is_dir() && metadata.mode & 0o111 != 0)
    }

    /// A whole file.
    pub fn read_file(&self, path: &[u8]) -> Result<Vec<u8>, Errno> {
        self.kernel.system().read_file(&self.absolute(path)?)
    }

    /// Entries of a directory, sorted by bytes.
    pub fn read_dir(&self, path: &[u8]) -> Result<Vec<DirEntry>, Errno> {
        if self.is_removed_here(path) {
            return Ok(Vec::new());
        }
        self.kernel.system().read_dir(&self.absolute(path)?)
    }

    /// The names of all entries, sorted by bytes, each followed by a `/`. Cheaper than `read_dir`.
    pub fn list_names(&self, path: &[u8]) -> Result<String, Errno> {
        self.kernel.system().list_names(&self.absolute(path)?)
    }

    /// Makes a directory; `mode` less the umask.
    pub fn create_dir(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        let path = self.resolve(path)?.path;
        self.kernel.system().create_dir(&path, mode & !self.process.umask.get())
    }

    /// Makes a FIFO; `mode` less the umask.
    pub fn create_fifo(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        let path = self.resolve(path)?.path;
        self.kernel.system().create_fifo(&path, mode & !self.process.umask.get())
    }

    /// Removes what is not a directory.
    pub fn remove_file(&self, path: &[u8]) -> Result<(), Errno> {
        self.kernel.changed();
        self.kernel.system().remove_file(&self.absolute(path)?)
    }

    /// Removes an empty directory.
    pub fn remove_dir(&self, path: &[u8]) -> Result<(), Errno> {
        self.kernel.system().remove_dir(&self.resolve(path)?.path)
    }

    /// Renames.
    pub fn rename(&self, source: &[u8], target: &[u8]) -> Result<(), Errno> {
        self.kernel.changed();
        let system = self.kernel.system();
        let (source, target) = (self.absolute(source)?, self.resolve(target)?);
        if target.directory && !system.stat_link(&source)?.is_dir() {
            return Err(Errno::ENOTDIR);
        }
        system.rename(&source, &target.path)
    }

    /// Copies bytes and mode.
    pub fn copy_file(&self, source: &[u8], target: &[u8]) -> Result<(), Errno> {
        self.kernel.changed();
        self.kernel.system().copy_file(&self.absolute(source)?, &self.new_name(target, Errno::ENOTDIR)?)
    }

    /// Makes a hard link.
    pub fn hard_link(&self, existing: &[u8], new: &[u8]) -> Result<(), Errno> {
        self.kernel.system().hard_link(&self.absolute(existing)?, &self.new_name(new, Errno::ENOENT)?)
    }

    /// Makes a symbolic link; the target is kept as it is.
    pub fn symbolic_link(&self, target: &[u8], path: &[u8]) -> Result<(), Errno> {
        let target = std::str::from_utf8(target).map_err(|_| Errno::EILSEQ)?;
        self.kernel.system().symbolic_link(target, &self.new_name(path, Errno::ENOENT)?)
    }

    /// The path of what is to be made and is no directory: a name that ends with a slash is refused.
    fn new_name(&self, path: &[u8], refused: Errno) -> Result<String, Errno> {
        let resolved = self.resolve(path)?;
        if resolved.directory { Err(refused) } else { Ok(resolved.path) }
    }

    /// What a symbolic link holds.
    pub fn read_link(&self, path: &[u8]) -> Result<String, Errno> {
        self.kernel.system().read_link(&self.resolve(path)?.path)
    }

    /// The real path; all of it must exist.
    pub fn canonicalize(&self, path: &[u8]) -> Result<String, Errno> {
        let resolved = self.resolve(path)?;
        let real = self.kernel.system().canonicalize(&resolved.path)?;
        if resolved.directory && !self.kernel.system().stat(&real)?.is_dir() {
            return Err(Errno::ENOTDIR);
        }
        Ok(real)
    }

    /// Sets permission bits.
    pub fn set_mode(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        self.kernel.system().set_mode(&self.absolute(path)?, mode)
    }

    /// Sets the times that are given.
    pub fn set_times(
        &self,
        path: &[u8],
        accessed: Option<Datetime>,
        modified: Option<Datetime>,
    ) -> Result<(), Errno> {
        self.kernel.system().set_times(&self.absolute(path)?, accessed, modified)
    }
}

impl crate::Context {
    /// The files, seen from this process.
    pub fn files(&self) -> Files<'_> {
        Files::new(&self.kernel, &self.process)
    }

    /// Opens a file for reading, buffered; `-` is not special here.
    pub async fn reader(&self, path: &[u8]) -> Result<crate::io::Reader, Errno> {
        let file = self.files().open_read(path).await?;
        Ok(crate::io::Reader::new(Ok(file)))
    }
}

/// A FIFO that is being opened: the other end must be opened too, if only for a moment.
#[derive(Debug)]
pub struct FifoOpening {
    /// What it becomes.
    pub file: Rc<OpenFile>,
    /// How often the other end had been opened before.
    seen: u64,
}

impl FifoOpening {
    /// The pipe, and whether this end reads.
    fn pipe(&self) -> Option<(&Rc<Pipe>, bool)> {
        match &self.file.kind {
            Kind::PipeReader(pipe) => Some((pipe, true)),
            Kind::PipeWriter(pipe) => Some((pipe, false)),
            _ => None,
        }
    }

    fn has_peer(&self) -> bool {
        self.pipe().is_none_or(|(pipe, reads)| {
            let others = if reads { pipe.writers.get() } else { pipe.readers.get() };
            let has_text = reads && !pipe.buffer.borrow().is_empty();
            others > 0 || has_text || pipe.opens[usize::from(reads)].get() != self.seen
        })
    }

    /// Has the running process woken when the other end opens; true if it has been opened.
    pub fn poll(&self, kernel: &Kernel) -> bool {
        if self.has_peer() {
            return true;
        }
        if let Some((pipe, reads)) = self.pipe() {
            kernel.wait_on(if reads { &pipe.read_queue } else { &pipe.write_queue });
        }
        false
    }
}
