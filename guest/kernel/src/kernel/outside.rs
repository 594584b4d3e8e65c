//! Time and the host: what the kernel looks at between the steps of processes, and waits for when
//! none can run.

use super::Kernel;
use crate::limits::Stop;
use crate::signal::Signal;
use crate::{HostJobId, HostRequest, Woken};
use std::cmp::Reverse;

impl Kernel {
    /// What a busy process does from time to time: looks at the clock and at the host's
    /// requests, and wakes whose time has come. False where the run has stopped.
    pub fn tick(&self) -> bool {
        if let Some(request) = self.system().signal() {
            self.deliver(request);
        }
        let now = self.system().monotonic();
        self.fire_timers(now);
        if now >= self.0.usage.deadline.get() {
            self.stop(Stop::Deadline);
        }
        self.stopped().is_none()
    }

    fn deliver(&self, request: HostRequest) {
        let root = self.0.foreground.get();
        match request {
            HostRequest::Interrupt => {
                // The foreground is every process that shares the root's group.
                if !self.signal_group(root, Signal::INT) {
                    self.stop(Stop::Interrupted);
                }
            }
            HostRequest::Terminate => drop(self.signal(root, Signal::TERM)),
            HostRequest::HangUp => drop(self.signal(root, Signal::HUP)),
        }
    }

    fn fire_timers(&self, now: u64) {
        loop {
            let due = {
                let mut timers = self.0.timers.borrow_mut();
                match timers.peek() {
                    Some(Reverse((when, _))) if *when <= now => timers.pop(),
                    _ => None,
                }
            };
            match due {
                Some(Reverse((_, pid))) => self.wake(pid),
                None => return,
            }
        }
    }

    /// How long nobody could run so far, in nanoseconds.
    pub fn idle_time(&self) -> u64 {
        self.0.idle_time.get()
    }

    /// Nobody can run: waits for the outside.
    pub(super) fn idle(&self) -> Result<(), Stop> {
        let now = self.system().monotonic();
        let deadline = self.0.usage.deadline.get();
        if now >= deadline {
            self.stop(Stop::Deadline);
            return Ok(());
        }
        let timer = self.next_timer();
        if timer.is_some_and(|when| when <= now) {
            self.fire_timers(now);
            return Ok(());
        }
        let jobs: Vec<HostJobId> = self.0.host_waits.borrow().iter().map(|(job, _)| *job).collect();
        let for_input = !self.console().borrow().queue.0.borrow().is_empty();
        if timer.is_none() && jobs.is_empty() && !for_input {
            return Err(Stop::Deadlock);
        }
        let until = timer.unwrap_or(u64::MAX).min(deadline);
        let timeout = (until != u64::MAX).then(|| until - now);
        let woken = self.system().wait(&jobs, for_input, timeout);
        let waited = self.system().monotonic().saturating_sub(now);
        self.0.idle_time.set(self.0.idle_time.get().saturating_add(waited));
        match woken {
            Woken::Jobs(ready) => self.wake_jobs(&ready),
            Woken::Input => self.wake_all(&self.console().borrow().queue),
            Woken::Timeout => {}
            Woken::Signal => {
                if let Some(request) = self.system().signal() {
                    self.deliver(request);
                }
            }
            Woken::Stop => return Err(Stop::Interrupted),
        }
        self.fire_timers(self.system().monotonic());
        Ok(())
    }

    /// The next time at which somebody alive is to be woken (0 is `settle` itself).
    fn next_timer(&self) -> Option<u64> {
        let mut timers = self.0.timers.borrow_mut();
        let processes = self.0.processes.borrow();
        while let Some(Reverse((when, pid))) = timers.peek() {
            if *pid == 0 || processes.get(pid).is_some_and(|entry| entry.future.is_some()) {
                return Some(*when);
            }
            timers.pop();
        }
        None
    }

    fn wake_jobs(&self, ready: &[HostJobId]) {
        let mut woken = Vec::new();
        self.0.host_waits.borrow_mut().retain(|(job, pid)| {
            let hit = ready.contains(job);
            if hit {
                woken.push(*pid);
            }
            !hit
        });
        for pid in woken {
            self.wake(pid);
        }
    }
}
