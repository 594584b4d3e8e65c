//! How processes end: signals, what parents hear, orphans.

use super::Kernel;
use crate::process::{Pid, Process, State};
use crate::program::ExitStatus;
use crate::signal::{DefaultAction, Signal};
use std::rc::Rc;

impl Kernel {
    /// SIGPIPE for the running process: the write waits for its end, or fails where the signal
    /// is ignored or caught.
    pub(crate) fn broken_pipe(&self) -> Result<Option<usize>, crate::Errno> {
        self.signal(self.current(), Signal::PIPE);
        match self.process(self.current()) {
            Some(process) if process.doomed.get().is_some() => Ok(None),
            _ => Err(crate::Errno::EPIPE),
        }
    }

    /// Sends a signal to one process; false where there is none.
    pub fn signal(&self, pid: Pid, signal: Signal) -> bool {
        let Some(process) = self.process(pid) else { return false };
        if process.has_ended() {
            return true;
        }
        if signal == Signal::CONT && process.state() == State::Stopped {
            process.set_state(State::Running);
            self.tell_parent(&process);
            self.wake(pid);
        }
        if !matches!(signal, Signal::KILL | Signal::STOP) {
            if process.ignored.get() & signal.bit() != 0 {
                return true;
            }
            if process.caught.get() & signal.bit() != 0 {
                process.pending.set(process.pending.get() | signal.bit());
                self.wake(pid);
                return true;
            }
        }
        match signal.default_action() {
            DefaultAction::Terminate
                if process.has_last_words.get()
                    && process.dying.get().is_none()
                    && !matches!(signal, Signal::KILL | Signal::QUIT) =>
            {
                process.dying.set(Some(signal));
                self.wake(pid);
            }
            DefaultAction::Terminate => {
                process.doomed.set(process.doomed.get().or(Some(signal)));
                self.wake(pid);
                if self.current() != pid {
                    self.reap_if_doomed(pid);
                }
            }
            DefaultAction::Stop => {
                process.stop(signal);
                self.tell_parent(&process);
            }
            DefaultAction::Ignore | DefaultAction::Continue => {}
        }
        true
    }

    /// Sends a signal to all processes of a group; false where there is none.
    pub fn signal_group(&self, group: Pid, signal: Signal) -> bool {
        let members: Vec<Pid> = self
            .processes()
            .iter()
            .filter(|one| one.group.get() == group && !one.has_ended())
            .map(|one| one.pid)
            .collect();
        // All of them get it, so no short circuit.
        members.iter().filter(|&&pid| self.signal(pid, signal)).count() > 0
    }

    fn tell_parent(&self, process: &Process) {
        self.wake_all(&process.changed);
        let parent = process.parent.get();
        if let Some(parent) = self.process(parent) {
            parent.child_changed();
            self.wake(parent.pid);
        }
    }

    /// Ends a process that a signal has killed, unless it is the one that runs.
    fn reap_if_doomed(&self, pid: Pid) {
        let Some(process) = self.process(pid) else { return };
        let Some(signal) = process.doomed.get() else { return };
        let future = self.0.processes.borrow_mut().get_mut(&pid).and_then(|entry| entry.future.take());
        if future.is_some() {
            drop(future);
            self.exited(&process, ExitStatus::Signaled(signal));
        }
    }

    pub(super) fn exited(&self, process: &Rc<Process>, status: ExitStatus) {
        process.set_state(State::Ended(status));
        if process.is_root() {
            return;
        }
        process.close_all();
        self.tell_parent(process);
        // Nobody waits for the child of an ended parent, nor later for this one's children.
        let orphans: Vec<Pid> = {
            let processes = self.0.processes.borrow();
            processes
                .values()
                .filter(|e| e.process.parent.get() == process.pid)
                .map(|e| e.process.pid)
                .collect()
        };
        for orphan in orphans {
            if let Some(orphan) = self.process(orphan) {
                orphan.parent.set(0);
                if orphan.has_ended() {
                    self.reap(orphan.pid);
                }
            }
        }
        if process.parent.get() == 0 {
            self.reap(process.pid);
        }
    }

    /// Takes an ended process out of the table.
    pub fn reap(&self, pid: Pid) {
        self.0.processes.borrow_mut().remove(&pid);
    }
}
