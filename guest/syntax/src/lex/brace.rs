//! Brace expansion: finds `{a,b}` and `{1..9}` in the parts of a word.
//!
//! Only unquoted text counts. An opening brace pairs as in a bracket language; a pair without
//! a comma of its own and without a sequence is text, whatever stands inside it.

use super::bits;
use super::builder::Builder;
use super::tilde::is_user_byte;
use crate::ast::{Brace, WordPart};
use std::rc::Rc;

/// How deep braces may nest; deeper ones are text.
const MAX_NESTING: u32 = 100;

/// A byte of unquoted text, or any other part.
enum Atom {
    Byte(u8),
    Part(Option<WordPart>),
}

/// Atoms with the partner of each `{`.
struct Atoms {
    atoms: Vec<Atom>,
    /// For a `{` that is closed, where; else 0.
    close: Vec<usize>,
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
    let mut close = vec![0; atoms.len()];
    let mut open = Vec::new();
    for (index, atom) in atoms.iter().enumerate() {
        match atom {
            Atom::Byte(b'{') => open.push(index),
            Atom::Byte(b'}') => {
                if let Some(slot) = open.pop().and_then(|at| close.get_mut(at)) {
                    *slot = index;
                }
            }
            _ => {}
        }
    }
    let len = atoms.len();
    *parts = Atoms { atoms, close }.run(0, len, tilde, 0);
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
        let mut at = start;
        while at < end {
            let close = self.close.get(at).copied().unwrap_or(0);
            if close > at && depth < MAX_NESTING {
                let at_start = tilde && at == start;
                if let Some(brace) = self.brace(at, close, at_start, depth) {
                    builder.part(WordPart::Brace(Box::new(brace)));
                    at = close + 1;
                    continue;
                }
            }
            match self.atoms.get_mut(at) {
                Some(Atom::Byte(b)) => builder.literal(&[*b]),
                Some(Atom::Part(part)) => {
                    if let Some(part) = part.take() {
                        builder.part(part);
                    }
                }
                None => {}
            }
            at += 1;
        }
        builder.finish()
    }

    fn brace(&mut self, open: usize, close: usize, at_start: bool, depth: u32) -> Option<Brace> {
        let mut commas = Vec::new();
        let mut at = open + 1;
        while at < close {
            let inner = self.close.get(at).copied().unwrap_or(0);
            if inner > at {
                at = inner;
            } else if self.byte(at) == Some(b',') {
                commas.push(at);
            }
            at += 1;
        }
        if commas.is_empty() {
            let text: Option<Vec<u8>> = (open + 1..close).map(|at| self.byte(at)).collect();
            return sequence(&text?);
        }
        let mut alternatives = Vec::with_capacity(commas.len() + 1);
        let mut from = open + 1;
        for to in commas.into_iter().chain([close]) {
            let name = if at_start { self.tilde_prefix(from, to, close) } else { None };
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
    fn tilde_prefix(&self, from: usize, to: usize, close: usize) -> Option<Rc<[u8]>> {
        if self.byte(from) != Some(b'~') {
            return None;
        }
        let mut name = Vec::new();
        for at in from + 1..to {
            match self.byte(at)? {
                b'/' => return Some(Rc::from(name)),
                b if is_user_byte(b) => name.push(b),
                _ => return None,
            }
        }
        let ends = close + 1 == self.atoms.len() || self.byte(close + 1) == Some(b'/');
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
        let padded = is_padded(first) || is_padded(last);
        let width = if padded { first.len().max(last.len()) } else { 0 };
        return Some(Brace::Numbers { first: from, last: to, step, width });
    }
    match (first, last) {
        (&[first], &[last]) if is_letter(first) && is_letter(last) => {
            Some(Brace::Letters { first, last, step })
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
