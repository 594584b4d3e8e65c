//! A convenient handle to a shell's files.

use crate::builtin::Call;
use bashwit_vfs::{
    Datetime, DirEntry, Error, ErrorCode, File, FileSystem, FileSystemExt, Metadata, OpenFlags, ReadOnlyFs,
    Usage, path,
};
use std::borrow::Cow;
use std::sync::Arc;

/// A live handle to a shell's files: what a script writes is there at once, and the other way
/// round. Paths may be relative to the working directory that it was made in.
///
/// One rule for its life: a handle from a builtin's context, and all that was made from it,
/// works until the call ends, and gives [`ErrorCode::BadDescriptor`] after. A builtin that
/// wants to keep one says so with [`persist`](Files::persist). All others last.
#[derive(Clone)]
pub struct Files {
    root: Arc<dyn FileSystem>,
    cwd: Arc<str>,
    call: Option<Arc<Call>>,
}

type Result<T> = std::result::Result<T, Error>;

impl Files {
    /// A handle to any file system.
    pub fn new(root: Arc<dyn FileSystem>, cwd: impl AsRef<str>) -> Files {
        Files { root, cwd: path::normalize("/", cwd.as_ref()).into(), call: None }
    }

    pub(crate) fn of_call(root: Arc<dyn FileSystem>, cwd: Arc<str>, call: Arc<Call>) -> Files {
        Files { root, cwd, call: Some(call) }
    }

    /// A handle that does not end with the call of the builtin.
    pub fn persist(&self) -> Files {
        Files { call: None, ..self.clone() }
    }

    /// A handle that cannot change anything.
    pub fn read_only(&self) -> Files {
        Files { root: Arc::new(ReadOnlyFs::new(Arc::clone(&self.root))), ..self.clone() }
    }

    /// A handle to the tree below a directory, which becomes its `/`.
    pub fn subtree(&self, path: impl AsRef<str>) -> Result<Files> {
        let (root, path) = self.at("subtree", path.as_ref())?;
        let tree = bashwit_vfs::subtree(Arc::clone(root), &path).map_err(|code| code.at("subtree", &path))?;
        Ok(Files { root: tree, cwd: "/".into(), call: self.call.clone() })
    }

    /// The directory that relative paths start from.
    pub fn cwd(&self) -> &str {
        &self.cwd
    }

    /// The file system itself, without this handle's end.
    pub fn file_system(&self) -> &Arc<dyn FileSystem> {
        &self.root
    }

