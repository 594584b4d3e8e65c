//! One call at a time on one session, and a new session where the old one has died.

use super::Inner;
use crate::Error;
use crate::error::trapped;
use crate::host::interpreter::{Session, Setup};
use crate::output::Output;
use std::sync::{Arc, MutexGuard, PoisonError};

/// A session between calls.
#[derive(Default)]
pub(super) struct Slot {
    session: Option<Box<Session>>,
    /// A call has the session.
    busy: bool,
    /// The state to begin a new session with.
    snapshot: Option<Vec<u8>>,
    /// The session has changed since the snapshot.
    changed: bool,
}

impl Slot {
    pub fn new(snapshot: Option<Vec<u8>>) -> Slot {
        Slot { snapshot, ..Slot::default() }
    }
}

/// The session, for one call. Dropped in the middle of a call (a panic, a dropped future, a
/// trap) it leaves the session for dead: a wasmtime store cannot be entered again then.
pub(super) struct Lease<'a> {
    inner: &'a Inner,
    session: Option<Box<Session>>,
    whole: bool,
}

impl Inner {
    pub(super) fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the session, or says that another call has it.
    pub(super) fn lease(&self) -> Result<Lease<'_>, Error> {
        let mut slot = self.slot();
        if slot.busy {
            return Err(Error::Busy);
        }
        slot.busy = true;
        let session = slot.session.take();
        drop(slot);
        self.control.begin();
        Ok(Lease { inner: self, session, whole: true })
    }

    /// A new session on the same files with the last known state.
    async fn heal(&self) -> Result<Box<Session>, Error> {
        let Inner { engine, fs, builtins, control, seed, .. } = self;
        let (options, max_memory) = {
            let settings = self.settings();
            (settings.options.clone(), settings.max_memory)
        };
        let mut options = options;
        // The directory may be gone by now.
        if !fs.stat(&options.cwd).is_ok_and(|metadata| metadata.is_dir()) {
            options.cwd = "/".into();
        }
        let setup = Setup {
            engine,
            root: Arc::clone(fs),
            options: &options,
            builtins: builtins.clone(),
            control: Arc::clone(control),
            max_memory,
            seed: *seed,
        };
        let fail = |error: wasmtime::Error| trapped(&error, Output::default());
        let mut session = Session::new(setup).await.map_err(fail)?;
        let snapshot = self.slot().snapshot.clone();
        if let Some(snapshot) = snapshot {
            session.restore(&snapshot).await.map_err(fail)?.map_err(Error::Snapshot)?;
        }
        self.slot().changed = false;
        Ok(Box::new(session))
    }
}

impl Lease<'_> {
    /// The session for a call that changes nothing worth keeping, or nothing that can fail.
    /// The lease is broken until `done`.
    pub async fn session(&mut self) -> Result<&mut Session, Error> {
        if self.session.is_none() {
            self.session = Some(self.inner.heal().await?);
        }
        self.whole = false;
        match self.session.as_deref_mut() {
            Some(session) => Ok(session),
            None => Err(Error::Busy),
        }
    }

    /// The session for a call that may end it; what it is now can be had again after that.
    pub async fn session_to_run(&mut self) -> Result<&mut Session, Error> {
        let changed = self.inner.slot().changed;
        if changed && self.session.is_some() {
            let taken = self.session().await?.snapshot().await;
            let snapshot = self.check(taken)?;
            let mut slot = self.inner.slot();
            slot.snapshot = Some(snapshot);
            slot.changed = false;
        }
        self.session().await
    }

    /// The call has ended well.
    pub fn done(&mut self) {
        self.whole = true;
    }

    /// The session is not what the snapshot says any more.
    pub fn changed(&mut self) {
        self.inner.slot().changed = true;
    }

    /// The value of a call that has ended well; a trap is an error.
    pub fn check<T>(&mut self, result: wasmtime::Result<T>) -> Result<T, Error> {
        match result {
            Ok(value) => {
                self.done();
                Ok(value)
            }
            Err(error) => Err(trapped(&error, Output::default())),
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let session = self.session.take().filter(|_| self.whole);
        let mut slot = self.inner.slot();
        slot.session = session;
        slot.busy = false;
    }
}
