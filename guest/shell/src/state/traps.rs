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

/// The traps of a shell. An empty action ignores the signal.
#[derive(Debug, Clone, Default)]
pub struct Traps {
    /// What runs.
    pub actions: BTreeMap<Condition, Rc<[u8]>>,
    /// Those of the parent that a subshell lists, where it has kept others.
    pub forgotten: BTreeMap<Condition, Rc<[u8]>>,
    /// A subshell does not run its parent's traps, but lists them until it sets its own.
    pub inherited: bool,
    /// Signals that were ignored when the shell started cannot be trapped.
    pub ignored_at_start: u64,
}

impl Traps {
    /// What a process substitution starts with: ignored signals, and actions only where they are
    /// passed on (`set -E`, `set -T`).
    pub fn for_substitution(&mut self) {
        if self.inherited {
            self.actions.retain(|_, action| action.is_empty());
            self.inherited = false;
        }
    }

    /// The action of a condition, where it is to run here.
    pub fn action(&self, condition: Condition) -> Option<&Rc<[u8]>> {
        if self.inherited {
            return None;
        }
        self.actions.get(&condition)
    }
}
