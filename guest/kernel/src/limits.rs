//! Bounds of one run, and the counters that watch them.

use std::cell::Cell;

/// Bounds of one run; `None` is no bound (`interpreter.limits` in the WIT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Simple commands.
    pub max_commands: Option<u64>,
    /// Rounds of all loops together.
    pub max_loop_iterations: Option<u64>,
    /// Calls of functions, `source` and `eval` inside one another.
    pub max_depth: Option<u32>,
    /// Bytes written to standard output and error. One command substitution may not collect more,
    /// either.
    pub max_output_bytes: Option<u64>,
    /// Bytes of one source text.
    pub max_source_bytes: Option<u64>,
    /// Processes alive at once.
    pub max_processes: Option<u32>,
    /// Wall time of one run in nanoseconds.
    pub deadline_ns: Option<u64>,
}

/// Why a run was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// `max_commands`.
    Commands,
    /// `max_loop_iterations`.
    Loops,
    /// `max_output_bytes`.
    Output,
    /// `max_source_bytes`.
    Source,
    /// `deadline_ns`.
    Deadline,
    /// The host asked for it.
    Interrupted,
    /// Every process waits for another one: nothing can ever happen.
    Deadlock,
}

/// What a run has used so far. Counters count down, so that a check is one comparison.
#[derive(Debug, Default)]
pub(crate) struct Usage {
    pub commands: Cell<u64>,
    pub loops: Cell<u64>,
    pub output: Cell<u64>,
    /// How much one command substitution may collect.
    pub capture: Cell<u64>,
    /// Monotonic time at which the run must end; `u64::MAX` for never.
    pub deadline: Cell<u64>,
    pub stop: Cell<Option<Stop>>,
}

impl Usage {
    pub fn begin(&self, limits: &Limits, now: u64) {
        self.commands.set(limits.max_commands.unwrap_or(u64::MAX));
        self.loops.set(limits.max_loop_iterations.unwrap_or(u64::MAX));
        self.output.set(limits.max_output_bytes.unwrap_or(u64::MAX));
        self.capture.set(limits.max_output_bytes.unwrap_or(u64::MAX));
        self.deadline.set(limits.deadline_ns.map_or(u64::MAX, |span| now.saturating_add(span)));
        self.stop.set(None);
    }

    /// Takes `amount` from a counter; false (and the run stops) where it does not suffice.
    pub fn take(&self, counter: &Cell<u64>, amount: u64, why: Stop) -> bool {
        match counter.get().checked_sub(amount) {
            Some(rest) => {
                counter.set(rest);
                true
            }
            None => {
                counter.set(0);
                self.stop(why);
                false
            }
        }
    }

    /// Stops the run; the first reason stays.
    pub fn stop(&self, why: Stop) {
        if self.stop.get().is_none() {
            self.stop.set(Some(why));
        }
    }
}
