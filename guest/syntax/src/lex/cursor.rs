//! The cursor: bytes, lines, source texts of words, and the splicing of aliases.

use super::token::Keyword;
use crate::ast::HereDoc;
use crate::error::{Res, SyntaxError, Translatable, Warning};
use crate::options::{Aliases, ParseOptions};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

/// How deeply constructs may nest, in units of about 64 bytes of stack; each construct has its
/// cost. Measured so that all of it takes less than 512 KiB of stack.
const MAX_DEPTH: u32 = 5000;
/// How deep constructs may nest that have two readings (a subscript is a key or an index, an array
/// element a value or a key): whoever visits both takes twice as long for each level.
const MAX_DOUBLED: u32 = 10;
/// How many bytes of alias text one command may bring in.
const MAX_ALIAS_TEXT: usize = 1 << 22;
/// How many copies of the whole text the texts of nested words may make up, and how many bytes
/// they may take in any case.
const MAX_COPIES: usize = 32;
const MIN_COPIES: usize = 1 << 20;
/// How much source is loaded at a time behind an alias.
const CHUNK: usize = 4096;

/// A stretch of source that the texts of words show otherwise: a line continuation is left
/// out, `$'…'` is shown decoded.
struct Edit {
    start: usize,
    end: usize,
    shown: Rc<[u8]>,
}

/// An alias whose text is being read.
#[derive(Clone)]
pub(super) struct AliasFrame {
    pub(super) name: Rc<[u8]>,
    pub(super) text: Rc<[u8]>,
    pub(super) end: usize,
    /// A blank was put behind the text.
    pub(super) padded: bool,
    pub(super) expand_next: bool,
}

/// The text of an alias in place of its name.
struct Splice {
    start: usize,
    len: usize,
    replaced: Vec<u8>,
    line: u32,
}

/// A here-document whose body is still to come.
#[derive(Clone)]
pub(crate) struct PendingHereDoc {
    pub(crate) delimiter: Rc<[u8]>,
    pub(crate) quoted: bool,
    pub(crate) strip_tabs: bool,
    pub(crate) line: u32,
}

/// Reads one text. Made anew for each complete command, so that options may change between.
pub(crate) struct Lexer<'p> {
    pub(super) text: Cow<'p, [u8]>,
    pub(super) pos: usize,
    /// Source behind `text`; not empty only when aliases have been spliced.
    rest: &'p [u8],
    line_pos: usize,
    line_no: u32,
    pub(crate) options: ParseOptions,
    pub(super) aliases: &'p dyn Aliases,
    edits: Vec<Edit>,
    pub(super) frames: Vec<AliasFrame>,
    /// What has been spliced, in order: a reading that is given up takes it back.
    splices: Vec<Splice>,
    alias_text: usize,
    /// The last line with an alias, and its text from before that was replaced.
    pub(super) unspliced: Option<(u32, Vec<u8>)>,
    pub(crate) depth: u32,
    /// The reserved word at a position, found last.
    pub(super) keyword_at: (usize, Option<Keyword>),
    /// How many bytes of source text have been copied into the tree.
    pub(super) copied: Cell<usize>,
    /// How many may be: nested words each hold a copy of what is in them.
    copied_limit: usize,
    /// Inside how many constructs that have two readings.
    doubled: u32,
    pub(crate) pending: Vec<PendingHereDoc>,
    pub(crate) bodies: VecDeque<HereDoc>,
    /// Where a here-document of a command substitution that ended on its own line lies.
    pub(super) hole: Option<(usize, usize)>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) translatables: Vec<Translatable>,
    /// Positions where one reading (arithmetic, an assignment) was tried in vain. Looking here
    /// first keeps a second reading of the same text from doubling with every level.
    tried: BTreeSet<usize>,
    /// Separators of the command substitution that is being read: newline or `;`.
    pub(crate) newlines: Vec<bool>,
    /// The text is the inside of a command substitution with this many open levels.
    pub(crate) in_substitution: u32,
    /// The word that is being read is the value of an assignment: tildes follow colons in it.
    pub(super) in_value: bool,
    /// The word that is being read has a subscript in double quotes that is not closed.
    pub(super) open_subscript: bool,
    /// Something looked behind the end: what was read might go on there.
    pub(crate) met_end: bool,
}

/// A place to come back to.
pub(crate) struct Mark {
    pos: usize,
    edits: usize,
    frames: Vec<AliasFrame>,
    splices: usize,
    pending: usize,
    bodies: usize,
    warnings: usize,
    translatables: usize,
    depth: u32,
    doubled: u32,
    in_substitution: u32,
}

