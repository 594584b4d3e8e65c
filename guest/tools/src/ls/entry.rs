//! Entries of a listing, and their order.

use super::{Ls, Which};
use crate::filevercmp::filevercmp;
use bashwit_args::{Stop, Synopsis, choose};
use bashwit_kernel::{Datetime, Metadata};
use std::cmp::Ordering;

/// What the entries are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    /// By name.
    #[default]
    Name,
    /// Not at all.
    None,
    /// The largest first.
    Size,
    /// The newest first.
    Time,
    /// Numbers within names by value.
    Version,
    /// By what stands after the last dot.
    Extension,
}

impl Sort {
    /// Reads `--sort=WORD`.
    pub fn parse(synopsis: &Synopsis, word: &[u8]) -> Result<Sort, Stop> {
        let groups: &[&[&str]] = &[&["none"], &["size"], &["time"], &["version"], &["extension"], &["name"]];
        let all = [Sort::None, Sort::Size, Sort::Time, Sort::Version, Sort::Extension, Sort::Name];
        choose(synopsis, "--sort", word, groups).map(|at| all[at])
    }
}

/// One entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// As it is shown.
    pub name: Vec<u8>,
    /// Where it is.
    pub path: Vec<u8>,
    /// What stat tells.
    pub metadata: Metadata,
}

impl Entry {
    pub fn new(name: Vec<u8>, path: Vec<u8>, metadata: Metadata) -> Self {
        Entry { name, path, metadata }
    }

    pub fn time(&self, which: Which) -> Datetime {
        match which {
            Which::Modified => self.metadata.modified,
            Which::Accessed => self.metadata.accessed,
            Which::Changed => self.metadata.changed,
        }
    }

    fn extension(&self) -> &[u8] {
        self.name.iter().rposition(|&byte| byte == b'.').map_or(&[], |at| &self.name[at..])
    }
}

/// Puts entries in the order that was asked for.
pub(super) fn sort(entries: &mut [Entry], ls: &Ls) {
    if ls.sort != Sort::None {
        entries.sort_by(|a, b| {
            let order = match ls.sort {
                Sort::Size => b.metadata.size.cmp(&a.metadata.size),
                Sort::Time => b.time(ls.time).cmp(&a.time(ls.time)),
                Sort::Version => filevercmp(&a.name, &b.name),
                Sort::Extension => a.extension().cmp(b.extension()),
                Sort::Name | Sort::None => Ordering::Equal,
            };
            let order = order.then_with(|| a.name.cmp(&b.name));
            if ls.reverse { order.reverse() } else { order }
        });
    }
    if ls.directories_first {
        entries.sort_by_key(|entry| !entry.metadata.is_dir());
    }
}
