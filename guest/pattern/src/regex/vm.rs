//! The backtracker: finds where a match begins, its longest end, and its groups.
//!
//! Without back-references no (instruction, place) pair is tried twice, so the work is bounded by
//! program times text; what was tried stays known while the start of the match moves on. With
//! them the steps are counted.

use super::Flags;
use super::analyze::Start;
use super::ast::Look;
use super::error::Error;
use super::program::{Atom, Inst, Program};
use super::set::{Set, counterparts};
use crate::chars::{self, Named};

/// No place: the value of a group that did not match.
pub(super) const NONE: usize = usize::MAX;

/// Bits of the visited set, beyond which a match is given up: 8 MiB.
const MAX_VISITED: usize = 1 << 26;

/// Steps of a match with back-references.
const MAX_STEPS: u64 = 20_000_000;

/// Steps that a match with back-references may go on to look for a longer one.
const MORE_STEPS: u64 = 1_000_000;

/// What is left to try.
#[derive(Debug, Clone, Copy)]
enum Job {
    /// Go on with an instruction at a place.
    At { pc: usize, at: usize },
    /// Go on with an instruction at the last place of a range, then at those before.
    Range { pc: usize, low: usize, high: usize, next: Option<u8> },
    /// Put a slot back.
    Restore { slot: usize, value: usize },
}

/// Buffers that outlive a match.
#[derive(Debug, Default)]
pub(super) struct Cache {
    stack: Vec<Job>,
    visited: Vec<u64>,
    saves: Vec<usize>,
    best: Vec<usize>,
}

/// One search.
pub(super) struct Vm<'r, 't> {
    pub program: &'r Program,
    pub sets: &'r [Set],
    pub start: &'r Start,
    pub flags: Flags,
    pub text: &'t [u8],
    pub not_bol: bool,
    /// Groups are wanted.
    pub groups: bool,
    /// Each (instruction, place) is tried once: there are no back-references.
    pub once: bool,
    /// The first match found is the longest.
    pub first_is_longest: bool,
    pub cache: &'r mut Cache,
    /// The place that `visited` counts from.
    pub base: usize,
    /// The farthest place in `visited`.
    pub reach: usize,
    pub steps: u64,
    pub exhausted: bool,
}

impl Vm<'_, '_> {
    /// Finds the leftmost match at or after `from`; its groups are in [`Vm::found`].
    pub(super) fn find(&mut self, from: usize) -> Result<Option<(usize, usize)>, Error> {
        self.steps = MAX_STEPS;
        self.rebase(from);
        let mut at = from;
        loop {
            match self.candidate(at) {
                Some(place) => at = place,
                None => return Ok(None),
            }
            if let Some(end) = self.at(at)? {
                return Ok(Some((at, end)));
            }
            if at >= self.text.len() || self.start.anchored {
                return Ok(None);
            }
            at += chars::step(self.text, at, self.flags.utf8);
            if at > self.reach {
                self.rebase(at);
            }
        }
    }

    /// Finds the longest match that begins at `at`.
    pub(super) fn match_at(&mut self, at: usize) -> Result<Option<usize>, Error> {
        self.steps = MAX_STEPS;
        self.rebase(at);
        self.at(at)
    }

    /// The slots of the match found last, two a group.
    pub(super) fn found(&self) -> &[usize] {
        &self.cache.best
    }

    fn rebase(&mut self, at: usize) {
        self.cache.visited.clear();
        self.base = at;
        self.reach = at;
    }

    /// The first place at or after `at` where a match may begin.
    fn candidate(&self, at: usize) -> Option<usize> {
        let start = self.start;
        if start.anchored {
            return (at == 0).then_some(0);
        }
        let rest = self.text.get(at..)?;
        if let Some(&first) = start.prefix.first() {
            if start.prefix.len() == 1 || rest.len() < 64 {
                return memchr::memchr(first, rest).map(|skip| at + skip);
            }
            return memchr::memmem::find(rest, &start.prefix).map(|skip| at + skip);
        }
        match &start.first {
            None => Some(at),
            Some(set) => rest.iter().position(|&byte| set.contains(byte)).map(|skip| at + skip),
        }
    }

