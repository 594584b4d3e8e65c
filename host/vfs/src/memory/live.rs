//! The state behind a memory tree: inodes, open files, usage. All changes of the tree's
//! bytes and of its books happen here, so that the quota always fits the content.

use super::Limits;
use super::content;
use super::inode::{Inode, Node};
use super::lazy::Lazy;
use super::table::{Id, Table};
use crate::{Datetime, ErrorCode, Result, Usage};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// The place of the root directory.
pub(super) const ROOT: Id = 0;

/// What a snapshot holds: the inodes and how much they are.
#[derive(Clone, Default)]
pub(super) struct Tree {
    pub(super) table: Table,
    pub(super) usage: Usage,
}

/// Names an inode for longer than one call: places are used again, serials never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle {
    pub(super) id: Id,
    pub(super) serial: u64,
}

struct OpenCount {
    id: Id,
    count: u32,
}

/// Serial numbers are small and distinct: a multiplication spreads them.
#[derive(Default)]
pub(super) struct SerialHasher(u64);

impl Hasher for SerialHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte) ^ self.0);
        }
    }
    fn write_u64(&mut self, serial: u64) {
        self.0 = serial.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}

type SerialMap<T> = HashMap<u64, T, BuildHasherDefault<SerialHasher>>;

/// Why a call cannot finish now.
pub(super) enum Stop {
    /// It failed.
    Code(ErrorCode),
    /// The content must be made first, and without the lock.
    Lazy(Handle, Arc<Lazy>),
}

impl From<ErrorCode> for Stop {
    fn from(code: ErrorCode) -> Stop {
        Stop::Code(code)
    }
}

