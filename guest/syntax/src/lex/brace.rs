//! Brace expansion: finds `{a,b}` and `{1..9}` in the parts of a word.
//!
//! Only unquoted text counts. A brace that is not closed is text, and so is a pair that holds
//! neither a comma nor a sequence.

use super::bits;
use super::builder::Builder;
use super::tilde::is_user_byte;
use crate::ast::{Brace, WordPart};
use std::rc::Rc;

/// How deep braces may nest; deeper ones are text.
const MAX_NESTING: u32 = 100;
/// How many steps the search for closing braces may take for each atom of a word.
const WORK: usize = 200;

/// A byte of unquoted text, or any other part.
enum Atom {
    Byte(u8),
    Part(Option<WordPart>),
}

/// The atoms of a word.
struct Atoms {
    atoms: Vec<Atom>,
    /// Steps that the search for closing braces may still take.
    work: usize,
}

/// Rewrites the parts of a word.
pub(super) fn expand(parts: &mut Vec<WordPart>, tilde: bool) {
    if !may_expand(parts) {
        return;
    }
    let mut atoms = Vec::new();
    for part in parts.drain(..) {
        match part {
            WordPart::Literal(text) => atoms.extend(text.iter().map(|&b| Atom::Byte(b))),
            part => atoms.push(Atom::Part(Some(part))),
        }
    }
    let len = atoms.len();
    *parts = Atoms { atoms, work: len.saturating_mul(WORK) }.run(0, len, tilde, 0);
}

/// There is an unquoted `}` behind an unquoted `{`, with a comma or dot between.
fn may_expand(parts: &[WordPart]) -> bool {
    let mut seen = [false; 3];
    for part in parts {
        let WordPart::Literal(text) = part else { continue };
        for &b in text.iter() {
            match b {
                b'{' => seen[0] = true,
                b',' | b'.' if seen[0] => seen[1] = true,
                b'}' if seen[1] => seen[2] = true,
                _ => {}
            }
        }
    }
    seen[2]
}

impl Atoms {
    fn byte(&self, at: usize) -> Option<u8> {
        match self.atoms.get(at) {
            Some(Atom::Byte(b)) => Some(*b),
            _ => None,
        }
    }

    /// The parts of a stretch.
    fn run(&mut self, start: usize, end: usize, tilde: bool, depth: u32) -> Vec<WordPart> {
        let mut builder = Builder::new();
        let mut from = start;
        let mut at = start;
        while at < end {
            // `{}` at the start is text (as in `find -exec`).
            let empty = at == from && at + 1 < end && self.byte(at + 1) == Some(b'}');
            if self.byte(at) == Some(b'{')
                && !empty
                && depth < MAX_NESTING
                && let Some(close) = self.close(at, end)
            {
                match self.brace(at, close, end, tilde && at == start, depth) {
                    Some(brace) => builder.part(WordPart::Brace(Box::new(brace))),
                    None => (at..=close).for_each(|at| self.text(at, &mut builder)),
                }
                at = close + 1;
                from = at;
                continue;
            }
            self.text(at, &mut builder);
            at += 1;
        }
        builder.finish()
    }

    /// Takes an atom as it is.
    fn text(&mut self, at: usize, builder: &mut Builder) {
        match self.atoms.get_mut(at) {
            Some(Atom::Byte(b)) => builder.literal(&[*b]),
            Some(Atom::Part(part)) => part.take().into_iter().for_each(|part| builder.part(part)),
            None => {}
        }
    }

    /// The brace that closes the one at `open`: it counts only behind a comma or `..` of the
    /// same level.
    fn close(&mut self, open: usize, end: usize) -> Option<usize> {
        let mut level = 0_u32;
        let mut separated = false;
        for at in open + 1..end {
            self.work = self.work.checked_sub(1)?;
            match self.byte(at) {
                Some(b'{') => level += 1,
                Some(b'}') if level > 0 => level -= 1,
                Some(b'}') if separated => return Some(at),
                Some(b',') if level == 0 => separated = true,
                Some(b'.') if level == 0 && self.byte(at + 1) == Some(b'.') => {
                    separated |= self.byte(at + 2) != Some(b'}');
                }
                _ => {}
            }
        }
        None
    }

    fn brace(&mut self, open: usize, close: usize, end: usize, at_start: bool, depth: u32) -> Option<Brace> {
        let inside = open + 1..close;
        if !inside.clone().any(|at| self.byte(at) == Some(b',')) {
            let text: Option<Vec<u8>> = inside.map(|at| self.byte(at)).collect();
            return sequence(&text?);
        }
        let mut alternatives = Vec::new();
        let mut from = open + 1;
        let mut level = 0_u32;
        for to in inside.chain([close]) {
            let ends = match self.byte(to) {
                _ if to == close => true,
                Some(b',') => level == 0,
                Some(b'{') => {
                    level += 1;
                    false
                }
                Some(b'}') => {
                    level = level.saturating_sub(1);
                    false
                }
                _ => false,
            };
            if !ends {
                continue;
            }
            let name = if at_start { self.tilde_prefix(from, to, close, end) } else { None };
            let skip = name.as_ref().map_or(0, |name| name.len() + 1);
            let mut parts = self.run(from + skip, to, at_start && skip == 0, depth + 1);
            if let Some(name) = name {
                parts.insert(0, WordPart::Tilde(name));
            }
            alternatives.push(parts);
            from = to + 1;
        }
        Some(Brace::List(alternatives))
    }

    /// The tilde prefix that an alternative at the start of a word begins with.
    fn tilde_prefix(&self, from: usize, to: usize, close: usize, end: usize) -> Option<Rc<[u8]>> {
        if self.byte(from) != Some(b'~') {
            return None;
        }
        let mut name = Vec::new();
        for at in from + 1..to {
            match self.byte(at)? {
                b'/' | b':' => return Some(Rc::from(name)),
                b if is_user_byte(b) => name.push(b),
                _ => return None,
            }
        }
        let ends = close + 1 == end || matches!(self.byte(close + 1), Some(b'/' | b':'));
        ends.then(|| Rc::from(name))
    }
}

/// Reads `x..y[..step]`.
fn sequence(text: &[u8]) -> Option<Brace> {
    let dots = memchr::memmem::find(text, b"..")?;
    let (first, rest) = (text.get(..dots)?, text.get(dots + 2..)?);
    let (last, step) = match memchr::memmem::find(rest, b"..") {
        Some(dots) => (rest.get(..dots)?, number(rest.get(dots + 2..)?)?),
        None => (rest, 1),
    };
    if let (Some(from), Some(to)) = (number(first), number(last)) {
        // As in bash, a sequence that is longer than this is none.
        if from.abs_diff(to) / step.unsigned_abs().max(1) >= i32::MAX as u64 - 2 {
            return None;
        }
        let padded = is_padded(first) || is_padded(last);
        let width = if padded { first.len().max(last.len()) } else { 0 };
        return Some(Brace::Numbers { first: from, last: to, step, width, raw: Rc::from(text) });
    }
    match (first, last) {
        (&[first], &[last]) if is_letter(first) && is_letter(last) => {
            Some(Brace::Letters { first, last, step, raw: Rc::from(text) })
        }
        _ => None,
    }
}

fn is_letter(b: u8) -> bool {
    b.is_ascii_alphabetic() && bits::is_name_byte(b)
}

/// `01`, `-01`.
fn is_padded(text: &[u8]) -> bool {
    matches!(text, [b'0', _, ..] | [b'-', b'0', _, ..])
}

fn number(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}
