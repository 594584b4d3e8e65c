//! Sets of characters: bracket expressions, `\w` and the like.

use crate::chars::{self, BYTE_BASE, Named};

/// A set of characters. In UTF-8 no set contains bytes that are no character.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    /// The ASCII characters in it, negation applied.
    pub ascii: u128,
    /// Ranges beyond ASCII, before negation.
    ranges: Vec<(u32, u32)>,
    /// Classes, before negation (beyond ASCII).
    names: Vec<Named>,
    negated: bool,
    utf8: bool,
}

/// Ranges up to this length have the other case of each character added.
const MAX_FOLDED: u32 = 4096;

/// The last character of the planes that have any class but "print".
const LAST_CLASSED: u32 = 0x323AF;

impl Set {
    pub(super) fn new(utf8: bool) -> Self {
        Set { utf8, ..Set::default() }
    }

    pub(super) fn add(&mut self, low: u32, high: u32) {
        for code in low..=high.min(127) {
            self.ascii |= 1 << code;
        }
        if high > 127 && low <= high {
            self.ranges.push((low.max(128), high));
        }
    }

    pub(super) fn add_named(&mut self, name: Named) {
        for code in 0..128u32 {
            if name.contains(code) {
                self.ascii |= 1 << code;
            }
        }
        if self.utf8 {
            self.names.push(name);
        }
    }

    /// Adds the other case of every character.
    pub(super) fn fold(&mut self) {
        for code in 0..128u32 {
            if self.ascii >> code & 1 == 1 {
                for other in counterparts(code, self.utf8) {
                    self.add(other, other);
                }
            }
        }
        for (low, high) in self.ranges.clone() {
            if high - low <= MAX_FOLDED {
                for code in low..=high {
                    for other in counterparts(code, self.utf8) {
                        self.add(other, other);
                    }
                }
            }
        }
    }

    /// Turns the set around; `but_newline` leaves the newline out all the same.
    pub(super) fn negate(&mut self, but_newline: bool) {
        self.ascii = !self.ascii;
        if but_newline {
            self.remove_newline();
        }
        self.negated = true;
    }

    pub(super) fn remove_newline(&mut self) {
        self.ascii &= !(1 << b'\n');
    }

    /// Whether `code` is in the set.
    #[inline]
    pub(super) fn contains(&self, code: u32) -> bool {
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        self.contains_wide(code)
    }

    fn contains_wide(&self, code: u32) -> bool {
        if self.utf8 && code >= BYTE_BASE {
            return false;
        }
        let found = self.ranges.iter().any(|&(low, high)| low <= code && code <= high)
            || self.names.iter().any(|name| name.contains(code));
        found != self.negated
    }

    /// Whether anything beyond ASCII is in it.
    pub(super) fn is_wide(&self) -> bool {
        self.negated || !self.ranges.is_empty() || !self.names.is_empty()
    }

    /// All ranges of the set, sorted and apart; only ASCII ones where `ascii` says so.
    pub(super) fn all_ranges(&self, ascii: bool) -> Vec<(u32, u32)> {
        let mut all: Vec<(u32, u32)> = Vec::new();
        for code in 0..128u32 {
            if self.ascii >> code & 1 == 1 {
                join(&mut all, code, code);
            }
        }
        if ascii {
            return all;
        }
        let (first, last) = if self.utf8 { (128, 0x10_FFFF) } else { (BYTE_BASE + 128, BYTE_BASE + 255) };
        let mut wide = self.ranges.clone();
        for name in &self.names {
            wide.extend(named_ranges(*name));
        }
        wide.sort_unstable();
        let mut next = first;
        let mut joined = Vec::new();
        for (low, high) in wide {
            join(&mut joined, low.max(first), high.min(last));
        }
        if !self.negated {
            for (low, high) in joined {
                join(&mut all, low, high);
            }
            return all;
        }
        for (low, high) in joined {
            if next < low {
                join(&mut all, next, low - 1);
            }
            next = next.max(high + 1);
        }
        if next <= last {
            join(&mut all, next, last);
        }
        all
    }
}

/// Appends a range to sorted ranges, joining it with the last where they touch.
fn join(ranges: &mut Vec<(u32, u32)>, low: u32, high: u32) {
    if low > high {
        return;
    }
    match ranges.last_mut() {
        Some((_, end)) if low <= end.saturating_add(1) => *end = (*end).max(high),
        _ => ranges.push((low, high)),
    }
}

/// The ranges of a class beyond ASCII.
fn named_ranges(name: Named) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    for code in 128..=LAST_CLASSED {
        if name.contains(code) {
            join(&mut ranges, code, code);
        }
    }
    if matches!(name, Named::Print | Named::Graph | Named::Punct) {
        join(&mut ranges, LAST_CLASSED + 1, 0x10_FFFD);
    }
    ranges
}

/// The other characters that are the same when case does not count: those with the same capital.
pub(super) fn counterparts(code: u32, utf8: bool) -> impl Iterator<Item = u32> {
    let upper = if code < 128 || utf8 { chars::unfold(code) } else { code };
    let lower = if code < 128 || utf8 { chars::fold(upper) } else { code };
    let extra = if utf8 { variants(upper) } else { &[] };
    [upper, lower].into_iter().chain(extra.iter().map(|&c| u32::from(c))).filter(move |&other| other != code)
}

/// Further small letters of a capital.
fn variants(upper: u32) -> &'static [char] {
    match char::from_u32(upper) {
        Some('S') => &['ſ'],
        Some('I') => &['ı'],
        Some('Σ') => &['ς', 'σ'],
        Some('Μ') => &['µ', 'μ'],
        Some('Β') => &['ϐ', 'β'],
        Some('Ε') => &['ϵ', 'ε'],
        Some('Θ') => &['ϑ', 'θ'],
        Some('Κ') => &['ϰ', 'κ'],
        Some('Π') => &['ϖ', 'π'],
        Some('Ρ') => &['ϱ', 'ρ'],
        Some('Φ') => &['ϕ', 'φ'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_agree_with_contains() {
        let mut set = Set::new(true);
        set.add(u32::from('x'), u32::from('é'));
        set.add_named(Named::Upper);
        for negate in [false, true] {
            if negate {
                set.negate(true);
            }
            let ranges = set.all_ranges(false);
            for code in 0..0x3_0000 {
                let listed = ranges.iter().any(|&(low, high)| low <= code && code <= high);
                assert_eq!(listed, set.contains(code), "{code:#x}");
            }
        }
    }
}
