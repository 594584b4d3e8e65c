//! POSIX regular expressions, basic and extended, with GNU's additions: the leftmost-longest
//! match, groups as glibc reports them, back-references.
//!
//! An expression is cheap to make: texts are first matched by a backtracker over a small program.
//! Once long texts or many of them come, the search moves to a lazy DFA, built then.

mod analyze;
mod ast;
mod bracket;
mod error;
mod hir;
mod parse;
mod program;
mod set;
mod vm;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use regex_automata::{Input, meta};

use crate::reuse::Reuse;
use analyze::Start;
use ast::{Ast, Look, Node};
pub use error::Error;
use program::Program;
use vm::{Cache, NONE, Vm};

/// Texts longer than this go to the DFA at once.
const LONG_TEXT: usize = 2048;

/// So do all texts once this many bytes were searched.
const MUCH_TEXT: usize = 8 * 1024;

/// Whether a text is ASCII is asked up to this length.
const ASCII_CHECK: usize = 4096;

/// A dialect. They differ in details that only odd expressions show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// POSIX basic: sed.
    Basic,
    /// POSIX extended: bash's `=~`. A lone `)` is a character.
    Extended,
    /// POSIX extended with a lone `)` refused: `sed -E`.
    SedExtended,
    /// GNU grep's basic: repetitions may follow one another.
    GrepBasic,
    /// GNU `grep -E`: a brace that begins no interval is a character, a leading `*` is nothing.
    GrepExtended,
    /// gawk's: escapes as in strings, within brackets too; a leading `*` is a character.
    Awk,
}

/// How an expression is to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flags {
    /// Case does not count.
    pub icase: bool,
    /// `^` and `$` match at newlines, which `.` and negated brackets do not match (REG_NEWLINE).
    pub newline: bool,
    /// The text is many lines, as a chunk of a file for grep: as `newline`, and no class matches a
    /// newline either, so that no match spans lines.
    pub lines: bool,
    /// The text is UTF-8: `.` is a character. Else a byte.
    pub utf8: bool,
    /// Only whole lines match (`grep -x`).
    pub line: bool,
    /// Only whole words match (`grep -w`).
    pub word: bool,
}

impl Default for Flags {
    fn default() -> Self {
        Flags { icase: false, newline: false, lines: false, utf8: true, line: false, word: false }
    }
}

impl Flags {
    /// With what one flag implies for another.
    fn normal(mut self) -> Self {
        self.newline |= self.lines;
        self
    }
}

/// A compiled regular expression.
#[derive(Debug)]
pub struct Regex {
    ast: Ast,
    program: Program,
    flags: Flags,
    start: Start,
    first_is_longest: bool,
    has_line_start: bool,
    /// Whether texts beyond ASCII need the wide automaton.
    wide: bool,
    cache: Reuse<Cache>,
    searched: Cell<usize>,
    narrow_dfa: OnceCell<Option<meta::Regex>>,
    wide_dfa: OnceCell<Option<meta::Regex>>,
}

/// The groups of a match; group 0 is all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captures {
    slots: Vec<usize>,
}

impl Captures {
    /// A place to keep groups, empty.
    #[must_use]
    pub fn new() -> Self {
        Captures::default()
    }

    /// Where group `index` matched, `None` if it did not.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Range<usize>> {
        match (self.slots.get(2 * index), self.slots.get(2 * index + 1)) {
            (Some(&start), Some(&end)) if start != NONE && end != NONE => Some(start..end),
            _ => None,
        }
    }

    /// The number of groups, group 0 included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() / 2
    }

    /// Whether there was no match yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

impl Regex {
    /// Compiles an expression.
    ///
    /// # Errors
    /// [`Error`], with glibc's message.
    pub fn new(pattern: &[u8], syntax: Syntax, flags: Flags) -> Result<Self, Error> {
        Regex::any_of(&[pattern], syntax, flags)
    }

    /// Compiles alternatives, each complete in itself: `grep -e A -e B`.
    ///
    /// # Errors
    /// [`Error`], with glibc's message.
    pub fn any_of(patterns: &[&[u8]], syntax: Syntax, flags: Flags) -> Result<Self, Error> {
        let flags = flags.normal();
        Regex::from_ast(parse::parse(patterns, syntax, flags)?, flags)
    }