    /// The file system and the absolute path, unless the handle has ended.
    fn at<'a>(
        &'a self,
        operation: &'static str,
        path: &'a str,
    ) -> Result<(&'a Arc<dyn FileSystem>, Cow<'a, str>)> {
        if self.call.as_ref().is_some_and(|call| call.ended()) {
            return Err(ErrorCode::BadDescriptor.at(operation, path));
        }
        if path::check(path).is_ok() {
            return Ok((&self.root, Cow::Borrowed(path)));
        }
        if path.is_empty() {
            return Err(ErrorCode::NoEntry.at(operation, path));
        }
        Ok((&self.root, Cow::Owned(path::normalize(&self.cwd, path))))
    }

    fn with<T>(
        &self,
        operation: &'static str,
        path: &str,
        call: impl FnOnce(&dyn FileSystem, &str) -> bashwit_vfs::Result<T>,
    ) -> Result<T> {
        let (root, path) = self.at(operation, path)?;
        call(&**root, &path).map_err(|code| code.at(operation, &path))
    }

    fn with_two<T>(
        &self,
        operation: &'static str,
        one: &str,
        two: &str,
        call: impl FnOnce(&dyn FileSystem, &str, &str) -> bashwit_vfs::Result<T>,
    ) -> Result<T> {
        let (root, one) = self.at(operation, one)?;
        let (_, two) = self.at(operation, two)?;
        call(&**root, &one, &two).map_err(|code| code.at(operation, &one))
    }

    /// All bytes of a file.
    pub fn read_file(&self, path: impl AsRef<str>) -> Result<Vec<u8>> {
        self.with("read_file", path.as_ref(), |fs, path| fs.read_file(path))
    }

    /// A file as text; [`ErrorCode::IllegalByteSequence`] where it is none.
    pub fn read_to_string(&self, path: impl AsRef<str>) -> Result<String> {
        self.with("read_to_string", path.as_ref(), |fs, path| {
            String::from_utf8(fs.read_file(path)?).map_err(|_| ErrorCode::IllegalByteSequence)
        })
    }

    /// Makes or replaces a file.
    pub fn write_file(&self, path: impl AsRef<str>, bytes: impl AsRef<[u8]>) -> Result<()> {
        self.with("write_file", path.as_ref(), |fs, path| fs.write_file(path, bytes.as_ref()))
    }

    /// Adds to a file, which is made if it is missing.
    pub fn append_file(&self, path: impl AsRef<str>, bytes: impl AsRef<[u8]>) -> Result<()> {
        self.with("append_file", path.as_ref(), |fs, path| fs.append_file(path, bytes.as_ref()))
    }

    /// Makes a directory; its parent must exist.
    pub fn create_dir(&self, path: impl AsRef<str>) -> Result<()> {
        self.with("create_dir", path.as_ref(), |fs, path| fs.create_dir(path, 0o755))
    }

    /// Makes a directory and what is missing above it.
    pub fn create_dir_all(&self, path: impl AsRef<str>) -> Result<()> {
        let (root, path) = self.at("create_dir_all", path.as_ref())?;
        root.create_dir_all(&path)
    }

    /// Removes a file or an empty directory.
    pub fn remove(&self, path: impl AsRef<str>) -> Result<()> {
        self.with("remove", path.as_ref(), |fs, path| match fs.stat_link(path)?.is_dir() {
            true => fs.remove_dir(path),
            false => fs.remove_file(path),
        })
    }

    /// Removes a file, or a directory with all that it holds. A missing path is no error.
    pub fn remove_all(&self, path: impl AsRef<str>) -> Result<()> {
        let (root, path) = self.at("remove_all", path.as_ref())?;
        root.remove_all(&path)
    }

    /// What a path leads to; links are followed.
    pub fn stat(&self, path: impl AsRef<str>) -> Result<Metadata> {
        self.with("stat", path.as_ref(), |fs, path| fs.stat(path))
    }

    /// What stands at a path, a symbolic link included.
    pub fn stat_link(&self, path: impl AsRef<str>) -> Result<Metadata> {
        self.with("stat_link", path.as_ref(), |fs, path| fs.stat_link(path))
    }

    /// Whether a path leads to something. False for a handle that has ended.
    pub fn exists(&self, path: impl AsRef<str>) -> bool {
        self.stat(path).is_ok()
    }

    /// The entries of a directory, sorted by name.
    pub fn read_dir(&self, path: impl AsRef<str>) -> Result<Vec<DirEntry>> {
        self.with("read_dir", path.as_ref(), |fs, path| fs.read_dir(path))
    }

    /// Moves a name; replaces the target as rename(2) does.
    pub fn rename(&self, source: impl AsRef<str>, target: impl AsRef<str>) -> Result<()> {
        self.with_two("rename", source.as_ref(), target.as_ref(), |fs, one, two| fs.rename(one, two))
    }

    /// Copies the bytes and permission bits of a file.
    pub fn copy(&self, source: impl AsRef<str>, target: impl AsRef<str>) -> Result<()> {
        self.with_two("copy", source.as_ref(), target.as_ref(), |fs, one, two| fs.copy_file(one, two))
    }

    /// Gives a file a second name.
    pub fn link(&self, existing: impl AsRef<str>, new: impl AsRef<str>) -> Result<()> {
        self.with_two("link", existing.as_ref(), new.as_ref(), |fs, one, two| fs.hard_link(one, two))
    }

    /// Makes a symbolic link at `path` that holds `target` as it is.
    pub fn symlink(&self, target: impl AsRef<str>, path: impl AsRef<str>) -> Result<()> {
        self.with("symlink", path.as_ref(), |fs, path| fs.symbolic_link(target.as_ref(), path))
    }

    /// What a symbolic link holds.
    pub fn read_link(&self, path: impl AsRef<str>) -> Result<String> {
        self.with("read_link", path.as_ref(), |fs, path| fs.read_link(path))
    }

    /// The path with every symbolic link resolved.
    pub fn canonicalize(&self, path: impl AsRef<str>) -> Result<String> {
        self.with("canonicalize", path.as_ref(), |fs, path| fs.canonicalize(path))
    }

    /// Sets the permission bits.
    pub fn chmod(&self, path: impl AsRef<str>, mode: u32) -> Result<()> {
        self.with("chmod", path.as_ref(), |fs, path| fs.set_mode(path, mode))
    }

    /// Sets the times that are given.
    pub fn set_times(
        &self,
        path: impl AsRef<str>,
        accessed: Option<Datetime>,
        modified: Option<Datetime>,
    ) -> Result<()> {
        self.with("set_times", path.as_ref(), |fs, path| fs.set_times(path, accessed, modified))
    }

    /// Cuts a file or extends it with zeros.
    pub fn truncate(&self, path: impl AsRef<str>, size: u64) -> Result<()> {
        self.with("truncate", path.as_ref(), |fs, path| {
            fs.open(path, OpenFlags::WRITE, 0o644)?.set_size(size)
        })
    }

    /// Opens a file for reads and writes at offsets; a new one gets mode 0o644.
    pub fn open(&self, path: impl AsRef<str>, how: OpenFlags) -> Result<FileHandle> {
        let (root, path) = self.at("open", path.as_ref())?;
        let file = root.open(&path, how, 0o644).map_err(|code| code.at("open", &path))?;
        Ok(FileHandle { file, path: path.into(), call: self.call.clone() })
    }

    /// Visits a path and all below it, parents first, names in order; links are not followed.
    /// The visitor says whether to go on below a directory.
    pub fn walk(&self, path: impl AsRef<str>, mut visit: impl FnMut(&str, &Metadata) -> bool) -> Result<()> {
        let (root, path) = self.at("walk", path.as_ref())?;
        root.walk(&path, &mut visit)
    }

    /// How much the whole tree holds.
    pub fn usage(&self) -> Result<Usage> {
        let (root, _) = self.at("usage", "/")?;
        root.measure()
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lasting = self.call.is_none();
        out.debug_struct("Files").field("cwd", &self.cwd).field("lasting", &lasting).finish_non_exhaustive()
    }
}

