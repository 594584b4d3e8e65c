//! From path to inode, without allocation where no symbolic link is met.

use super::inode::{Inode, Node};
use super::live::{Live, ROOT};
use super::table::Id;
use crate::path::{self, MAX_LINKS, MAX_NAME};
use crate::{ErrorCode, LinkOnPath, Result};
use std::borrow::Cow;

/// What to do with a symbolic link as the last part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Follow,
    Keep,
}

/// Where a file is or would be made.
pub(super) enum Spot<'p> {
    Found(Id),
    Missing(Id, Cow<'p, str>),
}

const READ: u32 = 0o400;
const WRITE: u32 = 0o200;
const SEARCH: u32 = 0o100;

impl Live {
    /// The script is the owner of everything: the owner's bits decide.
    fn allowed(&self, inode: &Inode, bit: u32) -> Result<()> {
        if self.permissions && inode.mode & bit == 0 { Err(ErrorCode::Access) } else { Ok(()) }
    }

    pub(super) fn may_read(&self, inode: &Inode) -> Result<()> {
        self.allowed(inode, READ)
    }

    pub(super) fn may_write(&self, inode: &Inode) -> Result<()> {
        self.allowed(inode, WRITE)
    }

    /// Looks up one name in a directory.
    pub(super) fn search(&self, directory: Id, name: &str) -> Result<Option<Id>> {
        let inode = self.inode(directory)?;
        let names = inode.names()?;
        self.allowed(inode, SEARCH)?;
        if name.len() > MAX_NAME {
            return Err(ErrorCode::NameTooLong);
        }
        Ok(names.get(name))
    }

    /// The inode at a normalised path below `root`.
    pub(super) fn resolve(&self, root: Id, path: &str, last: Last) -> Result<Id> {
        path::check(path)?;
        self.walk(root, root, path, last)
    }

    /// Follows any text, as a link may hold it, from a directory.
    fn walk<'a>(&'a self, root: Id, start: Id, text: &'a str, last: Last) -> Result<Id> {
        let mut at = if text.starts_with('/') { root } else { start };
        let mut rest = text;
        // What is left to do after the links that are being followed.
        let mut pending: Vec<&str> = Vec::new();
        let mut links = 0;
        loop {
            if rest.is_empty() {
                match pending.pop() {
                    Some(text) => rest = text,
                    None => return Ok(at),
                }
                continue;
            }
            rest = rest.trim_start_matches('/');
            let (name, after) = rest.split_at(memchr::memchr(b'/', rest.as_bytes()).unwrap_or(rest.len()));
            rest = after;
            let found = match name {
                "" | "." => {
                    self.inode(at)?.names()?;
                    at
                }
                ".." => self.above(root, at)?,
                name => self.search(at, name)?.ok_or(ErrorCode::NoEntry)?,
            };
            let Node::Link(target) = &self.inode(found)?.node else {
                at = found;
                continue;
            };
            let is_last = rest.is_empty() && pending.iter().all(|text| text.is_empty());
            if is_last && last == Last::Keep {
                return Ok(found);
            }
            links += 1;
            if links > MAX_LINKS {
                return Err(ErrorCode::Loop);
            }
            pending.push(rest);
            rest = target;
            if target.starts_with('/') {
                at = root;
            }
        }
    }

    fn above(&self, root: Id, directory: Id) -> Result<Id> {
        match &self.inode(directory)?.node {
            Node::Directory { parent, .. } => Ok(if directory == root { root } else { *parent }),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    /// The directory that holds the last name of a path, and that name. The root has no name:
    /// it gives `at_root`.
    pub(super) fn parent<'p>(&self, root: Id, path: &'p str, at_root: ErrorCode) -> Result<(Id, &'p str)> {
        path::check(path)?;
        let (directory, name) = path::split(path).ok_or(at_root)?;
        Ok((self.walk(root, root, directory, Last::Follow)?, name))
    }

    /// Where a path leads when a missing file is to be made, also through a dangling link.
    pub(super) fn spot<'p>(&self, root: Id, path: &'p str) -> Result<Spot<'p>> {
        path::check(path)?;
        let mut start = root;
        let mut text = Cow::Borrowed(path);
        for _ in 0..=MAX_LINKS {
            let cut = text.rfind('/').map_or(0, |slash| slash + 1);
            let (directory, name) = text.split_at(cut);
            if matches!(name, "" | "." | "..") {
                return self.walk(root, start, &text, Last::Follow).map(Spot::Found);
            }
            let directory = self.walk(root, start, directory, Last::Follow)?;
            let Some(found) = self.search(directory, name)? else {
                let name = match &text {
                    Cow::Borrowed(text) => Cow::Borrowed(text.get(cut..).unwrap_or_default()),
                    Cow::Owned(_) => Cow::Owned(name.to_owned()),
                };
                return Ok(Spot::Missing(directory, name));
            };
            let Node::Link(target) = &self.inode(found)?.node else { return Ok(Spot::Found(found)) };
            start = directory;
            text = Cow::Owned(String::from(&**target));
        }
        Err(ErrorCode::Loop)
    }

    /// The first link on the way; see `FileSystem::first_link`.
    pub(super) fn first_link(&self, root: Id, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        path::check(path)?;
        let mut at = root;
        let mut start = 1;
        while let Some(rest) = path.get(start..).filter(|rest| !rest.is_empty()) {
            let length = memchr::memchr(b'/', rest.as_bytes()).unwrap_or(rest.len());
            let end = start + length;
            let found = match self.search(at, rest.get(..length).unwrap_or(rest)) {
                Ok(Some(found)) => found,
                Ok(None) | Err(ErrorCode::NotDirectory) => return Ok(None),
                Err(code) => return Err(code),
            };
            if let Node::Link(target) = &self.inode(found)?.node {
                let counts = follow_last || end < path.len();
                return Ok(counts.then(|| LinkOnPath { end, target: String::from(&**target) }));
            }
            at = found;
            start = end + 1;
        }
        Ok(None)
    }

    /// Whether `ancestor` is `directory` or lies above it.
    pub(super) fn is_within(&self, ancestor: Id, directory: Id) -> Result<bool> {
        let mut at = directory;
        loop {
            if at == ancestor {
                return Ok(true);
            }
            if at == ROOT {
                return Ok(false);
            }
            at = self.above(ROOT, at)?;
        }
    }
}
