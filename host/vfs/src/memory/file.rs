//! Open files of a memory tree.

use super::inode::Node;
use super::live::{Edit, Handle, Live, Stop};
use super::{MemoryFs, content};
use crate::{ErrorCode, File, Metadata, OpenFlags, Result};
use std::sync::Arc;

/// An open file: it holds its inode by number, so that it outlives unlink and rename.
pub(super) struct OpenFile {
    tree: MemoryFs,
    handle: Handle,
    how: OpenFlags,
}

impl OpenFile {
    /// Opens under the lock that the caller holds.
    pub(super) fn new(tree: &MemoryFs, live: &mut Live, handle: Handle, how: OpenFlags) -> OpenFile {
        live.hold(handle);
        OpenFile { tree: tree.clone(), handle, how }
    }

    fn change<'a>(&self, edit: impl Fn() -> Edit<'a>) -> Result<u64> {
        if !self.how.writes() {
            return Err(ErrorCode::BadDescriptor);
        }
        let now = self.tree.now();
        self.tree.with_content(|| self.tree.write().edit(self.handle, edit(), now))
    }
}

impl File for OpenFile {
    fn read_at(&self, offset: u64, max_bytes: u32) -> Result<Vec<u8>> {
        if !self.how.reads() {
            return Err(ErrorCode::BadDescriptor);
        }
        self.tree.with_content(|| {
            let live = self.tree.read();
            match &live.find(self.handle)?.node {
                Node::File(bytes) => Ok(content::copy(content::read(bytes, offset, max_bytes))?),
                Node::Lazy(lazy) => Err(Stop::Lazy(self.handle, Arc::clone(lazy))),
                _ => Ok(Vec::new()),
            }
        })
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<()> {
        if self.how.contains(OpenFlags::APPEND) {
            return self.append(bytes).map(drop);
        }
        self.change(|| Edit::At(offset, bytes)).map(drop)
    }

    fn append(&self, bytes: &[u8]) -> Result<u64> {
        self.change(|| Edit::Append(bytes))
    }

    fn metadata(&self) -> Result<Metadata> {
        Ok(self.tree.read().find(self.handle)?.metadata())
    }

    fn set_size(&self, size: u64) -> Result<()> {
        self.change(|| Edit::Resize(size)).map(drop)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.tree.write().release(self.handle);
    }
}
