//! `FileSystem` for a host directory.

use super::file::RealFile;
use super::{RealDirFs, host, host_path};
use crate::resolve::{Last, resolve};
use crate::{
    Datetime, DirEntry, ErrorCode, File, FileKind, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, path,
};
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, DirBuilder, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

impl RealDirFs {
    fn options(how: OpenFlags, mode: u32) -> OpenOptions {
        let mut options = OpenOptions::new();
        // The system wants one of the two even for a handle that only tells metadata.
        options.read(how.reads() || !how.writes());
        options.write(how.contains(OpenFlags::WRITE));
        options.append(how.contains(OpenFlags::APPEND));
        let follow = !how.intersects(OpenFlags::NO_FOLLOW | OpenFlags::EXCLUSIVE);
        options.follow(if follow { FollowSymlinks::Yes } else { FollowSymlinks::No });
        host::prepare(&mut options, mode);
        options
    }

    /// Opens what exists. It is emptied only once it is known to be a file.
    fn open_existing(&self, path: &str, how: OpenFlags) -> Result<RealFile> {
        let options = Self::options(how, 0);
        let follow = !how.contains(OpenFlags::NO_FOLLOW);
        let opened = self.at(path, follow, |path| self.dir.open_with(path, &options));
        let file = opened.map_err(|code| self.explain_open(path, how, code))?;
        let metadata = file.metadata().map_err(|error| ErrorCode::from_io(&error))?;
        match host::metadata(&metadata, self.device).kind {
            FileKind::Regular => {}
            FileKind::Directory => return Err(ErrorCode::IsDirectory),
            _ => return Err(ErrorCode::Unsupported),
        }
        if how.contains(OpenFlags::TRUNCATE) {
            file.set_len(0).map_err(|error| ErrorCode::from_io(&error))?;
        }
        Ok(RealFile { file, how, device: self.device })
    }

    /// Hosts differ in how they refuse directories, pipes and links.
    fn explain_open(&self, path: &str, how: OpenFlags, code: ErrorCode) -> ErrorCode {
        let follow = !how.contains(OpenFlags::NO_FOLLOW);
        if matches!(code, ErrorCode::NoEntry | ErrorCode::NotDirectory) {
            return code;
        }
        let found = if follow { self.stat(path) } else { self.stat_link(path) };
        match found.map(|metadata| metadata.kind) {
            Ok(FileKind::Directory) => ErrorCode::IsDirectory,
            Ok(FileKind::SymbolicLink) => ErrorCode::Loop,
            Ok(FileKind::Fifo | FileKind::CharacterDevice) => ErrorCode::Unsupported,
            _ => code,
        }
    }

    /// Makes a file that must not exist, with exactly the mode that is asked for.
    fn open_new(&self, path: &str, how: OpenFlags, mode: u32) -> Result<RealFile> {
        // The system makes files only for writers.
        let mut options = Self::options(how | OpenFlags::WRITE | OpenFlags::EXCLUSIVE, mode);
        options.create_new(true);
        let file = self.at(path, false, |path| self.dir.open_with(path, &options))?;
        let set = || {
            let now = file.metadata()?;
            if host::metadata(&now, self.device).mode != mode & 0o7777 {
                file.set_permissions(host::permissions(mode, now.permissions()))?;
            }
            Ok(())
        };
        set().map_err(|error: io::Error| ErrorCode::from_io(&error))?;
        Ok(RealFile { file, how, device: self.device })
    }

    fn open_file(&self, path: &str, how: OpenFlags, mode: u32) -> Result<RealFile> {
        if how.contains(OpenFlags::TRUNCATE) && !how.writes() {
            return Err(ErrorCode::Invalid);
        }
        if !how.contains(OpenFlags::CREATE) {
            return self.open_existing(path, how);
        }
        if how.contains(OpenFlags::EXCLUSIVE) {
            path::check(path)?;
            return if path == "/" { Err(ErrorCode::Exist) } else { self.open_new(path, how, mode) };
        }
        // Someone else may make or remove the file in between.
        for _ in 0..8 {
            let code = match self.open_existing(path, how) {
                Err(code @ (ErrorCode::NoEntry | ErrorCode::NotDirectory | ErrorCode::Loop)) => code,
                result => return result,
            };
            // Through a dangling link, whose target is made.
            let target = resolve(self, path, Last::of_open(how))?;
            if code != ErrorCode::NoEntry {
                return Err(code);
            }
            match self.open_new(&target, how, mode) {
                Err(ErrorCode::Exist) => {}
                result => return result,
            }
        }
        Err(ErrorCode::Busy)
    }

    fn set_new_mode(&self, path: &str, mode: u32) -> Result<()> {
        if self.stat_link(path)?.mode == mode & 0o7777 { Ok(()) } else { self.set_mode(path, mode) }
    }

    /// `Ok` for a path that may name a new entry.
    fn check_not_root(path: &str, code: ErrorCode) -> Result<()> {
        path::check(path)?;
        if path == "/" { Err(code) } else { Ok(()) }
    }
}

