//! What `trap` has set.

use bashwit_kernel::Signal;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a trap waits for. Signals sort after `EXIT` and before the others, as `trap -p` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// The end of the shell.
    Exit,
    /// A signal.
    Signal(Signal),
    /// Before each simple command.
    Debug,
    /// A command that failed.
    Err,
    /// The end of a function or sourced file.
    Return,
}

impl Condition {
    /// Reads `EXIT`, `0`, `ERR`, a signal's name or number.
    pub fn parse(text: &[u8]) -> Option<Condition> {
        Some(match text.to_ascii_uppercase().as_slice() {
            b"EXIT" | b"0" => Condition::Exit,
            b"DEBUG" => Condition::Debug,
            b"ERR" => Condition::Err,
            b"RETURN" => Condition::Return,
            _ => Condition::Signal(Signal::parse(text)?),
        })
    }

    /// As `trap -p` names it.
    pub fn name(self) -> String {
        match self {
            Condition::Exit => "EXIT".to_owned(),
            Condition::Signal(signal) => format!("SIG{}", signal.name()),
            Condition::Debug => "DEBUG".to_owned(),
            Condition::Err => "ERR".to_owned(),
            Condition::Return => "RETURN".to_owned(),
        }
    }
}

/// Some of `DEBUG`, `ERR` and `RETURN`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watched(u8);

impl Watched {
    fn bit(condition: Condition) -> u8 {
        match condition {
            Condition::Debug => 1,
            Condition::Err => 2,
            Condition::Return => 4,
            Condition::Exit | Condition::Signal(_) => 0,
        }
    }

    /// Whether a condition is among them.
    pub fn has(self, condition: Condition) -> bool {
        self.0 & Watched::bit(condition) != 0
    }

    /// Takes away those that a test fails.
    pub fn retain(&mut self, test: impl Fn(Condition) -> bool) {
        for condition in [Condition::Debug, Condition::Err, Condition::Return] {
            if self.has(condition) && !test(condition) {
                self.set(condition, false);
            }
        }
    }

    /// Adds a condition, or takes it away.
    pub fn set(&mut self, condition: Condition, on: bool) {
        self.0 &= !Watched::bit(condition);
        self.0 |= if on { Watched::bit(condition) } else { 0 };
    }
}

/// The traps of a shell. An empty action ignores the condition.
#[derive(Debug, Clone, Default)]
pub struct Traps {
    /// What runs.
    actions: BTreeMap<Condition, Rc<[u8]>>,
    /// What does not run, but is listed: a subshell has the traps of its parent so until it sets
    /// one of its own.
    forgotten: BTreeMap<Condition, Rc<[u8]>>,
    /// Which of the conditions of commands and functions run something.
    watched: Watched,
    /// Signals that were ignored when the shell started cannot be trapped.
    pub ignored_at_start: u64,
}

/// The traps that a function or sourced file does not inherit, until it ends.
#[derive(Debug, Default)]
pub(crate) struct CutOff(Vec<(Condition, Rc<[u8]>)>);

impl CutOff {
    /// Whether there is nothing to put back.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Traps {
    /// The action of a condition.
    pub fn action(&self, condition: Condition) -> Option<&Rc<[u8]>> {
        self.actions.get(&condition)
    }

    /// All actions.
    pub fn actions(&self) -> impl Iterator<Item = (Condition, &Rc<[u8]>)> {
        self.actions.iter().map(|(&condition, action)| (condition, action))
    }

    /// Whether there is something to run, for `DEBUG`, `ERR` and `RETURN`.
    pub fn watches(&self, condition: Condition) -> bool {
        self.watched.has(condition)
    }

    /// Whether one of them has something to run.
    pub fn watches_any(&self) -> bool {
        self.watched != Watched::default()
    }

    /// What `trap -p` shows of a condition.
    pub fn listed(&self, condition: Condition) -> Option<&Rc<[u8]>> {
        self.actions.get(&condition).or_else(|| self.forgotten.get(&condition))
    }

    /// The conditions that `trap -p` shows.
    pub fn all_listed(&self) -> Vec<Condition> {
        let mut all: Vec<Condition> = self.actions.keys().chain(self.forgotten.keys()).copied().collect();
        all.sort();
        all
    }

    /// Sets, or with `None` resets, a trap.
    pub fn set(&mut self, condition: Condition, action: Option<Rc<[u8]>>) {
        self.watched.set(condition, action.as_ref().is_some_and(|action| !action.is_empty()));
        match action {
            Some(action) => drop(self.actions.insert(condition, action)),
            None => drop(self.actions.remove(&condition)),
        }
    }

    /// Whether a subshell has the same traps.
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// Whether there is something to run.
    pub fn runs_any(&self) -> bool {
        self.actions.values().any(|action| !action.is_empty())
    }

    /// What a subshell starts with: ignored signals, and the traps that are passed on (`set -E`,
    /// `set -T`).
    pub fn enter_subshell(&mut self, is_passed_on: impl Fn(Condition) -> bool) {
        let actions = std::mem::take(&mut self.actions);
        self.watched = Watched::default();
        for (condition, action) in actions {
            let stays = match condition {
                Condition::Signal(_) => action.is_empty(),
                _ => is_passed_on(condition),
            };
            if stays {
                self.set(condition, Some(action));
            } else {
                self.forgotten.insert(condition, action);
            }
        }
    }

    /// The traps of the parent are no longer listed.
    pub fn forget(&mut self) {
        let is_ignored = |action: Option<Rc<[u8]>>| action.filter(|action| action.is_empty());
        let exit = is_ignored(self.forgotten.remove(&Condition::Exit));
        self.forgotten.clear();
        self.forgotten.extend(exit.map(|action| (Condition::Exit, action)));
    }

    /// What has run its last time is listed all the same.
    pub fn use_up(&mut self, condition: Condition) {
        if let Some(action) = self.actions.remove(&condition) {
            self.forgotten.insert(condition, action);
        }
    }

    /// None of them is.
    pub fn forget_all(&mut self) {
        self.forgotten.clear();
    }

    /// Takes away what is not to run until it is put back.
    pub(crate) fn cut_off(&mut self, conditions: impl Iterator<Item = Condition>) -> CutOff {
        let mut cut = CutOff::default();
        for condition in conditions {
            if self.watches(condition)
                && let Some(action) = self.actions.remove(&condition)
            {
                self.watched.set(condition, false);
                cut.0.push((condition, action));
            }
        }
        cut
    }

    /// Puts back what was cut off, but for what has been set since.
    pub(crate) fn put_back(&mut self, cut: CutOff) {
        for (condition, action) in cut.0 {
            if !self.actions.contains_key(&condition) {
                self.set(condition, Some(action));
            }
        }
    }
}
