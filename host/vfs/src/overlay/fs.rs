//! `FileSystem` for an overlay.

use super::OverlayFs;
use super::layers::Layer;
use crate::resolve::{Last, resolve};
use crate::{
    Datetime, DirEntry, ErrorCode, File, FileKind, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, copy,
    path,
};
use std::sync::Arc;

impl OverlayFs {
    /// Readies a path whose name must be free.
    fn ready_new(&self, path: &str) -> Result<String> {
        let path = self.at(path, false)?;
        if self.find_or_none(&path)?.is_some() {
            return Err(ErrorCode::Exist);
        }
        self.check_parent(&path)?;
        self.copy_up_parents(&path)?;
        Ok(path.into_owned())
    }

    /// Readies a file for a change of its bytes. `keep`: the old bytes count.
    fn ready_write(&self, path: &str, keep: bool) -> Result<()> {
        match self.find_or_none(path)? {
            Some((_, metadata)) if metadata.is_dir() => Err(ErrorCode::IsDirectory),
            Some((Layer::Upper, _)) => Ok(()),
            Some((Layer::Lower, metadata)) => match metadata.kind {
                FileKind::Regular if keep => self.copy_up(path),
                FileKind::Regular => self.copy_up_empty(path, &metadata),
                _ => Err(ErrorCode::Unsupported),
            },
            None => {
                self.check_parent(path)?;
                self.copy_up_parents(path)
            }
        }
    }

    /// A device of the lower tree takes what is written without being copied up.
    fn lower_device(&self, path: &str) -> bool {
        let device = |metadata: Metadata| metadata.kind == FileKind::CharacterDevice;
        matches!(self.find(path), Ok((Layer::Lower, metadata)) if device(metadata))
    }

    fn write(
        &self,
        path: &str,
        keep: bool,
        write: impl FnOnce(&dyn FileSystem, &str) -> Result<()>,
    ) -> Result<()> {
        let path = resolve(self, path, Last::Create)?;
        if self.lower_device(&path) {
            return write(&*self.lower, &path);
        }
        let _changing = self.changing();
        self.ready_write(&path, keep)?;
        write(&*self.upper, &path)
    }

    fn change_attributes(&self, path: &str, change: impl FnOnce(&str) -> Result<()>) -> Result<()> {
        let path = self.at(path, true)?;
        let _changing = self.changing();
        self.copy_up(&path)?;
        change(&path)
    }

    fn check_replace(&self, source: &str, target: &str) -> Result<bool> {
        // As in Linux, both directories are looked up before either name.
        self.parent_mode(source)?;
        self.parent_mode(target)?;
        let (layer, moved) = self.find(source)?;
        let replaced = self.find_or_none(target)?;
        if moved.is_dir() && path::below(target, source).is_some() && source != target {
            return Err(ErrorCode::Invalid);
        }
        if let Some((_, metadata)) = replaced
            && metadata.is_dir()
            && source != target
            && path::below(source, target).is_some()
        {
            return Err(ErrorCode::NotEmpty);
        }
        if source == target || replaced.is_some_and(|(on, other)| on == layer && other.inode == moved.inode) {
            return Ok(false);
        }
        self.check_parent(source)?;
        self.check_parent(target)?;
        if moved.is_dir()
            && moved.mode & 0o200 == 0
            && path::split(source).map(|s| s.0) != path::split(target).map(|t| t.0)
        {
            return Err(ErrorCode::Access);
        }
        match replaced.map(|(_, metadata)| metadata.is_dir()) {
            Some(false) if moved.is_dir() => Err(ErrorCode::NotDirectory),
            Some(true) if !moved.is_dir() => Err(ErrorCode::IsDirectory),
            Some(true) if !self.merged_dir(target)?.is_empty() => Err(ErrorCode::NotEmpty),
            _ => Ok(true),
        }
    }
}