/// A change of a file's bytes.
pub(super) enum Edit<'a> {
    At(u64, &'a [u8]),
    Append(&'a [u8]),
    Resize(u64),
    Replace(&'a [u8]),
    /// The content of another file, shared.
    Share(Node),
}

/// A tree in use.
pub(super) struct Live {
    pub(super) tree: Arc<Tree>,
    pub(super) next_serial: u64,
    pub(super) limits: Limits,
    /// Whether permission bits are checked.
    pub(super) permissions: bool,
    opens: SerialMap<OpenCount>,
    /// Open files that have no name any more.
    orphans: SerialMap<Inode>,
    orphan_bytes: u64,
}

impl Live {
    pub(super) fn new(tree: Arc<Tree>, next_serial: u64, limits: Limits, permissions: bool) -> Live {
        let (opens, orphans) = (SerialMap::default(), SerialMap::default());
        Live { tree, next_serial, limits, permissions, opens, orphans, orphan_bytes: 0 }
    }

    pub(super) fn tree_mut(&mut self) -> &mut Tree {
        Arc::make_mut(&mut self.tree)
    }

    /// The inode at a place that a directory names.
    pub(super) fn inode(&self, id: Id) -> Result<&Inode> {
        self.tree.table.get(id).ok_or(ErrorCode::Io)
    }

    pub(super) fn inode_mut(&mut self, id: Id) -> Result<&mut Inode> {
        self.tree_mut().table.get_mut(id).ok_or(ErrorCode::Io)
    }

    pub(super) fn handle(&self, id: Id) -> Result<Handle> {
        Ok(Handle { id, serial: self.inode(id)?.serial })
    }

    fn is_named(&self, handle: Handle) -> bool {
        self.tree.table.get(handle.id).is_some_and(|inode| inode.serial == handle.serial)
    }

    /// The inode of a handle, named or not. A handle from before a restore may be stale.
    pub(super) fn find(&self, handle: Handle) -> Result<&Inode> {
        match self.tree.table.get(handle.id) {
            Some(inode) if inode.serial == handle.serial => Ok(inode),
            _ => self.orphans.get(&handle.serial).ok_or(ErrorCode::Io),
        }
    }

    pub(super) fn find_mut(&mut self, handle: Handle) -> Result<&mut Inode> {
        if self.is_named(handle) {
            self.inode_mut(handle.id)
        } else {
            self.orphans.get_mut(&handle.serial).ok_or(ErrorCode::Io)
        }
    }

    /// Whether `extra` more bytes fit.
    pub(super) fn check_room(&self, extra: u64) -> Result<()> {
        let now = self.tree.usage.bytes.saturating_add(self.orphan_bytes);
        if extra > 0 && now.saturating_add(extra) > self.limits.bytes {
            return Err(ErrorCode::Quota);
        }
        Ok(())
    }

    fn recount(&mut self, named: bool, old: u64, new: u64) {
        let bytes = if named { &mut self.tree_mut().usage.bytes } else { &mut self.orphan_bytes };
        *bytes = bytes.saturating_sub(old).saturating_add(new);
    }

    /// A new inode without a name; the caller gives it one and counts it.
    pub(super) fn add(&mut self, node: Node, mode: u32, now: Datetime) -> Result<Id> {
        let serial = self.next_serial;
        let inode = Inode::new(serial, node, mode, now);
        let charge = inode.charge();
        self.check_room(charge)?;
        let tree = self.tree_mut();
        let id = tree.table.insert(inode).ok_or(ErrorCode::InsufficientSpace)?;
        tree.usage.bytes = tree.usage.bytes.saturating_add(charge);
        self.next_serial = serial.wrapping_add(1);
        Ok(id)
    }

    /// One name of the inode is gone; with the last one, so is the inode, unless it is open.
    pub(super) fn drop_link(&mut self, id: Id, now: Datetime) -> Result<()> {
        let inode = self.inode_mut(id)?;
        inode.changed = now;
        inode.links = inode.links.saturating_sub(1);
        if inode.links > 0 && !inode.is_dir() {
            return Ok(());
        }
        inode.links = 0;
        let (charge, serial) = (inode.charge(), inode.serial);
        let tree = self.tree_mut();
        tree.usage.bytes = tree.usage.bytes.saturating_sub(charge);
        let inode = tree.table.remove(id);
        if let Some(inode) = inode.filter(|_| self.opens.contains_key(&serial)) {
            self.orphan_bytes = self.orphan_bytes.saturating_add(charge);
            self.orphans.insert(serial, inode);
        }
        Ok(())
    }

    /// An open file begins to hold the inode.
    pub(super) fn hold(&mut self, handle: Handle) {
        self.opens.entry(handle.serial).or_insert(OpenCount { id: handle.id, count: 0 }).count += 1;
    }

    /// An open file lets the inode go.
    pub(super) fn release(&mut self, handle: Handle) {
        let Some(open) = self.opens.get_mut(&handle.serial) else { return };
        open.count -= 1;
        if open.count > 0 {
            return;
        }
        self.opens.remove(&handle.serial);
        if let Some(inode) = self.orphans.remove(&handle.serial) {
            self.orphan_bytes = self.orphan_bytes.saturating_sub(inode.charge());
        }
    }

    /// Puts another tree in place of this one. Open files whose inode is not in it go on
    /// with what they have.
    pub(super) fn replace(&mut self, tree: Arc<Tree>, next_serial: u64) {
        let old = std::mem::replace(&mut self.tree, tree);
        self.next_serial = self.next_serial.max(next_serial);
        for (serial, open) in &self.opens {
            let matches =
                |tree: &Tree| tree.table.get(open.id).filter(|inode| inode.serial == *serial).cloned();
            match (matches(&self.tree), matches(&old)) {
                (Some(_), _) => {
                    self.orphans.remove(serial);
                }
                (None, Some(mut inode)) => {
                    inode.links = 0;
                    self.orphans.insert(*serial, inode);
                }
                (None, None) => {}
            }
        }
        self.orphan_bytes = self.orphans.values().map(Inode::charge).sum();
    }

    /// Changes the bytes of a file; gives the new size.
    pub(super) fn edit(&mut self, handle: Handle, edit: Edit<'_>, now: Datetime) -> Result<u64, Stop> {
        let inode = self.find(handle)?;
        let old = inode.size();
        match &inode.node {
            Node::File(_) => {}
            Node::Lazy(lazy) => match edit {
                Edit::Replace(_) | Edit::Share(_) | Edit::Resize(0) => {}
                _ => return Err(Stop::Lazy(handle, Arc::clone(lazy))),
            },
            Node::Device => return Ok(0),
            Node::Directory { .. } => return Err(ErrorCode::IsDirectory.into()),
            Node::Link(_) | Node::Fifo => return Err(ErrorCode::Unsupported.into()),
        }
        let end =
            |offset: u64, bytes: &[u8]| offset.checked_add(bytes.len() as u64).ok_or(ErrorCode::FileTooLarge);
        let new = match &edit {
            Edit::At(_, []) | Edit::Append([]) => return Ok(old),
            Edit::At(offset, bytes) => end(*offset, bytes)?.max(old),
            Edit::Append(bytes) => end(old, bytes)?,
            Edit::Resize(size) => *size,
            Edit::Replace(bytes) => bytes.len() as u64,
            Edit::Share(Node::File(content)) => content.len() as u64,
            Edit::Share(Node::Lazy(lazy)) => lazy.size(),
            Edit::Share(_) => 0,
        };
        if new > old {
            if new > self.limits.file_bytes {
                return Err(ErrorCode::FileTooLarge.into());
            }
            self.check_room(new - old)?;
        }
        let named = self.is_named(handle);
        let inode = self.find_mut(handle)?;
        apply(&mut inode.node, edit, old)?;
        inode.touch(now);
        if new != old {
            self.recount(named, old, new);
        }
        Ok(new)
    }

    /// Keeps what a provider made, unless the file has become another one meanwhile.
    pub(super) fn install(&mut self, handle: Handle, lazy: &Arc<Lazy>, bytes: Vec<u8>) -> Result<()> {
        let Ok(inode) = self.find(handle) else { return Ok(()) };
        if !matches!(&inode.node, Node::Lazy(now) if Arc::ptr_eq(now, lazy)) {
            return Ok(());
        }
        let (old, new) = (lazy.size(), bytes.len() as u64);
        if new > self.limits.file_bytes {
            return Err(ErrorCode::FileTooLarge);
        }
        self.check_room(new.saturating_sub(old))?;
        let named = self.is_named(handle);
        self.find_mut(handle)?.node = Node::File(Arc::new(bytes));
        self.recount(named, old, new);
        Ok(())
    }
}

fn apply(node: &mut Node, edit: Edit<'_>, old: u64) -> Result<()> {
    if let Edit::Share(other) = edit {
        *node = other;
        return Ok(());
    }
    if !matches!(node, Node::File(_)) {
        *node = Node::File(Arc::default());
    }
    let Node::File(content) = node else { return Err(ErrorCode::Io) };
    match edit {
        Edit::At(offset, bytes) => content::write(content, offset, bytes),
        Edit::Append(bytes) => content::write(content, old, bytes),
        Edit::Resize(size) => content::resize(content, size),
        Edit::Replace(bytes) => content::replace(content, bytes),
        Edit::Share(_) => Ok(()),
    }
}
