//! `FileSystem` for a memory tree.

use super::file::OpenFile;
use super::inode::Node;
use super::live::{Edit, Live, ROOT, Stop};
use super::table::Id;
use super::walk::{Last, Spot};
use super::{MemoryFs, content};
use crate::path::MAX_PATH;
use crate::{
    Datetime, DirEntry, ErrorCode, File, FileSystem, LinkOnPath, Metadata, OpenFlags, Result, Usage,
};
use std::sync::Arc;

/// Files up to this size are copied under the lock, larger ones after it.
const SMALL: usize = 16 * 1024;

/// What reading a whole file finds under the lock.
enum Found {
    Copied(Vec<u8>),
    Shared(Arc<Vec<u8>>),
}

impl MemoryFs {
    fn look<T>(&self, path: &str, last: Last, then: impl FnOnce(&Live, Id) -> Result<T>) -> Result<T> {
        let live = self.read();
        let id = live.resolve(self.root(&live)?, path, last)?;
        then(&live, id)
    }

    fn change<T>(&self, then: impl FnOnce(&mut Live, Id, Datetime) -> Result<T>) -> Result<T> {
        let now = self.now();
        let mut live = self.write();
        let root = self.root(&live)?;
        then(&mut live, root, now)
    }

    /// Changes the bytes of the file at a path, which is made if it is missing.
    fn edit_path<'a>(&self, path: &str, edit: impl Fn() -> Edit<'a>) -> Result<()> {
        let now = self.now();
        self.with_content(|| {
            let mut live = self.write();
            let root = self.root(&live)?;
            let (id, new) = live.find_or_create(root, path, 0o644, now)?;
            check_openable(&live, id, new, OpenFlags::WRITE)?;
            let handle = live.handle(id)?;
            live.edit(handle, edit(), now).map(drop)
        })
    }

    fn content<T>(&self, path: &str, then: impl Fn(&Arc<Vec<u8>>) -> Result<T>) -> Result<T> {
        self.with_content(|| {
            let live = self.read();
            let id = live.resolve(self.root(&live)?, path, Last::Follow)?;
            let inode = live.inode(id)?;
            match &inode.node {
                Node::File(bytes) => {
                    live.may_read(inode)?;
                    Ok(then(bytes)?)
                }
                Node::Lazy(lazy) => {
                    live.may_read(inode)?;
                    Err(Stop::Lazy(live.handle(id)?, Arc::clone(lazy)))
                }
                Node::Device => Ok(then(&Arc::default())?),
                Node::Directory { .. } => Err(ErrorCode::IsDirectory.into()),
                Node::Fifo | Node::Link(_) => Err(ErrorCode::Unsupported.into()),
            }
        })
    }
}

/// Whether a file may be opened so; the mode does not bind who has just made it.
fn check_openable(live: &Live, id: Id, new: bool, how: OpenFlags) -> Result<()> {
    let inode = live.inode(id)?;
    match &inode.node {
        Node::Directory { .. } => return Err(ErrorCode::IsDirectory),
        Node::Fifo | Node::Link(_) => return Err(ErrorCode::Unsupported),
        Node::File(_) | Node::Lazy(_) | Node::Device => {}
    }
    if new {
        return Ok(());
    }
    if how.reads() {
        live.may_read(inode)?;
    }
    if how.writes() {
        live.may_write(inode)?;
    }
    Ok(())
}

fn open_id(
    live: &mut Live,
    root: Id,
    path: &str,
    how: OpenFlags,
    mode: u32,
    now: Datetime,
) -> Result<(Id, bool)> {
    if how.contains(OpenFlags::CREATE | OpenFlags::EXCLUSIVE) {
        let id = live.create_at(root, path, Node::File(Arc::default()), mode, now)?;
        return Ok((id, true));
    }
    if how.contains(OpenFlags::NO_FOLLOW) {
        match live.resolve(root, path, Last::Keep) {
            Ok(id) if matches!(live.inode(id)?.node, Node::Link(_)) => return Err(ErrorCode::Loop),
            Ok(_) | Err(ErrorCode::NoEntry) => {}
            Err(code) => return Err(code),
        }
    }
    if how.contains(OpenFlags::CREATE) {
        live.find_or_create(root, path, mode, now)
    } else {
        Ok((live.resolve(root, path, Last::Follow)?, false))
    }
}

