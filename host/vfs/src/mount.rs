//! Several trees as one: a root, and others mounted on its paths.

use crate::resolve::{Last, resolve};
use crate::{
    Datetime, DirEntry, ErrorCode, File, FileKind, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, copy,
    path, subtree,
};
use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

/// A mounted tree.
#[derive(Clone)]
struct Mount {
    /// Without links and never `/`.
    path: String,
    fs: Arc<dyn FileSystem>,
    /// Tells its inodes from those of other mounts; never used twice.
    id: u64,
}

/// A tree with other trees mounted on its paths. Symbolic links lead from one into another.
///
/// A mount point need not exist below: it shows in listings, as do the directories on the
/// way to it. Mount points and the directories above them cannot be removed or renamed.
pub struct MountFs {
    root: Arc<dyn FileSystem>,
    table: RwLock<Table>,
}

#[derive(Clone, Default)]
struct Table {
    /// The longest path first, so that the first match is the nearest.
    mounts: Arc<Vec<Mount>>,
    last_id: u64,
}

/// Where a path leads: a tree, and the path in it.
struct Place<'p> {
    fs: Arc<dyn FileSystem>,
    id: u64,
    path: Cow<'p, str>,
    /// The whole path, without links.
    full: Cow<'p, str>,
}

fn tag(id: u64, mut metadata: Metadata) -> Metadata {
    // The root's numbers stay; those of different mounts are spread apart.
    metadata.inode ^= id.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    metadata
}

/// A directory that exists only because a mount point lies below it.
fn virtual_directory(full: &str) -> Metadata {
    let hash = full
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    let zero = Datetime::default();
    Metadata {
        kind: FileKind::Directory,
        size: 0,
        mode: 0o555,
        inode: hash | 1 << 63,
        links: 2,
        modified: zero,
        accessed: zero,
        changed: zero,
    }
}

impl MountFs {
    /// A tree with nothing mounted yet.
    pub fn new(root: Arc<dyn FileSystem>) -> MountFs {
        MountFs { root, table: RwLock::default() }
    }

