//! Files that the shell itself reads to their end: those of `$(< file)` and `source`.

use super::{Fault, Vm, Wait};
use crate::ir::Quoting;
use crate::state::options::Set;
use bashwit_kernel::{Errno, FifoOpening, OpenFlags, Opened};
use std::task::Poll;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;
/// How many chunks are read before others have their turn.
const CHUNKS: usize = 16;

/// A file to be read.
pub(crate) enum Content {
    /// That of a regular file is there at once.
    Whole(Vec<u8>),
    /// That of a stream (`<( … )`) comes bit by bit.
    Stream(Opened),
}

impl Vm {
    /// Opens a file to read it; a directory has nothing to be read.
    pub(crate) fn content(&self, path: &[u8]) -> Result<Content, Errno> {
        let metadata = self.files().stat(path)?;
        if metadata.is_dir() {
            return Err(Errno::EISDIR);
        }
        // `/dev/stdin` and its kin may be regular files that are open already.
        let is_device = self.files().resolve(path)?.path.starts_with("/dev/");
        if metadata.is_file() && !is_device {
            return Ok(Content::Whole(self.files().read_file(path)?));
        }
        Ok(Content::Stream(self.files().try_open(path, OpenFlags::READ, 0)?))
    }

    /// `[text →]`: adds what is in the file of that name.
    pub(crate) fn read_file(&mut self, quoting: Quoting) -> Result<(), Fault> {
        let path = self.pop_text();
        (self.substituted, self.state.status) = (Some(0), 0);
        match self.content(&path) {
            Ok(Content::Whole(bytes)) => self.add_output(bytes, quoting),
            Ok(Content::Stream(opened)) => {
                self.wait = Some(Box::new(FileRead { opened, bytes: Vec::new(), quoting }));
                Ok(())
            }
            Err(Errno::EISDIR) => self.add_output(Vec::new(), quoting),
            Err(error) => {
                self.report(&[&*path, b": ", error.message().as_bytes()].concat());
                (self.substituted, self.state.status) = (Some(1), 1);
                // Wherever it stands.
                let exits = self.state.options.has(Set::ErrExit);
                if exits { Err(Fault::Exit(1)) } else { Ok(()) }
            }
        }
    }
}

/// Reads a stream to its end.
struct FileRead {
    opened: Opened,
    bytes: Vec<u8>,
    quoting: Quoting,
}

impl Wait for FileRead {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let file = match &self.opened {
            Opened::Fifo(opening) if !opening.poll(&vm.kernel) => return Poll::Pending,
            Opened::File(file) | Opened::Fifo(FifoOpening { file, .. }) => file,
        };
        for _ in 0..CHUNKS {
            let read = file.try_read_with(CHUNK, |bytes| {
                self.bytes.extend_from_slice(bytes);
                (bytes.len(), bytes.len())
            });
            match read {
                Ok(None) => return Poll::Pending,
                // What cannot be read is empty.
                Ok(Some(0)) | Err(_) => {
                    let bytes = std::mem::take(&mut self.bytes);
                    return Poll::Ready(vm.add_output(bytes, self.quoting));
                }
                Ok(Some(_)) => {}
            }
        }
        vm.kernel.tick();
        vm.kernel.wake(vm.process.pid);
        Poll::Pending
    }
}
