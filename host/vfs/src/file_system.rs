//! The traits `FileSystem` and `File`, which mirror `wit/vfs.wit` call by call.

use crate::{Datetime, DirEntry, ErrorCode, Metadata, OpenFlags, path};
use std::sync::Arc;

/// What every call gives. Cheap on purpose: [`ErrorCode::at`] adds the path for people.
pub type Result<T, E = ErrorCode> = std::result::Result<T, E>;

/// An open file. It keeps its content reachable after unlink or rename.
pub trait File: Send + Sync {
    /// Up to `max_bytes` bytes from `offset`; fewer only at the end, none past it.
    fn read_at(&self, offset: u64, max_bytes: u32) -> Result<Vec<u8>>;
    /// Writes all bytes at `offset` (at the end if opened to append); a gap is filled with zeros.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<()>;
    /// Writes at the end, wherever that is now; gives the new size.
    fn append(&self, bytes: &[u8]) -> Result<u64>;
    /// What `stat` would tell of the open file.
    fn metadata(&self) -> Result<Metadata>;
    /// Cuts or extends (with zeros) to `size` bytes.
    fn set_size(&self, size: u64) -> Result<()>;
}

/// How much a tree holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Bytes of content.
    pub bytes: u64,
    /// Names, directories included, the root not.
    pub files: u64,
}

/// A symbolic link on the way along a path: what [`FileSystem::first_link`] finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOnPath {
    /// The length of the path up to and with the name of the link.
    pub end: usize,
    /// What the link holds.
    pub target: String,
}

/// One tree of files.
///
/// Paths are absolute, normalised (see [`path::normalize`]) and UTF-8; any other gives
/// `Invalid`. Symbolic links are resolved inside the tree and never leave it.
pub trait FileSystem: Send + Sync {
    /// Opens a file; `mode` counts only when one is made. A directory gives `IsDirectory`.
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>>;
    /// A whole file.
    fn read_file(&self, path: &str) -> Result<Vec<u8>>;
    /// Makes or replaces a whole file (mode 0o644 where it is new).
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()>;
    /// Adds to a file, which is made if it is missing.
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()>;
    /// Metadata; follows symbolic links.
    fn stat(&self, path: &str) -> Result<Metadata>;
    /// Metadata of the entry itself, a symbolic link included.
    fn stat_link(&self, path: &str) -> Result<Metadata>;
    /// All entries with their metadata, sorted by the bytes of the name.
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>>;
    /// The names of all entries alone, sorted by their bytes, each followed by a `/`.
    fn list_names(&self, path: &str) -> Result<String> {
        Ok(self.read_dir(path)?.into_iter().map(|entry| entry.name + "/").collect())
    }
    /// Makes one directory; its parent must exist.
    fn create_dir(&self, path: &str, mode: u32) -> Result<()>;
    /// Makes a named pipe.
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()>;
    /// Removes a name that is not a directory.
    fn remove_file(&self, path: &str) -> Result<()>;
    /// Removes an empty directory.
    fn remove_dir(&self, path: &str) -> Result<()>;
    /// Moves a name; replaces the target as rename(2) does.
    fn rename(&self, source: &str, target: &str) -> Result<()>;
    /// Copies the bytes and the permission bits of a file; replaces the target's bytes.
    fn copy_file(&self, source: &str, target: &str) -> Result<()>;
    /// Gives a file a second name.
    fn hard_link(&self, existing: &str, new: &str) -> Result<()>;
    /// Makes a symbolic link at `path` that holds `target`, which need not exist.
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()>;
    /// What a symbolic link holds.
    fn read_link(&self, path: &str) -> Result<String>;
    /// The path with every symbolic link resolved; all of it must exist.
    fn canonicalize(&self, path: &str) -> Result<String>;
    /// Sets the permission bits (follows symbolic links).
    fn set_mode(&self, path: &str, mode: u32) -> Result<()>;
    /// Sets the times that are given (follows symbolic links).
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()>;

    /// A whole file that may be shared with the tree instead of copied.
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        self.read_file(path).map(Arc::new)
    }

    /// `write_file` with bytes that the tree may keep instead of copying them.
    fn write_file_owned(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.write_file(path, &bytes)
    }

    /// The first symbolic link on the way along `path`, the last part included only if
    /// `follow_last`. `None` where there is none, and where the path ends early. File systems
    /// that are built on others resolve links with it.
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        path::check(path)?;
        let ends = path.char_indices().skip(1).filter(|(_, letter)| *letter == '/').map(|(at, _)| at);
        for end in ends.chain(follow_last.then_some(path.len())) {
            let prefix = path.get(..end).unwrap_or(path);
            match self.stat_link(prefix) {
                Ok(metadata) if metadata.is_symlink() => {
                    return self.read_link(prefix).map(|target| Some(LinkOnPath { end, target }));
                }
                Ok(_) => {}
                Err(ErrorCode::NoEntry | ErrorCode::NotDirectory) => return Ok(None),
                Err(code) => return Err(code),
            }
        }
        Ok(None)
    }

    /// How much the tree holds, where that is counted.
    fn usage(&self) -> Option<Usage> {
        None
    }

    /// The tree below a directory, where the file system can give it better than
    /// [`SubtreeFs`](crate::SubtreeFs). Use [`subtree`](crate::subtree).
    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        let _ = path;
        None
    }
}

impl<T: FileSystem + ?Sized> FileSystem for Arc<T> {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        (**self).open(path, how, mode)
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        (**self).read_file(path)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        (**self).write_file(path, bytes)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        (**self).append_file(path, bytes)
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        (**self).stat(path)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        (**self).stat_link(path)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        (**self).read_dir(path)
    }
    fn list_names(&self, path: &str) -> Result<String> {
        (**self).list_names(path)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        (**self).create_dir(path, mode)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        (**self).create_fifo(path, mode)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        (**self).remove_file(path)
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        (**self).remove_dir(path)
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        (**self).rename(source, target)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        (**self).copy_file(source, target)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        (**self).hard_link(existing, new)
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        (**self).symbolic_link(target, path)
    }
    fn read_link(&self, path: &str) -> Result<String> {
        (**self).read_link(path)
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        (**self).canonicalize(path)
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        (**self).set_mode(path, mode)
    }
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        (**self).set_times(path, accessed, modified)
    }
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        (**self).read_file_shared(path)
    }
    fn write_file_owned(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        (**self).write_file_owned(path, bytes)
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        (**self).first_link(path, follow_last)
    }
    fn usage(&self) -> Option<Usage> {
        (**self).usage()
    }
    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        (**self).native_subtree(path)
    }
}
