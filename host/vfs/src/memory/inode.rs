//! One entry of the tree, apart from its names.

use super::directory::Directory;
use super::lazy::Lazy;
use super::table::Id;
use crate::{Datetime, ErrorCode, FileKind, Metadata, Result};
use std::sync::Arc;

/// What an inode is and holds. A clone costs one pointer.
#[derive(Clone)]
pub(super) enum Node {
    File(Arc<Vec<u8>>),
    Lazy(Arc<Lazy>),
    Directory { names: Arc<Directory>, parent: Id },
    Link(Arc<str>),
    Fifo,
    Device,
}

/// An entry with its attributes.
#[derive(Clone)]
pub(super) struct Inode {
    /// Never used twice in a tree or its forks: the inode number that `stat` tells.
    pub(super) serial: u64,
    pub(super) node: Node,
    pub(super) mode: u32,
    pub(super) links: u32,
    pub(super) modified: Datetime,
    pub(super) accessed: Datetime,
    pub(super) changed: Datetime,
}

impl Inode {
    pub(super) fn new(serial: u64, node: Node, mode: u32, now: Datetime) -> Inode {
        let links = if matches!(node, Node::Directory { .. }) { 2 } else { 1 };
        Inode { serial, node, mode: mode & 0o7777, links, modified: now, accessed: now, changed: now }
    }

    /// Bytes as `stat` tells them.
    pub(super) fn size(&self) -> u64 {
        match &self.node {
            Node::File(content) => content.len() as u64,
            Node::Lazy(lazy) => lazy.size(),
            Node::Link(target) => target.len() as u64,
            // As a small directory on most disks.
            Node::Directory { .. } => 4096,
            Node::Fifo | Node::Device => 0,
        }
    }

    /// Bytes that count against the quota.
    pub(super) fn charge(&self) -> u64 {
        match &self.node {
            Node::File(_) | Node::Lazy(_) | Node::Link(_) => self.size(),
            Node::Directory { .. } | Node::Fifo | Node::Device => 0,
        }
    }

    pub(super) fn kind(&self) -> FileKind {
        match &self.node {
            Node::File(_) | Node::Lazy(_) => FileKind::Regular,
            Node::Directory { .. } => FileKind::Directory,
            Node::Link(_) => FileKind::SymbolicLink,
            Node::Fifo => FileKind::Fifo,
            Node::Device => FileKind::CharacterDevice,
        }
    }

    pub(super) fn metadata(&self) -> Metadata {
        Metadata {
            kind: self.kind(),
            size: self.size(),
            mode: self.mode,
            inode: self.serial,
            links: u64::from(self.links),
            modified: self.modified,
            accessed: self.accessed,
            changed: self.changed,
        }
    }

    pub(super) fn is_dir(&self) -> bool {
        matches!(self.node, Node::Directory { .. })
    }

    /// The names of a directory.
    pub(super) fn names(&self) -> Result<&Directory> {
        match &self.node {
            Node::Directory { names, .. } => Ok(names),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    /// The names of a directory, to be changed.
    pub(super) fn names_mut(&mut self) -> Result<&mut Directory> {
        match &mut self.node {
            Node::Directory { names, .. } => Ok(Arc::make_mut(names)),
            _ => Err(ErrorCode::NotDirectory),
        }
    }

    /// The content or the attributes of the file have changed.
    pub(super) fn touch(&mut self, now: Datetime) {
        self.modified = now;
        self.changed = now;
    }
}