impl FileSystem for MemoryFs {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Arc<dyn File>> {
        if how.contains(OpenFlags::TRUNCATE) && !how.writes() {
            return Err(ErrorCode::Invalid);
        }
        // Only a new or emptied file needs the time.
        let now = if how.intersects(OpenFlags::CREATE | OpenFlags::TRUNCATE) {
            self.now()
        } else {
            Datetime::default()
        };
        let mut live = self.write();
        let root = self.root(&live)?;
        let (id, new) = open_id(&mut live, root, path, how, mode, now)?;
        check_openable(&live, id, new, how)?;
        let handle = live.handle(id)?;
        if how.contains(OpenFlags::TRUNCATE) && !new {
            match live.edit(handle, Edit::Resize(0), now) {
                Ok(_) => {}
                Err(Stop::Code(code)) => return Err(code),
                Err(Stop::Lazy(..)) => return Err(ErrorCode::Io),
            }
        }
        Ok(Arc::new(OpenFile::new(self, &mut live, handle, how)))
    }

    fn read_file(&self, path: &str) -> Result<Vec<u8>> {
        let found = self.content(path, |bytes| {
            if bytes.len() <= SMALL {
                content::copy(bytes).map(Found::Copied)
            } else {
                Ok(Found::Shared(Arc::clone(bytes)))
            }
        })?;
        match found {
            Found::Copied(bytes) => Ok(bytes),
            Found::Shared(bytes) => content::copy(&bytes),
        }
    }

