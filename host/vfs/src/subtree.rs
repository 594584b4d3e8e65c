//! The live tree below a directory of any file system.

use crate::resolve::{Last, resolve};
use crate::{Datetime, DirEntry, ErrorCode, File, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, path};
use std::sync::Arc;

/// A tree whose `/` is a directory of another tree. Absolute links resolve inside, and `..`
/// ends at the new root, so that nothing in it leads out.
///
/// Links are resolved before each call. Where other threads change the same directory at the
/// same time, prefer a file system with subtrees of its own: [`subtree`] picks those.
pub struct SubtreeFs {
    inner: Arc<dyn FileSystem>,
    /// Canonical; empty for the root.
    base: String,
}

/// The live tree below a directory, which becomes its `/`.
pub fn subtree(fs: Arc<dyn FileSystem>, path: &str) -> Result<Arc<dyn FileSystem>> {
    match fs.native_subtree(path) {
        Some(tree) => tree,
        None => Ok(Arc::new(SubtreeFs::new(fs, path)?)),
    }
}

impl SubtreeFs {
    /// The tree below the directory `path` of `inner`.
    pub fn new(inner: Arc<dyn FileSystem>, path: &str) -> Result<SubtreeFs> {
        let mut base = inner.canonicalize(path)?;
        if !inner.stat(&base)?.is_dir() {
            return Err(ErrorCode::NotDirectory);
        }
        if base == "/" {
            base.clear();
        }
        Ok(SubtreeFs { inner, base })
    }

    /// The path in the inner tree, not resolved.
    fn outer(&self, path: &str) -> String {
        if path == "/" && !self.base.is_empty() {
            return self.base.clone();
        }
        let mut outer = String::with_capacity(self.base.len() + path.len());
        outer.push_str(&self.base);
        outer.push_str(path);
        outer
    }

    /// The path in the inner tree with all links resolved here.
    fn at(&self, path: &str, follow_last: bool) -> Result<String> {
        Ok(self.outer(&resolve(self, path, Last::of(follow_last))?))
    }

    /// As `at`, for a file that is made if it is missing.
    fn at_new(&self, path: &str) -> Result<String> {
        Ok(self.outer(&resolve(self, path, Last::Create)?))
    }
}

impl FileSystem for SubtreeFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        let path = self.outer(&resolve(self, path, Last::of_open(how))?);
        self.inner.open(&path, how | OpenFlags::NO_FOLLOW, mode)
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        self.inner.read_file(&self.at(path, true)?)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.inner.write_file(&self.at_new(path)?, bytes)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.inner.append_file(&self.at_new(path)?, bytes)
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        self.inner.stat_link(&self.at(path, true)?)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        self.inner.stat_link(&self.at(path, false)?)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        self.inner.read_dir(&self.at(path, true)?)
    }
    fn list_names(&self, path: &str) -> Result<String> {
        self.inner.list_names(&self.at(path, true)?)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        if path == "/" {
            return Err(ErrorCode::Exist);
        }
        self.inner.create_dir(&self.at(path, false)?, mode)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        self.inner.create_fifo(&self.at(path, false)?, mode)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        self.inner.remove_file(&self.at(path, false)?)
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        if path == "/" {
            return Err(ErrorCode::Busy);
        }
        self.inner.remove_dir(&self.at(path, false)?)
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        if path::is_root(source)? | path::is_root(target)? {
            return Err(ErrorCode::Busy);
        }
        let source = self.at(source, false)?;
        path::check_parent(&source, |directory| self.inner.stat_link(directory))?;
        self.inner.rename(&source, &self.at(target, false)?)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        let source = self.at(source, true)?;
        crate::copy::check_source(&self.inner.stat_link(&source)?)?;
        self.inner.copy_file(&source, &self.at_new(target)?)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        let existing = self.at(existing, false)?;
        self.inner.stat_link(&existing)?;
        self.inner.hard_link(&existing, &self.at(new, false)?)
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        self.inner.symbolic_link(target, &self.at(path, false)?)
    }
    fn read_link(&self, path: &str) -> Result<String> {
        self.inner.read_link(&self.at(path, false)?)
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        let resolved = resolve(self, path, Last::Follow)?;
        self.inner.stat_link(&self.outer(&resolved))?;
        Ok(resolved.into_owned())
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        self.inner.set_mode(&self.at(path, true)?, mode)
    }
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        self.inner.set_times(&self.at(path, true)?, accessed, modified)
    }
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        self.inner.read_file_shared(&self.at(path, true)?)
    }
    fn write_file_owned(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.inner.write_file_owned(&self.at_new(path)?, bytes)
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        path::check(path)?;
        let Some(mut link) = self.inner.first_link(&self.outer(path), follow_last)? else { return Ok(None) };
        // The base was free of links: if it is not now, it was replaced.
        link.end = link.end.checked_sub(self.base.len()).filter(|end| *end > 1).ok_or(ErrorCode::NoEntry)?;
        Ok(Some(link))
    }
}
