//! Finding the lines that a script does something to.
//!
//! Most scripts leave most lines alone. If each command has an address that only some lines
//! have, or is an `s` of its own expression, the lines before the next such line are copied
//! (or dropped) at once, without a cycle for each.

use super::machine::{Machine, Settings};
use super::ranges::State;
use super::script::{Action, Address, Command, Expression, Script};
use bashwit_pattern::regex::{Flags, Regex};

/// After so many searches in vain…
const MISSES: u32 = 8;
/// …so many lines are not searched for.
const PAUSE: u32 = 128;

/// What makes a line one to look at.
#[derive(Debug)]
pub(super) struct Scan {
    /// Any of the expressions.
    regex: Option<Regex>,
    /// The commands with a line number, and those with a range.
    numbers: Vec<usize>,
    ranges: Vec<usize>,
    /// The last line may be one.
    asks_last: bool,
    /// The number of the line matters.
    counts: bool,
    misses: u32,
    pause: u32,
}

impl Scan {
    /// The search for a script; `None` if each line may be of interest.
    pub(super) fn new(script: &Script, settings: &Settings) -> Option<Scan> {
        let mut scan = Scan {
            regex: None,
            numbers: Vec::new(),
            ranges: Vec::new(),
            asks_last: false,
            counts: false,
            misses: 0,
            pause: 0,
        };
        let mut expressions: Vec<&Expression> = Vec::new();
        if settings.delimiter != b'\n' || settings.unbuffered || script.commands.is_empty() {
            return None;
        }
        let mut at = 0;
        while let Some(command) = script.commands.get(at) {
            scan.add(at, command, &mut expressions)?;
            at = if let Action::Block(end) = command.action { end } else { at + 1 };
        }
        scan.counts = script.commands.iter().any(counts);
        // An expression that an empty one repeats may have been used on a line before.
        if !scan.numbers.is_empty() && script.commands.iter().any(repeats)
            || scan.asks_last && script.commands.iter().any(repeats)
        {
            return None;
        }
        if let Some(first) = expressions.first() {
            let texts: Vec<&[u8]> = expressions.iter().map(|expression| expression.text.as_slice()).collect();
            if expressions.iter().any(|expression| expression.flags != first.flags)
                || texts.iter().any(|text| !is_plain(text))
            {
                return None;
            }
            let flags = Flags { lines: true, ..first.flags };
            scan.regex = Some(Regex::any_of(&texts, first.syntax, flags).ok()?);
        }
        Some(scan)
    }

    fn add<'s>(
        &mut self,
        at: usize,
        command: &'s Command,
        expressions: &mut Vec<&'s Expression>,
    ) -> Option<()> {
        if command.negated {
            return None;
        }
        match (&command.first, &command.action) {
            (None, Action::Nothing) => return Some(()),
            (None, Action::Substitute(substitution)) => expressions.push(substitution.regex.as_deref()?),
            (Some(Address::Line(_)), _) => self.numbers.push(at),
            (Some(Address::Last), _) if command.second.is_none() => self.asks_last = true,
            (Some(Address::Regex(regex)), _) => expressions.push(regex.as_deref()?),
            _ => return None,
        }
        if command.second.is_some() {
            self.ranges.push(at);
        }
        Some(())
    }

    /// How many lines after line `number` are before the next one that a number asks for.
    fn limit(&self, script: &Script, states: &[State], number: u64) -> u64 {
        let active = |at: &usize| matches!(states.get(*at), Some(State::Active { .. }));
        if self.ranges.iter().any(active) {
            return 0;
        }
        let mut limit = u64::MAX;
        for &at in &self.numbers {
            let Some(command) = script.commands.get(at) else { continue };
            let Some(Address::Line(line)) = command.first else { continue };
            // `0r` is for the first line.
            let line = line.max(1);
            let over = match &command.second {
                None => number >= line,
                Some(_) => matches!(states.get(at), Some(State::Closed)),
            };
            if !over {
                limit = limit.min(line.saturating_sub(number + 1));
            }
        }
        limit
    }
}

/// Whether a command asks for the number of the line.
fn counts(command: &Command) -> bool {
    let numeric =
        |address: &Option<Address>| !matches!(address, None | Some(Address::Last | Address::Regex(_)));
    numeric(&command.first) || numeric(&command.second) || matches!(command.action, Action::LineNumber)
}

/// Whether a command uses the expression of another one.
fn repeats(command: &Command) -> bool {
    let empty = |address: &Option<Address>| matches!(address, Some(Address::Regex(None)));
    let substitutes =
        matches!(&command.action, Action::Substitute(substitution) if substitution.regex.is_none());
    empty(&command.first) || empty(&command.second) || substitutes
}

/// Whether an expression means the same for a line among others as for a line alone.
fn is_plain(text: &[u8]) -> bool {
    let special = |pair: &[u8]| matches!(pair, [b'\\', b'`' | b'\'' | b'1'..=b'9']);
    !text.contains(&b'\n') && !text.windows(2).any(special)
}

impl Machine<'_> {
    /// Passes over the lines that the script does nothing to, as far as they are there; whether
    /// there were any.
    pub(super) fn skip_idle(&mut self) -> bool {
        let (Some(scan), Some(reader)) = (&mut self.scan, &mut self.reader) else { return false };
        if scan.pause > 0 {
            scan.pause -= 1;
            return false;
        }
        if !self.appends.is_empty() {
            return false;
        }
        let limit = scan.limit(self.script, &self.states, self.number);
        if limit == 0 {
            return false;
        }
        let buffered = reader.buffered();
        let mut lines = lines_before(buffered, buffered.len());
        if scan.asks_last {
            lines = lines_before(buffered, lines.len().saturating_sub(1));
        }
        let Some((_, text)) = lines.split_last() else { return false };
        let found = scan.regex.as_ref().map_or(Ok(None), |regex| regex.matching_line(text, 0));
        let mut idle = match found {
            Ok(None) => lines,
            Ok(Some(end)) => lines_before(lines, end),
            Err(_) => &[],
        };
        if scan.counts {
            let ends = memchr::memchr_iter(b'\n', idle);
            let count = if limit == u64::MAX {
                ends.count() as u64
            } else {
                let mut count = 0;
                for end in ends.take(usize::try_from(limit).unwrap_or(usize::MAX)) {
                    count += 1;
                    if count == limit {
                        idle = idle.get(..=end).unwrap_or(idle);
                    }
                }
                count
            };
            self.number += count;
        }
        let length = idle.len();
        if length == 0 {
            scan.misses += 1;
            if scan.misses >= MISSES {
                (scan.misses, scan.pause) = (0, PAUSE);
            }
            return false;
        }
        scan.misses = 0;
        if !self.settings.quiet {
            let output = self.edit.as_mut().map_or(&mut self.stdout, |edit| &mut edit.output);
            output.text(idle);
        }
        reader.consume(length);
        true
    }
}

/// The whole lines before a place.
fn lines_before(text: &[u8], place: usize) -> &[u8] {
    let before = text.get(..place).unwrap_or_default();
    let length = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    before.get(..length).unwrap_or_default()
}