    /// Compiles texts that stand for themselves: `grep -F`.
    ///
    /// # Errors
    /// [`Error::TooBig`]
    pub fn any_text_of(texts: &[&[u8]], flags: Flags) -> Result<Self, Error> {
        let flags = flags.normal();
        Regex::from_ast(parse::fixed(texts, flags), flags)
    }

    fn from_ast(mut ast: Ast, flags: Flags) -> Result<Self, Error> {
        let around = match flags {
            Flags { line: true, .. } => Some([Look::LineStart, Look::LineEnd]),
            Flags { word: true, .. } => Some([Look::NotAfterWord, Look::NotBeforeWord]),
            _ => None,
        };
        if let Some([before, after]) = around {
            ast.root = Node::Concat(vec![Node::Look(before), ast.root, Node::Look(after)]);
        }
        let start = analyze::start(&ast, flags.newline);
        let program = program::compile(&ast, flags, start.anchored)?;
        Ok(Regex {
            start,
            first_is_longest: analyze::first_is_longest(&ast),
            has_line_start: program.insts.contains(&program::Inst::Look(Look::LineStart)),
            wide: hir::depends_on_width(&ast, flags),
            ast,
            program,
            flags,
            cache: Reuse::default(),
            searched: Cell::new(0),
            narrow_dfa: OnceCell::new(),
            wide_dfa: OnceCell::new(),
        })
    }

