//! From path to inode, without allocation where no symbolic link is met.

use super::component::{component, key};
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

/// The end of a walk without links: the last part of the path, or the first link.
struct Step {
    directory: Id,
    /// Where in the path the name stands.
    start: usize,
    end: usize,
    found: Option<Id>,
    link: bool,
}

/// A name in its directory.
pub(super) struct Place<'p> {
    pub(super) directory: Id,
    pub(super) name: &'p str,
    pub(super) found: Option<Id>,
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
        self.search_in(self.inode(directory)?, key(name.as_bytes()), name)
    }

    fn search_in(&self, directory: &Inode, key: u64, name: &str) -> Result<Option<Id>> {
        let names = directory.names()?;
        self.allowed(directory, SEARCH)?;
        if name.len() > MAX_NAME {
            return Err(ErrorCode::NameTooLong);
        }
        Ok(names.get(key, name))
    }

    /// Goes along a normalised path up to its last part or to the first symbolic link.
    fn descend(&self, root: Id, path: &str) -> Result<Step> {
        self.try_descend(root, path).map_err(|code| match path::check(path) {
            // Whatever the tree holds, a bad path is a bad path.
            Err(bad) => bad,
            Ok(()) => code,
        })
    }

    fn try_descend(&self, root: Id, path: &str) -> Result<Step> {
        let bytes = path.as_bytes();
        if bytes.first() != Some(&b'/') || bytes.len() > path::MAX_PATH {
            return Err(ErrorCode::Invalid);
        }
        let mut directory = root;
        let mut start = 1;
        if bytes.len() == 1 {
            return Ok(Step { directory, start, end: start, found: Some(root), link: false });
        }
        let mut inode = self.inode(root)?;
        loop {
            let part = component(bytes, start);
            let end = part.end;
            let name = path.get(start..end).unwrap_or_default();
            if matches!(name, "" | "." | "..") {
                return Err(ErrorCode::Invalid);
            }
            let found = self.search_in(inode, part.key, name)?;
            let Some(id) = found else {
                if end < bytes.len() {
                    return Err(ErrorCode::NoEntry);
                }
                return Ok(Step { directory, start, end, found, link: false });
            };
            inode = self.inode(id)?;
            let link = matches!(inode.node, Node::Link(_));
            if link && end < bytes.len() {
                // The rest has not been seen yet.
                path::check(path)?;
            }
            if link || end == bytes.len() {
                return Ok(Step { directory, start, end, found, link });
            }
            directory = id;
            start = end + 1;
        }
    }

    /// The inode at a normalised path below `root`.
    pub(super) fn resolve(&self, root: Id, path: &str, last: Last) -> Result<Id> {
        let step = self.descend(root, path)?;
        if step.link && (last == Last::Follow || step.end < path.len()) {
            return self.walk(root, step.directory, path.get(step.start..).unwrap_or_default(), last);
        }
        step.found.ok_or(ErrorCode::NoEntry)
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

    /// The directory that holds the last name of a path, that name, and what it stands for.
    /// The root has no name: it gives `at_root`.
    pub(super) fn parent<'p>(&self, root: Id, path: &'p str, at_root: ErrorCode) -> Result<Place<'p>> {
        let step = self.descend(root, path)?;
        let (_, name) = path::split(path).ok_or(at_root)?;
        if step.end == path.len() {
            return Ok(Place { directory: step.directory, name, found: step.found });
        }
        let above = path.get(step.start..path.len() - name.len()).unwrap_or_default();
        let directory = self.walk(root, step.directory, above, Last::Follow)?;
        Ok(Place { directory, name, found: self.search(directory, name)? })
    }

    /// Where a path leads when a missing file is to be made, also through a dangling link.
    pub(super) fn spot<'p>(&self, root: Id, path: &'p str) -> Result<Spot<'p>> {
        let step = self.descend(root, path)?;
        if !step.link {
            let name = path.get(step.start..).unwrap_or_default();
            return Ok(step.found.map_or(Spot::Missing(step.directory, Cow::Borrowed(name)), Spot::Found));
        }
        let mut start = step.directory;
        let mut text = Cow::Borrowed(path.get(step.start..).unwrap_or_default());
        for _ in 0..=MAX_LINKS {
            let cut = text.rfind('/').map_or(0, |slash| slash + 1);
            let (directory, name) = text.split_at(cut);
            if name.is_empty() {
                // No file can be made under a name with a slash.
                return self
                    .walk(root, start, path::above(directory), Last::Follow)
                    .and(Err(ErrorCode::IsDirectory));
            }
            if matches!(name, "." | "..") {
                return self.walk(root, start, &text, Last::Follow).map(Spot::Found);
            }
            let directory = self.walk(root, start, directory, Last::Follow)?;
            let Some(found) = self.search(directory, name)? else {
                return Ok(Spot::Missing(directory, Cow::Owned(name.to_owned())));
            };
            let Node::Link(target) = &self.inode(found)?.node else { return Ok(Spot::Found(found)) };
            start = directory;
            text = Cow::Owned(String::from(&**target));
        }
        Err(ErrorCode::Loop)
    }

    /// The first link on the way; see `FileSystem::first_link`.
    pub(super) fn first_link(&self, root: Id, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        let step = match self.descend(root, path) {
            Ok(step) if step.link && (follow_last || step.end < path.len()) => step,
            Ok(_) | Err(ErrorCode::NoEntry | ErrorCode::NotDirectory) => return Ok(None),
            Err(code) => return Err(code),
        };
        match step.found.map(|id| self.inode(id)) {
            Some(Ok(Inode { node: Node::Link(target), .. })) => {
                Ok(Some(LinkOnPath { end: step.end, target: String::from(&**target) }))
            }
            _ => Err(ErrorCode::Io),
        }
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
