//! `$(< file)`: the shell itself reads the file.

use super::{Fault, Vm, Wait};
use crate::ir::Quoting;
use crate::state::options::Set;
use bashwit_kernel::{FifoOpening, OpenFile, OpenFlags, Opened};
use std::rc::Rc;
use std::task::Poll;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;
/// How many chunks are read before others have their turn.
const CHUNKS: usize = 16;

impl Vm {
    /// `[text →]`: adds what is in the file of that name.
    pub(crate) fn read_file(&mut self, quoting: Quoting) -> Result<(), Fault> {
        let path = self.pop_text();
        self.substituted = Some(0);
        self.state.status = 0;
        let (file, opening) = match self.files().try_open(&path, OpenFlags::READ, 0) {
            Ok(Opened::File(file)) => (file, None),
            Ok(Opened::Fifo(opening)) => (opening.file.clone(), Some(opening)),
            Err(error) => {
                self.report(&[&*path, b": ", error.message().as_bytes()].concat());
                (self.substituted, self.state.status) = (Some(1), 1);
                // Wherever it stands.
                let exits = self.state.options.has(Set::ErrExit);
                return if exits { Err(Fault::Exit(1)) } else { Ok(()) };
            }
        };
        self.wait = Some(Box::new(FileRead { opening, file, bytes: Vec::new(), quoting }));
        Ok(())
    }
}

/// Reads a file to its end.
struct FileRead {
    opening: Option<FifoOpening>,
    file: Rc<OpenFile>,
    bytes: Vec<u8>,
    quoting: Quoting,
}

impl Wait for FileRead {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        if self.opening.as_ref().is_some_and(|opening| !opening.poll(&vm.kernel)) {
            return Poll::Pending;
        }
        for _ in 0..CHUNKS {
            let read = self.file.try_read_with(CHUNK, |bytes| {
                self.bytes.extend_from_slice(bytes);
                (bytes.len(), bytes.len())
            });
            match read {
                Ok(None) => return Poll::Pending,
                // What cannot be read, as a directory, is empty.
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