    /// The number of groups, group 0 included.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.ast.groups + 1
    }

    /// The bytes that every match begins with; all of it, if the flag says so.
    #[must_use]
    pub fn literal_prefix(&self) -> (&[u8], bool) {
        (&self.start.prefix, self.start.exact)
    }

    /// Whether there is a match.
    ///
    /// # Errors
    /// [`Error::Memory`] if a match with back-references takes too long, or a match of this
    /// expression in this text too much memory. So below.
    pub fn is_match(&self, text: &[u8]) -> Result<bool, Error> {
        if self.start.exact {
            return Ok(self.find_exact(text, 0).is_some());
        }
        if let Some(dfa) = self.dfa(text, 0, false) {
            return Ok(dfa.is_match(Input::new(text).earliest(true)));
        }
        self.with_vm(text, false, false, |vm| {
            vm.first_is_longest = true;
            Ok(vm.find(0)?.is_some())
        })
    }

    /// The leftmost match at or after `start`, the longest of those. What stands before `start`
    /// counts for anchors and word boundaries. With `not_bol`, `^` does not match at 0.
    ///
    /// With [`Flags::lines`] a text of many lines is searched at once. A match that begins at the
    /// very end of it, behind the last newline, is in no line: leave it out.
    ///
    /// # Errors
    /// As [`Regex::is_match`].
    pub fn find_at(&self, text: &[u8], start: usize, not_bol: bool) -> Result<Option<Range<usize>>, Error> {
        if start > text.len() {
            return Ok(None);
        }
        if self.start.exact {
            return Ok(self.find_exact(text, start));
        }
        if let Some(dfa) = self.dfa(text, start, not_bol) {
            let found = dfa.search(&Input::new(text).span(start..text.len()));
            return match found {
                None => Ok(None),
                Some(found) if self.first_is_longest => Ok(Some(found.range())),
                Some(found) => self.with_vm(text, not_bol, false, |vm| {
                    let end = vm.match_at(found.start())?.unwrap_or(found.end());
                    Ok(Some(found.start()..end))
                }),
            };
        }
        self.with_vm(text, not_bol, false, |vm| Ok(vm.find(start)?.map(|(start, end)| start..end)))
    }

    /// Where some match ends in the first line at or after `start` that has one: all that is
    /// needed to choose lines, and quicker than to find the match. For [`Flags::lines`].
    ///
    /// # Errors
    /// As [`Regex::is_match`].
    pub fn matching_line(&self, text: &[u8], start: usize) -> Result<Option<usize>, Error> {
        if start > text.len() {
            return Ok(None);
        }
        if self.start.exact {
            return Ok(self.find_exact(text, start).map(|range| range.end));
        }
        if let Some(dfa) = self.dfa(text, start, false) {
            let input = Input::new(text).span(start..text.len()).earliest(true);
            return Ok(dfa.search_half(&input).map(|half| half.offset()));
        }
        self.with_vm(text, false, false, |vm| {
            vm.first_is_longest = true;
            Ok(vm.find(start)?.map(|(_, end)| end))
        })
    }

    /// As [`Regex::find_at`], with the groups. Whether there is a match; without one `captures`
    /// stays as it is.
    ///
    /// # Errors
    /// As [`Regex::is_match`].
    pub fn captures_at(
        &self,
        text: &[u8],
        start: usize,
        not_bol: bool,
        captures: &mut Captures,
    ) -> Result<bool, Error> {
        if self.ast.groups == 0 {
            let Some(found) = self.find_at(text, start, not_bol)? else { return Ok(false) };
            captures.slots.clear();
            captures.slots.extend([found.start, found.end]);
            return Ok(true);
        }
        if start > text.len() {
            return Ok(false);
        }
        let mut from = start;
        let known = self.dfa(text, start, not_bol);
        if let Some(dfa) = known {
            match dfa.search(&Input::new(text).span(start..text.len())) {
                None => return Ok(false),
                Some(found) => from = found.start(),
            }
        }
        self.with_vm(text, not_bol, true, |vm| {
            let mut found = match known {
                Some(_) => vm.match_at(from)?.map(|end| (from, end)),
                None => None,
            };
            if found.is_none() {
                found = vm.find(start)?;
            }
            let Some((start, end)) = found else { return Ok(false) };
            captures.slots.clear();
            captures.slots.extend_from_slice(vm.found());
            captures.slots.truncate(2 * self.group_count());
            if let [first, second, ..] = captures.slots.as_mut_slice() {
                (*first, *second) = (start, end);
            }
            Ok(true)
        })
    }

    fn find_exact(&self, text: &[u8], start: usize) -> Option<Range<usize>> {
        let rest = text.get(start..)?;
        let literal = &self.start.prefix;
        let at = crate::find_bytes(rest, literal)?;
        Some(start + at..start + at + literal.len())
    }

    /// The DFA to search a text with, if that is worth it and possible.
    fn dfa(&self, text: &[u8], start: usize, not_bol: bool) -> Option<&meta::Regex> {
        let len = text.len() - start;
        let searched = self.searched.get().saturating_add(len);
        self.searched.set(searched);
        if len < LONG_TEXT && searched < MUCH_TEXT
            || self.ast.has_backref
            || self.start.anchored
            || not_bol && self.has_line_start
        {
            return None;
        }
        let narrow = !self.wide || len <= ASCII_CHECK && text.is_ascii();
        let place = if narrow { &self.narrow_dfa } else { &self.wide_dfa };
        place.get_or_init(|| hir::build(&self.ast, self.flags, narrow)).as_ref()
    }

    fn with_vm<T>(
        &self,
        text: &[u8],
        not_bol: bool,
        groups: bool,
        body: impl FnOnce(&mut Vm<'_, '_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.cache.with(|cache| {
            body(&mut Vm {
                program: &self.program,
                sets: &self.ast.sets,
                start: &self.start,
                flags: self.flags,
                text,
                not_bol,
                groups,
                once: !self.ast.has_backref,
                first_is_longest: self.first_is_longest,
                cache,
                base: 0,
                reach: 0,
                steps: 0,
                exhausted: false,
            })
        })
    }
}

/// A text as an extended expression that matches just that: what the shell makes of the quoted
/// parts of `[[ x =~ … ]]`.
#[must_use]
pub fn quote(text: &[u8]) -> Cow<'_, [u8]> {
    let special = |byte: &u8| b"\\.[]{}()*+?^$|".contains(byte);
    if !text.iter().any(special) {
        return Cow::Borrowed(text);
    }
    let mut quoted = Vec::with_capacity(text.len() + 8);
    for byte in text {
        if special(byte) {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    Cow::Owned(quoted)
}

#[cfg(test)]
mod tests;
