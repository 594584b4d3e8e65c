//! What builtins write: at once where that is possible, else when the reader takes it.

use super::Vm;
use bashwit_kernel::{Errno, OpenFile};
use std::rc::Rc;

impl Vm {
    /// Writes to a descriptor. What cannot be taken now goes out before the next operation.
    pub fn write(&mut self, fd: u32, bytes: &[u8]) -> Result<(), Errno> {
        let file = self.process.file(fd)?;
        if bytes.is_empty() {
            return Ok(());
        }
        if !self.output.is_empty() {
            self.output.push_back((file, bytes.to_vec()));
            return Ok(());
        }
        let rest = write_now(&file, bytes)?;
        if rest < bytes.len() {
            self.output.push_back((file, bytes[rest..].to_vec()));
        }
        Ok(())
    }

    /// Writes out what is waiting; false where the reader is not ready.
    pub(crate) fn flush(&mut self) -> bool {
        while let Some((file, bytes)) = self.output.pop_front() {
            match write_now(&file, &bytes) {
                Ok(count) if count < bytes.len() => {
                    self.output.push_front((file, bytes[count..].to_vec()));
                    return false;
                }
                // The command that wrote it has ended: there is nobody to tell.
                _ => {}
            }
        }
        true
    }
}

/// Writes as much as is taken now.
fn write_now(file: &Rc<OpenFile>, bytes: &[u8]) -> Result<usize, Errno> {
    let mut done = 0;
    while done < bytes.len() {
        match file.try_write(&bytes[done..])? {
            Some(count) => done += count,
            None => break,
        }
    }
    Ok(done)
}
