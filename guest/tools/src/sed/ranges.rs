//! Which lines a command is for.

use super::script::{Address, Script};

/// How far a range of addresses is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum State {
    #[default]
    Inactive,
    /// Lines match until the second address does; `end` for numbers.
    Active { end: u64 },
    /// It was there: a line number does not begin it again.
    Closed,
}

/// The states of all commands at the beginning.
pub(super) fn initial(script: &Script) -> Vec<State> {
    let begins = |first: &Option<Address>| matches!(first, Some(Address::Line(0)));
    let state = |first| if begins(first) { State::Active { end: 0 } } else { State::Inactive };
    script.commands.iter().map(|command| state(&command.first)).collect()
}

/// Where a range that begins at line `number` ends by its second address; `None` where that is
/// not a matter of numbers.
pub(super) fn end(second: &Address, number: u64) -> Option<u64> {
    match second {
        Address::Line(line) => Some(*line),
        Address::Plus(count) => Some(number.saturating_add(*count)),
        Address::Multiple(0) => Some(number),
        // A multiple itself is no end.
        Address::Multiple(of) => Some((number / of).saturating_add(1).saturating_mul(*of)),
        _ => None,
    }
}
