//! The machine: `sub`, `gsub`, `gensub` and `split`.

use super::array::{Array, Key};
use super::machine::{Fatal, Machine};
use super::record::{Separator, next_field};
use super::regexes::Pattern;
use super::value::Value;
use bashwit_pattern::regex::Captures;
use std::ops::Range;

/// A piece of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(Vec<u8>),
    /// What group number so-and-so matched; 0 is all.
    Group(usize),
}

/// Reads a replacement: `&` is the match, `\&` an ampersand; with `groups` `\1` is a group.
fn pieces(text: &[u8], groups: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = Vec::new();
    let mut at = 0;
    let group = |number: usize, plain: &mut Vec<u8>, pieces: &mut Vec<Piece>| {
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(plain)));
        }
        pieces.push(Piece::Group(number));
    };
    while let Some(&byte) = text.get(at) {
        at += 1;
        match (byte, text.get(at)) {
            (b'&', _) => group(0, &mut plain, &mut pieces),
            (b'\\', Some(digit @ b'0'..=b'9')) if groups => {
                at += 1;
                group(usize::from(digit - b'0'), &mut plain, &mut pieces);
            }
            (b'\\', Some(escaped @ (b'&' | b'\\'))) => {
                at += 1;
                plain.push(*escaped);
            }
            (byte, _) => plain.push(byte),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

/// Replaces matches: all, or only number `which`. Gives how many were replaced.
fn replace(
    text: &[u8],
    pattern: &Pattern,
    pieces: &[Piece],
    which: Option<usize>,
    out: &mut Vec<u8>,
) -> usize {
    let wants_groups = pieces.iter().any(|piece| matches!(piece, Piece::Group(number) if *number > 0));
    let mut groups = Captures::new();
    let (mut at, mut copied, mut seen, mut replaced) = (0, 0, 0, 0);
    let mut behind = None;
    while at <= text.len() {
        let found = if wants_groups {
            if pattern.captures(text, at, &mut groups) { groups.get(0) } else { None }
        } else {
            pattern.find(text, at)
        };
        let Some(Range { start, end }) = found else { break };
        let character = || text.get(end..).map_or(1, |rest| bstr::decode_utf8(rest).1.max(1));
        // An empty match right behind a match does not count.
        if start == end && behind == Some(start) {
            at = end + character();
            continue;
        }
        seen += 1;
        if which.is_none_or(|which| which == seen) {
            replaced += 1;
            out.extend_from_slice(text.get(copied..start).unwrap_or_default());
            put(text, start..end, pieces, &groups, out);
            copied = end;
            if which.is_some() {
                break;
            }
        }
        at = if start == end { end + character() } else { end };
        behind = Some(end);
    }
    out.extend_from_slice(text.get(copied..).unwrap_or_default());
    replaced
}

/// Replaces a text by another one from a place on that has it.
fn replace_literal(
    text: &[u8],
    literal: &[u8],
    first: usize,
    replacement: &[u8],
    out: &mut Vec<u8>,
) -> usize {
    let (mut copied, mut count) = (0, 0);
    let mut put = |at: usize| {
        out.extend_from_slice(text.get(copied..at).unwrap_or_default());
        out.extend_from_slice(replacement);
        copied = at + literal.len();
        count += 1;
    };
    let rest = text.get(first..).unwrap_or_default();
    match literal {
        [byte] => memchr::memchr_iter(*byte, rest).for_each(|at| put(first + at)),
        literal => memchr::memmem::find_iter(rest, literal).for_each(|at| put(first + at)),
    }
    out.extend_from_slice(text.get(copied..).unwrap_or_default());
    count
}

/// Appends a replacement.
fn put(text: &[u8], whole: Range<usize>, pieces: &[Piece], groups: &Captures, out: &mut Vec<u8>) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.extend_from_slice(text),
            Piece::Group(0) => out.extend_from_slice(text.get(whole.clone()).unwrap_or_default()),
            Piece::Group(number) => {
                let range = groups.get(*number).and_then(|range| text.get(range));
                out.extend_from_slice(range.unwrap_or_default());
            }
        }
    }
}

/// Splits a text into an array, and what separates its parts into another one.
fn fill(
    text: &[u8],
    separator: &Separator,
    paragraphs: bool,
    utf8: bool,
    parts: &mut Array,
    mut separators: Option<&mut Array>,
) -> usize {
    let (mut at, mut count, mut ended) = (0, 0i64, 0);
    while let Some((start, end, next)) = next_field(text, at, separator, paragraphs, utf8) {
        if let Some(separators) = separators.as_deref_mut()
            && (count > 0 || start > ended)
            && !matches!(separator, Separator::Characters)
        {
            *separators.entry(Key::Integer(count)) = Value::text(text.get(ended..start).unwrap_or_default());
        }
        count += 1;
        *parts.entry(Key::Integer(count)) = Value::input(text.get(start..end).unwrap_or_default());
        (at, ended) = (next, end);
    }
    if let Some(separators) = separators
        && ended < text.len()
        && count > 0
    {
        *separators.entry(Key::Integer(count)) = Value::text(text.get(ended..).unwrap_or_default());
    }
    count as usize
}

