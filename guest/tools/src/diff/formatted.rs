//! `diff --GTYPE-group-format`, `--LTYPE-line-format` and `-D`: both files merged, as formats
//! say. The conditional `%(A=B?T:E)` is not known.

use super::output::Comparison;
use bashwit_kernel::io::Writer;
use std::ops::Range;

/// The formats of lines and of groups of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Formats {
    pub old_line: Option<Vec<u8>>,
    pub new_line: Option<Vec<u8>>,
    pub unchanged_line: Option<Vec<u8>>,
    pub old_group: Option<Vec<u8>>,
    pub new_group: Option<Vec<u8>>,
    pub unchanged_group: Option<Vec<u8>>,
    pub changed_group: Option<Vec<u8>>,
}

const LINE: &[u8] = b"%l\n";

impl Formats {
    /// Sets the format that an option names; false where it names none.
    pub fn set(&mut self, option: &str, value: &[u8]) -> bool {
        let place = match option {
            "line-format" => {
                self.old_line = Some(value.to_vec());
                self.new_line = Some(value.to_vec());
                &mut self.unchanged_line
            }
            "old-line-format" => &mut self.old_line,
            "new-line-format" => &mut self.new_line,
            "unchanged-line-format" => &mut self.unchanged_line,
            "old-group-format" => &mut self.old_group,
            "new-group-format" => &mut self.new_group,
            "unchanged-group-format" => &mut self.unchanged_group,
            "changed-group-format" => &mut self.changed_group,
            "ifdef" => {
                self.old_group = Some([b"#ifndef ", value, b"\n%<#endif /* ! ", value, b" */\n"].concat());
                self.new_group = Some([b"#ifdef ", value, b"\n%>#endif /* ", value, b" */\n"].concat());
                let parts =
                    [b"#ifndef ", value, b"\n%<#else /* ", value, b" */\n%>#endif /* ", value, b" */\n"];
                self.changed_group = Some(parts.concat());
                return true;
            }
            _ => return false,
        };
        *place = Some(value.to_vec());
        true
    }

    pub fn write(&self, comparison: &Comparison<'_>, out: &mut Writer) {
        let old_group = self.old_group.as_deref().or(self.changed_group.as_deref()).unwrap_or(b"%<");
        let new_group = self.new_group.as_deref().or(self.changed_group.as_deref()).unwrap_or(b"%>");
        let unchanged = self.unchanged_group.as_deref().unwrap_or(b"%=");
        let changed = self.changed_group.clone().unwrap_or_else(|| [old_group, new_group].concat());
        let (mut old, mut new) = (0, 0);
        let ends = (comparison.old.len(), comparison.new.len());
        let last = std::iter::once((ends.0..ends.0, ends.1..ends.1));
        let ranges = comparison.changes.iter().map(|change| (change.old_lines(), change.new_lines()));
        for (old_lines, new_lines) in ranges.chain(last) {
            if old < old_lines.start {
                self.group(unchanged, comparison, [old..old_lines.start, new..new_lines.start], out);
            }
            let format = match (old_lines.is_empty(), new_lines.is_empty()) {
                (false, false) => &changed[..],
                (false, true) => old_group,
                (true, false) => new_group,
                (true, true) => b"",
            };
            (old, new) = (old_lines.end, new_lines.end);
            self.group(format, comparison, [old_lines, new_lines], out);
        }
    }

    fn group(&self, format: &[u8], comparison: &Comparison<'_>, ranges: [Range<usize>; 2], out: &mut Writer) {
        let mut rest = format;
        while let Some((text, directive)) = next(&mut rest) {
            out.push(text);
            let Some(directive) = directive else { break };
            let [old, new] = ranges.clone();
            let lines = |range: Range<usize>, lines: &[&[u8]], format: &Option<Vec<u8>>, out: &mut Writer| {
                for at in range {
                    line(format.as_deref().unwrap_or(LINE), lines[at], at + 1, out);
                }
            };
            match directive.letter {
                b'<' => lines(old, comparison.old, &self.old_line, out),
                b'>' => lines(new, comparison.new, &self.new_line, out),
                b'=' => lines(old, comparison.old, &self.unchanged_line, out),
                b'%' => out.push(b"%"),
                letter => {
                    let range = if letter.is_ascii_lowercase() { old } else { new };
                    let number = match letter.to_ascii_lowercase() {
                        b'e' => range.start,
                        b'f' => range.start + 1,
                        b'l' => range.end,
                        b'm' => range.end + 1,
                        b'n' => range.len(),
                        _ => {
                            out.push(directive.text);
                            continue;
                        }
                    };
                    directive.number(number, out);
                }
            }
        }
    }
}

