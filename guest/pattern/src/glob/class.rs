//! Bracket expressions of shell patterns.

use crate::chars::{self, Named, fold};

/// A set of characters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Class {
    negated: bool,
    nocase: bool,
    /// Single characters and ranges within ASCII.
    ascii: u128,
    /// Ranges that go beyond.
    ranges: Vec<(u32, u32)>,
    names: Vec<Named>,
}

impl Class {
    pub(crate) fn matches(&self, code: u32) -> bool {
        self.contains(code) != self.negated
    }

    fn contains(&self, code: u32) -> bool {
        // A named class asks for the character as it is, even when case does not count.
        if self.names.iter().any(|name| name.contains(code)) {
            return true;
        }
        let code = if self.nocase { fold(code) } else { code };
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        self.ranges.iter().any(|&(low, high)| low <= code && code <= high)
    }

    fn add(&mut self, low: u32, high: u32) {
        let (low, high) = if self.nocase { (fold(low), fold(high)) } else { (low, high) };
        for code in low..=high.min(127) {
            self.ascii |= 1 << code;
        }
        if high > 127 && low <= high {
            self.ranges.push((low, high));
        }
    }

    /// Reads a bracket expression after its `[`; gives the class and the length up to and with
    /// the closing `]`, `None` when there is none.
    pub(crate) fn parse(text: &[u8], nocase: bool, utf8: bool) -> Option<(Class, usize)> {
        let mut class = Class { nocase, ..Class::default() };
        let mut at = 0;
        if let Some(b'!' | b'^') = text.first() {
            class.negated = true;
            at = 1;
        }
        let first = at;
        loop {
            let rest = text.get(at..)?;
            match rest {
                [b']', ..] if at > first => return Some((class, at + 1)),
                [b'[', b':', name @ ..] => {
                    // Without its end it is not a class, and bash forgets the bracket too.
                    match memchr::memmem::find(name, b":]") {
                        Some(len) => {
                            class.names.extend(name.get(..len).and_then(Named::from_name));
                            at += len + 4;
                        }
                        None => at += 1,
                    }
                    continue;
                }
                _ => {}
            }
            let (low, len) = element(rest, utf8)?;
            at += len;
            let after = text.get(at..)?;
            if let [b'-', next, ..] = after
                && *next != b']'
            {
                let (high, len) = element(after.get(1..)?, utf8)?;
                at += 1 + len;
                if let (Some(low), Some(high)) = (low, high) {
                    class.add(low, high);
                }
            } else if let Some(low) = low {
                class.add(low, low);
            }
        }
    }
}

/// One end of a range: a character, an escaped one, `[=c=]` or `[.c.]`. The character is `None`
/// for an unknown collating symbol.
fn element(text: &[u8], utf8: bool) -> Option<(Option<u32>, usize)> {
    match text {
        [b'\\', rest @ ..] => chars::decode(rest, 0, utf8).map(|(code, len)| (Some(code), len + 1)),
        [b'[', b'=', rest @ ..] => {
            let (code, len) = chars::decode(rest, 0, utf8)?;
            if rest.get(len..)?.starts_with(b"=]") {
                return Some((Some(code), len + 4));
            }
            Some((Some(u32::from(b'[')), 1))
        }
        [b'[', b'.', rest @ ..] => {
            let len = memchr::memmem::find(rest, b".]")?;
            Some((chars::collating_symbol(rest.get(..len)?, utf8), len + 4))
        }
        _ => chars::decode(text, 0, utf8).map(|(code, len)| (Some(code), len)),
    }
}
