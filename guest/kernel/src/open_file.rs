//! Open files: what descriptors share, with one offset for all of them.

use crate::device::Device;
use crate::kernel::{Kernel, WaitQueue};
use crate::limits::Stop;
use crate::pipe::{PIPE_CAPACITY, Pipe};
use crate::{Channel, Datetime, Errno, File, FileKind, Input, Metadata, OpenFlags};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// Smallest and largest chunk that a file is read ahead in.
const MIN_AHEAD: u32 = 512;
const MAX_AHEAD: u32 = 64 * 1024;

/// What an open file is.
pub(crate) enum Kind {
    File {
        file: Box<dyn File>,
        ahead: RefCell<Ahead>,
    },
    Directory {
        path: String,
    },
    PipeReader(Rc<Pipe>),
    PipeWriter(Rc<Pipe>),
    /// A FIFO opened with `<>`.
    PipeBoth(Rc<Pipe>),
    ConsoleIn,
    ConsoleOut(Channel),
    Device(Device),
    /// Everything written is kept, as `$( … )` does.
    Capture(Rc<CaptureBuffer>),
    /// Bytes to read, as a here-document has.
    Text(Rc<[u8]>),
}

/// Bytes of a file that were read before they were asked for. They count only while nothing
/// has been written since (`generation`).
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    data: Vec<u8>,
    start: u64,
    generation: u64,
    size: u32,
}

/// What collects the output of a command substitution.
#[derive(Debug, Default)]
pub struct CaptureBuffer {
    pub(crate) bytes: RefCell<Vec<u8>>,
    pub(crate) closed: Cell<bool>,
    pub(crate) queue: WaitQueue,
}

impl CaptureBuffer {
    /// Takes what was written so far.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.bytes.borrow_mut())
    }

    /// Whether all writers have closed it; if not, the running process is woken when they have.
    pub fn wait_closed(&self, kernel: &Kernel) -> bool {
        if !self.closed.get() {
            kernel.wait_on(&self.queue);
        }
        self.closed.get()
    }

    /// All writers have closed it.
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }
}

/// An open file: shared by all descriptors that were duplicated from one.
pub struct OpenFile {
    pub(crate) kind: Kind,
    pub(crate) flags: OpenFlags,
    pub(crate) offset: Cell<u64>,
    /// Who is to be told when it closes.
    kernel: Kernel,
    /// The path it was opened by, for `/dev/fd` and messages.
    path: Option<Rc<str>>,
}

impl fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenFile({:?}, {:?})", self.file_kind(), self.flags)
    }
}

impl OpenFile {
    pub(crate) fn new(kernel: &Kernel, kind: Kind, flags: OpenFlags, path: Option<Rc<str>>) -> Rc<Self> {
        match &kind {
            Kind::PipeReader(pipe) => pipe.readers.set(pipe.readers.get() + 1),
            Kind::PipeWriter(pipe) => pipe.writers.set(pipe.writers.get() + 1),
            Kind::PipeBoth(pipe) => {
                pipe.readers.set(pipe.readers.get() + 1);
                pipe.writers.set(pipe.writers.get() + 1);
            }
            _ => {}
        }
        Rc::new(Self { kind, flags, offset: Cell::new(0), kernel: kernel.clone(), path })
    }

    /// The kernel that it belongs to.
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// The flags it was opened with.
    pub fn flags(&self) -> OpenFlags {
        self.flags
    }

    /// The path it was opened by.
    pub fn path(&self) -> Option<&str> {
        match &self.kind {
            Kind::Directory { path } => Some(path),
            _ => self.path.as_deref(),
        }
    }