    /// Mounts a tree. What lies below the path is covered until it is unmounted.
    pub fn mount(&self, path: &str, fs: Arc<dyn FileSystem>) -> Result<()> {
        let path = resolve(self, path, Last::Follow)?.into_owned();
        if path == "/" {
            return Err(ErrorCode::Busy);
        }
        if self.stat(&path).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(ErrorCode::NotDirectory);
        }
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if table.mounts.iter().any(|mount| mount.path == path) {
            return Err(ErrorCode::Busy);
        }
        table.last_id += 1;
        let id = table.last_id;
        let mounts = Arc::make_mut(&mut table.mounts);
        mounts.push(Mount { path, fs, id });
        mounts.sort_by_key(|mount| std::cmp::Reverse(mount.path.len()));
        Ok(())
    }

    /// Takes a mounted tree away and gives it back. Open files stay open.
    pub fn unmount(&self, path: &str) -> Result<Arc<dyn FileSystem>> {
        let path = resolve(self, path, Last::Follow)?;
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        let above = |mount: &Mount| mount.path != *path && path::below(&mount.path, &path).is_some();
        if table.mounts.iter().any(above) {
            return Err(ErrorCode::Busy);
        }
        let at = table.mounts.iter().position(|mount| mount.path == *path).ok_or(ErrorCode::Invalid)?;
        Ok(Arc::make_mut(&mut table.mounts).remove(at).fs)
    }

    /// The mount points, in order.
    pub fn mount_points(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.mounts().iter().map(|mount| mount.path.clone()).collect();
        paths.sort();
        paths
    }

    fn mounts(&self) -> Arc<Vec<Mount>> {
        Arc::clone(&self.table.read().unwrap_or_else(PoisonError::into_inner).mounts)
    }

    /// The tree that covers a path without links.
    fn cover<'p>(&self, full: Cow<'p, str>) -> Place<'p> {
        for mount in self.mounts().iter() {
            if let Some(rest) = path::below(&full, &mount.path) {
                let path = match &full {
                    // The rest of a borrowed path is borrowed as long as that.
                    Cow::Borrowed(full) => Cow::Borrowed(path::below(full, &mount.path).unwrap_or("/")),
                    Cow::Owned(_) => Cow::Owned(rest.to_owned()),
                };
                return Place { fs: Arc::clone(&mount.fs), id: mount.id, path, full };
            }
        }
        Place { fs: Arc::clone(&self.root), id: 0, path: full.clone(), full }
    }

    fn at<'p>(&self, path: &'p str, follow_last: bool) -> Result<Place<'p>> {
        Ok(self.cover(resolve(self, path, Last::of(follow_last))?))
    }

    /// As `at`, for a file that is made if it is missing.
    fn at_new<'p>(&self, path: &'p str) -> Result<Place<'p>> {
        Ok(self.cover(resolve(self, path, Last::Create)?))
    }

    /// For calls that take the name itself away.
    fn at_name<'p>(&self, path: &'p str, above_mount: ErrorCode) -> Result<Place<'p>> {
        let place = self.at(path, false)?;
        for mount in self.mounts().iter() {
            if mount.path == *place.full {
                return Err(ErrorCode::Busy);
            }
            if path::below(&mount.path, &place.full).is_some() {
                return Err(above_mount);
            }
        }
        Ok(place)
    }

    /// Whether a mount point lies below the path.
    fn leads_to_mount(&self, full: &str) -> bool {
        self.mounts().iter().any(|mount| path::below(&mount.path, full).is_some())
    }

    fn stat_place(&self, place: &Place<'_>) -> Result<Metadata> {
        match place.fs.stat_link(&place.path) {
            Ok(metadata) => Ok(tag(place.id, metadata)),
            Err(ErrorCode::NoEntry) if self.leads_to_mount(&place.full) => Ok(virtual_directory(&place.full)),
            Err(code) => Err(code),
        }
    }

    /// The names that mounts add to a directory.
    fn add_mounts(&self, full: &str, entries: &mut Vec<DirEntry>) -> Result<()> {
        for mount in self.mounts().iter() {
            let Some(rest) = path::below(&mount.path, full).filter(|rest| *rest != "/") else { continue };
            let name = rest.split('/').nth(1).unwrap_or_default();
            let child = path::join(full, name);
            let found = entries.binary_search_by(|entry| entry.name.as_bytes().cmp(name.as_bytes()));
            match found {
                Ok(at) if mount.path == child => {
                    if let Some(entry) = entries.get_mut(at) {
                        entry.metadata = tag(mount.id, mount.fs.stat("/")?);
                    }
                }
                Ok(_) => {}
                Err(at) => {
                    let metadata = self.stat_place(&self.cover(Cow::Owned(child)))?;
                    entries.insert(at, DirEntry { name: name.to_owned(), metadata });
                }
            }
        }
        Ok(())
    }
}

/// An open file whose inode number tells the mount.
struct MountedFile {
    file: Arc<dyn File>,
    id: u64,
}

impl File for MountedFile {
    fn read_at(&self, offset: u64, max_bytes: u32) -> Result<Vec<u8>> {
        self.file.read_at(offset, max_bytes)
    }
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<()> {
        self.file.write_at(offset, bytes)
    }
    fn append(&self, bytes: &[u8]) -> Result<u64> {
        self.file.append(bytes)
    }
    fn metadata(&self) -> Result<Metadata> {
        self.file.metadata().map(|metadata| tag(self.id, metadata))
    }
    fn set_size(&self, size: u64) -> Result<()> {
        self.file.set_size(size)
    }
}

