//! Processes: what each one has of its own.

use crate::Errno;
use crate::fd::{FdEntry, FdTable};
use crate::kernel::{Kernel, WaitQueue};
use crate::open_file::OpenFile;
use crate::program::ExitStatus;
use crate::signal::Signal;
use std::cell::{Cell, Ref, RefCell};
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

/// The number of a process.
pub type Pid = u32;

/// The parent of the first process of a session.
const INIT: Pid = 1;

/// Exported variables: names and values, sorted by name.
pub type Environment = Vec<(Vec<u8>, Vec<u8>)>;

/// Whether a process lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs or waits.
    Running,
    /// A signal stopped it.
    Stopped,
    /// It has ended; its parent has not looked yet.
    Ended(ExitStatus),
}

/// A process: descriptors, directory, signals. Its code lives in the kernel's table.
#[derive(Debug)]
pub struct Process {
    /// Its number.
    pub pid: Pid,
    /// Its parent's number; 0 where that has ended.
    pub parent: Cell<Pid>,
    /// The number of its process group.
    pub group: Cell<Pid>,
    /// Its descriptors; shared with its parent until one of them changes any.
    fds: RefCell<Rc<FdTable>>,
    /// Its working directory: absolute, without links.
    cwd: RefCell<Rc<str>>,
    /// Permission bits that new files do not get.
    pub umask: Cell<u32>,
    /// Signals with a handler (bits as `Signal::bit`).
    pub caught: Cell<u64>,
    /// Ignored signals.
    pub ignored: Cell<u64>,
    /// Caught signals that have come.
    pub pending: Cell<u64>,
    /// The host commands in whose calls it runs.
    within: RefCell<Option<Rc<Within>>>,
    /// A signal has killed it: it ends when it next waits.
    pub doomed: Cell<Option<Signal>>,
    /// It has something to do before a signal ends it (an EXIT trap).
    pub has_last_words: Cell<bool>,
    /// The signal that ends it when that is done.
    pub dying: Cell<Option<Signal>>,
    state: Cell<State>,
    /// The signal that stopped it last.
    stopped_by: Cell<Signal>,
    /// How often SIGCHLD has come, where it is caught and has not been taken.
    children_changed: Cell<u32>,
    /// Told when `state` changes.
    pub(crate) changed: WaitQueue,
}

/// Calls of host commands, the innermost first.
#[derive(Debug)]
struct Within {
    command: Rc<str>,
    outer: Option<Rc<Within>>,
}

impl Process {
    /// The first process of a session.
    pub fn root(kernel: &Kernel, cwd: &str, files: [Rc<OpenFile>; 3]) -> Rc<Process> {
        let mut fds = FdTable::default();
        for (fd, file) in files.into_iter().enumerate() {
            fds.set(fd as u32, Some(FdEntry { file, close_on_exec: false }));
        }
        kernel.add(|pid| Process {
            pid,
            parent: Cell::new(INIT),
            group: Cell::new(pid),
            fds: RefCell::new(Rc::new(fds)),
            cwd: RefCell::new(cwd.into()),
            umask: Cell::new(0o022),
            caught: Cell::new(0),
            ignored: Cell::new(0),
            pending: Cell::new(0),
            within: RefCell::new(None),
            doomed: Cell::new(None),
            has_last_words: Cell::new(false),
            dying: Cell::new(None),
            state: Cell::new(State::Running),
            stopped_by: Cell::new(Signal::STOP),
            children_changed: Cell::new(0),
            changed: WaitQueue::default(),
        })
    }

    /// A child with the same descriptors, directory and ignored signals. It has no code yet.
    pub fn fork(&self, kernel: &Kernel) -> Rc<Process> {
        kernel.add(|pid| Process {
            pid,
            parent: Cell::new(self.pid),
            group: Cell::new(self.group.get()),
            fds: RefCell::new(self.fds.borrow().clone()),
            cwd: RefCell::new(self.cwd()),
            umask: self.umask.clone(),
            caught: Cell::new(0),
            ignored: self.ignored.clone(),
            pending: Cell::new(0),
            within: self.within.clone(),
            doomed: Cell::new(None),
            has_last_words: Cell::new(false),
            dying: Cell::new(None),
            state: Cell::new(State::Running),
            stopped_by: Cell::new(Signal::STOP),
            children_changed: Cell::new(0),
            changed: WaitQueue::default(),
        })
    }

    /// Notes that it runs in a call of a host command. For the process and its children the name
    /// then means what it would mean without that command.
    pub fn enter(&self, command: &Rc<str>) {
        let outer = self.within.take();
        self.within.replace(Some(Rc::new(Within { command: command.clone(), outer })));
    }

