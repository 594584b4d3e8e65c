//! `$ref`, where `ref` is a nameref to `a[@]`: it stands for the list.

use super::{Fault, Vm};
use crate::expand::param::Target;
use crate::expand::value::{MAX_REFS, is_name};
use crate::ir::Quoting;
use crate::state::symbol::Symbol;

impl Vm {
    /// The list that `$ref` stands for (`${ref}` is its elements in one).
    fn list_reference(&mut self, name: Symbol, braced: bool) -> Result<Option<Target>, Fault> {
        // Looked at without a message or an effect: the value is read, if need be, afterwards.
        let mut at = name;
        let mut left = if braced { 0 } else { MAX_REFS };
        while left > 0 {
            match self.nameref_target(at) {
                Some(text) if text.ends_with(b"[@]") || text.ends_with(b"[*]") => {
                    return self.parse_target(&text);
                }
                Some(text) if is_name(&text) => at = self.state.symbols.intern(&text),
                _ => break,
            }
            left -= 1;
        }
        Ok(None)
    }

    /// `"$x"` as a word of its own, where `x` is not just any variable.
    #[cold]
    pub(super) fn unusual_field(&mut self, name: Symbol, braced: bool) -> Result<(), Fault> {
        match self.list_reference(name, braced)? {
            Some(target) if target.list_kind() == Some(b'@') => {
                let items = self.target_list(&target);
                self.fields.extend(items);
            }
            _ => {
                let text = self.expect_variable(name)?;
                self.fields.push(text);
            }
        }
        Ok(())
    }

    /// `$x` in a word, where `x` is not just any variable.
    #[cold]
    pub(super) fn add_unusual(&mut self, name: Symbol, braced: bool, quoting: Quoting) -> Result<(), Fault> {
        if let Some(target) = self.list_reference(name, braced)? {
            return self.add_target(&target, quoting);
        }
        let text = self.expect_variable(name)?;
        self.add(&text, quoting)
    }
}