impl FileSystem for RealDirFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        Ok(Arc::new(self.open_file(path, how, mode)?))
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        let mut file = self.open_existing(path, OpenFlags::READ)?.file;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| ErrorCode::from_io(&error))?;
        Ok(bytes)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        self.open_file(path, how, 0o644)?.write_at(0, bytes)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.open_file(path, OpenFlags::APPEND | OpenFlags::CREATE, 0o644)?.append(bytes).map(drop)
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        let found = self.at(path, true, |path| self.dir.metadata(path))?;
        Ok(host::metadata(&found, self.device))
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        let found = self.at(path, false, |path| self.dir.symlink_metadata(path))?;
        Ok(host::metadata(&found, self.device))
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        let found = self.at(path, true, |path| self.dir.read_dir(path))?;
        let mut entries = Vec::new();
        for entry in found {
            let entry = entry.map_err(|error| ErrorCode::from_io(&error))?;
            // A name that is not UTF-8 cannot be spelled here, and a file may vanish meanwhile.
            if let (Ok(name), Ok(metadata)) = (entry.file_name().into_string(), entry.metadata()) {
                entries.push(DirEntry { name, metadata: host::metadata(&metadata, self.device) });
            }
        }
        entries.sort_by(|one, two| one.name.as_bytes().cmp(two.name.as_bytes()));
        Ok(entries)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        Self::check_not_root(path, ErrorCode::Exist)?;
        self.at(path, false, |path| self.dir.create_dir_with(path, &DirBuilder::new()))?;
        self.set_new_mode(path, mode)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        let (dir, name) = self.parent(path)?;
        path::check_name(name)?;
        host::make_fifo(&dir, name, mode).map_err(|error| ErrorCode::from_io(&error))?;
        self.set_new_mode(path, mode)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        Self::check_not_root(path, ErrorCode::IsDirectory)?;
        let removed = self.at(path, false, |path| self.dir.remove_file_or_symlink(path));
        removed.map_err(|code| match (code, self.stat_link(path)) {
            // Some systems say EPERM.
            (ErrorCode::NotPermitted, Ok(metadata)) if metadata.is_dir() => ErrorCode::IsDirectory,
            (code, _) => code,
        })
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        Self::check_not_root(path, ErrorCode::Busy)?;
        self.at(path, false, |path| self.dir.remove_dir(path))
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        if path::is_root(source)? | path::is_root(target)? {
            return Err(ErrorCode::Busy);
        }
        self.at_both(source, target, |source, target| self.dir.rename(source, &self.dir, target))
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        let mut from = self.open_existing(source, OpenFlags::READ)?;
        let metadata = from.metadata()?;
        if self.stat(target).is_ok_and(|target| target.inode == metadata.inode) {
            return Ok(());
        }
        let how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
        let mut to = self.open_file(target, how, metadata.mode)?;
        let copied = io::copy(&mut from.file, &mut to.file).and_then(|_| {
            let now = to.file.metadata()?.permissions();
            to.file.set_permissions(host::permissions(metadata.mode, now))
        });
        copied.map_err(|error| ErrorCode::from_io(&error))
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        path::check(new)?;
        if self.stat_link(existing)?.is_dir() {
            return match self.stat_link(new) {
                Ok(_) => Err(ErrorCode::Exist),
                Err(ErrorCode::NoEntry) => path::check_parent(new, |directory| self.stat(directory))
                    .and(Err(ErrorCode::NotPermitted)),
                Err(code) => Err(code),
            };
        }
        Self::check_not_root(new, ErrorCode::Exist)?;
        self.at_both(existing, new, |existing, new| self.dir.hard_link(existing, &self.dir, new))
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        Self::check_not_root(path, ErrorCode::Exist)?;
        if target.is_empty() {
            return Err(ErrorCode::NoEntry);
        }
        self.at(path, false, |path| host::make_link(&self.dir, target, path))
    }
    fn read_link(&self, path: &str) -> Result<String> {
        if path == "/" {
            return Err(ErrorCode::Invalid);
        }
        let target = self.at(path, false, |path| self.dir.read_link_contents(path))?;
        target.into_os_string().into_string().map_err(|_| ErrorCode::IllegalByteSequence)
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        let resolved = resolve(self, path, Last::Follow)?;
        self.stat_link(&resolved)?;
        Ok(resolved.into_owned())
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        self.at(path, true, |path| {
            let now = self.dir.metadata(path)?.permissions();
            self.dir.set_permissions(path, host::permissions(mode, now))
        })
    }
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        if [accessed, modified].iter().flatten().any(|time| time.nanoseconds > 999_999_999) {
            return Err(ErrorCode::Invalid);
        }
        // Without a link as the last part the call can be made on the name itself.
        let resolved = resolve(self, path, Last::Follow)?;
        self.stat_link(&resolved)?;
        let set = |dir: &Dir, name: &str| {
            host::set_times(dir, name, accessed, modified).map_err(|error| ErrorCode::from_io(&error))
        };
        if resolved == "/" {
            return set(&self.dir, ".");
        }
        let (dir, name) = self.parent(&resolved)?;
        set(&dir, name)
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        host_path(path)?;
        let ends = path.match_indices('/').skip(1).map(|(at, _)| at);
        for end in ends.chain(follow_last.then_some(path.len())) {
            let prefix = path.get(1..end).filter(|prefix| !prefix.is_empty());
            let Some(prefix) = prefix.map(Path::new) else { continue };
            match self.dir.symlink_metadata(prefix) {
                Ok(found) if found.file_type().is_symlink() => {
                    let target =
                        self.dir.read_link_contents(prefix).map_err(|error| ErrorCode::from_io(&error))?;
                    let target =
                        target.into_os_string().into_string().map_err(|_| ErrorCode::IllegalByteSequence)?;
                    return Ok(Some(LinkOnPath { end, target }));
                }
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Ok(None),
                Err(error) => match ErrorCode::from_io(&error) {
                    ErrorCode::NoEntry | ErrorCode::NotDirectory => return Ok(None),
                    code => return Err(code),
                },
            }
        }
        Ok(None)
    }
    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        let dir = self.at(path, true, |path| self.dir.open_dir(path));
        let tree = dir.and_then(|dir| RealDirFs::with(dir).map_err(|error| ErrorCode::from_io(&error)));
        Some(tree.map(|tree| Arc::new(tree) as Arc<dyn FileSystem>))
    }
}
