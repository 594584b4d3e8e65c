//! Ctrl-C and the like go to the script: the first as a signal, the second ends it.

use bashwit::Interrupter;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts the signals of one run.
#[derive(Clone, Default)]
pub struct Signals(Arc<AtomicU32>);

impl Signals {
    /// A new run begins.
    pub fn begin(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Sends the process's signals to the runs of a shell.
    #[cfg(unix)]
    pub fn watch(interrupter: Interrupter) -> Signals {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let signals = Signals::default();
        let count = signals.clone();
        if let Ok(mut incoming) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) {
            std::thread::spawn(move || {
                for signal in incoming.forever() {
                    let again = count.0.fetch_add(1, Ordering::Relaxed) > 0;
                    match signal {
                        _ if again => interrupter.kill(),
                        SIGINT => interrupter.interrupt(),
                        SIGTERM => interrupter.terminate(),
                        _ => interrupter.hang_up(),
                    }
                }
            });
        }
        signals
    }

    /// Elsewhere Ctrl-C ends the process.
    #[cfg(not(unix))]
    pub fn watch(_: Interrupter) -> Signals {
        Signals::default()
    }
}
