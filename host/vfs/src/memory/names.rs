//! Making, moving and removing names.

use super::MAX_HARD_LINKS;
use super::inode::Node;
use super::live::Live;
use super::table::Id;
use super::walk::{Last, Place, Spot};
use crate::{Datetime, ErrorCode, Result, path};

impl Live {
    /// Makes an entry; the caller has seen that the name is free.
    pub(super) fn create(
        &mut self,
        directory: Id,
        name: &str,
        node: Node,
        mode: u32,
        now: Datetime,
    ) -> Result<Id> {
        self.check_new_name(directory, name)?;
        let is_dir = matches!(node, Node::Directory { .. });
        let id = self.add(node, mode, now)?;
        self.enter(directory, name, id, is_dir, now)?;
        Ok(id)
    }

    fn check_new_name(&self, directory: Id, name: &str) -> Result<()> {
        path::check_name(name)?;
        self.may_write(self.inode(directory)?)?;
        if self.tree.usage.files >= self.limits.files { Err(ErrorCode::Quota) } else { Ok(()) }
    }

    /// Puts a new name into a directory and counts it.
    fn enter(&mut self, directory: Id, name: &str, id: Id, is_dir: bool, now: Datetime) -> Result<()> {
        let inode = self.inode_mut(directory)?;
        inode.names_mut()?.insert(name, id);
        inode.links += u32::from(is_dir);
        inode.touch(now);
        self.tree_mut().usage.files += 1;
        Ok(())
    }

    /// Takes a name out of a directory and uncounts it.
    fn leave(&mut self, directory: Id, name: &str, is_dir: bool, now: Datetime) -> Result<()> {
        let inode = self.inode_mut(directory)?;
        inode.names_mut()?.remove(name);
        inode.links -= u32::from(is_dir && inode.links > 0);
        inode.touch(now);
        let usage = &mut self.tree_mut().usage;
        usage.files = usage.files.saturating_sub(1);
        Ok(())
    }

    /// Makes an entry at a path whose name must be free.
    pub(super) fn create_at(
        &mut self,
        root: Id,
        path: &str,
        node: Node,
        mode: u32,
        now: Datetime,
    ) -> Result<Id> {
        let Place { directory, name, found } = self.parent(root, path, ErrorCode::Exist)?;
        if found.is_some() {
            return Err(ErrorCode::Exist);
        }
        let node = match node {
            Node::Directory { names, .. } => Node::Directory { names, parent: directory },
            node => node,
        };
        self.create(directory, name, node, mode, now)
    }

    /// The file at a path, made if it is missing.
    pub(super) fn find_or_create(
        &mut self,
        root: Id,
        path: &str,
        mode: u32,
        now: Datetime,
    ) -> Result<(Id, bool)> {
        match self.spot(root, path)? {
            Spot::Found(id) => Ok((id, false)),
            Spot::Missing(directory, name) => {
                let id = self.create(directory, &name, Node::File(Default::default()), mode, now)?;
                Ok((id, true))
            }
        }
    }

    pub(super) fn remove_file(&mut self, root: Id, path: &str, now: Datetime) -> Result<()> {
        let Place { directory, name, found } = self.parent(root, path, ErrorCode::IsDirectory)?;
        let id = found.ok_or(ErrorCode::NoEntry)?;
        self.may_write(self.inode(directory)?)?;
        if self.inode(id)?.is_dir() {
            return Err(ErrorCode::IsDirectory);
        }
        self.leave(directory, name, false, now)?;
        self.drop_link(id, now)
    }

    pub(super) fn remove_dir(&mut self, root: Id, path: &str, now: Datetime) -> Result<()> {
        let Place { directory, name, found } = self.parent(root, path, ErrorCode::Busy)?;
        let id = found.ok_or(ErrorCode::NoEntry)?;
        self.may_write(self.inode(directory)?)?;
        if !self.inode(id)?.names()?.is_empty() {
            return Err(ErrorCode::NotEmpty);
        }
        self.leave(directory, name, true, now)?;
        self.drop_link(id, now)
    }

    pub(super) fn hard_link(&mut self, root: Id, existing: &str, new: &str, now: Datetime) -> Result<()> {
        let id = self.resolve(root, existing, Last::Keep)?;
        let Place { directory, name, found } = self.parent(root, new, ErrorCode::Exist)?;
        if found.is_some() {
            return Err(ErrorCode::Exist);
        }
        self.check_new_name(directory, name)?;
        let inode = self.inode(id)?;
        if inode.is_dir() {
            return Err(ErrorCode::NotPermitted);
        }
        if inode.links >= MAX_HARD_LINKS {
            return Err(ErrorCode::TooManyLinks);
        }
        self.enter(directory, name, id, false, now)?;
        let inode = self.inode_mut(id)?;
        inode.links += 1;
        inode.changed = now;
        Ok(())
    }

    /// rename(2), its checks in the order of Linux.
    pub(super) fn rename(&mut self, root: Id, source: &str, target: &str, now: Datetime) -> Result<()> {
        if path::is_root(source)? | path::is_root(target)? {
            return Err(ErrorCode::Busy);
        }
        let Place { directory: from, name: old_name, found: moved } =
            self.parent(root, source, ErrorCode::Busy)?;
        let Place { directory: to, name: new_name, found: replaced } =
            self.parent(root, target, ErrorCode::Busy)?;
        let moved = moved.ok_or(ErrorCode::NoEntry)?;
        let is_dir = self.inode(moved)?.is_dir();
        if is_dir && self.is_within(moved, to)? {
            return Err(ErrorCode::Invalid);
        }
        if let Some(replaced) = replaced
            && self.inode(replaced)?.is_dir()
            && self.is_within(replaced, from)?
        {
            return Err(ErrorCode::NotEmpty);
        }
        if replaced == Some(moved) {
            return Ok(());
        }
        self.may_write(self.inode(from)?)?;
        self.may_write(self.inode(to)?)?;
        if is_dir && from != to {
            // Its `..` changes.
            self.may_write(self.inode(moved)?)?;
        }
        match replaced {
            Some(replaced) => self.check_replace(is_dir, replaced)?,
            None => path::check_name(new_name)?,
        }
        if let Some(replaced) = replaced {
            self.leave(to, new_name, is_dir, now)?;
            self.drop_link(replaced, now)?;
        }
        self.leave(from, old_name, is_dir, now)?;
        self.enter(to, new_name, moved, is_dir, now)?;
        let inode = self.inode_mut(moved)?;
        inode.changed = now;
        if let Node::Directory { parent, .. } = &mut inode.node {
            *parent = to;
        }
        Ok(())
    }

    fn check_replace(&self, is_dir: bool, replaced: Id) -> Result<()> {
        let inode = self.inode(replaced)?;
        match (is_dir, inode.is_dir()) {
            (true, false) => Err(ErrorCode::NotDirectory),
            (false, true) => Err(ErrorCode::IsDirectory),
            (true, true) if !inode.names()?.is_empty() => Err(ErrorCode::NotEmpty),
            _ => Ok(()),
        }
    }
}