    /// Whether this instruction is new at this place.
    fn visit(&mut self, slot: usize, at: usize) -> bool {
        if !self.once {
            return true;
        }
        let bit = (at - self.base) * self.program.slots + slot;
        let (index, mask) = (bit / 64, 1u64 << (bit % 64));
        if index >= self.cache.visited.len() {
            if bit > MAX_VISITED {
                self.exhausted = true;
                return false;
            }
            self.cache.visited.resize(index + 1, 0);
        }
        self.reach = self.reach.max(at);
        match self.cache.visited.get_mut(index) {
            Some(word) if *word & mask == 0 => {
                *word |= mask;
                true
            }
            _ => false,
        }
    }

    /// The longest match that begins at `from`.
    fn at(&mut self, from: usize) -> Result<Option<usize>, Error> {
        let tracking = self.groups || !self.once;
        self.cache.saves.clear();
        if tracking {
            self.cache.saves.resize(self.program.saves, NONE);
        }
        self.cache.stack.clear();
        self.cache.stack.push(Job::At { pc: 0, at: from });
        let mut best: Option<usize> = None;
        while let Some(job) = self.cache.stack.pop() {
            let found = match job {
                Job::Restore { slot, value } => {
                    self.set(slot, value);
                    continue;
                }
                Job::At { pc, at } => self.follow(pc, at, tracking),
                Job::Range { pc, low, high, next } => match self.last_of(pc, low, high, next) {
                    Some(at) => self.follow(pc, at, tracking),
                    None => continue,
                },
            };
            if self.exhausted || self.steps == 0 {
                break;
            }
            if let Some(end) = found.filter(|&end| best.is_none_or(|b| end > b)) {
                best = Some(end);
                self.cache.best.clone_from(&self.cache.saves);
                if self.first_is_longest || end == self.text.len() {
                    break;
                }
                if !self.once {
                    self.steps = self.steps.min(MORE_STEPS);
                }
            }
        }
        if best.is_none() && (self.exhausted || self.steps == 0) {
            return Err(Error::Memory);
        }
        Ok(best)
    }

    /// The last place of a range where the instruction can go on; leaves the rest on the stack.
    fn last_of(&mut self, pc: usize, low: usize, mut high: usize, next: Option<u8>) -> Option<usize> {
        if let Some(byte) = next {
            let end = (high + 1).min(self.text.len());
            high = low + memchr::memrchr(byte, self.text.get(low..end)?)?;
        }
        if high > low {
            let before = chars::decode_last(self.text, high, self.flags.utf8).map_or(1, |(_, len)| len);
            self.cache.stack.push(Job::Range { pc, low, high: high - before, next });
        }
        Some(high)
    }

    fn set(&mut self, slot: usize, value: usize) {
        if let Some(place) = self.cache.saves.get_mut(slot) {
            *place = value;
        }
    }

    fn get(&self, slot: usize) -> usize {
        self.cache.saves.get(slot).copied().unwrap_or(NONE)
    }

    fn save(&mut self, slot: usize, value: usize) {
        let old = self.get(slot);
        self.cache.stack.push(Job::Restore { slot, value: old });
        self.set(slot, value);
    }

    /// Follows one path to its end, leaving the others on the stack.
    fn follow(&mut self, mut pc: usize, mut at: usize, tracking: bool) -> Option<usize> {
        let program = self.program;
        loop {
            if !self.once {
                self.steps = self.steps.saturating_sub(1);
                if self.steps == 0 {
                    return None;
                }
            }
            match *program.insts.get(pc)? {
                Inst::One(atom) => at += self.one(atom, at)?,
                Inst::Bytes(start, end) => {
                    let bytes = program.bytes.get(start..end)?;
                    if !self.text.get(at..)?.starts_with(bytes) {
                        return None;
                    }
                    at += bytes.len();
                }
                Inst::Star { atom, next, once: true, .. } => {
                    let mut high = at;
                    while let Some(len) = self.one(atom, high) {
                        high += len;
                    }
                    at = self.last_of(pc + 1, at, high, next)?;
                }
                Inst::Star { atom, slot, next, .. } => {
                    if !self.visit(slot, at) {
                        return None;
                    }
                    let high = self.run(atom, slot, at);
                    at = self.last_of(pc + 1, at, high, next)?;
                }
                Inst::Split { first, second, slot } => {
                    if !self.visit(slot, at) {
                        return None;
                    }
                    self.cache.stack.push(Job::At { pc: second, at });
                    pc = first;
                    continue;
                }
                Inst::Jump(target) => {
                    pc = target;
                    continue;
                }
                Inst::Save(slot) => {
                    if tracking {
                        self.save(slot, at);
                    }
                }
                Inst::Look(look) => {
                    if !self.look(look, at) {
                        return None;
                    }
                }
                Inst::Backref(group) => at += self.backref(group, at)?,
                Inst::LoopBegin(register) => self.save(register + 1, 0),
                Inst::LoopNext(register) => {
                    self.save(register, at);
                    let count = self.get(register + 1);
                    self.save(register + 1, count.wrapping_add(1));
                }
                Inst::LoopEnd(register) => {
                    if self.get(register) == at && self.get(register + 1) > 1 {
                        return None;
                    }
                }
                Inst::Match => return Some(at),
            }
            pc += 1;
        }
    }

