//! Programs: what a name stands for when a process starts one.

use crate::context::Context;
use crate::kernel::LocalFuture;
use crate::signal::Signal;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// By itself.
    Exited(u8),
    /// By a signal.
    Signaled(Signal),
}

impl ExitStatus {
    /// 0.
    pub const SUCCESS: ExitStatus = ExitStatus::Exited(0);
    /// 1.
    pub const FAILURE: ExitStatus = ExitStatus::Exited(1);

    /// What `$?` shows: the status, or 128 and the number of the signal.
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Exited(code) => code,
            ExitStatus::Signaled(signal) => 128u8.wrapping_add(signal.0),
        }
    }
}

impl From<u8> for ExitStatus {
    fn from(code: u8) -> Self {
        ExitStatus::Exited(code)
    }
}

/// A program that is part of the guest.
#[derive(Clone, Copy)]
pub struct Program {
    /// Its name, without directory.
    pub name: &'static str,
    /// One line for `help` and completion.
    pub summary: &'static str,
    /// Its code. Write it as `|context| Box::pin(main(context))`.
    pub main: fn(Context) -> LocalFuture<ExitStatus>,
}

/// The programs of the guest: sorted slices, one for each crate that has some.
#[derive(Clone, Default)]
pub struct ProgramTable(Vec<&'static [Program]>);

impl ProgramTable {
    /// A table of several parts; the first one that has a name wins. Each part is sorted.
    pub fn new(parts: Vec<&'static [Program]>) -> Self {
        debug_assert!(parts.iter().all(|part| part.is_sorted_by_key(|program| program.name)));
        Self(parts)
    }

    /// The program of that name.
    pub fn get(&self, name: &[u8]) -> Option<Program> {
        self.0.iter().find_map(|part| {
            part.binary_search_by(|program| program.name.as_bytes().cmp(name)).ok().map(|index| part[index])
        })
    }

    /// All programs.
    pub fn iter(&self) -> impl Iterator<Item = &'static Program> + '_ {
        self.0.iter().flat_map(|part| part.iter())
    }
}
