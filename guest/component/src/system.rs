//! The kernel's `System` over the imports of the world.

use crate::bindings::bashwit::shell::{builtins, console, vfs};
use crate::bindings::wasi::clocks::{monotonic_clock, wall_clock};
use crate::bindings::wasi::random::insecure_seed;
use crate::convert;
use bashwit_kernel::{
    Channel, Datetime, DirEntry, Errno, File, HostCommand, HostCommandInfo, HostEvent, HostJobId, HostNews,
    HostRequest, Input, Metadata, OpenFlags, System, Woken,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// The imports.
pub struct Imports {
    root: vfs::Fs,
    jobs: RefCell<BTreeMap<HostJobId, builtins::Job>>,
    next_job: Cell<HostJobId>,
}

impl Imports {
    /// The outside with the files of `root`.
    pub fn new(root: vfs::Fs) -> Self {
        Self { root, jobs: RefCell::default(), next_job: Cell::new(1) }
    }
}

struct OpenFile(vfs::File);

impl File for OpenFile {
    fn read_at(&self, offset: u64, max: u32) -> Result<Vec<u8>, Errno> {
        self.0.read_at(offset, max).map_err(convert::errno)
    }
    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<(), Errno> {
        self.0.write_at(offset, bytes).map_err(convert::errno)
    }
    fn append(&self, bytes: &[u8]) -> Result<u64, Errno> {
        self.0.append(bytes).map_err(convert::errno)
    }
    fn metadata(&self) -> Result<Metadata, Errno> {
        self.0.metadata().map(convert::metadata).map_err(convert::errno)
    }
    fn set_size(&self, size: u64) -> Result<(), Errno> {
        self.0.set_size(size).map_err(convert::errno)
    }
}

impl System for Imports {
    fn open(&self, path: &str, how: OpenFlags, mode: u32) -> Result<Box<dyn File>, Errno> {
        let file = self.root.open(path, convert::open_flags(how), mode).map_err(convert::errno)?;
        Ok(Box::new(OpenFile(file)))
    }
    fn read_file(&self, path: &str) -> Result<Vec<u8>, Errno> {
        self.root.read_file(path).map_err(convert::errno)
    }
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno> {
        self.root.write_file(path, bytes).map_err(convert::errno)
    }
    fn append_file(&self, path: &str, bytes: &[u8]) -> Result<(), Errno> {
        self.root.append_file(path, bytes).map_err(convert::errno)
    }
    fn stat(&self, path: &str) -> Result<Metadata, Errno> {
        self.root.stat(path).map(convert::metadata).map_err(convert::errno)
    }
    fn stat_link(&self, path: &str) -> Result<Metadata, Errno> {
        self.root.stat_link(path).map(convert::metadata).map_err(convert::errno)
    }
    fn read_dir(&self, path: &str) -> Result<Vec<DirEntry>, Errno> {
        let entries = self.root.read_dir(path).map_err(convert::errno)?;
        Ok(entries.into_iter().map(convert::dir_entry).collect())
    }
    fn list_names(&self, path: &str) -> Result<String, Errno> {
        self.root.list_names(path).map_err(convert::errno)
    }
    fn create_dir(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.root.create_dir(path, mode).map_err(convert::errno)
    }
    fn create_fifo(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.root.create_fifo(path, mode).map_err(convert::errno)
    }
    fn remove_file(&self, path: &str) -> Result<(), Errno> {
        self.root.remove_file(path).map_err(convert::errno)
    }
    fn remove_dir(&self, path: &str) -> Result<(), Errno> {
        self.root.remove_dir(path).map_err(convert::errno)
    }
    fn rename(&self, source: &str, target: &str) -> Result<(), Errno> {
        self.root.rename(source, target).map_err(convert::errno)
    }
    fn copy_file(&self, source: &str, target: &str) -> Result<(), Errno> {
        self.root.copy_file(source, target).map_err(convert::errno)
    }
    fn hard_link(&self, existing: &str, new: &str) -> Result<(), Errno> {
        self.root.hard_link(existing, new).map_err(convert::errno)
    }
    fn symbolic_link(&self, target: &str, path: &str) -> Result<(), Errno> {
        self.root.symbolic_link(target, path).map_err(convert::errno)
    }
    fn read_link(&self, path: &str) -> Result<String, Errno> {
        self.root.read_link(path).map_err(convert::errno)
    }
    fn canonicalize(&self, path: &str) -> Result<String, Errno> {
        self.root.canonicalize(path).map_err(convert::errno)
    }
    fn set_mode(&self, path: &str, mode: u32) -> Result<(), Errno> {
        self.root.set_mode(path, mode).map_err(convert::errno)
    }
    fn set_times(
        &self,
        path: &str,
        accessed: Option<Datetime>,
        modified: Option<Datetime>,
    ) -> Result<(), Errno> {
        let (accessed, modified) = (accessed.map(convert::to_datetime), modified.map(convert::to_datetime));
        self.root.set_times(path, accessed, modified).map_err(convert::errno)
    }

    fn wall_clock(&self) -> Datetime {
        let now = wall_clock::now();
        Datetime { seconds: i64::try_from(now.seconds).unwrap_or(i64::MAX), nanoseconds: now.nanoseconds }
    }
    fn monotonic(&self) -> u64 {
        monotonic_clock::now()
    }
    fn seed(&self) -> (u64, u64) {
        insecure_seed::insecure_seed()
    }

    fn console_write(&self, to: Channel, bytes: &[u8]) -> bool {
        let to = match to {
            Channel::Stdout => console::Channel::Stdout,
            Channel::Stderr => console::Channel::Stderr,
        };
        matches!(console::write(to, bytes), console::Written::Ok)
    }
    fn console_read(&self, max: u32) -> Input {
        match console::read(max) {
            console::Input::Bytes(bytes) => Input::Bytes(bytes),
            console::Input::End => Input::End,
            console::Input::Pending => Input::Pending,
        }
    }
    fn signal(&self) -> Option<HostRequest> {
        console::signal().map(|request| match request {
            console::Request::Interrupt => HostRequest::Interrupt,
            console::Request::Terminate => HostRequest::Terminate,
            console::Request::HangUp => HostRequest::HangUp,
        })
    }

    fn offered(&self) -> Vec<HostCommandInfo> {
        builtins::offered().into_iter().map(convert::info).collect()
    }
    fn offered_version(&self) -> u64 {
        builtins::offered_version()
    }
    fn start(&self, what: HostCommand) -> (Vec<HostEvent>, Option<HostJobId>) {
        let started = builtins::start(&convert::command(what), &self.root);
        let id = started.job.map(|job| {
            let id = self.next_job.get();
            self.next_job.set(id.wrapping_add(1));
            self.jobs.borrow_mut().insert(id, job);
            id
        });
        (started.events.into_iter().map(convert::event).collect(), id)
    }
    fn turn(&self, job: HostJobId, has: HostNews) -> Vec<HostEvent> {
        match self.jobs.borrow().get(&job) {
            Some(job) => job.turn(&self.root, &convert::news(has)).into_iter().map(convert::event).collect(),
            None => vec![HostEvent::Exited(1)],
        }
    }
    fn drop_job(&self, job: HostJobId) {
        let job = self.jobs.borrow_mut().remove(&job);
        drop(job);
    }
    fn wait(&self, jobs: &[HostJobId], for_input: bool, timeout_ns: Option<u64>) -> Woken {
        let table = self.jobs.borrow();
        let known: Vec<(HostJobId, &builtins::Job)> =
            jobs.iter().filter_map(|id| Some((*id, table.get(id)?))).collect();
        let handles: Vec<&builtins::Job> = known.iter().map(|(_, job)| *job).collect();
        match builtins::wait(&handles, for_input, timeout_ns) {
            builtins::Woken::Jobs(ready) => {
                Woken::Jobs(ready.iter().filter_map(|at| Some(known.get(*at as usize)?.0)).collect())
            }
            builtins::Woken::Input => Woken::Input,
            builtins::Woken::Timeout => Woken::Timeout,
            builtins::Woken::Signal => Woken::Signal,
            builtins::Woken::Stop => Woken::Stop,
        }
    }
}
