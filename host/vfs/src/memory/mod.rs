//! A tree in memory: complete rename(2) and link semantics, permission bits, quotas, lazy
//! files, and snapshots and forks that cost one pointer.
//!
//! `table` and `directory` hold inodes and names in pieces that snapshots share; `live` keeps
//! the books; `walk` resolves paths; `names` changes the name space; `fs` and `file` are the
//! two traits on top.

mod component;
mod content;
mod directory;
mod file;
mod fs;
mod inode;
mod lazy;
mod live;
mod names;
mod table;
mod walk;

#[cfg(test)]
mod tests;

use crate::{Clock, Datetime, FileSystem, Result, Usage};
use inode::{Inode, Node};
use lazy::Lazy;
use live::{Handle, Live, ROOT, Stop, Tree};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use table::Id;
use walk::Last;

pub use lazy::Provider;

/// How many names one file may have.
const MAX_HARD_LINKS: u32 = 65_000;

/// How much a tree may hold. What is over gives `Quota` or, for one file, `FileTooLarge`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of content in all files and links.
    pub bytes: u64,
    /// Names, directories included.
    pub files: u64,
    /// Bytes in one file.
    pub file_bytes: u64,
}

impl Default for Limits {
    /// 1 GiB in a million files.
    fn default() -> Limits {
        Limits { bytes: 1 << 30, files: 1_000_000, file_bytes: u64::MAX }
    }
}

struct Shared {
    live: RwLock<Live>,
    clock: Clock,
}

/// A file system in memory. A clone is another handle to the same tree; see
/// [`fork`](MemoryFs::fork) for an independent one.
#[derive(Clone)]
pub struct MemoryFs {
    shared: Arc<Shared>,
    root: Handle,
}

/// The state of a tree at one moment. It costs one pointer, and what changes later.
#[derive(Clone)]
pub struct Snapshot {
    tree: Arc<Tree>,
    next_serial: u64,
}

/// Settings of a new [`MemoryFs`].
#[derive(Clone, Default)]
pub struct MemoryFsBuilder {
    limits: Limits,
    clock: Clock,
    ignore_permissions: bool,
    snapshot: Option<Snapshot>,
}

impl MemoryFsBuilder {
    /// Sets the quota.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the source of time stamps.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Whether permission bits are checked as for a user who owns every file (the default) or
    /// not at all, as for root.
    pub fn permissions(mut self, checked: bool) -> Self {
        self.ignore_permissions = !checked;
        self
    }

    /// Begins with the content of a snapshot instead of an empty root.
    pub fn snapshot(mut self, snapshot: &Snapshot) -> Self {
        self.snapshot = Some(snapshot.clone());
        self
    }

    /// Makes the tree.
    pub fn build(self) -> MemoryFs {
        let snapshot = self.snapshot.unwrap_or_else(|| Snapshot::empty(self.clock.now()));
        let live = Live::new(snapshot.tree, snapshot.next_serial, self.limits, !self.ignore_permissions);
        MemoryFs::with(live, self.clock)
    }
}

impl Snapshot {
    fn empty(now: Datetime) -> Snapshot {
        let mut tree = Tree::default();
        let root = Node::Directory { names: Arc::default(), parent: ROOT };
        tree.table.insert(Inode::new(1, root, 0o755, now));
        Snapshot { tree: Arc::new(tree), next_serial: 2 }
    }

    /// How much it holds.
    pub fn usage(&self) -> Usage {
        self.tree.usage
    }
}

impl Default for MemoryFs {
    fn default() -> MemoryFs {
        MemoryFs::new()
    }
}

impl MemoryFs {
    /// An empty tree with the default limits and the host's clock.
    pub fn new() -> MemoryFs {
        MemoryFs::builder().build()
    }

    /// For a tree with other settings.
    pub fn builder() -> MemoryFsBuilder {
        MemoryFsBuilder::default()
    }

    fn with(live: Live, clock: Clock) -> MemoryFs {
        let root = Handle { id: ROOT, serial: live.inode(ROOT).map_or(1, |inode| inode.serial) };
        MemoryFs { shared: Arc::new(Shared { live: RwLock::new(live), clock }), root }
    }

