//! Regular expressions of programs, and those that come up while one runs.

use bashwit_pattern::regex::{Captures, Error, Flags, Regex, Syntax};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// How many dynamic expressions are kept.
const KEPT: usize = 256;

/// A compiled expression.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Rc<Regex>);

impl Pattern {
    pub fn new(text: &[u8], utf8: bool, icase: bool) -> Result<Self, Error> {
        let flags = Flags { utf8, icase, ..Flags::default() };
        Ok(Pattern(Rc::new(Regex::new(text, Syntax::Awk, flags)?)))
    }

    /// The text that it stands for, where it is nothing but that.
    pub fn literal(&self) -> Option<&[u8]> {
        match self.0.literal_prefix() {
            (text, true) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether it matches somewhere. A match that is given up is none.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }

    /// The leftmost match at or behind a place.
    pub fn find(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        self.0.find_at(text, at, false).unwrap_or(None)
    }

    /// The same with groups.
    pub fn captures(&self, text: &[u8], at: usize, groups: &mut Captures) -> bool {
        self.0.captures_at(text, at, false, groups).unwrap_or(false)
    }
}

/// The expressions that were compiled while running.
#[derive(Debug, Default)]
pub(super) struct Cache {
    utf8: bool,
    pub icase: bool,
    last: Option<(Vec<u8>, Pattern)>,
    known: HashMap<Vec<u8>, Pattern>,
}

impl Cache {
    pub fn new(utf8: bool) -> Self {
        Cache { utf8, ..Cache::default() }
    }

    /// Forgets all: case counts differently now.
    pub fn set_icase(&mut self, icase: bool) {
        if self.icase != icase {
            *self = Cache { utf8: self.utf8, icase, ..Cache::default() };
        }
    }

    /// The expression that a text stands for.
    pub fn get(&mut self, text: &[u8]) -> Result<Pattern, Vec<u8>> {
        if let Some((known, pattern)) = &self.last
            && known == text
        {
            return Ok(pattern.clone());
        }
        let pattern = match self.known.get(text) {
            Some(pattern) => pattern.clone(),
            None => {
                let pattern =
                    Pattern::new(text, self.utf8, self.icase).map_err(|error| wording(text, error))?;
                if self.known.len() >= KEPT {
                    self.known.clear();
                }
                self.known.insert(text.to_vec(), pattern.clone());
                pattern
            }
        };
        self.last = Some((text.to_vec(), pattern.clone()));
        Ok(pattern)
    }
}

/// What is wrong with an expression.
pub(super) fn wording(text: &[u8], error: Error) -> Vec<u8> {
    [b"invalid regexp: ", error.message().as_bytes(), b": /", text, b"/"].concat()
}
