//! Collects the parts of a word.

use crate::ast::{Word, WordPart};
use std::rc::Rc;

/// Whether collected text is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    None,
    Literal,
    Quoted,
}

/// The parts of a word so far. Adjacent text of one kind is merged.
pub(crate) struct Builder {
    pub(crate) parts: Vec<WordPart>,
    text: Vec<u8>,
    run: Run,
    /// An unquoted `{` has been seen.
    pub(crate) braces: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self { parts: Vec::new(), text: Vec::new(), run: Run::None, braces: false }
    }

    /// Adds unquoted text.
    #[inline]
    pub(crate) fn literal(&mut self, text: &[u8]) {
        if self.run != Run::Literal {
            self.flush();
            self.run = Run::Literal;
        }
        self.text.extend_from_slice(text);
    }

    /// Adds quoted text.
    #[inline]
    pub(crate) fn quoted(&mut self, text: &[u8]) {
        if self.run != Run::Quoted {
            self.flush();
            self.run = Run::Quoted;
        }
        self.text.extend_from_slice(text);
    }

    /// Adds text, quoted or not.
    #[inline]
    pub(crate) fn text(&mut self, text: &[u8], quoted: bool) {
        if quoted { self.quoted(text) } else { self.literal(text) }
    }

    /// Adds an expansion.
    pub(crate) fn part(&mut self, part: WordPart) {
        self.flush();
        self.parts.push(part);
    }

    fn flush(&mut self) {
        match self.run {
            Run::None => return,
            Run::Literal => self.parts.push(WordPart::Literal(Rc::from(self.text.as_slice()))),
            Run::Quoted => self.parts.push(WordPart::Quoted(Rc::from(self.text.as_slice()))),
        }
        self.text.clear();
        self.run = Run::None;
    }

    /// Nothing has been added.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.run == Run::None
    }

    /// The unquoted text so far, if there is nothing else.
    pub(crate) fn only_literal(&self) -> Option<&[u8]> {
        (self.parts.is_empty() && self.run == Run::Literal).then_some(self.text.as_slice())
    }

    /// The parts.
    pub(crate) fn finish(mut self) -> Vec<WordPart> {
        self.flush();
        self.parts
    }

    /// The word; its text is shared with a single literal part.
    pub(crate) fn word(self, raw: Rc<[u8]>) -> Word {
        let mut parts = self.finish();
        if let [WordPart::Literal(text)] = parts.as_mut_slice()
            && **text == *raw
        {
            *text = raw.clone();
        }
        Word { parts, raw }
    }
}
