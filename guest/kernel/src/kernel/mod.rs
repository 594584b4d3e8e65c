//! The kernel: the table of processes, the scheduler, and what all processes share.
//!
//! One thread, no real blocking: a process is a future, `wait_on` notes who waits for what,
//! and only when nobody can run does the kernel make the one blocking call of the system.

mod ending;
mod outside;

use crate::limits::{Limits, Stop, Usage};
use crate::open_file::{ConsoleInput, Kind, OpenFile};
use crate::pipe::Pipe;
use crate::process::{Environment, Pid, Process, State};
use crate::program::{ExitStatus, ProgramTable};
use crate::signal::Signal;
use crate::{HostCommandInfo, HostJobId, OpenFlags, System};
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context as TaskContext, Poll, Waker};

/// How many times processes run between two looks at the clock and the host.
const STEPS_PER_TICK: u32 = 64;
/// Calls of `run_others` inside one another; each takes a piece of the machine's stack.
const MAX_NESTED: u32 = 16;

/// A process's code.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Who waits for something.
#[derive(Debug, Default)]
pub struct WaitQueue(RefCell<Vec<Pid>>);

/// A handle to the kernel; clones are the same kernel.
#[derive(Clone)]
pub struct Kernel(Rc<Inner>);

impl fmt::Debug for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kernel({} processes)", self.0.processes.borrow().len())
    }
}

/// An environment, and the bytes it crosses to the host as.
type EnvironmentBlock = (Rc<Environment>, Rc<[u8]>);

struct Inner {
    system: Rc<dyn System>,
    programs: RefCell<ProgramTable>,
    limits: Cell<Limits>,
    usage: Usage,
    idle_time: Cell<u64>,
    processes: RefCell<BTreeMap<Pid, Entry>>,
    ready: RefCell<VecDeque<Pid>>,
    timers: RefCell<BinaryHeap<Reverse<(u64, Pid)>>>,
    /// How many calls of `run_others` are open.
    nested: Cell<u32>,
    host_waits: RefCell<Vec<(HostJobId, Pid)>>,
    fifos: RefCell<HashMap<u64, Rc<Pipe>>>,
    console: RefCell<ConsoleInput>,
    offered: RefCell<Option<(u64, Vec<HostCommandInfo>)>>,
    /// `offered` is what the host last said in this step.
    offered_known: Cell<bool>,
    /// The last environment that a host command was given, as it crosses.
    env_block: RefCell<Option<EnvironmentBlock>>,
    current: Cell<Pid>,
    next_pid: Cell<Pid>,
    last_pid: Cell<Pid>,
    foreground: Cell<Pid>,
    generation: Cell<u64>,
    random: Cell<u64>,
    user: RefCell<Rc<str>>,
    hostname: RefCell<Rc<str>>,
}

struct Entry {
    process: Rc<Process>,
    future: Option<LocalFuture<ExitStatus>>,
    queued: bool,
}

impl Kernel {
    /// A kernel without processes.
    pub fn new(system: Rc<dyn System>, programs: ProgramTable) -> Self {
        let seed = system.seed();
        Self(Rc::new(Inner {
            system,
            programs: RefCell::new(programs),
            limits: Cell::default(),
            usage: Usage::default(),
            idle_time: Cell::new(0),
            processes: RefCell::default(),
            ready: RefCell::default(),
            timers: RefCell::default(),
            nested: Cell::new(0),
            host_waits: RefCell::default(),
            fifos: RefCell::default(),
            console: RefCell::default(),
            offered: RefCell::default(),
            offered_known: Cell::new(false),
            env_block: RefCell::default(),
            current: Cell::new(0),
            next_pid: Cell::new(1000),
            last_pid: Cell::new(0),
            foreground: Cell::new(0),
            generation: Cell::new(1),
            random: Cell::new((seed.0 ^ seed.1.rotate_left(32)) | 1),
            user: RefCell::new("user".into()),
            hostname: RefCell::new("bashwit".into()),
        }))
    }

