//! Descriptor tables: number → open file and its close-on-exec flag.

use crate::open_file::OpenFile;
use std::rc::Rc;

/// The highest descriptor that a process may have (`ulimit -n`).
pub const MAX_FD: u32 = 1023;
/// Where descriptors of `{name}>file` start.
pub const FIRST_VARIABLE_FD: u32 = 10;

/// One slot of the table.
#[derive(Debug, Clone)]
pub struct FdEntry {
    /// What it is open on.
    pub file: Rc<OpenFile>,
    /// Closed when a program starts.
    pub close_on_exec: bool,
}

/// The descriptors of a process. Cloned on write when a process forks.
#[derive(Debug, Clone, Default)]
pub struct FdTable {
    slots: Vec<Option<FdEntry>>,
}

impl FdTable {
    /// The file at a descriptor.
    pub fn get(&self, fd: u32) -> Option<&Rc<OpenFile>> {
        self.entry(fd).map(|entry| &entry.file)
    }

    /// The slot of a descriptor.
    pub fn entry(&self, fd: u32) -> Option<&FdEntry> {
        self.slots.get(fd as usize)?.as_ref()
    }

    /// Puts a file at a descriptor, closing what was there. False past `MAX_FD`.
    pub fn set(&mut self, fd: u32, entry: Option<FdEntry>) -> bool {
        let index = fd as usize;
        if index >= self.slots.len() {
            if entry.is_none() {
                return true;
            }
            if fd > MAX_FD {
                return false;
            }
            self.slots.resize(index + 1, None);
        }
        self.slots[index] = entry;
        true
    }

    /// The lowest free descriptor from `from` on.
    pub fn free_from(&self, from: u32) -> Option<u32> {
        (from..=MAX_FD).find(|&fd| self.entry(fd).is_none())
    }

    /// The highest free descriptor up to `to`, as bash places process substitutions.
    pub fn free_below(&self, to: u32) -> Option<u32> {
        (FIRST_VARIABLE_FD..=to).rev().find(|&fd| self.entry(fd).is_none())
    }

    /// Open descriptors, ascending.
    pub fn open_fds(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().enumerate().filter(|(_, slot)| slot.is_some()).map(|(fd, _)| fd as u32)
    }

    /// Closes what a program does not inherit.
    pub fn close_on_exec(&mut self) {
        for slot in &mut self.slots {
            if slot.as_ref().is_some_and(|entry| entry.close_on_exec) {
                *slot = None;
            }
        }
    }

    /// Whether `close_on_exec` would change anything.
    pub fn has_close_on_exec(&self) -> bool {
        self.slots.iter().flatten().any(|entry| entry.close_on_exec)
    }
}
