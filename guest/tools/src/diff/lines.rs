//! The lines of the files, and which of them count as the same.

use super::Diff;
use std::borrow::Cow;
use std::collections::HashMap;

/// A file as lines with their newlines.
pub(super) fn split(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::with_capacity(text.len() / 32);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\n', rest) {
        let (line, tail) = rest.split_at(at + 1);
        lines.push(line);
        rest = tail;
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// Numbers for lines: the same for those that count as the same.
#[derive(Default)]
pub(super) struct Numbers<'t> {
    known: HashMap<Cow<'t, [u8]>, u32>,
}

impl<'t> Numbers<'t> {
    pub fn of(&mut self, lines: &[&'t [u8]], diff: &Diff) -> Vec<u32> {
        lines
            .iter()
            .map(|line| {
                let next = self.known.len() as u32;
                *self.known.entry(diff.plain(line)).or_insert(next)
            })
            .collect()
    }
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

impl Diff {
    /// A line without what does not count.
    fn plain<'t>(&self, line: &'t [u8]) -> Cow<'t, [u8]> {
        let mut line = line;
        if !self.ignores_something() {
            return Cow::Borrowed(line);
        }
        if self.space.ignores_ends() {
            // The end of the file without a newline does not count either.
            line = line.strip_suffix(b"\n").unwrap_or(line);
        }
        Cow::Owned(self.squeezed(line))
    }

    fn ignores_something(&self) -> bool {
        self.ignore_case || self.space != Space::Counts || self.expand
    }

    fn squeezed(&self, line: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(line.len());
        let mut column = 0;
        for &byte in line {
            match byte {
                _ if self.space == Space::Ignored && is_space(byte) => {}
                b'\t' if self.expand => {
                    let width = 8 - column % 8;
                    text.extend(std::iter::repeat_n(b' ', width));
                    column += width;
                }
                _ if self.space == Space::AnyAmount && is_space(byte) => {
                    if text.last() != Some(&b' ') {
                        text.push(b' ');
                    }
                }
                _ => {
                    text.push(if self.ignore_case { byte.to_ascii_lowercase() } else { byte });
                    column += 1;
                }
            }
        }
        if self.space.ignores_ends() {
            let length = text.iter().rposition(|&byte| !is_space(byte)).map_or(0, |at| at + 1);
            text.truncate(length);
        }
        text
    }
}

/// How much white space counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Default)]
pub(super) enum Space {
    #[default]
    Counts,
    /// `-Z`: not at the end.
    NotTrailing,
    /// `-b`: but not how much it is.
    AnyAmount,
    /// `-w`.
    Ignored,
}

impl Space {
    fn ignores_ends(self) -> bool {
        self != Space::Counts
    }
}