impl FileSystem for OverlayFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        let exclusive = how.contains(OpenFlags::CREATE | OpenFlags::EXCLUSIVE);
        let truncates = how.contains(OpenFlags::TRUNCATE);
        if truncates && !how.writes() {
            return Err(ErrorCode::Invalid);
        }
        let path = resolve(self, path, Last::of_open(how))?;
        let found = self.find_or_none(&path)?;
        let creates = found.is_none() && how.contains(OpenFlags::CREATE);
        match found {
            Some(_) if exclusive => return Err(ErrorCode::Exist),
            Some((_, metadata)) if metadata.is_dir() => return Err(ErrorCode::IsDirectory),
            Some((Layer::Lower, metadata)) if !how.writes() || metadata.kind != FileKind::Regular => {
                let how = how.without(OpenFlags::CREATE | OpenFlags::TRUNCATE);
                let file = self.lower.open(&path, how, mode)?;
                return Ok(Arc::new(LowerFile(file)));
            }
            _ => {}
        }
        if !creates && !how.writes() {
            return self.upper.open(&path, how, mode);
        }
        let _changing = self.changing();
        if creates || how.writes() && found.is_some() {
            self.ready_write(&path, !truncates)?;
        }
        self.upper.open(&path, how, mode)
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        let path = self.at(path, true)?;
        let (layer, _) = self.find(&path)?;
        self.layer(layer).read_file(&path)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.write(path, false, |fs, path| fs.write_file(path, bytes))
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.write(path, true, |fs, path| fs.append_file(path, bytes))
    }
    fn stat(&self, path: &str) -> Result<Metadata> {
        Ok(self.find(&self.at(path, true)?)?.1)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata> {
        Ok(self.find(&self.at(path, false)?)?.1)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        self.merged_dir(&self.at(path, true)?)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        let _changing = self.changing();
        self.upper.create_dir(&self.ready_new(path)?, mode)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        let _changing = self.changing();
        self.upper.create_fifo(&self.ready_new(path)?, mode)
    }
    fn remove_file(&self, path: &str) -> Result<()> {
        let path = self.at(path, false)?;
        let _changing = self.changing();
        let (layer, metadata) = self.find(&path)?;
        if path == "/" {
            return Err(ErrorCode::IsDirectory);
        }
        self.check_parent(&path)?;
        if metadata.is_dir() {
            return Err(ErrorCode::IsDirectory);
        }
        let was_lower = self.find_lower(&path).is_ok();
        if layer == Layer::Upper {
            self.upper.remove_file(&path)?;
        }
        self.hide_removed(&path, was_lower)
    }
    fn remove_dir(&self, path: &str) -> Result<()> {
        let path = self.at(path, false)?;
        let _changing = self.changing();
        let (layer, metadata) = self.find(&path)?;
        self.check_parent(&path)?;
        if !metadata.is_dir() {
            return Err(ErrorCode::NotDirectory);
        }
        if !self.merged_dir(&path)?.is_empty() {
            return Err(ErrorCode::NotEmpty);
        }
        let was_lower = self.find_lower(&path).is_ok();
        if layer == Layer::Upper {
            self.upper.remove_dir(&path)?;
        }
        self.hide_removed(&path, was_lower)
    }
    fn rename(&self, source: &str, target: &str) -> Result<()> {
        if path::is_root(source)? | path::is_root(target)? {
            return Err(ErrorCode::Busy);
        }
        let source = self.at(source, false)?;
        self.parent_mode(&source)?;
        let target = self.at(target, false)?;
        let _changing = self.changing();
        if !self.check_replace(&source, &target)? {
            return Ok(());
        }
        self.copy_up_all(&source)?;
        self.copy_up_parents(&target)?;
        let lower = [&source, &target].map(|path| self.find_lower(path).is_ok());
        self.upper.rename(&source, &target)?;
        self.hide_removed(&source, lower[0])?;
        self.hide_removed(&target, lower[1])
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        let source = self.at(source, true)?;
        let (layer, metadata) = self.find(&source)?;
        copy::check_source(&metadata)?;
        // Before the target is touched: the source may not be readable.
        drop(self.layer(layer).open(&source, OpenFlags::READ, 0)?);
        let target = resolve(self, target, Last::Create)?;
        if source == target {
            return Ok(());
        }
        let _changing = self.changing();
        self.ready_write(&target, false)?;
        match layer {
            Layer::Upper => self.upper.copy_file(&source, &target),
            Layer::Lower => copy::file(&self.lower, &source, &*self.upper, &target),
        }
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        let existing = self.at(existing, false)?;
        let _changing = self.changing();
        let (_, metadata) = self.find(&existing)?;
        let new = self.ready_new(new)?;
        if metadata.is_dir() {
            return Err(ErrorCode::NotPermitted);
        }
        self.copy_up(&existing)?;
        self.upper.hard_link(&existing, &new)
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        if target.is_empty() {
            return Err(ErrorCode::NoEntry);
        }
        let _changing = self.changing();
        self.upper.symbolic_link(target, &self.ready_new(path)?)
    }
    fn read_link(&self, path: &str) -> Result<String> {
        let path = self.at(path, false)?;
        let (layer, _) = self.find(&path)?;
        self.layer(layer).read_link(&path)
    }
    fn canonicalize(&self, path: &str) -> Result<String> {
        let path = self.at(path, true)?;
        self.find(&path)?;
        Ok(path.into_owned())
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        self.change_attributes(path, |path| self.upper.set_mode(path, mode))
    }
    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        self.change_attributes(path, |path| self.upper.set_times(path, accessed, modified))
    }
    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        let path = self.at(path, true)?;
        let (layer, _) = self.find(&path)?;
        self.layer(layer).read_file_shared(&path)
    }
    fn write_file_owned(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.write(path, false, |fs, path| fs.write_file_owned(path, bytes))
    }
    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        path::check(path)?;
        self.first_link_merged(path, follow_last)
    }
}

/// An open file of the lower tree, with the inode number that `stat` tells.
struct LowerFile(Arc<dyn File>);

impl File for LowerFile {
    fn read_at(&self, offset: u64, max_bytes: u32) -> Result<Vec<u8>> {
        self.0.read_at(offset, max_bytes)
    }
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<()> {
        self.0.write_at(offset, bytes)
    }
    fn append(&self, bytes: &[u8]) -> Result<u64> {
        self.0.append(bytes)
    }
    fn metadata(&self) -> Result<Metadata> {
        self.0.metadata().map(super::layers::tag_lower)
    }
    fn set_size(&self, size: u64) -> Result<()> {
        self.0.set_size(size)
    }
}
