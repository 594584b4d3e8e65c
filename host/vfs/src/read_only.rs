//! The same live tree without the right to change it.

use crate::{
    Datetime, DirEntry, ErrorCode, File, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, Usage,
};
use std::sync::Arc;

/// A view of a tree that cannot change it. What the tree's owner changes shows at once.
#[derive(Clone)]
pub struct ReadOnlyFs {
    inner: Arc<dyn FileSystem>,
}

impl ReadOnlyFs {
    /// A view of `inner`.
    pub fn new(inner: Arc<dyn FileSystem>) -> ReadOnlyFs {
        ReadOnlyFs { inner }
    }

    /// `ReadOnly`, unless the path itself is wrong or its directory is missing.
    fn refuse<T>(&self, path: &str) -> Result<T> {
        crate::path::check(path)?;
        let (directory, _) = crate::path::split(path).unwrap_or(("/", ""));
        self.inner.stat(directory)?;
        Err(ErrorCode::ReadOnly)
    }

    /// As `refuse`, for calls that need the path to exist.
    fn refuse_existing<T>(&self, path: &str) -> Result<T> {
        self.inner.stat_link(path)?;
        Err(ErrorCode::ReadOnly)
    }

    fn refuse_new<T>(&self, path: &str) -> Result<T> {
        match self.inner.stat_link(path) {
            Ok(_) => Err(ErrorCode::Exist),
            Err(ErrorCode::NoEntry) => self.refuse(path),
            Err(code) => Err(code),
        }
    }
}

impl FileSystem for ReadOnlyFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        if how.writes() || how.contains(OpenFlags::TRUNCATE) {
            return match self.inner.stat(path) {
                Ok(_) if how.contains(OpenFlags::CREATE | OpenFlags::EXCLUSIVE) => Err(ErrorCode::Exist),
                Ok(metadata) if metadata.is_dir() => Err(ErrorCode::IsDirectory),
                Err(code) if code != ErrorCode::NoEntry || !how.contains(OpenFlags::CREATE) => Err(code),
                // A device is not part of the tree's content.
                Ok(metadata) if metadata.kind == crate::FileKind::CharacterDevice => {
                    self.inner.open(path, how.without(OpenFlags::CREATE | OpenFlags::TRUNCATE), mode)
                }
                _ => Err(ErrorCode::ReadOnly),
            };
        }
        match self.inner.open(path, how.without(OpenFlags::CREATE), mode) {
            Ok(_) if how.contains(OpenFlags::CREATE | OpenFlags::EXCLUSIVE) => Err(ErrorCode::Exist),
            Err(ErrorCode::NoEntry) if how.contains(OpenFlags::CREATE) => self.refuse(path),
            result => result,
        }
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        self.inner.read_file(path)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        match self.inner.stat(path) {
            Ok(metadata) if metadata.is_dir() => Err(ErrorCode::IsDirectory),
            Ok(metadata) if metadata.kind == crate::FileKind::CharacterDevice => {
                self.inner.write_file(path, bytes)
            }
            _ => self.refuse(path),
        }
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.write_file(path, bytes)
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        self.inner.stat(path)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        self.inner.stat_link(path)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        self.inner.read_dir(path)
    }
    fn list_names(&self, path: &str) -> Result<String> {
        self.inner.list_names(path)
    }
    fn create_dir(&self, path: &str, _mode: u32) -> Result<()> {
        self.refuse_new(path)
    }
    fn create_fifo(&self, path: &str, _mode: u32) -> Result<()> {
        self.refuse_new(path)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        self.refuse_existing(path)
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        self.refuse_existing(path)
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        self.inner.stat_link(source)?;
        self.refuse(target)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        if self.inner.stat(source)?.is_dir() {
            return Err(ErrorCode::IsDirectory);
        }
        self.refuse(target)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        self.inner.stat_link(existing)?;
        self.refuse_new(new)
    }
    fn symbolic_link(&self, _target: &str, path: &str) -> Result<()> {
        self.refuse_new(path)
    }
    fn read_link(&self, path: &str) -> Result<String> {
        self.inner.read_link(path)
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        self.inner.canonicalize(path)
    }
    fn set_mode(&self, path: &str, _mode: u32) -> Result<()> {
        self.inner.stat(path)?;
        Err(ErrorCode::ReadOnly)
    }
    fn set_times(&self, path: &str, _accessed: Option<Datetime>, _modified: Option<Datetime>) -> Result<()> {
        self.inner.stat(path)?;
        Err(ErrorCode::ReadOnly)
    }
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        self.inner.read_file_shared(path)
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        self.inner.first_link(path, follow_last)
    }
    fn usage(&self) -> Option<Usage> {
        self.inner.usage()
    }
    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        let tree = crate::subtree(Arc::clone(&self.inner), path);
        Some(tree.map(|tree| Arc::new(ReadOnlyFs::new(tree)) as Arc<dyn FileSystem>))
    }
}