    fn read_file_shared(&self, path: &str) -> Result<Arc<Vec<u8>>> {
        self.content(path, |bytes| Ok(Arc::clone(bytes)))
    }

    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.edit_path(path, || Edit::Replace(bytes))
    }

    fn write_file_owned(&self, path: &str, mut bytes: Vec<u8>) -> Result<()> {
        if bytes.capacity() / 2 > bytes.len() {
            bytes.shrink_to_fit();
        }
        let bytes = Arc::new(bytes);
        self.edit_path(path, || Edit::Share(Node::File(Arc::clone(&bytes))))
    }

    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.edit_path(path, || Edit::Append(bytes))
    }

    fn stat(&self, path: &str) -> Result<Metadata> {
        self.look(path, Last::Follow, |live, id| Ok(live.inode(id)?.metadata()))
    }

    fn stat_link(&self, path: &str) -> Result<Metadata> {
        self.look(path, Last::Keep, |live, id| Ok(live.inode(id)?.metadata()))
    }

    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>> {
        self.look(path, Last::Follow, |live, id| {
            let inode = live.inode(id)?;
            let names = inode.names()?;
            live.may_read(inode)?;
            let mut entries = Vec::with_capacity(names.len());
            for (name, id) in names.iter() {
                entries.push(DirEntry { name: name.to_owned(), metadata: live.inode(id)?.metadata() });
            }
            Ok(entries)
        })
    }

    fn list_names(&self, path: &str) -> Result<String> {
        self.look(path, Last::Follow, |live, id| {
            let inode = live.inode(id)?;
            let names = inode.names()?;
            live.may_read(inode)?;
            let mut list = String::with_capacity(names.len() * 16);
            for (name, _) in names.iter() {
                list.push_str(name);
                list.push('/');
            }
            Ok(list)
        })
    }

    fn create_dir(&self, path: &str, mode: u32) -> Result<()> {
        self.create(path, Node::Directory { names: Arc::default(), parent: ROOT }, mode)
    }

    fn create_fifo(&self, path: &str, mode: u32) -> Result<()> {
        self.create(path, Node::Fifo, mode)
    }

    fn remove_file(&self, path: &str) -> Result<()> {
        self.change(|live, root, now| live.remove_file(root, path, now))
    }

    fn remove_dir(&self, path: &str) -> Result<()> {
        self.change(|live, root, now| live.remove_dir(root, path, now))
    }

    fn rename(&self, source: &str, target: &str) -> Result<()> {
        self.change(|live, root, now| live.rename(root, source, target, now))
    }

    fn copy_file(&self, source: &str, target: &str) -> Result<()> {
        let now = self.now();
        let mut live = self.write();
        let root = self.root(&live)?;
        let from = live.resolve(root, source, Last::Follow)?;
        check_openable(&live, from, false, OpenFlags::READ)?;
        let inode = live.inode(from)?;
        // The bytes are shared until one of the two is written.
        let (node, mode) = match &inode.node {
            Node::Device => (Node::File(Arc::default()), 0o644),
            node => (node.clone(), inode.mode),
        };
        let to = match live.spot(root, target)? {
            Spot::Found(to) => to,
            Spot::Missing(directory, name) => {
                return live.create(directory, &name, node, mode, now).map(drop);
            }
        };
        check_openable(&live, to, false, OpenFlags::WRITE)?;
        if to == from {
            return Ok(());
        }
        let handle = live.handle(to)?;
        match live.edit(handle, Edit::Share(node), now) {
            Ok(_) => {}
            Err(Stop::Code(code)) => return Err(code),
            Err(Stop::Lazy(..)) => return Err(ErrorCode::Io),
        }
        let inode = live.inode_mut(to)?;
        if !matches!(inode.node, Node::Device) {
            inode.mode = mode;
        }
        Ok(())
    }

    fn hard_link(&self, existing: &str, new: &str) -> Result<()> {
        self.change(|live, root, now| live.hard_link(root, existing, new, now))
    }

    fn symbolic_link(&self, target: &str, path: &str) -> Result<()> {
        if target.is_empty() {
            return Err(ErrorCode::NoEntry);
        }
        if target.len() >= MAX_PATH {
            return Err(ErrorCode::NameTooLong);
        }
        if target.contains('\0') {
            return Err(ErrorCode::Invalid);
        }
        self.create(path, Node::Link(target.into()), 0o777)
    }

    fn read_link(&self, path: &str) -> Result<String> {
        self.look(path, Last::Keep, |live, id| match &live.inode(id)?.node {
            Node::Link(target) => Ok(String::from(&**target)),
            _ => Err(ErrorCode::Invalid),
        })
    }

    fn canonicalize(&self, path: &str) -> Result<String> {
        let resolved = crate::resolve::resolve(self, path, crate::resolve::Last::Follow)?;
        self.stat(&resolved)?;
        Ok(resolved.into_owned())
    }

    fn set_mode(&self, path: &str, mode: u32) -> Result<()> {
        self.change(|live, root, now| {
            let id = live.resolve(root, path, Last::Follow)?;
            let inode = live.inode_mut(id)?;
            inode.mode = mode & 0o7777;
            inode.changed = now;
            Ok(())
        })
    }

    fn set_times(&self, path: &str, accessed: Option<Datetime>, modified: Option<Datetime>) -> Result<()> {
        if [accessed, modified].iter().flatten().any(|time| time.nanoseconds > 999_999_999) {
            return Err(ErrorCode::Invalid);
        }
        self.change(|live, root, now| {
            let id = live.resolve(root, path, Last::Follow)?;
            let inode = live.inode_mut(id)?;
            inode.accessed = accessed.unwrap_or(inode.accessed);
            inode.modified = modified.unwrap_or(inode.modified);
            inode.changed = now;
            Ok(())
        })
    }

    fn first_link(&self, path: &str, follow_last: bool) -> Result<Option<LinkOnPath>> {
        let live = self.read();
        live.first_link(self.root(&live)?, path, follow_last)
    }

    fn usage(&self) -> Option<Usage> {
        (self.root.id == ROOT).then(|| self.read().tree.usage)
    }

    fn native_subtree(&self, path: &str) -> Option<Result<Arc<dyn FileSystem>>> {
        Some(self.subtree_of(path).map(|tree| Arc::new(tree) as Arc<dyn FileSystem>))
    }
}