    /// The length of the character at `at`, if the atom matches it.
    #[inline]
    fn one(&self, atom: Atom, at: usize) -> Option<usize> {
        match atom {
            Atom::Byte(byte) => (*self.text.get(at)? == byte).then_some(1),
            Atom::Any => {
                let byte = *self.text.get(at)?;
                if byte < 0x80 || !self.flags.utf8 {
                    return (byte != b'\n' || !self.flags.newline).then_some(1);
                }
                let (code, len) = chars::decode(self.text, at, true)?;
                (code < chars::BYTE_BASE).then_some(len)
            }
            Atom::Set(index) => {
                let set = self.sets.get(index)?;
                let byte = *self.text.get(at)?;
                if byte < 0x80 {
                    return set.contains(u32::from(byte)).then_some(1);
                }
                let (code, len) = chars::decode(self.text, at, self.flags.utf8)?;
                set.contains(code).then_some(len)
            }
        }
    }

    /// The end of the longest run of an atom from `from`, up to where another run went on.
    fn run(&mut self, atom: Atom, slot: usize, from: usize) -> usize {
        let mut at = from;
        while let Some(len) = self.one(atom, at) {
            if !self.visit(slot, at + len) {
                break;
            }
            at += len;
        }
        at
    }

    fn backref(&self, group: usize, at: usize) -> Option<usize> {
        let (start, end) = (self.get(2 * group), self.get(2 * group + 1));
        let captured = self.text.get(start..end)?;
        let rest = self.text.get(at..)?;
        if !self.flags.icase {
            return rest.starts_with(captured).then_some(captured.len());
        }
        let utf8 = self.flags.utf8;
        let (mut here, mut there) = (0, 0);
        while let Some((want, len)) = chars::decode(captured, here, utf8) {
            let (code, width) = chars::decode(rest, there, utf8)?;
            if code != want && !counterparts(want, utf8).any(|other| other == code) {
                return None;
            }
            here += len;
            there += width;
        }
        Some(there)
    }

    fn word_before(&self, at: usize) -> bool {
        chars::decode_last(self.text, at, self.flags.utf8).is_some_and(|(code, _)| Named::Word.contains(code))
    }

    fn word_at(&self, at: usize) -> bool {
        chars::decode(self.text, at, self.flags.utf8).is_some_and(|(code, _)| Named::Word.contains(code))
    }

    fn look(&self, look: Look, at: usize) -> bool {
        let newline = self.flags.newline;
        match look {
            Look::LineStart if at == 0 => !self.not_bol,
            Look::LineStart => newline && self.text.get(at - 1) == Some(&b'\n'),
            Look::LineEnd => at == self.text.len() || newline && self.text.get(at) == Some(&b'\n'),
            Look::TextStart => at == 0,
            Look::TextEnd => at == self.text.len(),
            Look::Boundary => self.word_before(at) != self.word_at(at),
            Look::NotBoundary => self.word_before(at) == self.word_at(at),
            Look::WordStart => !self.word_before(at) && self.word_at(at),
            Look::WordEnd => self.word_before(at) && !self.word_at(at),
            Look::NotAfterWord => !self.word_before(at),
            Look::NotBeforeWord => !self.word_at(at),
        }
    }
}
