//! Shell patterns: `*`, `?`, brackets and bash's extended groups.
//!
//! A pattern without groups is matched piece by piece between its stars, in linear time for
//! literal pieces. One with groups runs on a backtracker that never visits a state twice.

mod backtrack;
mod class;
mod parse;
mod pieces;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::reuse::Reuse;
use backtrack::Scratch;
use class::Class;

/// What a pattern means and how it is matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// `?(…) *(…) +(…) @(…) !(…)` are groups.
    pub extglob: bool,
    /// Case does not count.
    pub nocase: bool,
    /// The text is UTF-8: `?` is a character. Else a byte.
    pub utf8: bool,
    /// No wildcard matches a slash.
    pub pathname: bool,
    /// No wildcard matches a period at the start of a name. Meant for whole names.
    pub period: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { extglob: false, nocase: false, utf8: true, pathname: false, period: false }
    }
}

/// One step of a compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    /// A range of `bytes`.
    Literal(usize, usize),
    /// A character in lower case, the text's case does not count.
    Folded(u32),
    /// `?`
    Any,
    /// An index into `classes`.
    Class(usize),
    /// `*`; the number is its slot in the visited set, as in those below.
    Star(usize),
    /// Go on here, or at `other`.
    Split { slot: usize, other: usize },
    /// Go on there.
    Jump(usize),
    /// Whatever the program from here to its `Accept` does not match, then `next`. Has two slots.
    Not { slot: usize, next: usize },
    /// The end of a program.
    Accept,
}

/// A compiled shell pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    options: Options,
    ops: Vec<Op>,
    bytes: Vec<u8>,
    classes: Vec<Class>,
    slots: usize,
    /// Has groups, or options that only the backtracker knows.
    grouped: bool,
    /// Its text begins with a `*`.
    leading_star: bool,
    /// Its text ends with a backslash that quotes nothing.
    open_backslash: bool,
    /// While parsing: the next literal must not join the last one.
    barrier: bool,
    scratch: Reuse<Scratch>,
    /// Its text, where that is asked for again: characters count in it, or it has brackets.
    source: Option<Box<[u8]>>,
    /// The same by bytes, for texts that are no UTF-8.
    by_bytes: OnceCell<Box<Pattern>>,
}

impl Pattern {
    fn empty(options: Options) -> Self {
        Pattern {
            options,
            ops: Vec::new(),
            bytes: Vec::new(),
            classes: Vec::new(),
            slots: 0,
            grouped: false,
            leading_star: false,
            open_backslash: false,
            barrier: false,
            scratch: Reuse::default(),
            source: None,
            by_bytes: OnceCell::new(),
        }
    }

    fn finish(&mut self) {
        self.grouped |= self.options.pathname && !matches!(*self.ops, [] | [Op::Literal(..)]);
        if self.grouped {
            self.ops.push(Op::Accept);
        }
    }

    /// The text that the pattern matches if it has no wildcard and case counts.
    #[must_use]
    pub fn as_literal(&self) -> Option<&[u8]> {
        match *self.ops {
            [] => Some(b""),
            [Op::Literal(start, end)] => self.bytes.get(start..end),
            _ => None,
        }
    }

