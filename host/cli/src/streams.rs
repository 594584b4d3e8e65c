//! The process's own streams, as the script's.

use bashwit::{Sink, Stdin, Written};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

/// Standard output, each write handed on at once.
pub fn stdout() -> Sink {
    sink(duplicate(&io::stdout()), Box::new(io::stdout()))
}

/// Standard error, each write handed on at once.
pub fn stderr() -> Sink {
    sink(duplicate(&io::stderr()), Box::new(io::stderr()))
}

/// Standard input. A file is read as the script asks; all else may block, and a thread reads
/// it once the script asks.
pub fn stdin() -> Stdin {
    match duplicate(&io::stdin()) {
        Some(file) if file.metadata().is_ok_and(|metadata| metadata.is_file()) => Stdin::ready(file),
        Some(file) => Stdin::reader(file),
        None => Stdin::reader(io::stdin()),
    }
}

/// Past the buffers of the standard library.
fn sink(file: Option<File>, other: Box<dyn Write + Send>) -> Sink {
    let mut writer = file.map_or(other, |file| Box::new(file));
    Sink::call(move |bytes| match writer.write_all(bytes).and_then(|()| writer.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Written::Closed,
        // A full disk, a closed descriptor: nobody is left to tell.
        _ => Written::Taken,
    })
}

#[cfg(unix)]
fn duplicate(stream: &impl std::os::fd::AsFd) -> Option<File> {
    stream.as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(not(unix))]
fn duplicate<T>(_: &T) -> Option<File> {
    None
}

/// The terminal's input for one command of an interactive session. Unlike a thread in a plain
/// read, it does not swallow what is typed after the command has ended.
pub struct Keyboard {
    /// Whether the command has ended.
    over: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Keyboard {
    /// And the flag that ends it.
    pub fn new() -> (Keyboard, std::sync::Arc<std::sync::atomic::AtomicBool>) {
        let over = std::sync::Arc::<std::sync::atomic::AtomicBool>::default();
        (Keyboard { over: over.clone() }, over)
    }
}

impl Read for Keyboard {
    #[cfg(unix)]
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use std::sync::atomic::Ordering;
        let stdin = io::stdin();
        let tick = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
        while !self.over.load(Ordering::Acquire) {
            let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
            match poll(&mut fds, Some(&tick)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => {
                    return match duplicate(&stdin) {
                        Some(mut file) => file.read(bytes),
                        None => Ok(0),
                    };
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(0)
    }

    #[cfg(not(unix))]
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        io::stdin().read(bytes)
    }
}