    /// Whether two handles are one open file underneath (`-ef`, "input file is output file").
    pub fn same_file(&self, other: &OpenFile) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::File { file: a, .. }, Kind::File { file: b, .. }) => match (a.metadata(), b.metadata()) {
                (Ok(a), Ok(b)) => a.inode == b.inode,
                _ => false,
            },
            _ => std::ptr::eq(self, other),
        }
    }

    /// A regular file, as opposed to a stream.
    pub fn is_seekable(&self) -> bool {
        match &self.kind {
            Kind::File { .. } => true,
            Kind::Text(text) => !is_piped(text),
            _ => false,
        }
    }

    /// Whether it is the standard input of the run.
    pub fn is_console_input(&self) -> bool {
        matches!(self.kind, Kind::ConsoleIn)
    }

    /// The offset of the next read or write.
    pub fn offset(&self) -> u64 {
        self.offset.get()
    }

    /// Moves the offset of a regular file (lseek); streams give `ESPIPE`.
    pub fn seek(&self, offset: u64) -> Result<(), Errno> {
        if !self.is_seekable() {
            return Err(Errno::ESPIPE);
        }
        self.offset.set(offset);
        Ok(())
    }

    /// Cuts or extends a regular file.
    pub fn set_size(&self, size: u64) -> Result<(), Errno> {
        match &self.kind {
            Kind::File { file, .. } if self.flags.contains(OpenFlags::WRITE) => {
                self.kernel.changed();
                file.set_size(size)
            }
            _ => Err(Errno::EINVAL),
        }
    }

    fn file_kind(&self) -> FileKind {
        match &self.kind {
            Kind::Text(text) if is_piped(text) => FileKind::Fifo,
            Kind::File { .. } | Kind::Text(_) => FileKind::Regular,
            Kind::Directory { .. } => FileKind::Directory,
            Kind::PipeReader(_) | Kind::PipeWriter(_) | Kind::PipeBoth(_) | Kind::Capture(_) => {
                FileKind::Fifo
            }
            // A host's streams are pipes to a script.
            Kind::ConsoleIn | Kind::ConsoleOut(_) => FileKind::Fifo,
            Kind::Device(_) => FileKind::CharacterDevice,
        }
    }

    /// What fstat tells.
    pub fn metadata(&self) -> Result<Metadata, Errno> {
        if let Kind::File { file, .. } = &self.kind {
            return file.metadata();
        }
        if let Kind::Directory { path } = &self.kind {
            return self.kernel.system().stat(path);
        }
        let now = Datetime::default();
        let size = match &self.kind {
            Kind::Text(text) if !is_piped(text) => text.len() as u64,
            _ => 0,
        };
        let mode = if matches!(self.kind, Kind::Device(_)) { 0o666 } else { 0o600 };
        let inode = std::ptr::from_ref(self) as usize as u64;
        let kind = self.file_kind();
        Ok(Metadata { kind, size, mode, inode, links: 1, modified: now, accessed: now, changed: now })
    }

    /// Adds to a line what can be read without blocking, but nothing behind its end. Gives how much that
    /// was, as `try_read_with` does.
    pub fn try_read_line(&self, hint: usize, line: &mut Vec<u8>) -> Result<Option<usize>, Errno> {
        self.try_read_with(hint, |bytes| {
            let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
            line.extend_from_slice(&bytes[..end]);
            (end, end)
        })
    }

    /// Reads without blocking: `take` gets the bytes that are there (none at the end of the
    /// file) and tells how many it consumed. `Ok(None)`: nothing now, and the running process
    /// is woken when there is. `hint`: how many bytes are wanted.
    pub fn try_read_with<R>(
        &self,
        hint: usize,
        take: impl FnOnce(&[u8]) -> (usize, R),
    ) -> Result<Option<R>, Errno> {
        if !self.flags.contains(OpenFlags::READ) {
            return Err(Errno::EBADF);
        }
        match &self.kind {
            Kind::File { file, ahead } => {
                self.read_file(file.as_ref(), &mut ahead.borrow_mut(), hint, take).map(Some)
            }
            Kind::Directory { .. } => Err(Errno::EISDIR),
            Kind::PipeReader(pipe) | Kind::PipeBoth(pipe) => Ok(self.read_pipe(pipe, take)),
            Kind::ConsoleIn => Ok(self.kernel.read_console(take)),
            Kind::Device(device) => {
                let bytes = device.read(&self.kernel, hint.min(MAX_AHEAD as usize));
                Ok(Some(take(&bytes).1))
            }
            Kind::Text(text) => {
                let start = usize::try_from(self.offset.get()).unwrap_or(usize::MAX).min(text.len());
                let (used, result) = take(&text[start..]);
                self.offset.set((start + used) as u64);
                Ok(Some(result))
            }
            Kind::PipeWriter(_) | Kind::ConsoleOut(_) | Kind::Capture(_) => Err(Errno::EBADF),
        }
    }

    fn read_file<R>(
        &self,
        file: &dyn File,
        ahead: &mut Ahead,
        hint: usize,
        take: impl FnOnce(&[u8]) -> (usize, R),
    ) -> Result<R, Errno> {
        let offset = self.offset.get();
        let generation = self.kernel.generation();
        let end = ahead.start + ahead.data.len() as u64;
        let fresh = ahead.generation == generation && (ahead.start..end).contains(&offset);
        if !fresh {
            let sequential = ahead.generation == generation && offset == end && !ahead.data.is_empty();
            ahead.size = if sequential { (ahead.size * 2).min(MAX_AHEAD) } else { MIN_AHEAD };
            let wanted = u32::try_from(hint).unwrap_or(MAX_AHEAD).max(ahead.size);
            ahead.data = file.read_at(offset, wanted)?;
            ahead.start = offset;
            ahead.generation = generation;
        }
        let from = (offset - ahead.start) as usize;
        let (used, result) = take(ahead.data.get(from..).unwrap_or_default());
        self.offset.set(offset + used as u64);
        Ok(result)
    }

    fn read_pipe<R>(&self, pipe: &Pipe, take: impl FnOnce(&[u8]) -> (usize, R)) -> Option<R> {
        let mut buffer = pipe.buffer.borrow_mut();
        if buffer.is_empty() {
            if pipe.writers.get() == 0 {
                return Some(take(&[]).1);
            }
            self.kernel.wait_on(&pipe.read_queue);
            return None;
        }
        let (used, result) = take(buffer.as_slices().0);
        buffer.drain(..used);
        drop(buffer);
        if used > 0 {
            self.kernel.wake_all(&pipe.write_queue);
        }
        Some(result)
    }

    /// Appends up to `max` bytes to `out`: how many (0 at the end), or `None` to wait.
    pub fn try_read(&self, out: &mut Vec<u8>, max: usize) -> Result<Option<usize>, Errno> {
        self.try_read_with(max, |bytes| {
            let count = bytes.len().min(max);
            out.extend_from_slice(&bytes[..count]);
            (count, count)
        })
    }

    /// Writes without blocking: how many bytes were taken, or `None` to wait. A reader that
    /// has gone gives `EPIPE` after SIGPIPE was sent to the running process.
    pub fn try_write(&self, bytes: &[u8]) -> Result<Option<usize>, Errno> {
        if !self.flags.contains(OpenFlags::WRITE) {
            return Err(Errno::EBADF);
        }
        match &self.kind {
            Kind::File { file, .. } => {
                self.kernel.changed();
                if self.flags.contains(OpenFlags::APPEND) {
                    self.offset.set(file.append(bytes)?);
                } else {
                    let offset = self.offset.get();
                    file.write_at(offset, bytes)?;
                    self.offset.set(offset + bytes.len() as u64);
                }
                Ok(Some(bytes.len()))
            }
            Kind::PipeWriter(pipe) | Kind::PipeBoth(pipe) => self.write_pipe(pipe, bytes),
            Kind::ConsoleOut(channel) => {
                let usage = self.kernel.usage();
                if !usage.take(&usage.output, bytes.len() as u64, Stop::Output) {
                    return Ok(None);
                }
                if self.kernel.system().console_write(*channel, bytes) {
                    return Ok(Some(bytes.len()));
                }
                self.kernel.broken_pipe()
            }
            Kind::Capture(capture) => {
                let mut kept = capture.bytes.borrow_mut();
                let usage = self.kernel.usage();
                if (kept.len() + bytes.len()) as u64 > usage.capture.get() {
                    usage.stop(Stop::Output);
                    return Ok(None);
                }
                kept.extend_from_slice(bytes);
                Ok(Some(bytes.len()))
            }
            Kind::Device(device) => device.write(bytes).map(Some),
            Kind::Directory { .. } => Err(Errno::EISDIR),
            Kind::PipeReader(_) | Kind::ConsoleIn | Kind::Text(_) => Err(Errno::EBADF),
        }
    }

    fn write_pipe(&self, pipe: &Pipe, bytes: &[u8]) -> Result<Option<usize>, Errno> {
        if pipe.readers.get() == 0 {
            return self.kernel.broken_pipe();
        }
        if bytes.is_empty() {
            return Ok(Some(0));
        }
        let taken = pipe.push(bytes);
        if taken == 0 {
            self.kernel.wait_on(&pipe.write_queue);
            return Ok(None);
        }
        self.kernel.wake_all(&pipe.read_queue);
        Ok(Some(taken))
    }

    /// Whether a read would not wait now (`read -t 0`).
    pub fn is_readable(&self) -> bool {
        match &self.kind {
            Kind::PipeReader(pipe) | Kind::PipeBoth(pipe) => {
                !pipe.buffer.borrow().is_empty() || pipe.writers.get() == 0
            }
            Kind::ConsoleIn => self.kernel.console_readable(),
            _ => self.flags.contains(OpenFlags::READ),
        }
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        match &self.kind {
            Kind::PipeReader(pipe) => close_end(&self.kernel, &pipe.readers, &pipe.write_queue),
            Kind::PipeWriter(pipe) => close_end(&self.kernel, &pipe.writers, &pipe.read_queue),
            Kind::PipeBoth(pipe) => {
                close_end(&self.kernel, &pipe.readers, &pipe.write_queue);
                close_end(&self.kernel, &pipe.writers, &pipe.read_queue);
            }
            Kind::Capture(capture) => {
                capture.closed.set(true);
                self.kernel.wake_all(&capture.queue);
            }
            _ => {}
        }
    }
}

