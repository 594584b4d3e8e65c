//! What becomes of descriptors behind the command that has redirected them: most are put back, some
//! stay.

use crate::vm::{Block, Vm};
use bashwit_kernel::{FdTable, OpenFile};
use std::rc::Rc;

impl Vm {
    /// Remembers the descriptors until the block ends; `call`: the one that they are redirected for.
    pub(crate) fn save_fds(&mut self, call: Option<u32>) {
        let saved = Some(self.process.save_fds());
        let heights = self.heights();
        self.blocks.push(Block::Fds { saved, heights, call });
    }

    /// Keeps the redirections of the running command (`exec >file`). A command around it that has
    /// redirected the same descriptor puts that back, and no other.
    pub(crate) fn keep_redirections(&mut self) {
        if !self.redirected {
            return;
        }
        let Some(Block::Fds { saved, .. }) = self.blocks.last_mut() else { return };
        let Some(before) = saved.take() else { return };
        let outer = self.blocks.len() - 1;
        let now = self.process.save_fds();
        let mut fds: Vec<u32> = before.open_fds().chain(now.open_fds()).collect();
        fds.sort_unstable();
        fds.dedup();
        for fd in fds.into_iter().filter(|&fd| file_of(&before, fd) != file_of(&now, fd)) {
            self.outlive_blocks(fd, &before, outer);
        }
    }

    /// Lets what has become of a descriptor stay behind the commands of the blocks below `top`. One
    /// that has redirected it puts it back.
    pub(super) fn outlive_blocks(&mut self, fd: u32, before: &FdTable, top: usize) {
        let now = self.process.fds().entry(fd).cloned();
        for block in self.blocks[..top].iter_mut().rev() {
            let Block::Fds { saved: Some(saved), .. } = block else { continue };
            if file_of(saved, fd) != file_of(before, fd) {
                break;
            }
            Rc::make_mut(saved).set(fd, now.clone());
        }
    }

    /// Lets what has become of a descriptor stay behind all commands that are running.
    pub(super) fn outlive_all_blocks(&mut self, fd: u32) {
        let now = self.process.fds().entry(fd).cloned();
        for block in &mut self.blocks {
            if let Block::Fds { saved: Some(saved), .. } = block {
                Rc::make_mut(saved).set(fd, now.clone());
            }
        }
    }
}

/// What tells apart the files of a descriptor in two tables.
fn file_of(table: &FdTable, fd: u32) -> Option<*const OpenFile> {
    table.get(fd).map(Rc::as_ptr)
}
