//! What stands behind a `!`: an event, words of it and modifiers.

use super::expand::{Failed, View};
use super::words;
use crate::state::history::Memory;

/// A place in a line that is being expanded.
pub(super) struct Cursor<'a, 'm> {
    pub text: &'a [u8],
    pub at: usize,
    pub view: View<'a>,
    pub memory: &'m mut Memory,
    pub only_shown: bool,
}

const UNKNOWN: &str = "unrecognized history modifier";
const NO_SUBSTITUTION: &str = "no previous substitution";
const FAILED: &str = "substitution failed";

/// What the words that are asked for are.
enum Words {
    Whole,
    These(Vec<u8>),
    None,
}

impl Cursor<'_, '_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn number(&mut self) -> i64 {
        let mut number = 0i64;
        while self.peek(0).is_ascii_digit() {
            number = number.saturating_mul(10).saturating_add(i64::from(self.peek(0) - b'0'));
            self.at += 1;
        }
        number
    }

    /// A failure over what stands between a place and here.
    fn fail(&self, from: usize, reason: &'static str) -> Failed {
        let part = self.text.get(from..self.at.min(self.text.len())).unwrap_or_default().to_vec();
        Failed { part, reason }
    }

    /// The text of the event at a `!`, with its words and modifiers. `quote` ends its name too;
    /// `before` is the line so far.
    pub(super) fn event(&mut self, quote: u8, before: &[u8]) -> Result<Vec<u8>, Failed> {
        let from = self.at;
        self.at += 1;
        let line = self.line(quote, before).ok_or_else(|| self.fail(from, "event not found"))?;
        let from = self.at;
        let text = match self.words(&line) {
            Words::Whole => line,
            Words::These(words) => words,
            Words::None => return Err(self.fail(from, "bad word specifier")),
        };
        self.modified(text)
    }

    /// The line that an event names.
    fn line(&mut self, quote: u8, before: &[u8]) -> Option<Vec<u8>> {
        let entries = self.view.entries;
        let newest = || entries.last().map(|entry| entry.line.to_vec());
        let byte = self.peek(0);
        if byte == self.view.marks.event {
            self.at += 1;
            return newest();
        }
        match byte {
            // `!$`, `!^`, `!*` and `!:1` are words of the last line.
            b':' | b'$' | b'*' | b'%' | b'^' => return newest(),
            b'#' => {
                self.at += 1;
                return Some(before.to_vec());
            }
            _ => {}
        }
        let back = byte == b'-' && self.peek(1).is_ascii_digit();
        self.at += usize::from(back);
        if self.peek(0).is_ascii_digit() {
            let number = self.number();
            let base = i64::try_from(self.view.base).ok()?;
            let length = i64::try_from(entries.len()).ok()?;
            let place = if back { length.checked_sub(number)? } else { number.checked_sub(base)? };
            return entries.get(usize::try_from(place).ok()?).map(|entry| entry.line.to_vec());
        }
        self.search(quote)
    }

    /// `!string` and `!?string?`.
    fn search(&mut self, quote: u8) -> Option<Vec<u8>> {
        let inside = self.peek(0) == b'?';
        self.at += usize::from(inside);
        let from = self.at;
        while let Some(&byte) = self.text.get(self.at) {
            let ends = if inside {
                byte == b'?'
            } else {
                b" \t:^$*%;&()|<>".contains(&byte)
                    || byte == b'-' && self.at > from
                    || byte == quote && quote != 0
            };
            if ends || byte == b'\n' {
                break;
            }
            self.at += 1;
        }
        let mut wanted = self.text[from..self.at].to_vec();
        self.at += usize::from(inside && self.peek(0) == b'?');
        let mut newest_first = self.view.entries.iter().rev().map(|entry| &*entry.line);
        if !inside {
            let found = newest_first.find(|line| !wanted.is_empty() && line.starts_with(&wanted))?;
            return Some(found.to_vec());
        }
        if wanted.is_empty() {
            wanted = self.memory.search.clone()?;
        }
        let found = newest_first.find_map(|line| memchr::memmem::rfind(line, &wanted).map(|at| (line, at)));
        let (line, place) = found?;
        let words = words::places(line, self.view.marks.comment);
        let word = words.into_iter().find(|word| word.contains(&place));
        self.memory.matched = word.map(|word| line[word].to_vec());
        self.memory.search = Some(wanted);
        Some(line.to_vec())
    }

    /// The words of a line that are asked for.
    fn words(&mut self, line: &[u8]) -> Words {
        let from = self.at;
        let colon = self.peek(0) == b':';
        self.at += usize::from(colon);
        let all = words::places(line, self.view.marks.comment);
        let count = all.len() as i64;
        let cut = |first: i64, last: i64| {
            if all.is_empty() || first >= count || last >= count || first < 0 || last < 0 || first > last + 1
            {
                return None;
            }
            let words = all.get(first as usize..(last + 1) as usize)?;
            Some(words.iter().map(|word| &line[word.clone()]).collect::<Vec<_>>().join(&b' '))
        };
        let first = match self.peek(0) {
            b'%' => {
                self.at += 1;
                return Words::These(self.memory.matched.clone().unwrap_or_default());
            }
            b'*' => {
                self.at += 1;
                return Words::These(cut(1, count - 1).unwrap_or_default());
            }
            b'$' => {
                self.at += 1;
                return cut(count - 1, count - 1).map_or(Words::Whole, Words::These);
            }
            b'-' => 0,
            b'^' => {
                self.at += 1;
                1
            }
            byte if byte.is_ascii_digit() && colon => self.number(),
            _ => {
                self.at = from;
                return Words::Whole;
            }
        };
        let last = match self.peek(0) {
            b'^' => {
                self.at += 1;
                Some(1)
            }
            b'*' => {
                self.at += 1;
                None
            }
            b'-' => {
                self.at += 1;
                match self.peek(0) {
                    b'$' => {
                        self.at += 1;
                        None
                    }
                    b'^' => {
                        self.at += 1;
                        Some(1)
                    }
                    byte if byte.is_ascii_digit() => Some(self.number()),
                    _ => return cut(first, count - 2).map_or(Words::None, Words::These),
                }
            }
            _ => Some(first),
        };
        let cut = match last {
            Some(last) if last < first => None,
            last => cut(first, last.unwrap_or(count - 1)).filter(|_| first <= last.unwrap_or(count - 1)),
        };
        cut.map_or(Words::None, Words::These)
    }

    /// The modifiers behind an event: `:h`, `:s/old/new/` …
    fn modified(&mut self, mut text: Vec<u8>) -> Result<Vec<u8>, Failed> {
        let from = self.at;
        let mut quote = 0;
        let (mut everywhere, mut by_words) = (false, false);
        while self.peek(0) == b':' {
            let mut letter = self.peek(1);
            if matches!(letter, b'g' | b'a' | b'G') {
                everywhere |= letter != b'G';
                by_words |= letter == b'G';
                self.at += 1;
                letter = self.peek(1);
            }
            let slash = memchr::memrchr(b'/', &text);
            let dot = memchr::memrchr(b'.', &text);
            match letter {
                b'q' | b'x' => quote = letter,
                b'p' => self.only_shown = true,
                b't' => drop(slash.map(|at| text.drain(..=at))),
                b'h' => text.truncate(slash.unwrap_or(text.len())),
                b'r' => text.truncate(dot.unwrap_or(text.len())),
                b'e' => drop(dot.map(|at| text.drain(..at))),
                b's' if self.peek(2) == 0 => {}
                b's' | b'&' => {
                    self.substitution(letter);
                    text =
                        self.substituted(&text, everywhere, by_words).map_err(|why| self.fail(from, why))?;
                    everywhere = false;
                    continue;
                }
                _ => {
                    // Of an unknown one, the letter alone.
                    let from = self.at + 1;
                    self.at += 2;
                    return Err(self.fail(from, UNKNOWN));
                }
            }
            self.at = (self.at + 2).min(self.text.len());
        }
        Ok(match quote {
            b'q' => bashwit_syntax::quote::single(&text),
            b'x' => quoted_words(&text),
            _ => text,
        })
    }

    /// Reads `s/old/new/`, or takes what was substituted before.
    fn substitution(&mut self, letter: u8) {
        self.at += 2;
        if letter == b'&' {
            return;
        }
        let mark = self.peek(0);
        self.at += 1;
        let old = self.pattern(mark);
        if !old.is_empty() {
            self.memory.old = old;
        } else if self.memory.old.is_empty() {
            self.memory.old = self.memory.search.clone().unwrap_or_default();
        }
        let new = self.pattern(mark);
        self.memory.new = if new.contains(&b'&') { with_old(&new, &self.memory.old) } else { new };
    }

    /// One half of a substitution; a backslash keeps the mark.
    fn pattern(&mut self, mark: u8) -> Vec<u8> {
        let mut pattern = Vec::new();
        while let Some(&byte) = self.text.get(self.at) {
            if byte == mark {
                self.at += 1;
                break;
            }
            let kept = byte == b'\\' && self.peek(1) == mark;
            self.at += if kept { 2 } else { 1 };
            pattern.push(if kept { mark } else { byte });
        }
        pattern
    }

    fn substituted(&self, text: &[u8], everywhere: bool, by_words: bool) -> Result<Vec<u8>, &'static str> {
        let Memory { old, new, .. } = &*self.memory;
        if old.is_empty() {
            return Err(NO_SUBSTITUTION);
        }
        let (mut out, mut at, mut any) = (Vec::new(), 0, false);
        // By words: once in each.
        let mut word = 0;
        while let Some(found) = memchr::memmem::find(text.get(at..).unwrap_or_default(), old) {
            let place = at + found;
            while by_words && word <= place && word < text.len() {
                let blanks = text[word..].iter().take_while(|&&byte| words::is_blank(byte)).count();
                word = words::word_end(text, word + blanks).max(word + blanks + 1);
            }
            out.extend_from_slice(&text[at..place]);
            out.extend_from_slice(new);
            at = place + old.len();
            any = true;
            if by_words && !everywhere {
                let rest = word.clamp(at, text.len().max(at));
                out.extend_from_slice(text.get(at..rest).unwrap_or_default());
                at = rest;
            } else if !everywhere {
                break;
            }
        }
        out.extend_from_slice(text.get(at..).unwrap_or_default());
        if any { Ok(out) } else { Err(FAILED) }
    }
}

/// New text in which `&` is the old one, and `\&` is `&`.
fn with_old(new: &[u8], old: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = new.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'&' => out.extend_from_slice(old),
            b'\\' if bytes.next_if_eq(&b'&').is_some() => out.push(b'&'),
            _ => out.push(byte),
        }
    }
    out
}

/// `:x`: blanks part quoted words.
fn quoted_words(text: &[u8]) -> Vec<u8> {
    let mut out = b"'".to_vec();
    for &byte in text {
        match byte {
            b'\'' => out.extend_from_slice(b"'\\''"),
            _ if words::is_blank(byte) => out.extend_from_slice(&[b'\'', byte, b'\'']),
            _ => out.push(byte),
        }
    }
    out.push(b'\'');
    out
}