/// An open file. It keeps its content reachable after the name is gone, and ends with the
/// [`Files`] that opened it.
#[derive(Clone)]
pub struct FileHandle {
    file: Arc<dyn File>,
    path: Arc<str>,
    call: Option<Arc<Call>>,
}

impl FileHandle {
    fn with<T>(
        &self,
        operation: &'static str,
        call: impl FnOnce(&dyn File) -> bashwit_vfs::Result<T>,
    ) -> Result<T> {
        if self.call.as_ref().is_some_and(|call| call.ended()) {
            return Err(ErrorCode::BadDescriptor.at(operation, &self.path));
        }
        call(&*self.file).map_err(|code| code.at(operation, &self.path))
    }

    /// Up to `max` bytes from `offset`; fewer only at the end.
    pub fn read_at(&self, offset: u64, max: u32) -> Result<Vec<u8>> {
        self.with("read_at", |file| file.read_at(offset, max))
    }

    /// Writes all bytes at `offset`; a gap before it is filled with zeros.
    pub fn write_at(&self, offset: u64, bytes: impl AsRef<[u8]>) -> Result<()> {
        self.with("write_at", |file| file.write_at(offset, bytes.as_ref()))
    }

    /// Writes at the end; gives the new size.
    pub fn append(&self, bytes: impl AsRef<[u8]>) -> Result<u64> {
        self.with("append", |file| file.append(bytes.as_ref()))
    }

    /// What `stat` would tell of it.
    pub fn metadata(&self) -> Result<Metadata> {
        self.with("metadata", |file| file.metadata())
    }

    /// Cuts it or extends it with zeros.
    pub fn set_size(&self, size: u64) -> Result<()> {
        self.with("set_size", |file| file.set_size(size))
    }
}

impl std::fmt::Debug for FileHandle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("FileHandle").field("path", &self.path).finish_non_exhaustive()
    }
}