impl Machine<'_> {
    /// `sub` and `gsub`: leaves the count, and the new text to store unless it goes on at `target`.
    pub fn substitute(&mut self, all: bool, target: u32) -> Result<(), Fatal> {
        let (text, replacement, regex) = (self.pop(), self.pop(), self.pop());
        let pattern = self.pattern(&regex)?;
        let (mut buffer, mut other) = (Vec::new(), Vec::new());
        let mut out = Vec::new();
        if matches!(text, Value::Field(0)) {
            out = self.record.take_spare();
        }
        let text = self.record.text(&text, &mut buffer);
        let mut count = 0;
        if let Some(first) = pattern.find(text, 0) {
            let replacement = self.record.text(&replacement, &mut other);
            out.reserve(text.len() + replacement.len());
            let plain = memchr::memchr2(b'&', b'\\', replacement).is_none();
            if plain
                && all
                && let Some(literal) = pattern.literal()
            {
                count = replace_literal(text, literal, first.start, replacement, &mut out);
            } else if plain && !all {
                out.extend_from_slice(text.get(..first.start).unwrap_or_default());
                out.extend_from_slice(replacement);
                out.extend_from_slice(text.get(first.end..).unwrap_or_default());
                count = 1;
            } else {
                let pieces = pieces(replacement, false);
                count = replace(text, &pattern, &pieces, (!all).then_some(1), &mut out);
            }
        }
        self.push_number(count as f64);
        if count > 0 {
            self.push(Value::owned(out));
        } else {
            self.record.give_spare(out);
            self.at = target as usize;
        }
        Ok(())
    }

    /// `gensub(REGEX, REPLACEMENT, WHICH [, TEXT])`.
    pub fn gensub(&mut self, count: usize) -> Result<(), Fatal> {
        let text = if count > 3 {
            self.pop()
        } else {
            self.record.prepare(0);
            Value::Field(0)
        };
        let (which, replacement, regex) = (self.pop(), self.pop(), self.pop());
        let pattern = self.pattern(&regex)?;
        let (mut a, mut b, mut c) = (Vec::new(), Vec::new(), Vec::new());
        let word = self.record.text(&which, &mut a);
        let which = match word.first() {
            Some(b'g' | b'G') => None,
            _ => Some(self.record.number(&which).max(1.0) as usize),
        };
        let text = self.record.text(&text, &mut b);
        let pieces = pieces(self.record.text(&replacement, &mut c), true);
        let mut out = Vec::with_capacity(text.len());
        replace(text, &pattern, &pieces, which, &mut out);
        self.push(Value::owned(out));
        Ok(())
    }

    /// `split(TEXT, ARRAY [, SEPARATOR [, SEPARATORS]])`.
    pub fn split(&mut self, count: usize) -> Result<(), Fatal> {
        let separators = if count > 3 { Some(self.pop()) } else { None };
        let separator = if count > 2 { Some(self.pop()) } else { None };
        let (array, text) = (self.pop(), self.pop());
        let by = match &separator {
            None => self.record.separator.clone(),
            Some(regex @ Value::Regex(at)) => {
                // `/ /` is a single blank, not any.
                let literal = self.code.regex_texts.get(*at as usize).map(Vec::as_slice);
                match literal {
                    Some(b"") => Separator::Characters,
                    _ => Separator::Regex(self.pattern(regex)?),
                }
            }
            Some(value) => {
                let mut buffer = Vec::new();
                let text = self.record.text(value, &mut buffer).to_vec();
                self.separator(&text)?
            }
        };
        let (Value::Array(at), utf8) = (array, self.record.utf8) else { return Ok(()) };
        let mut buffer = Vec::new();
        let text = self.record.text(&text, &mut buffer);
        let mut parts = Array::default();
        let mut between = separators.is_some().then(Array::default);
        let paragraphs = separator.is_none() && self.record.paragraphs;
        let count = fill(text, &by, paragraphs, utf8, &mut parts, between.as_mut());
        if let Some(array) = self.arrays.get_mut(at as usize) {
            *array = parts;
        }
        if let (Some(Value::Array(at)), Some(between)) = (separators, between)
            && let Some(array) = self.arrays.get_mut(at as usize)
        {
            *array = between;
        }
        self.push_number(count as f64);
        Ok(())
    }
}
