//! Finding entries in the two layers, and copying them up.

use super::OverlayFs;
use crate::resolve::{Last, resolve};
use crate::{DirEntry, ErrorCode, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, copy, path};
use std::borrow::Cow;
use std::sync::Arc;

/// Where an entry lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layer {
    Upper,
    Lower,
}

/// Tells lower inodes from upper ones.
pub(super) fn tag_lower(mut metadata: Metadata) -> Metadata {
    metadata.inode ^= 0x5555_5555_0000_0000;
    metadata
}

const WRITE: u32 = 0o200;
const WRITE_AND_SEARCH: u32 = 0o300;

impl OverlayFs {
    pub(super) fn layer(&self, layer: Layer) -> &Arc<dyn FileSystem> {
        match layer {
            Layer::Upper => &self.upper,
            Layer::Lower => &self.lower,
        }
    }

    /// The path without links.
    pub(super) fn at<'p>(&self, path: &'p str, follow_last: bool) -> Result<Cow<'p, str>> {
        resolve(self, path, Last::of(follow_last))
    }

    /// The entry at a path without links.
    pub(super) fn find(&self, path: &str) -> Result<(Layer, Metadata)> {
        match self.upper.stat_link(path) {
            Ok(metadata) => Ok((Layer::Upper, metadata)),
            Err(ErrorCode::NoEntry) => Ok((Layer::Lower, self.find_lower(path)?)),
            Err(code) => Err(code),
        }
    }

    pub(super) fn find_lower(&self, path: &str) -> Result<Metadata> {
        if self.is_hidden(path) {
            return Err(ErrorCode::NoEntry);
        }
        self.lower.stat_link(path).map(tag_lower)
    }

    /// As `find`, where a missing entry is no error.
    pub(super) fn find_or_none(&self, path: &str) -> Result<Option<(Layer, Metadata)>> {
        match self.find(path) {
            Ok(found) => Ok(Some(found)),
            Err(ErrorCode::NoEntry) => Ok(None),
            Err(code) => Err(code),
        }
    }

    pub(super) fn first_link_merged(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        // An upper link has upper directories before it, and those cover the lower tree.
        if let Some(link) = self.upper.first_link(path, follow_last)? {
            return Ok(Some(link));
        }
        let Some(link) = self.lower.first_link(path, follow_last)? else { return Ok(None) };
        let found = path.get(..link.end).unwrap_or(path);
        match self.upper.stat_link(found) {
            Err(ErrorCode::NoEntry) if !self.is_hidden(found) => Ok(Some(link)),
            _ => Ok(None),
        }
    }

    pub(super) fn merged_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        let (layer, metadata) = self.find(path)?;
        if !metadata.is_dir() {
            return Err(ErrorCode::NotDirectory);
        }
        let mut entries = self.layer(layer).read_dir(path)?;
        if layer == Layer::Upper && !self.is_hidden(path) {
            match self.lower.read_dir(path) {
                Ok(lower) => self.add_lower(path, &mut entries, lower),
                Err(ErrorCode::NoEntry | ErrorCode::NotDirectory) => {}
                Err(code) => return Err(code),
            }
        } else if layer == Layer::Lower {
            let lower = std::mem::take(&mut entries);
            self.add_lower(path, &mut entries, lower);
        }
        Ok(entries)
    }

    /// Merges lower entries that are neither hidden nor covered.
    fn add_lower(&self, path: &str, entries: &mut Vec<DirEntry>, lower: Vec<DirEntry>) {
        let upper = entries.len();
        for mut entry in lower {
            let name = entry.name.as_bytes();
            let covers =
                |entries: &[DirEntry]| entries.binary_search_by(|e| e.name.as_bytes().cmp(name)).is_ok();
            if entries.get(..upper).is_some_and(covers) || self.is_hidden(&path::join(path, &entry.name)) {
                continue;
            }
            entry.metadata = tag_lower(entry.metadata);
            entries.push(entry);
        }
        if upper > 0 && entries.len() > upper {
            entries.sort_by(|one, two| one.name.as_bytes().cmp(two.name.as_bytes()));
        }
    }

    /// The mode of the directory that a path without links lies in.
    pub(super) fn parent_mode(&self, path: &str) -> Result<u32> {
        let (directory, _) = path::split(path).ok_or(ErrorCode::Busy)?;
        let (_, metadata) = self.find(directory)?;
        if metadata.is_dir() { Ok(metadata.mode) } else { Err(ErrorCode::NotDirectory) }
    }

    /// Whether a name can be made or taken away.
    pub(super) fn check_parent(&self, path: &str) -> Result<()> {
        let mode = self.parent_mode(path)?;
        path::split(path).map_or(Ok(()), |(_, name)| path::check_name(name))?;
        if mode & WRITE_AND_SEARCH == WRITE_AND_SEARCH { Ok(()) } else { Err(ErrorCode::Access) }
    }

    /// Makes sure that the directories above a path are in the upper tree.
    pub(super) fn copy_up_parents(&self, path: &str) -> Result<()> {
        match path::split(path) {
            Some((directory, _)) => self.copy_up(directory),
            None => Ok(()),
        }
    }

    /// Makes sure that an entry is in the upper tree; a directory without what it holds.
    pub(super) fn copy_up(&self, path: &str) -> Result<()> {
        let (layer, _) = self.find(path)?;
        if layer == Layer::Upper {
            return Ok(());
        }
        let ends = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            let prefix = path.get(..end).unwrap_or(path);
            let (layer, metadata) = self.find(prefix)?;
            if layer == Layer::Lower {
                self.in_parent(prefix, || copy::entry(&self.lower, prefix, &metadata, &*self.upper, prefix))?;
            }
        }
        Ok(())
    }

    /// Makes sure that a directory and all below it are in the upper tree.
    pub(super) fn copy_up_all(&self, path: &str) -> Result<()> {
        let mut left = vec![path.to_owned()];
        while let Some(path) = left.pop() {
            self.copy_up(&path)?;
            let (_, metadata) = self.find(&path)?;
            if metadata.is_dir() {
                let entries = self.merged_dir(&path)?;
                left.extend(entries.into_iter().map(|entry| path::join(&path, &entry.name)));
            }
        }
        Ok(())
    }

    /// A lower file that is about to be emptied: an upper one without bytes takes its place.
    pub(super) fn copy_up_empty(&self, path: &str, metadata: &Metadata) -> Result<()> {
        if metadata.mode & WRITE == 0 {
            return Err(ErrorCode::Access);
        }
        self.copy_up_parents(path)?;
        self.in_parent(path, || {
            let how = OpenFlags::WRITE | OpenFlags::CREATE;
            self.upper.open(path, how, metadata.mode).map(drop)
        })
    }

    /// Makes an entry in the upper directory of a path although the directory may be read-only,
    /// and without a trace in its times: for copies, which are not changes.
    fn in_parent(&self, path: &str, make: impl FnOnce() -> Result<()>) -> Result<()> {
        let Some((directory, _)) = path::split(path) else { return make() };
        let before = self.upper.stat_link(directory)?;
        let locked = before.mode & WRITE_AND_SEARCH != WRITE_AND_SEARCH;
        if locked {
            self.upper.set_mode(directory, before.mode | WRITE_AND_SEARCH)?;
        }
        let result = make();
        if locked {
            self.upper.set_mode(directory, before.mode)?;
        }
        self.upper.set_times(directory, Some(before.accessed), Some(before.modified))?;
        result
    }

    /// Hides a lower name whose entry is gone, if there is one; the directory has changed.
    pub(super) fn hide_removed(&self, path: &str, was_lower: bool) -> Result<()> {
        if !was_lower {
            return Ok(());
        }
        self.copy_up_parents(path)?;
        self.hide(path);
        match path::split(path) {
            Some((directory, _)) => self.upper.set_times(directory, None, Some(self.clock.now())),
            None => Ok(()),
        }
    }
}
