//! Aliases in the text: which are being read, and splicing.

use super::cursor::Lexer;
use crate::error::Res;
use std::rc::Rc;

impl Lexer<'_> {
    /// Replaces the word of that length at the cursor by the text of an alias.
    pub(crate) fn splice_word(&mut self, len: usize, name: &[u8], value: &Rc<[u8]>) -> Res<()> {
        let start = self.pos;
        self.pos += len;
        self.splice(start, name, value)
    }

    /// The alias is being read already.
    pub(crate) fn alias_active(&self, name: &[u8]) -> bool {
        self.frames.iter().any(|frame| frame.end > self.pos && *frame.name == *name)
    }

    /// The text of the innermost alias that goes on behind a position.
    pub(super) fn alias_text_at(&self, pos: usize) -> Option<Rc<[u8]>> {
        let mut frames = self.frames.iter().rev();
        frames.find(|frame| frame.end - usize::from(frame.padded) > pos).map(|frame| frame.text.clone())
    }

    pub(crate) fn alias_value(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.aliases.alias(name)
    }

    /// The alias text that ends before the cursor makes the next word an alias too: it ended in a
    /// blank. Aliases that have been read are forgotten.
    pub(crate) fn alias_follows(&mut self) -> bool {
        // Of those that end here the outermost decides.
        let pos = self.pos;
        let follows =
            self.frames.iter().find(|frame| frame.end <= pos).is_some_and(|frame| frame.expand_next);
        self.frames.retain(|frame| frame.end > pos);
        follows
    }
}