    /// Whether it runs in a call of that host command.
    pub fn is_within(&self, command: &[u8]) -> bool {
        let within = self.within.borrow();
        let mut link = within.as_ref();
        while let Some(within) = link {
            if within.command.as_bytes() == command {
                return true;
            }
            link = within.outer.as_ref();
        }
        false
    }

    /// The working directory.
    pub fn cwd(&self) -> Rc<str> {
        self.cwd.borrow().clone()
    }

    /// Sets the working directory: absolute, canonical, checked by the caller.
    pub fn set_cwd(&self, path: &str) {
        *self.cwd.borrow_mut() = path.into();
    }

    /// The descriptors.
    pub fn fds(&self) -> Ref<'_, FdTable> {
        Ref::map(self.fds.borrow(), |fds| &**fds)
    }

    /// Changes the descriptors.
    pub fn change_fds<R>(&self, change: impl FnOnce(&mut FdTable) -> R) -> R {
        // What is closed by the change drops only after the borrow has ended: closing an end
        // of a pipe wakes processes.
        let before = self.fds.borrow().clone();
        let result = change(Rc::make_mut(&mut self.fds.borrow_mut()));
        drop(before);
        result
    }

    /// The whole table, to put back later with `restore_fds`.
    pub fn save_fds(&self) -> Rc<FdTable> {
        self.fds.borrow().clone()
    }

    /// Puts a saved table back.
    pub fn restore_fds(&self, saved: Rc<FdTable>) {
        let old = std::mem::replace(&mut *self.fds.borrow_mut(), saved);
        drop(old);
    }

    /// The file at a descriptor.
    pub fn file(&self, fd: u32) -> Result<Rc<OpenFile>, Errno> {
        self.fds.borrow().get(fd).cloned().ok_or(Errno::EBADF)
    }

    /// Closes every descriptor.
    pub(crate) fn close_all(&self) {
        let old = std::mem::take(&mut *self.fds.borrow_mut());
        drop(old);
    }

    /// Whether it is the first process of a session: it lives on between runs.
    pub fn is_root(&self) -> bool {
        self.parent.get() == INIT
    }

    /// Whether it lives.
    pub fn state(&self) -> State {
        self.state.get()
    }

    pub(crate) fn set_state(&self, state: State) {
        self.state.set(state);
    }

    pub(crate) fn stop(&self, signal: Signal) {
        self.stopped_by.set(signal);
        self.state.set(State::Stopped);
    }

    /// The signal that stopped it last.
    pub fn stop_signal(&self) -> Signal {
        self.stopped_by.get()
    }

    /// A child has ended, stopped or gone on: SIGCHLD, one for each where it is caught.
    pub(crate) fn child_changed(&self) {
        if self.caught.get() & Signal::CHLD.bit() != 0 {
            self.pending.set(self.pending.get() | Signal::CHLD.bit());
            self.children_changed.set(self.children_changed.get().saturating_add(1));
        }
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        matches!(self.state.get(), State::Ended(_))
    }

    /// Makes the root of a session live again for the next run.
    pub(crate) fn revive(&self) {
        self.state.set(State::Running);
        self.doomed.set(None);
        self.dying.set(None);
    }

    /// Takes the lowest caught signal that has come.
    pub fn take_pending(&self) -> Option<Signal> {
        let pending = self.pending.get();
        if pending == 0 {
            return None;
        }
        let signal = Signal(pending.trailing_zeros() as u8 + 1);
        if signal == Signal::CHLD {
            let left = self.children_changed.get().saturating_sub(1);
            self.children_changed.set(left);
            if left > 0 {
                return Some(signal);
            }
        }
        self.pending.set(pending & !signal.bit());
        Some(signal)
    }
}

impl Kernel {
    /// Has the running process woken when the state of another one changes.
    pub fn wait_for_change(&self, process: &Process) {
        self.wait_on(&process.changed);
    }

    /// Waits until a process has ended or stopped; gives its state. Ended ones stay in the
    /// table until `reap`.
    pub fn wait_for(&self, process: &Rc<Process>) -> impl Future<Output = State> + use<> {
        let (kernel, process) = (self.clone(), process.clone());
        std::future::poll_fn(move |_| match process.state() {
            State::Running => {
                kernel.wait_on(&process.changed);
                Poll::Pending
            }
            state => Poll::Ready(state),
        })
    }

    /// Waits until a process has ended; stopping does not count. It stays in the table until
    /// `reap`.
    pub fn wait_ended(&self, process: &Rc<Process>) -> impl Future<Output = ExitStatus> + use<> {
        let (kernel, process) = (self.clone(), process.clone());
        std::future::poll_fn(move |_| match process.state() {
            State::Ended(status) => Poll::Ready(status),
            _ => {
                kernel.wait_on(&process.changed);
                Poll::Pending
            }
        })
    }
}
