//! What reaches a run from other threads: signals, the hard stop, and the wake-up of a guest
//! that waits.

use crate::bindings::console::Request;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::time::Instant;

/// Shared by a shell, its runs and its interrupters.
#[derive(Default)]
pub(crate) struct Control {
    requests: AtomicU8,
    killed: AtomicBool,
    sleeper: Mutex<Sleeper>,
}

/// Who is to be woken, and when at the latest.
#[derive(Default)]
struct Sleeper {
    waker: Option<Waker>,
    until: Option<Instant>,
}

impl Control {
    fn sleeper(&self) -> std::sync::MutexGuard<'_, Sleeper> {
        self.sleeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what was meant for an earlier run.
    pub fn begin(&self) {
        self.requests.store(0, Ordering::Relaxed);
        self.killed.store(false, Ordering::Relaxed);
    }

    /// The guest waits: `waker` is called at the next news.
    pub fn sleep(&self, waker: &Waker, until: Option<Instant>) {
        let mut sleeper = self.sleeper();
        sleeper.until = until;
        match &mut sleeper.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
    }

    /// When the guest that waits wants to be polled again at the latest.
    pub fn until(&self) -> Option<Instant> {
        self.sleeper().until
    }

    /// The guest goes on.
    pub fn awake(&self) {
        *self.sleeper() = Sleeper::default();
    }

    /// Wakes the guest if it waits.
    pub fn wake(&self) {
        let waker = self.sleeper().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub fn request(&self, what: Request) {
        self.requests.fetch_or(bit(what), Ordering::Release);
        self.wake();
    }

    pub fn kill(&self) {
        self.killed.store(true, Ordering::Release);
        self.wake();
    }

    pub fn killed(&self) -> bool {
        self.killed.load(Ordering::Acquire)
    }

    pub fn has_request(&self) -> bool {
        self.requests.load(Ordering::Acquire) != 0
    }

    pub fn take_request(&self) -> Option<Request> {
        if !self.has_request() {
            return None;
        }
        [Request::Interrupt, Request::Terminate, Request::HangUp]
            .into_iter()
            .find(|what| self.requests.fetch_and(!bit(*what), Ordering::AcqRel) & bit(*what) != 0)
    }
}

fn bit(what: Request) -> u8 {
    match what {
        Request::Interrupt => 1,
        Request::Terminate => 2,
        Request::HangUp => 4,
    }
}

/// Ends or signals the run of a shell from any thread. What comes while nothing runs is
/// forgotten when the next run begins.
#[derive(Clone)]
pub struct Interrupter {
    pub(crate) control: Arc<Control>,
}

impl Interrupter {
    /// SIGINT for the foreground, as Ctrl-C sends it: traps run, and a script without one
    /// ends with status 130.
    pub fn interrupt(&self) {
        self.control.request(Request::Interrupt);
    }

    /// SIGTERM for the shell.
    pub fn terminate(&self) {
        self.control.request(Request::Terminate);
    }

    /// SIGHUP for the shell.
    pub fn hang_up(&self) {
        self.control.request(Request::HangUp);
    }

    /// Ends the run within some 20 ms, whatever the script does. The run gives
    /// [`Error::Stopped`](crate::Error::Stopped); files stay, and a busy session goes back to
    /// where it was before the run.
    pub fn kill(&self) {
        self.control.kill();
    }
}

impl std::fmt::Debug for Interrupter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Interrupter").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_come_once_and_the_next_run_starts_without() {
        let control = Control::default();
        control.request(Request::Terminate);
        control.request(Request::Interrupt);
        control.request(Request::Interrupt);
        assert!(matches!(control.take_request(), Some(Request::Interrupt)));
        assert!(matches!(control.take_request(), Some(Request::Terminate)));
        assert!(control.take_request().is_none());
        control.request(Request::HangUp);
        control.kill();
        control.begin();
        assert!(!control.has_request() && !control.killed());
    }
}