    /// Drops all processes. They and the kernel hold each other, so that whoever makes many
    /// kernels in one address space ends each with this.
    pub fn shut_down(&self) {
        let processes = std::mem::take(&mut *self.0.processes.borrow_mut());
        for entry in processes.values() {
            entry.process.restore_fds(Rc::default());
        }
        drop(processes);
        self.0.fifos.borrow_mut().clear();
    }

    /// The outside.
    pub fn system(&self) -> &dyn System {
        &*self.0.system
    }

    /// The table of programs.
    pub fn programs(&self) -> ProgramTable {
        self.0.programs.borrow().clone()
    }

    /// The program of that name.
    pub fn program(&self, name: &[u8]) -> Option<crate::Program> {
        self.0.programs.borrow().get(name)
    }

    /// The name of the user.
    pub fn user(&self) -> Rc<str> {
        self.0.user.borrow().clone()
    }

    /// The name of the machine.
    pub fn hostname(&self) -> Rc<str> {
        self.0.hostname.borrow().clone()
    }

    /// Sets the names of user and machine.
    pub fn set_names(&self, user: &str, hostname: &str) {
        *self.0.user.borrow_mut() = user.into();
        *self.0.hostname.borrow_mut() = hostname.into();
    }

    /// The bounds in force.
    pub fn limits(&self) -> Limits {
        self.0.limits.get()
    }

    /// Sets the bounds, from the next run on.
    pub fn set_limits(&self, limits: Limits) {
        self.0.limits.set(limits);
    }

    pub(crate) fn usage(&self) -> &Usage {
        &self.0.usage
    }

    pub(crate) fn console(&self) -> &RefCell<ConsoleInput> {
        &self.0.console
    }

    /// Counts a simple command; false where the bound is reached and the run has stopped.
    pub fn count_command(&self) -> bool {
        self.0.usage.take(&self.0.usage.commands, 1, Stop::Commands)
    }

    /// Counts rounds of loops; false where the bound is reached and the run has stopped.
    pub fn count_loop(&self, rounds: u64) -> bool {
        self.0.usage.take(&self.0.usage.loops, rounds, Stop::Loops)
    }

    /// Checks the size of a source text; false where the run has stopped.
    pub fn check_source(&self, bytes: usize) -> bool {
        let fits = self.limits().max_source_bytes.is_none_or(|max| bytes as u64 <= max);
        if !fits {
            self.stop(Stop::Source);
        }
        fits
    }

    /// Ends the run.
    pub fn stop(&self, why: Stop) {
        self.0.usage.stop(why);
    }

    /// Why the run ends, if it does.
    pub fn stopped(&self) -> Option<Stop> {
        self.0.usage.stop.get()
    }

