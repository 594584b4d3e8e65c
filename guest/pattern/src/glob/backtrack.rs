//! Patterns with groups: a backtracker over the program that visits no (operation, position)
//! pair twice, so its work is bounded by their product (by its square under `!(…)`).

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::{Op, Pattern};
use crate::chars;

/// Steps of one match, after which it gives up: some seconds.
const MAX_STEPS: u64 = 200_000_000;

/// Words of results kept for nested `!(…)`.
const MAX_MEMO: usize = 1 << 20;

/// Buffers that outlive a match.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    stack: Vec<(usize, usize)>,
    /// A bit for each slot and position; all clear between matches.
    visited: Vec<u64>,
    /// The words of `visited` with a bit set.
    touched: Vec<usize>,
}

impl Scratch {
    fn clear(&mut self) {
        self.stack.clear();
        for index in self.touched.drain(..) {
            if let Some(word) = self.visited.get_mut(index) {
                *word = 0;
            }
        }
    }

    /// Marks a bit; whether it was clear.
    fn visit(&mut self, bit: usize) -> bool {
        let (index, mask) = (bit / 64, 1u64 << (bit % 64));
        if index >= self.visited.len() {
            self.visited.resize(index + 1, 0);
        }
        let Some(word) = self.visited.get_mut(index) else { return false };
        if *word & mask != 0 {
            return false;
        }
        if *word == 0 {
            self.touched.push(index);
        }
        *word |= mask;
        true
    }
}

/// Which ends of a `!(…)` its alternatives match, for each operation and start.
type Memo = HashMap<(usize, usize), Rc<[u64]>>;

/// One match: the text and what its parts share.
struct Run<'p, 't> {
    pattern: &'p Pattern,
    text: &'t [u8],
    /// Only a match that ends at the end of the text counts.
    whole: bool,
    steps: u64,
    memo: Memo,
    memo_words: usize,
}

impl Pattern {
    fn with_run<T>(
        &self,
        text: &[u8],
        whole: bool,
        body: impl FnOnce(&mut Run<'_, '_>, &mut Scratch) -> T,
    ) -> T {
        self.scratch.with(|scratch| {
            let mut run =
                Run { pattern: self, text, whole, steps: MAX_STEPS, memo: Memo::new(), memo_words: 0 };
            let result = body(&mut run, scratch);
            scratch.clear();
            result
        })
    }

    pub(super) fn program_matches(&self, text: &[u8]) -> bool {
        self.with_run(text, true, |run, scratch| {
            let mut found = false;
            run.explore(scratch, 0, 0, 0, &mut |at| {
                found = at == text.len();
                found
            });
            found
        })
    }

    pub(super) fn program_prefix(&self, text: &[u8], longest: bool) -> Option<usize> {
        self.with_run(text, false, |run, scratch| run.prefix(scratch, 0, longest))
    }

    pub(super) fn program_suffix(&self, text: &[u8], longest: bool) -> Option<usize> {
        let utf8 = self.options.utf8;
        self.with_run(text, true, |run, scratch| {
            let mut at = if longest { 0 } else { text.len() };
            loop {
                let mut found = false;
                // What failed from an earlier start fails again: the visited set stays.
                run.explore(scratch, 0, at, 0, &mut |end| {
                    found = end == text.len();
                    found
                });
                if found {
                    return Some(at);
                }
                if longest {
                    at += chars::decode(text, at, utf8)?.1;
                } else {
                    at -= chars::decode_last(text, at, utf8)?.1;
                }
            }
        })
    }

    pub(super) fn program_find(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let utf8 = self.options.utf8;
        self.with_run(text, false, |run, scratch| {
            let mut at = from;
            loop {
                if let Some(Op::Literal(start, _)) = self.ops.first() {
                    at += memchr::memchr(*self.bytes.get(*start)?, text.get(at..)?)?;
                }
                if let Some(end) = run.prefix(scratch, at, true) {
                    return Some(at..end);
                }
                at += chars::decode(text, at, utf8)?.1;
            }
        })
    }
}

impl Run<'_, '_> {
    /// The shortest or longest match that begins at `from`.
    fn prefix(&mut self, scratch: &mut Scratch, from: usize, longest: bool) -> Option<usize> {
        let mut best: Option<usize> = None;
        let limit = self.text.len();
        self.explore(scratch, 0, from, 0, &mut |at| {
            let better = best.is_none_or(|b| if longest { at > b } else { at < b });
            if better {
                best = Some(at);
            }
            best == Some(if longest { limit } else { from })
        });
        best
    }

    /// Whether a wildcard may take the character at `at`.
    fn wild(&self, at: usize) -> bool {
        let slash = self.pattern.options.pathname && self.text.get(at) == Some(&b'/');
        !slash && !self.leading_period(at)
    }