fn line(format: &[u8], text: &[u8], number: usize, out: &mut Writer) {
    let bare = text.strip_suffix(b"\n").unwrap_or(text);
    let mut rest = format;
    while let Some((before, directive)) = next(&mut rest) {
        out.push(before);
        let Some(directive) = directive else { break };
        match directive.letter {
            b'l' if directive.radix.is_none() => out.push(bare),
            b'L' if directive.radix.is_none() => out.push(text),
            b'n' if directive.radix.is_some() => directive.number(number, out),
            b'%' => out.push(b"%"),
            _ => out.push(directive.text),
        }
    }
}

/// A `%` directive.
struct Directive<'f> {
    text: &'f [u8],
    left: bool,
    width: usize,
    precision: usize,
    /// `d`, `o`, `x` or `X`.
    radix: Option<u8>,
    letter: u8,
}

impl Directive<'_> {
    fn number(&self, number: usize, out: &mut Writer) {
        let precision = self.precision;
        let text = match self.radix {
            Some(b'o') => format!("{number:0precision$o}"),
            Some(b'x') => format!("{number:0precision$x}"),
            Some(b'X') => format!("{number:0precision$X}"),
            _ => format!("{number:0precision$}"),
        };
        let width = self.width;
        let text = if self.left { format!("{text:<width$}") } else { format!("{text:>width$}") };
        out.push(text.as_bytes());
    }
}

/// All bytes, to point to one of them.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < 256 {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

/// `C'` or `\OOO'` at the front: the byte, and what follows.
fn character(text: &[u8]) -> Option<(&[u8], &[u8])> {
    match text {
        [b'\\', tail @ ..] => {
            let length = tail.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            let (digits, tail) = tail.split_at(length);
            let number = digits.iter().fold(0, |number, digit| number * 8 + usize::from(digit - b'0'));
            let tail = tail.strip_prefix(b"'").filter(|_| length > 0)?;
            Some((BYTES.get(number..=number)?, tail))
        }
        [_, b'\'', tail @ ..] => Some((text.get(..1)?, tail)),
        _ => None,
    }
}

/// The text up to a directive, and the directive; `None` at the end.
fn next<'f>(rest: &mut &'f [u8]) -> Option<(&'f [u8], Option<Directive<'f>>)> {
    if rest.is_empty() {
        return None;
    }
    let Some(at) = memchr::memchr(b'%', rest) else {
        return Some((std::mem::take(rest), None));
    };
    let (before, directive) = rest.split_at(at);
    // A character in quotes stands for itself.
    if let [b'%', b'c', b'\'', tail @ ..] = directive
        && let Some((text, tail)) = character(tail)
    {
        *rest = tail;
        let plain = Directive { text, left: false, width: 0, precision: 0, radix: None, letter: 0 };
        return Some((before, Some(plain)));
    }
    let mut length = 1;
    let byte = |at: usize| directive.get(at).copied();
    let number = |length: &mut usize| {
        let mut number = 0usize;
        while let Some(digit @ b'0'..=b'9') = byte(*length) {
            number = (number * 10 + usize::from(digit - b'0')).min(4096);
            *length += 1;
        }
        number
    };
    let left = byte(length) == Some(b'-');
    length += usize::from(left);
    let width = number(&mut length);
    let mut precision = 0;
    if byte(length) == Some(b'.') {
        length += 1;
        precision = number(&mut length);
    }
    let radix = byte(length).filter(|letter| b"doxX".contains(letter));
    length += usize::from(radix.is_some());
    let letter = byte(length).unwrap_or(0);
    length = (length + 1).min(directive.len());
    let (text, tail) = directive.split_at(length);
    *rest = tail;
    Some((before, Some(Directive { text, left, width, precision, radix, letter })))
}
