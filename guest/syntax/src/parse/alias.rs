//! Aliases: replaced in the text where a command name is about to be read.

use crate::error::Res;
use crate::lex::{Lexer, is_meta};

impl Lexer<'_> {
    /// Aliases are in force.
    #[inline]
    pub(crate) fn may_alias(&self) -> bool {
        self.options.aliases
    }

    /// Replaces aliases at the cursor until the word there is none.
    pub(crate) fn expand_alias(&mut self) -> Res<()> {
        if !self.may_alias() {
            return Ok(());
        }
        while let Some((len, name, value)) = self.alias_word() {
            self.splice_word(len, &name, &value)?;
            self.skip_blanks();
        }
        Ok(())
    }

    /// Replaces an alias at the cursor if the one before it ends with a blank.
    pub(super) fn alias_behind(&mut self) -> Res<()> {
        if self.may_alias() && self.alias_follows() { self.expand_alias() } else { Ok(()) }
    }

    /// The alias at the cursor: its length in the text, its name and its value.
    #[inline(never)]
    fn alias_word(&mut self) -> Option<(usize, Vec<u8>, std::rc::Rc<[u8]>)> {
        self.peek();
        let mut name = Vec::new();
        let mut ahead = 0;
        loop {
            match self.raw_at(ahead) {
                b'\\' if self.raw_at(ahead + 1) == b'\n' => ahead += 2,
                b'\\' | b'\'' | b'"' | b'$' | b'`' => return None,
                b'\0' => break,
                b if is_meta(b) => break,
                b => {
                    name.push(b);
                    ahead += 1;
                }
            }
        }
        // POSIX mode has no aliases for reserved words.
        let is_reserved = self.options.posix && super::is_reserved_word(&name);
        if name.is_empty() || is_reserved || self.alias_active(&name) {
            return None;
        }
        let value = self.alias_value(&name)?;
        Some((ahead, name, value))
    }
}