    /// Whether a period stands at `at` that only a literal may match.
    fn leading_period(&self, at: usize) -> bool {
        self.pattern.options.period && self.text.get(at) == Some(&b'.') && self.starts_name(at)
    }

    fn starts_name(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => true,
            Some(before) => self.pattern.options.pathname && self.text.get(before) == Some(&b'/'),
        }
    }

    /// Follows every path of the program at `pc` from `at`; tells `accept` each end until it
    /// says that it has what it wants.
    fn explore(
        &mut self,
        scratch: &mut Scratch,
        pc: usize,
        at: usize,
        depth: usize,
        accept: &mut dyn FnMut(usize) -> bool,
    ) {
        scratch.stack.push((pc, at));
        while let Some((pc, at)) = scratch.stack.pop() {
            if self.follow(scratch, pc, at, depth, accept) {
                scratch.stack.clear();
                return;
            }
        }
    }

    /// Follows one path, leaving others on the stack.
    fn follow(
        &mut self,
        scratch: &mut Scratch,
        mut pc: usize,
        mut at: usize,
        depth: usize,
        accept: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let pattern = self.pattern;
        let (text, width) = (self.text, self.text.len() + 1);
        while let Some(op) = pattern.ops.get(pc) {
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 {
                return true;
            }
            match *op {
                Op::Literal(..) | Op::Folded(_) => match pattern.single(op, text, at) {
                    Some(end) => (at, pc) = (end, pc + 1),
                    None => return false,
                },
                Op::Any | Op::Class(_) => match pattern.single(op, text, at) {
                    Some(end) if self.wild(at) => (at, pc) = (end, pc + 1),
                    _ => return false,
                },
                Op::Star(slot) => {
                    if self.leading_period(at) || !scratch.visit(slot * width + at) {
                        return false;
                    }
                    match self.star(pc, at) {
                        Some(first) => at = first,
                        None => return false,
                    }
                    if at < text.len() && self.wild(at) {
                        scratch.stack.push((pc, at + chars::step(text, at, pattern.options.utf8)));
                    }
                    pc += 1;
                }
                Op::Split { slot, other } => {
                    if !scratch.visit(slot * width + at) {
                        return false;
                    }
                    scratch.stack.push((other, at));
                    pc += 1;
                }
                Op::Jump(target) => pc = target,
                Op::Not { slot, next } => {
                    if !self.leading_period(at) && scratch.visit(slot * width + at) {
                        let exit = (slot + 1) * width;
                        self.complement(scratch, (pc, at), (next, exit), depth);
                    }
                    return false;
                }
                Op::Accept => return accept(at),
            }
        }
        false
    }

    /// The first place at or after `at` where what follows the star at `pc` may match.
    fn star(&self, pc: usize, at: usize) -> Option<usize> {
        match self.pattern.ops.get(pc + 1) {
            Some(&Op::Literal(start, _)) if !self.pattern.options.pathname => {
                let first = *self.pattern.bytes.get(start)?;
                memchr::memchr(first, self.text.get(at..)?).map(|skip| at + skip)
            }
            _ => Some(at),
        }
    }

    /// Goes on at `next` from every end that the alternatives after `pc` do not match from `at`;
    /// `exit` is the slot of those ends.
    fn complement(
        &mut self,
        scratch: &mut Scratch,
        (pc, at): (usize, usize),
        (next, exit): (usize, usize),
        depth: usize,
    ) {
        let ends = self.ends(pc, at, depth);
        let text = self.text;
        let last = depth == 0 && self.whole && self.pattern.ops.get(next) == Some(&Op::Accept);
        let mut end = at;
        loop {
            let (word, bit) = ((end - at) / 64, (end - at) % 64);
            let refused = ends.get(word).is_some_and(|word| word >> bit & 1 == 1);
            if !refused && (!last || end == text.len()) && scratch.visit(exit + end) {
                scratch.stack.push((next, end));
            }
            if end >= text.len() || !self.wild(end) {
                return;
            }
            end += chars::step(text, end, self.pattern.options.utf8);
        }
    }

    /// The ends that the alternatives after `pc` match from `at`, as bits counted from `at`.
    fn ends(&mut self, pc: usize, at: usize, depth: usize) -> Rc<[u64]> {
        if let Some(known) = self.memo.get(&(pc, at)) {
            return Rc::clone(known);
        }
        let mut ends = vec![0u64; (self.text.len() - at) / 64 + 1];
        let mut scratch = Scratch::default();
        self.explore(&mut scratch, pc + 1, at, depth + 1, &mut |end| {
            if let Some(word) = ends.get_mut((end - at) / 64) {
                *word |= 1 << ((end - at) % 64);
            }
            false
        });
        let ends: Rc<[u64]> = ends.into();
        if depth > 0 && self.memo_words < MAX_MEMO {
            self.memo_words += ends.len();
            self.memo.insert((pc, at), Rc::clone(&ends));
        }
        ends
    }
}