impl FileSystem for MountFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        let place = self.cover(resolve(self, path, Last::of_open(how))?);
        let file = match place.fs.open(&place.path, how, mode) {
            Err(ErrorCode::NoEntry) if self.leads_to_mount(&place.full) => {
                return Err(ErrorCode::IsDirectory);
            }
            result => result?,
        };
        Ok(if place.id == 0 { file } else { Arc::new(MountedFile { file, id: place.id }) })
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        let place = self.at(path, true)?;
        place.fs.read_file(&place.path)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let place = self.at_new(path)?;
        place.fs.write_file(&place.path, bytes)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let place = self.at_new(path)?;
        place.fs.append_file(&place.path, bytes)
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        self.stat_place(&self.at(path, true)?)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        self.stat_place(&self.at(path, false)?)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        let place = self.at(path, true)?;
        let mut entries = match place.fs.read_dir(&place.path) {
            Err(ErrorCode::NoEntry) if self.leads_to_mount(&place.full) => Vec::new(),
            result => result?,
        };
        for entry in &mut entries {
            entry.metadata = tag(place.id, entry.metadata);
        }
        self.add_mounts(&place.full, &mut entries)?;
        Ok(entries)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        let place = self.at(path, false)?;
        if self.leads_to_mount(&place.full) {
            return Err(ErrorCode::Exist);
        }
        place.fs.create_dir(&place.path, mode)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        let place = self.at_name(path, ErrorCode::Exist)?;
        place.fs.create_fifo(&place.path, mode)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        let place = self.at(path, false)?;
        if self.leads_to_mount(&place.full) {
            return Err(ErrorCode::IsDirectory);
        }
        place.fs.remove_file(&place.path)
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        let above = if path == "/" { ErrorCode::Busy } else { ErrorCode::NotEmpty };
        let place = self.at_name(path, above)?;
        place.fs.remove_dir(&place.path)
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        if path::is_root(source)? | path::is_root(target)? {
            return Err(ErrorCode::Busy);
        }
        let source = self.at_name(source, ErrorCode::Busy)?;
        path::check_parent(&source.path, |directory| source.fs.stat_link(directory))?;
        let target = self.at_name(target, ErrorCode::Busy)?;
        if source.id != target.id {
            source.fs.stat_link(&source.path)?;
            return Err(ErrorCode::CrossDevice);
        }
        source.fs.rename(&source.path, &target.path)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        let source = self.at(source, true)?;
        copy::check_source(&self.stat_place(&source)?)?;
        let target = self.at_new(target)?;
        if source.id == target.id {
            return source.fs.copy_file(&source.path, &target.path);
        }
        copy::file(&source.fs, &source.path, &target.fs, &target.path)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        let existing = self.at(existing, false)?;
        self.stat_place(&existing)?;
        let new = self.at(new, false)?;
        if existing.id == new.id {
            return existing.fs.hard_link(&existing.path, &new.path);
        }
        if new.fs.stat_link(&new.path).is_ok() { Err(ErrorCode::Exist) } else { Err(ErrorCode::CrossDevice) }
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        let place = self.at(path, false)?;
        if self.leads_to_mount(&place.full) {
            return Err(ErrorCode::Exist);
        }
        place.fs.symbolic_link(target, &place.path)
    }
    fn read_link(&self, path: &str) -> Result<String> {
        let place = self.at(path, false)?;
        match place.fs.read_link(&place.path) {
            Err(ErrorCode::NoEntry) if self.leads_to_mount(&place.full) => Err(ErrorCode::Invalid),
            result => result,
        }
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        let place = self.at(path, true)?;
        self.stat_place(&place)?;
        Ok(place.full.into_owned())
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        let place = self.at(path, true)?;
        place.fs.set_mode(&place.path, mode)
    }
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        let place = self.at(path, true)?;
        place.fs.set_times(&place.path, accessed, modified)
    }
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        let place = self.at(path, true)?;
        place.fs.read_file_shared(&place.path)
    }
    fn write_file_owned(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        let place = self.at_new(path)?;
        place.fs.write_file_owned(&place.path, bytes)
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        path::check(path)?;
        // No link lies above a mount point: it was resolved when it was mounted.
        let place = self.cover(Cow::Borrowed(path));
        let Some(link) = place.fs.first_link(&place.path, follow_last)? else { return Ok(None) };
        let prefix = if place.id == 0 { 0 } else { path.len() - place.path.len() };
        let end = prefix + link.end;
        // A link where a directory on the way to a mount point should be is covered by that.
        if path.get(..end).is_some_and(|found| self.leads_to_mount(found)) {
            return Ok(None);
        }
        Ok(Some(LinkOnPath { end, target: link.target }))
    }
    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        let place = match self.at(path, true) {
            Ok(place) => place,
            Err(code) => return Some(Err(code)),
        };
        let below = self
            .mounts()
            .iter()
            .any(|mount| mount.path != *place.full && path::below(&mount.path, &place.full).is_some());
        if below { None } else { Some(subtree(place.fs, &place.path)) }
    }
}
