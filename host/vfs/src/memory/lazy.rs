//! Files whose content a provider makes on first read.

use super::MemoryFs;
use crate::{ErrorCode, Result};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// Makes the content of a lazy file. It may use the file system that it is given.
pub type Provider = dyn Fn(&MemoryFs) -> Result<Vec<u8>> + Send + Sync;

/// A file that is not there yet.
pub(super) struct Lazy {
    size: u64,
    provider: Box<Provider>,
    /// Who runs the provider now. Threads do not wait for each other: two providers that read
    /// each other's files would wait for ever.
    running: Mutex<Vec<ThreadId>>,
}

impl Lazy {
    pub(super) fn new(size: u64, provider: Box<Provider>) -> Lazy {
        Lazy { size, provider, running: Mutex::new(Vec::new()) }
    }

    /// The declared size.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Runs the provider. One that reads its own file gets `Busy`.
    pub(super) fn run(&self, tree: &MemoryFs) -> Result<Vec<u8>> {
        let me = thread::current().id();
        {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            if running.contains(&me) {
                return Err(ErrorCode::Busy);
            }
            running.push(me);
        }
        // Dropped even when the provider panics.
        let _leave = Leave(self, me);
        (self.provider)(tree)
    }
}

struct Leave<'a>(&'a Lazy, ThreadId);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner).retain(|thread| *thread != self.1);
    }
}
