//! The clock of the epoch: what lets the host look into a run that never asks.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::Thread;
use std::time::Duration;
use wasmtime::EngineWeak;

/// How often a busy guest is looked at.
pub(crate) const TICK: Duration = Duration::from_millis(10);

/// One thread for each engine. It starts with the first run, rests while nothing runs, and
/// ends with the engine.
#[derive(Default)]
pub(crate) struct Ticker {
    thread: OnceLock<Option<Thread>>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    running: AtomicUsize,
    parked: AtomicBool,
    stop: AtomicBool,
}

/// A run in progress.
pub(crate) struct Running(Arc<Shared>);

impl Ticker {
    /// Ticks until the guard is dropped.
    pub fn run(&self, engine: &wasmtime::Engine) -> Running {
        self.shared.running.fetch_add(1, Ordering::SeqCst);
        let thread = self.thread.get_or_init(|| {
            let (engine, shared) = (engine.weak(), Arc::clone(&self.shared));
            let builder = std::thread::Builder::new().name("bashwit-ticker".into());
            builder.spawn(move || shared.tick(&engine)).ok().map(|handle| handle.thread().clone())
        });
        if self.shared.parked.load(Ordering::SeqCst)
            && let Some(thread) = thread
        {
            thread.unpark();
        }
        Running(Arc::clone(&self.shared))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        if let Some(Some(thread)) = self.thread.get() {
            thread.unpark();
        }
    }
}

impl Shared {
    fn tick(&self, engine: &EngineWeak) {
        let mut idle = 0;
        while !self.stop.load(Ordering::SeqCst) {
            // Short runs follow one another: the thread rests only after a while without any,
            // so that they do not have to wake it each time.
            if self.running.load(Ordering::SeqCst) > 0 {
                idle = 0;
            } else {
                idle += 1;
            }
            if idle > 20 {
                self.parked.store(true, Ordering::SeqCst);
                // A run that began before `parked` was set counts here, one after it unparks.
                if self.running.load(Ordering::SeqCst) == 0 && !self.stop.load(Ordering::SeqCst) {
                    std::thread::park();
                }
                self.parked.store(false, Ordering::SeqCst);
                idle = 0;
            }
            std::thread::sleep(TICK);
            match engine.upgrade() {
                Some(engine) => engine.increment_epoch(),
                None => return,
            }
        }
    }
}