    /// Whether it is the pattern without any text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_literal() == Some(b"")
    }

    /// Whether its text begins with `*`, be it that of `*(…)`.
    #[must_use]
    pub fn begins_with_star(&self) -> bool {
        self.leading_star
    }

    /// Whether `${x/pattern}` (`at_end`: `${x/%pattern}`) never finds it, for all that it matches.
    /// Before bash searches, it counts how many characters the pattern takes, for which `[^]]` is a
    /// bracket with one behind it; and it looks for the pattern with stars around it, the second of which
    /// a backslash at its end quotes.
    #[must_use]
    pub fn is_unfindable(&self, at_end: bool) -> bool {
        let is_miscounted = self.source.as_deref().is_some_and(parse::is_miscounted);
        is_miscounted || self.open_backslash && (!at_end || self.as_literal() == Some(b"\\"))
    }

    /// Whether there is a wildcard: whether a word with this pattern is a candidate for pathname
    /// expansion.
    #[must_use]
    pub fn has_wildcards(&self) -> bool {
        self.grouped || !self.ops.iter().all(|op| matches!(op, Op::Literal(..) | Op::Folded(_)))
    }

    /// The pattern that matches a text: a text that is no UTF-8 is matched by bytes, as bash
    /// does it.
    #[must_use]
    pub fn for_text(&self, text: &[u8]) -> &Pattern {
        let Some(source) = self.source.as_ref().filter(|_| self.options.utf8) else { return self };
        if text.is_ascii() || std::str::from_utf8(text).is_ok() {
            return self;
        }
        let options = Options { utf8: false, ..self.options };
        self.by_bytes.get_or_init(|| Box::new(Pattern::parse(source, options)))
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn is_match(&self, text: &[u8]) -> bool {
        if let Some(literal) = self.as_literal() {
            return literal == text;
        }
        let pattern = self.for_text(text);
        if pattern.grouped { pattern.program_matches(text) } else { pattern.pieces_match(text) }
    }

    /// The length of the shortest prefix that matches (`${x#pattern}`).
    #[must_use]
    pub fn shortest_prefix(&self, text: &[u8]) -> Option<usize> {
        match self.as_literal() {
            Some(literal) => text.starts_with(literal).then_some(literal.len()),
            None if self.grouped => self.for_text(text).program_prefix(text, false),
            None => self.for_text(text).pieces_prefix(text, 0, false),
        }
    }

    /// The length of the longest prefix that matches (`${x##pattern}`).
    #[must_use]
    pub fn longest_prefix(&self, text: &[u8]) -> Option<usize> {
        match self.as_literal() {
            Some(literal) => text.starts_with(literal).then_some(literal.len()),
            None if self.grouped => self.for_text(text).program_prefix(text, true),
            None => self.for_text(text).pieces_prefix(text, 0, true),
        }
    }

    /// Where the shortest suffix that matches begins (`${x%pattern}`).
    #[must_use]
    pub fn shortest_suffix(&self, text: &[u8]) -> Option<usize> {
        match self.as_literal() {
            Some(literal) => text.ends_with(literal).then(|| text.len() - literal.len()),
            None if self.grouped => self.for_text(text).program_suffix(text, false),
            None => self.for_text(text).pieces_suffix(text, false),
        }
    }

    /// Where the longest suffix that matches begins (`${x%%pattern}`).
    #[must_use]
    pub fn longest_suffix(&self, text: &[u8]) -> Option<usize> {
        match self.as_literal() {
            Some(literal) => text.ends_with(literal).then(|| text.len() - literal.len()),
            None if self.grouped => self.for_text(text).program_suffix(text, true),
            None => self.for_text(text).pieces_suffix(text, true),
        }
    }

    /// The leftmost match at or after `from`, the longest of those (`${x/pattern/…}`). The
    /// pattern must be the one [for the text](Pattern::for_text).
    #[must_use]
    pub fn find(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let rest = text.get(from..)?;
        match self.as_literal() {
            Some([byte]) => memchr::memchr(*byte, rest).map(|at| from + at..from + at + 1),
            Some(literal) => crate::find_bytes(rest, literal).map(|at| from + at..from + at + literal.len()),
            None if self.grouped => self.program_find(text, from),
            None => self.pieces_find(text, from),
        }
    }
}

/// Collects a pattern from quoted and unquoted text, as the shell finds them in a word.
#[derive(Debug, Clone, Default)]
pub struct PatternBuilder {
    text: Vec<u8>,
}

impl PatternBuilder {
    /// An empty pattern.
    #[must_use]
    pub fn new() -> Self {
        PatternBuilder::default()
    }

    /// Appends text that stands for itself.
    pub fn push_literal(&mut self, text: &[u8]) {
        for &byte in text {
            if byte.is_ascii_punctuation() {
                self.text.push(b'\\');
            }
            self.text.push(byte);
        }
    }

    /// Appends text in which wildcards are wildcards and a backslash quotes.
    pub fn push_active(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    /// The pattern as one text for [`Pattern::parse`]: also a key to cache it by.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.text
    }

    /// Compiles the pattern.
    #[must_use]
    pub fn build(&self, options: Options) -> Pattern {
        Pattern::parse(&self.text, options)
    }
}

impl Pattern {
    /// A pattern that matches `text` alone, whatever is in it (case counts).
    #[must_use]
    pub fn from_literal(text: &[u8]) -> Self {
        let mut pattern = Pattern::empty(Options::default());
        pattern.literal(text);
        pattern
    }

    /// `text` with each character quoted that would be special in a pattern.
    #[must_use]
    pub fn quote(text: &[u8]) -> Cow<'_, [u8]> {
        if !text.iter().any(u8::is_ascii_punctuation) {
            return Cow::Borrowed(text);
        }
        let mut builder = PatternBuilder::new();
        builder.push_literal(text);
        Cow::Owned(builder.text)
    }
}

#[cfg(test)]
mod tests;