    /// A 64-bit random number (xorshift64*, seeded by the system).
    pub fn random(&self) -> u64 {
        let mut state = self.0.random.get();
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        self.0.random.set(state);
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// Grows with every write, so that what was read ahead is known to be stale.
    pub(crate) fn generation(&self) -> u64 {
        self.0.generation.get()
    }

    /// Notes that some file has changed.
    pub fn changed(&self) {
        self.0.generation.set(self.0.generation.get() + 1);
    }

    /// Notes that a host command has had a turn: it may have changed files, or what is on offer.
    pub fn host_ran(&self) {
        self.changed();
        self.0.offered_known.set(false);
    }

    /// An environment as a host command gets it: `NAME=value` each, ended by NUL.
    pub(crate) fn environment_block(&self, env: &Rc<Environment>) -> Rc<[u8]> {
        let mut cache = self.0.env_block.borrow_mut();
        if let Some((known, block)) = &*cache
            && Rc::ptr_eq(known, env)
        {
            return block.clone();
        }
        let mut block =
            Vec::with_capacity(env.iter().map(|(name, value)| name.len() + value.len() + 2).sum());
        for (name, value) in env.iter() {
            for part in [name, &b"="[..], value, b"\0"] {
                block.extend_from_slice(part);
            }
        }
        let block: Rc<[u8]> = block.into();
        *cache = Some((env.clone(), block.clone()));
        block
    }

    /// The host command of that name, if it is on offer now.
    pub fn host_command(&self, name: &str) -> Option<HostCommandInfo> {
        self.with_offered(|offered| {
            offered.binary_search_by(|info| info.name.as_str().cmp(name)).ok().map(|at| offered[at].clone())
        })
    }

    /// Whether a host command of that name is on offer now to that process: not in its own call.
    pub fn has_host_command(&self, process: &Process, name: &[u8]) -> bool {
        self.with_offered(|offered| offered.binary_search_by(|info| info.name.as_bytes().cmp(name)).is_ok())
            && !process.is_within(name)
    }

    /// The names of all host commands on offer, sorted.
    pub fn host_commands(&self) -> Vec<HostCommandInfo> {
        self.with_offered(<[HostCommandInfo]>::to_vec)
    }

    fn with_offered<R>(&self, look: impl FnOnce(&[HostCommandInfo]) -> R) -> R {
        let mut cache = self.0.offered.borrow_mut();
        if !self.0.offered_known.replace(true) {
            let version = self.system().offered_version();
            if cache.as_ref().is_none_or(|(known, _)| *known != version) {
                let mut offered = self.system().offered();
                offered.sort_by(|a, b| a.name.cmp(&b.name));
                *cache = Some((version, offered));
            }
        }
        look(cache.as_ref().map_or(&[], |(_, offered)| offered))
    }

    /// Makes a pipe: its reading and its writing end.
    pub fn pipe(&self) -> (Rc<OpenFile>, Rc<OpenFile>) {
        let pipe = Rc::new(Pipe::default());
        (
            OpenFile::new(self, Kind::PipeReader(pipe.clone()), OpenFlags::READ, None),
            OpenFile::new(self, Kind::PipeWriter(pipe), OpenFlags::WRITE, None),
        )
    }

    /// Makes a sink that keeps what is written to it.
    pub fn capture(&self) -> (Rc<OpenFile>, Rc<crate::CaptureBuffer>) {
        let buffer = Rc::new(crate::CaptureBuffer::default());
        (OpenFile::new(self, Kind::Capture(buffer.clone()), OpenFlags::WRITE, None), buffer)
    }

    /// Makes a readable file with fixed content: to its readers a pipe, where it fits into one.
    pub fn text(&self, bytes: Rc<[u8]>) -> Rc<OpenFile> {
        OpenFile::new(self, Kind::Text(bytes), OpenFlags::READ, None)
    }

    /// The three standard streams of the run.
    pub fn console_files(&self) -> [Rc<OpenFile>; 3] {
        use crate::Channel::{Stderr, Stdout};
        let make = |kind, flags| OpenFile::new(self, kind, flags, None);
        [
            make(Kind::ConsoleIn, OpenFlags::READ),
            make(Kind::ConsoleOut(Stdout), OpenFlags::WRITE),
            make(Kind::ConsoleOut(Stderr), OpenFlags::WRITE),
        ]
    }

    /// The pipe behind a FIFO; kept while anything has it open.
    pub(crate) fn fifo(&self, inode: u64) -> Rc<Pipe> {
        let mut fifos = self.0.fifos.borrow_mut();
        fifos.retain(|_, pipe| Rc::strong_count(pipe) > 1);
        fifos.entry(inode).or_default().clone()
    }

    /// The running process's number; 0 between runs.
    pub fn current(&self) -> Pid {
        self.0.current.get()
    }

    /// The newest process's number.
    pub fn last_pid(&self) -> Pid {
        self.0.last_pid.get()
    }

    /// Which process (group) gets SIGINT from the host.
    pub fn set_foreground(&self, pid: Pid) {
        self.0.foreground.set(pid);
    }

    /// A process by its number.
    pub fn process(&self, pid: Pid) -> Option<Rc<Process>> {
        self.0.processes.borrow().get(&pid).map(|entry| entry.process.clone())
    }

    /// All processes, ascending by number.
    pub fn processes(&self) -> Vec<Rc<Process>> {
        self.0.processes.borrow().values().map(|entry| entry.process.clone()).collect()
    }

    /// How many processes are alive, without the root of the session.
    pub fn background_count(&self) -> usize {
        let processes = self.0.processes.borrow();
        processes.values().filter(|entry| entry.future.is_some() && !entry.process.has_ended()).count()
    }

    /// Enters a process into the table. It runs once it has code (`start`).
    pub fn add(&self, make: impl FnOnce(Pid) -> Process) -> Rc<Process> {
        let pid = self.0.next_pid.get();
        self.0.next_pid.set(pid + 1);
        self.0.last_pid.set(pid);
        let process = Rc::new(make(pid));
        self.0
            .processes
            .borrow_mut()
            .insert(pid, Entry { process: process.clone(), future: None, queued: false });
        process
    }

    /// Whether another process may be made (`max_processes`).
    pub fn may_fork(&self) -> bool {
        self.limits().max_processes.is_none_or(|max| self.background_count() < max as usize)
    }

    /// Gives a process its code and makes it ready to run.
    pub fn start(&self, process: &Rc<Process>, code: LocalFuture<ExitStatus>) {
        if let Some(entry) = self.0.processes.borrow_mut().get_mut(&process.pid) {
            entry.future = Some(code);
        }
        self.wake(process.pid);
    }

    /// Notes that the running process waits for `queue`.
    pub fn wait_on(&self, queue: &WaitQueue) {
        let mut waiting = queue.0.borrow_mut();
        let current = self.current();
        if !waiting.contains(&current) {
            waiting.push(current);
        }
    }

    /// Wakes everybody who waits for `queue`.
    pub fn wake_all(&self, queue: &WaitQueue) {
        for pid in queue.0.take() {
            self.wake(pid);
        }
    }

    /// Makes a process ready to run.
    pub fn wake(&self, pid: Pid) {
        if let Some(entry) = self.0.processes.borrow_mut().get_mut(&pid)
            && !entry.queued
        {
            entry.queued = true;
            self.0.ready.borrow_mut().push_back(pid);
        }
    }

    /// Lets the others run.
    pub fn yield_now(&self) -> impl Future<Output = ()> + use<> {
        let kernel = self.clone();
        let mut yielded = false;
        std::future::poll_fn(move |_| {
            if std::mem::replace(&mut yielded, true) {
                return Poll::Ready(());
            }
            kernel.wake(kernel.current());
            Poll::Pending
        })
    }

    /// Waits until the monotonic clock reads `when`. A caught signal does not end it.
    pub fn sleep_until(&self, when: u64) -> impl Future<Output = ()> + use<> {
        let kernel = self.clone();
        let mut set = false;
        std::future::poll_fn(move |_| {
            if kernel.system().monotonic() >= when {
                return Poll::Ready(());
            }
            if !std::mem::replace(&mut set, true) {
                kernel.set_timer(when);
            }
            Poll::Pending
        })
    }

    /// Has the running process woken at a time.
    pub fn set_timer(&self, when: u64) {
        self.0.timers.borrow_mut().push(Reverse((when, self.current())));
    }

    /// Has the running process woken when a host job can move on.
    pub(crate) fn wait_for_job(&self, job: HostJobId) {
        let mut waits = self.0.host_waits.borrow_mut();
        let wait = (job, self.current());
        if !waits.contains(&wait) {
            waits.push(wait);
        }
    }

    pub(crate) fn waits_for_job(&self, job: HostJobId) -> bool {
        self.0.host_waits.borrow().iter().any(|(known, _)| *known == job)
    }

    pub(crate) fn forget_job(&self, job: HostJobId) {
        self.0.host_waits.borrow_mut().retain(|(known, _)| *known != job);
        self.system().drop_job(job);
    }

    /// Lets one process run until it waits. Gives its status if it ended.
    fn step(&self, pid: Pid) -> Option<ExitStatus> {
        let (process, mut future) = {
            let mut processes = self.0.processes.borrow_mut();
            let entry = processes.get_mut(&pid)?;
            entry.queued = false;
            if entry.process.state() == State::Stopped && entry.process.doomed.get().is_none() {
                return None;
            }
            (entry.process.clone(), entry.future.take()?)
        };
        self.0.current.set(pid);
        self.0.offered_known.set(false);
        let result = match process.doomed.get() {
            Some(signal) => Poll::Ready(ExitStatus::Signaled(signal)),
            None => future.as_mut().poll(&mut TaskContext::from_waker(Waker::noop())),
        };
        let result = match (result, process.doomed.get()) {
            (_, Some(signal)) => Poll::Ready(ExitStatus::Signaled(signal)),
            (result, None) => result,
        };
        match result {
            Poll::Ready(status) => {
                drop(future);
                self.0.current.set(0);
                self.exited(&process, status);
                Some(status)
            }
            Poll::Pending => {
                self.0.current.set(0);
                // One that has started other code for itself (exec) goes on with that.
                let mut future = Some(future);
                if let Some(entry) = self.0.processes.borrow_mut().get_mut(&pid)
                    && entry.future.is_none()
                {
                    entry.future = future.take();
                }
                drop(future);
                None
            }
        }
    }

    /// Runs everything until `root` has ended; then the others wait for the next run.
    pub fn run(&self, root: &Rc<Process>, code: LocalFuture<ExitStatus>) -> Result<ExitStatus, Stop> {
        self.begin();
        root.revive();
        self.0.processes.borrow_mut().entry(root.pid).or_insert_with(|| Entry {
            process: root.clone(),
            future: None,
            queued: false,
        });
        self.start(root, code);
        self.drive(|| match root.state() {
            State::Ended(status) => Some(status),
            _ => None,
        })
        .inspect_err(|_| self.kill_all())
    }

    /// Runs everything until no process is left or the time is over; gives how many are.
    pub fn settle(&self, timeout_ns: Option<u64>) -> Result<usize, Stop> {
        self.begin();
        let end = timeout_ns.map_or(u64::MAX, |span| self.system().monotonic().saturating_add(span));
        if end != u64::MAX {
            self.0.timers.borrow_mut().push(Reverse((end, 0)));
        }
        let result = self.drive(|| {
            let left = self.background_count();
            (left == 0 || end != u64::MAX && self.system().monotonic() >= end).then_some(left)
        });
        match result {
            Err(Stop::Deadlock) => Ok(self.background_count()),
            other => other.inspect_err(|_| self.kill_all()),
        }
    }

    fn begin(&self) {
        self.0.usage.begin(&self.limits(), self.system().monotonic());
        self.reopen_console();
    }

    fn drive<T>(&self, mut done: impl FnMut() -> Option<T>) -> Result<T, Stop> {
        let mut steps = 0u32;
        loop {
            steps = steps.wrapping_add(1);
            if steps.is_multiple_of(STEPS_PER_TICK) {
                self.tick();
            }
            // First: the bound ends the process that met it, which is no end of its own.
            if let Some(why) = self.stopped() {
                return Err(why);
            }
            if let Some(result) = done() {
                return Ok(result);
            }
            let next = self.0.ready.borrow_mut().pop_front();
            match next {
                Some(pid) => {
                    self.step(pid);
                }
                None => self.idle()?,
            }
        }
    }

    /// Lets the other processes run, from inside of a running one, until `done` gives something:
    /// for work that cannot stop half way to wait. `None` where it is nested too deeply, where
    /// nobody else can go on, or where the run has stopped.
    pub fn run_others<T>(&self, mut done: impl FnMut() -> Option<T>) -> Option<T> {
        let (pid, depth) = (self.current(), self.0.nested.get());
        if depth >= MAX_NESTED {
            return None;
        }
        self.0.nested.set(depth + 1);
        let result = self.drive(|| {
            self.0.current.set(pid);
            let doomed = self.process(pid).is_none_or(|process| process.doomed.get().is_some());
            if doomed { Some(None) } else { done().map(Some) }
        });
        self.0.nested.set(depth);
        self.0.current.set(pid);
        result.ok().flatten()
    }

    /// Ends every process at once.
    pub fn kill_all(&self) {
        let entries = std::mem::take(&mut *self.0.processes.borrow_mut());
        self.0.ready.borrow_mut().clear();
        self.0.timers.borrow_mut().clear();
        for (_, entry) in entries {
            drop(entry.future);
            entry.process.set_state(State::Ended(ExitStatus::Signaled(Signal::KILL)));
            if !entry.process.is_root() {
                entry.process.close_all();
            }
        }
        self.0.ready.borrow_mut().clear();
        self.0.host_waits.borrow_mut().clear();
        self.0.current.set(0);
    }
}