impl Mark {
    pub(super) fn position(&self) -> usize {
        self.pos
    }
}

impl<'p> Lexer<'p> {
    pub(crate) fn new(text: &'p [u8], line: u32, options: ParseOptions, aliases: &'p dyn Aliases) -> Self {
        Self::with_text(Cow::Borrowed(text), &[], line, options, aliases)
    }

    fn with_text(
        text: Cow<'p, [u8]>,
        rest: &'p [u8],
        line: u32,
        options: ParseOptions,
        aliases: &'p dyn Aliases,
    ) -> Self {
        let copied_limit = (text.len() + rest.len()).saturating_mul(MAX_COPIES).saturating_add(MIN_COPIES);
        Self {
            text,
            pos: 0,
            rest,
            line_pos: 0,
            line_no: line,
            options,
            aliases,
            edits: Vec::new(),
            frames: Vec::new(),
            splices: Vec::new(),
            alias_text: 0,
            unspliced: None,
            depth: 0,
            keyword_at: (usize::MAX, None),
            copied: Cell::new(0),
            copied_limit,
            doubled: 0,
            pending: Vec::new(),
            bodies: VecDeque::new(),
            hole: None,
            warnings: Vec::new(),
            translatables: Vec::new(),
            tried: BTreeSet::new(),
            newlines: Vec::new(),
            in_substitution: 0,
            in_value: false,
            open_subscript: false,
            met_end: false,
        }
    }

    /// Goes on with alias text that an earlier command left, and with `rest` behind it.
    pub(crate) fn with_leftover(
        leftover: Vec<u8>,
        rest: &'p [u8],
        line: u32,
        options: ParseOptions,
        aliases: &'p dyn Aliases,
    ) -> Self {
        Self::with_text(Cow::Owned(leftover), rest, line, options, aliases)
    }

