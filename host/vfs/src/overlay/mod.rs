//! A writable tree over one that is never changed.
//!
//! What is written goes to the upper tree; what the lower tree has is copied up when it is
//! first changed. Names of the lower tree that were removed or replaced are *hidden*: a path
//! in that set, and all below it, is not looked up in the lower tree any more. That one set
//! serves as whiteouts and as opaque directories. `layers` finds entries and copies them up;
//! `fs` is the trait on top.

mod fs;
mod layers;

use crate::{Clock, FileSystem, FileSystemExt, Result, path};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// A writable tree over one that is never changed.
///
/// Both trees must not be changed behind its back. A hard link in the lower tree becomes a
/// file of its own when it is copied up, and a file that is open for reading keeps showing
/// the lower bytes, as in other overlay file systems.
pub struct OverlayFs {
    lower: Arc<dyn FileSystem>,
    upper: Arc<dyn FileSystem>,
    /// Paths of the lower tree that do not show.
    hidden: RwLock<HashSet<String>>,
    /// Held by whoever changes the tree.
    changing: Mutex<()>,
    clock: Clock,
}

impl OverlayFs {
    /// Changes to `lower` go to an empty tree in memory.
    pub fn new(lower: Arc<dyn FileSystem>) -> OverlayFs {
        let upper = crate::MemoryFs::new();
        // The root is there from the start: it takes the mode of the lower one.
        if let Ok(root) = lower.stat("/") {
            let copied = upper.set_mode("/", root.mode);
            debug_assert_eq!(copied, Ok(()));
            let copied = upper.set_times("/", Some(root.accessed), Some(root.modified));
            debug_assert_eq!(copied, Ok(()));
        }
        OverlayFs::over(lower, Arc::new(upper), HashSet::new())
    }

    /// Changes go to `upper`, which may hold entries already: they cover those of `lower`, and
    /// directories are merged.
    pub fn with_upper(lower: Arc<dyn FileSystem>, upper: Arc<dyn FileSystem>) -> Result<OverlayFs> {
        let mut hidden = HashSet::new();
        let mut failed = None;
        upper.walk("/", &mut |path, metadata| {
            match lower.stat_link(path) {
                Ok(below) if below.is_dir() && metadata.is_dir() => return true,
                Ok(_) => {
                    hidden.insert(path.to_owned());
                }
                Err(crate::ErrorCode::NoEntry | crate::ErrorCode::NotDirectory) => {}
                Err(code) => failed = Some(code),
            }
            false
        })?;
        match failed {
            Some(code) => Err(code),
            None => Ok(OverlayFs::over(lower, upper, hidden)),
        }
    }

    fn over(lower: Arc<dyn FileSystem>, upper: Arc<dyn FileSystem>, hidden: HashSet<String>) -> OverlayFs {
        let (hidden, changing) = (RwLock::new(hidden), Mutex::new(()));
        OverlayFs { lower, upper, hidden, changing, clock: Clock::system() }
    }

    /// Sets the source of time stamps for directories that lose a lower name.
    pub fn clock(mut self, clock: Clock) -> OverlayFs {
        self.clock = clock;
        self
    }

    /// The tree that holds the changes.
    pub fn upper(&self) -> &Arc<dyn FileSystem> {
        &self.upper
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the lower tree is not to be asked about a path.
    fn is_hidden(&self, path: &str) -> bool {
        let hidden = self.hidden.read().unwrap_or_else(PoisonError::into_inner);
        if hidden.is_empty() {
            return false;
        }
        let mut at = path;
        loop {
            if hidden.contains(at) {
                return true;
            }
            match path::split(at) {
                Some((directory, _)) => at = directory,
                None => return false,
            }
        }
    }

    fn hide(&self, path: &str) {
        let mut hidden = self.hidden.write().unwrap_or_else(PoisonError::into_inner);
        hidden.insert(path.to_owned());
    }
}