/// A text that fits into a pipe is read from one; a longer one is a file without a name.
fn is_piped(text: &[u8]) -> bool {
    text.len() <= PIPE_CAPACITY
}

fn close_end(kernel: &Kernel, count: &Cell<u32>, other_side: &WaitQueue) {
    count.set(count.get() - 1);
    if count.get() == 0 {
        kernel.wake_all(other_side);
    }
}

/// What a process gave to the console earlier and did not read yet.
#[derive(Debug, Default)]
pub(crate) struct ConsoleInput {
    data: Vec<u8>,
    position: usize,
    ended: bool,
    pub queue: WaitQueue,
}

impl ConsoleInput {
    /// Asks the system for more where nothing is left; false where there is nothing now.
    fn fill(&mut self, kernel: &Kernel) -> bool {
        if self.position < self.data.len() || self.ended {
            return true;
        }
        match kernel.system().console_read(MAX_AHEAD) {
            Input::Bytes(bytes) => {
                self.data = bytes;
                self.position = 0;
                true
            }
            Input::End => {
                self.ended = true;
                true
            }
            Input::Pending => false,
        }
    }
}

impl Kernel {
    fn read_console<R>(&self, take: impl FnOnce(&[u8]) -> (usize, R)) -> Option<R> {
        let mut console = self.console().borrow_mut();
        if !console.fill(self) {
            self.wait_on(&console.queue);
            return None;
        }
        let from = console.position;
        let (used, result) = take(console.data.get(from..).unwrap_or_default());
        console.position += used;
        Some(result)
    }

    fn console_readable(&self) -> bool {
        self.console().borrow_mut().fill(self)
    }

    /// A new run may bring new standard input.
    pub(crate) fn reopen_console(&self) {
        self.console().borrow_mut().ended = false;
    }
}