    /// A lexer for a piece of this text, one level deeper.
    #[inline(never)]
    pub(crate) fn sub<'q>(&self, text: &'q [u8], line: u32) -> Lexer<'q>
    where
        'p: 'q,
    {
        let mut sub = Lexer::new(text, line, self.options, self.aliases);
        sub.depth = self.depth;
        sub.copied.set(self.copied.get());
        sub.copied_limit = self.copied_limit;
        sub.doubled = self.doubled;
        sub
    }

    /// How much of the source is unread, and alias text that is unread before it.
    pub(crate) fn unread(&self) -> (usize, Vec<u8>) {
        let alias_end = self.frames.iter().map(|f| f.end).max().unwrap_or(0).min(self.text.len());
        if alias_end > self.pos {
            let leftover = self.text.get(self.pos..alias_end).unwrap_or_default().to_vec();
            (self.text.len() - alias_end + self.rest.len(), leftover)
        } else {
            (self.text.len().saturating_sub(self.pos) + self.rest.len(), Vec::new())
        }
    }

    /// The byte at the cursor, 0 at the end. Skips line continuations.
    #[inline]
    pub(crate) fn peek(&mut self) -> u8 {
        match self.text.get(self.pos) {
            Some(&b) if b != b'\\' && b != 0 => b,
            _ => self.peek_slow(),
        }
    }

    #[cold]
    fn peek_slow(&mut self) -> u8 {
        loop {
            match self.peek_raw() {
                b'\\' if self.raw_at(1) == b'\n' => {
                    self.edit(self.pos, self.pos + 2, Rc::from(&b""[..]));
                    self.pos += 2;
                }
                0 if self.pos < self.text.len() => {
                    self.edit(self.pos, self.pos + 1, Rc::from(&b""[..]));
                    self.pos += 1;
                }
                b => return b,
            }
        }
    }

    /// The byte at the cursor as it is, 0 at the end.
    #[inline]
    pub(crate) fn peek_raw(&mut self) -> u8 {
        self.raw_at(0)
    }

    /// The byte so far ahead as it is.
    #[inline]
    pub(crate) fn raw_at(&mut self, ahead: usize) -> u8 {
        if let Some(&b) = self.text.get(self.pos + ahead) {
            return b;
        }
        while self.refill() {
            if let Some(&b) = self.text.get(self.pos + ahead) {
                return b;
            }
        }
        0
    }

    /// The byte behind the one at the cursor, line continuations skipped.
    #[inline]
    pub(crate) fn peek2(&mut self) -> u8 {
        self.peek();
        let mut ahead = 1;
        while self.raw_at(ahead) == b'\\' && self.raw_at(ahead + 1) == b'\n' {
            ahead += 2;
        }
        self.raw_at(ahead)
    }

    /// Steps over the byte that `peek` showed.
    #[inline]
    pub(crate) fn bump(&mut self) {
        self.pos += 1;
    }

    /// Steps over a byte if it is at the cursor.
    #[inline]
    pub(crate) fn eat(&mut self, b: u8) -> bool {
        if self.peek() == b && !self.at_end() {
            self.bump();
            true
        } else {
            false
        }
    }

    /// Nothing is left.
    #[inline]
    pub(crate) fn at_end(&mut self) -> bool {
        self.pos >= self.text.len() && !self.refill()
    }

    /// The text ends before the byte so far ahead.
    pub(crate) fn ends_before(&mut self, ahead: usize) -> bool {
        self.raw_at(ahead) == 0 && self.pos + ahead >= self.text.len()
    }

    /// Loads more source behind spliced text.
    #[cold]
    pub(super) fn refill(&mut self) -> bool {
        if self.rest.is_empty() {
            self.met_end = true;
            return false;
        }
        let (chunk, rest) = self.rest.split_at(self.rest.len().min(CHUNK));
        self.rest = rest;
        self.text.to_mut().extend_from_slice(chunk);
        true
    }

    /// The position of a byte at or after the cursor, as it is.
    pub(super) fn find(&mut self, b: u8) -> Option<usize> {
        let mut from = self.pos;
        loop {
            let tail = self.text.get(from..).unwrap_or_default();
            if let Some(found) = memchr::memchr(b, tail) {
                return Some(from + found);
            }
            from = self.text.len();
            if !self.refill() {
                return None;
            }
        }
    }

    /// A stretch of the text as it is.
    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> &[u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Replaces `start..pos` by alias text and goes back to its start.
    #[inline(never)]
    pub(super) fn splice(&mut self, start: usize, name: &[u8], value: &Rc<[u8]>) -> Res<()> {
        self.alias_text += value.len() + 1;
        if self.alias_text > MAX_ALIAS_TEXT {
            return Err(SyntaxError::new(self.line(), "alias expansion too long"));
        }
        self.keyword_at = (usize::MAX, None);
        let blank_end = matches!(value.last(), Some(b' ' | b'\t'));
        let line = self.line_at(start);
        if self.unspliced.as_ref().is_none_or(|(known, _)| *known != line) {
            self.unspliced = Some((line, self.line_around(start)));
        }
        if let Cow::Borrowed(all) = self.text {
            let keep = (self.pos + CHUNK).min(all.len());
            let (head, tail) = all.split_at(keep);
            self.text = Cow::Owned(head.to_vec());
            self.rest = tail;
        }
        let mut new = value.to_vec();
        // Its last word ends where it ends.
        let padded = !blank_end && !matches!(self.peek_raw(), b' ' | b'\t' | b'\n' | 0);
        if padded {
            new.push(b' ');
        }
        let (old_len, new_len) = (self.pos - start, new.len());
        let replaced = self.text.to_mut().splice(start..self.pos, new).collect();
        self.splices.push(Splice { start, len: new_len, replaced, line });
        for frame in &mut self.frames {
            if frame.end >= self.pos {
                frame.end = frame.end - old_len + new_len;
            }
        }
        let end = start + new_len;
        let (name, text) = (Rc::from(name), value.clone());
        self.frames.push(AliasFrame { name, text, end, padded, expand_next: blank_end });
        self.pos = start;
        (self.line_pos, self.line_no) = (start, line);
        Ok(())
    }

    /// The line at the cursor.
    pub(crate) fn line(&mut self) -> u32 {
        self.line_at(self.pos)
    }

    /// The line at a position.
    pub(crate) fn line_at(&mut self, pos: usize) -> u32 {
        let pos = pos.min(self.text.len());
        if pos >= self.line_pos {
            self.line_no += count_newlines(self.text.get(self.line_pos..pos).unwrap_or_default());
        } else {
            let back = count_newlines(self.text.get(pos..self.line_pos).unwrap_or_default());
            self.line_no = self.line_no.saturating_sub(back);
        }
        self.line_pos = pos;
        self.line_no
    }

    /// The line that bash counts when it meets the end: behind the last one.
    pub(crate) fn end_line(&mut self) -> u32 {
        while self.refill() {}
        let line = self.line_at(self.text.len());
        if matches!(self.text.last(), None | Some(b'\n')) { line } else { line + 1 }
    }

    /// Records that a stretch is shown otherwise in the texts of words.
    pub(super) fn edit(&mut self, start: usize, end: usize, shown: Rc<[u8]>) {
        // A stretch that is looked at twice is recorded once.
        if self.edits.last().is_none_or(|last| last.end <= start) {
            self.edits.push(Edit { start, end, shown });
        }
    }

    /// The source text from `start` to the cursor, as it is shown.
    pub(crate) fn raw(&self, start: usize) -> Rc<[u8]> {
        self.raw_between(start, self.pos)
    }

    /// Counts text that is copied out of the source.
    pub(super) fn count_copied(&self, len: usize) {
        self.copied.set(self.copied.get() + len);
    }

    /// The source text of a stretch, as it is shown.
    pub(crate) fn raw_between(&self, start: usize, end: usize) -> Rc<[u8]> {
        self.count_copied(end - start);
        if self.edits.last().is_none_or(|last| last.end <= start) {
            return Rc::from(self.slice(start, end));
        }
        let first = self.edits.partition_point(|edit| edit.start < start);
        let mut shown = Vec::with_capacity(end - start);
        let mut from = start;
        for edit in self.edits.get(first..).unwrap_or_default() {
            if edit.end > end {
                break;
            }
            shown.extend_from_slice(self.slice(from, edit.start));
            shown.extend_from_slice(&edit.shown);
            from = edit.end;
        }
        shown.extend_from_slice(self.slice(from, end));
        Rc::from(shown)
    }

    /// Goes one level deeper.
    #[inline]
    pub(crate) fn enter(&mut self, cost: u32) -> Res<()> {
        self.depth = self.depth.saturating_add(cost);
        if self.depth > MAX_DEPTH || self.copied.get() > self.copied_limit {
            let line = self.line();
            return Err(SyntaxError::new(line, "syntax error: nesting too deep"));
        }
        Ok(())
    }

    /// Goes into a construct that has two readings.
    pub(super) fn enter_twice(&mut self, cost: u32) -> Res<()> {
        self.doubled += 1;
        // Over the limit the cost alone is too high.
        self.enter(if self.doubled > MAX_DOUBLED { MAX_DEPTH + 1 } else { cost })
    }

    /// Comes back from a construct that has two readings.
    pub(super) fn leave_twice(&mut self, cost: u32) {
        self.doubled = self.doubled.saturating_sub(1);
        self.leave(cost);
    }

    /// Comes back from a level.
    #[inline]
    pub(crate) fn leave(&mut self, cost: u32) {
        self.depth = self.depth.saturating_sub(cost);
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            pos: self.pos,
            edits: self.edits.len(),
            frames: self.frames.clone(),
            splices: self.splices.len(),
            pending: self.pending.len(),
            bodies: self.bodies.len(),
            warnings: self.warnings.len(),
            translatables: self.translatables.len(),
            depth: self.depth,
            doubled: self.doubled,
            in_substitution: self.in_substitution,
        }
    }

    pub(crate) fn reset(&mut self, mark: &Mark) {
        self.take_back(mark.splices);
        self.frames.clone_from(&mark.frames);
        self.pos = mark.pos;
        self.edits.truncate(mark.edits);
        self.pending.truncate(mark.pending);
        self.bodies.truncate(mark.bodies);
        self.warnings.truncate(mark.warnings);
        self.translatables.truncate(mark.translatables);
        self.depth = mark.depth;
        self.doubled = mark.doubled;
        self.in_substitution = mark.in_substitution;
    }

    /// Puts the names of aliases back that were spliced since.
    fn take_back(&mut self, to: usize) {
        for splice in self.splices.drain(to.min(self.splices.len())..).rev() {
            self.text.to_mut().splice(splice.start..splice.start + splice.len, splice.replaced);
            (self.line_pos, self.line_no) = (splice.start, splice.line);
            self.keyword_at = (usize::MAX, None);
        }
    }

    /// The cursor as an offset into the text.
    pub(crate) fn offset(&self) -> usize {
        self.pos
    }

    /// A reading that starts here has been tried in vain.
    pub(crate) fn tried(&self, start: usize) -> bool {
        self.tried.contains(&start)
    }

    pub(crate) fn set_tried(&mut self, start: usize) {
        self.tried.insert(start);
    }

    /// How many newlines a stretch of source holds.
    pub(crate) fn newlines(&self, text: &[u8]) -> u32 {
        count_newlines(text)
    }
}

fn count_newlines(text: &[u8]) -> u32 {
    let count = if text.len() < 32 {
        text.iter().filter(|&&b| b == b'\n').count()
    } else {
        memchr::memchr_iter(b'\n', text).count()
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}