    // A panic while the lock was held (there is no known one) leaves a tree that is still
    // sound: at worst the books are off.
    fn read(&self) -> RwLockReadGuard<'_, Live> {
        self.shared.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Live> {
        self.shared.live.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Datetime {
        self.shared.clock.now()
    }

    /// Where this handle's `/` is; gone when a subtree's directory was removed.
    fn root(&self, live: &Live) -> Result<Id> {
        if self.root.id != ROOT {
            live.find(self.root).map_err(|_| crate::ErrorCode::NoEntry)?;
        }
        Ok(self.root.id)
    }

    /// The state at this moment.
    pub fn snapshot(&self) -> Snapshot {
        let live = self.read();
        Snapshot { tree: Arc::clone(&live.tree), next_serial: live.next_serial }
    }

    /// Goes back to a state of this tree or of one that it was forked from. Open files whose
    /// file is not in it go on with the bytes that they have.
    pub fn restore(&self, snapshot: &Snapshot) {
        self.write().replace(Arc::clone(&snapshot.tree), snapshot.next_serial);
    }

    /// An independent tree with the same content and settings. Costs under a microsecond
    /// whatever the tree holds; the two share all that neither changes. A subtree's handle
    /// gives a fork of the whole tree, seen from the same directory.
    pub fn fork(&self) -> MemoryFs {
        let live = self.read();
        let copy = Live::new(Arc::clone(&live.tree), live.next_serial, live.limits, live.permissions);
        drop(live);
        let clock = self.shared.clock.clone();
        MemoryFs { shared: Arc::new(Shared { live: RwLock::new(copy), clock }), root: self.root }
    }

    /// The quota.
    pub fn limits(&self) -> Limits {
        self.read().limits
    }

    /// Changes the quota. What is there stays, even if it is over.
    pub fn set_limits(&self, limits: Limits) {
        self.write().limits = limits;
    }

    /// The live tree below a directory, which becomes its `/`. Nothing in it leads out.
    pub fn subtree_of(&self, path: &str) -> Result<MemoryFs> {
        let live = self.read();
        let id = live.resolve(self.root(&live)?, path, Last::Follow)?;
        live.inode(id)?.names()?;
        let root = live.handle(id)?;
        drop(live);
        Ok(MemoryFs { shared: Arc::clone(&self.shared), root })
    }

    /// Makes a character device. To the host it reads as empty and swallows what is written;
    /// the guest knows the devices of `/dev` by their paths.
    pub fn create_device(&self, path: &str, mode: u32) -> Result<()> {
        self.create(path, Node::Device, mode)
    }

    /// Makes a file whose content `provider` makes on first read, outside any lock; not at all
    /// if the file is overwritten first. `stat` tells `size` until then.
    pub fn create_lazy(
        &self,
        path: &str,
        size: u64,
        mode: u32,
        provider: impl Fn(&MemoryFs) -> Result<Vec<u8>> + Send + Sync + 'static,
    ) -> Result<()> {
        self.create(path, Node::Lazy(Arc::new(Lazy::new(size, Box::new(provider)))), mode)
    }

    fn create(&self, path: &str, node: Node, mode: u32) -> Result<()> {
        let now = self.now();
        let mut live = self.write();
        let root = self.root(&live)?;
        live.create_at(root, path, node, mode, now).map(drop)
    }

    /// Runs a step again after the lazy files that it stopped at are loaded.
    fn with_content<T>(&self, mut step: impl FnMut() -> Result<T, Stop>) -> Result<T> {
        // A provider could put another lazy file in the place of its own, again and again.
        for _ in 0..16 {
            match step() {
                Ok(value) => return Ok(value),
                Err(Stop::Code(code)) => return Err(code),
                Err(Stop::Lazy(handle, lazy)) => {
                    let bytes = lazy.run(&self.whole())?;
                    self.write().install(handle, &lazy, bytes)?;
                }
            }
        }
        Err(crate::ErrorCode::Io)
    }

    /// The whole tree, for a provider: it was made by the host, not by the subtree's user.
    fn whole(&self) -> MemoryFs {
        let serial = self.read().inode(ROOT).map_or(1, |inode| inode.serial);
        MemoryFs { shared: Arc::clone(&self.shared), root: Handle { id: ROOT, serial } }
    }
}

impl std::fmt::Debug for MemoryFs {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("MemoryFs").field("usage", &self.usage()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Snapshot").field("usage", &self.usage()).finish_non_exhaustive()
    }
}
