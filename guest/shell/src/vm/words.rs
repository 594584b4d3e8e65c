//! What plain parameters, tildes, numbers and brace sequences add to words.

use super::{Fault, Vm};
use crate::expand::param::Target;
use crate::ir::Quoting;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, push_int};

/// The longest brace sequence: what comes of it fits into the memory of a shell.
const MAX_SEQUENCE: usize = 1 << 23;

impl Vm {
    /// The value of a variable without anything special about it.
    #[inline]
    pub(super) fn plain_variable(&self, name: Symbol) -> Option<Text> {
        let variable = self.state.vars.get(name)?;
        if variable.attrs.any(Attrs::NAMEREF | Attrs::DYNAMIC) {
            return None;
        }
        variable.first().map(Scalar::to_text)
    }

    /// The value of a plain variable; an unset one is empty, or an error under `set -u`.
    #[inline]
    pub(super) fn expect_variable(&mut self, name: Symbol) -> Result<Text, Fault> {
        match self.variable(name) {
            Some(text) => Ok(text),
            // What a nameref to an element leads to does not count.
            None if self.state.options.has(Set::NoUnset) && self.follow(name).is_some() => {
                Err(self.unbound(&Target::Variable(name)))
            }
            None => Ok(Text::EMPTY),
        }
    }

    pub(super) fn add_plain_target(
        &mut self,
        target: Target,
        braced: bool,
        quoting: Quoting,
    ) -> Result<(), Fault> {
        match self.target_text(&target)? {
            Some(text) => self.add(&text, quoting),
            None if self.state.options.has(Set::NoUnset) && braced => Err(self.unbound(&target)),
            None if self.state.options.has(Set::NoUnset) => Err(self.unbound_plain(&target)),
            None => Ok(()),
        }
    }

    /// Adds `~name`.
    pub(super) fn add_tilde(&mut self, at: u32) {
        let name = self.code.texts[at as usize].clone();
        let text = self.tilde(&name);
        self.word.started = true;
        self.word.quote(&text);
    }

    /// The same in an argument that looks like an assignment.
    pub(super) fn add_argument_tilde(&mut self, at: u32) {
        if self.state.options.has(Set::Posix) {
            let name = self.code.texts[at as usize].clone();
            self.word.quote(&[b"~", &name[..]].concat());
        } else {
            self.add_tilde(at);
        }
    }

    /// Notes what a list as the target means for the quotes around it.
    pub(super) fn mark_list(&mut self) {
        if let Some(target) = self.targets.last().cloned()
            && target.list_kind() == Some(b'@')
        {
            self.word.started |= !self.target_list(&target).is_empty();
            self.word.has_list = true;
        }
    }

    pub(super) fn end_pattern(&mut self, nocase: bool) {
        let pattern = self.built_pattern(&self.word, nocase);
        self.patterns.push(pattern);
        self.note_pattern();
        self.word.clear();
        self.end_word();
    }

    /// Adds a number.
    pub(crate) fn add_number(&mut self, value: i64, quoting: Quoting) -> Result<(), Fault> {
        let mut digits = Vec::with_capacity(20);
        push_int(&mut digits, value);
        self.add(&digits, quoting)
    }

    pub(super) fn sequence(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(sequence) = code.sequences.get(at as usize) else { return Ok(()) };
        let numbers = crate::compile::numbers(sequence.first, sequence.last, sequence.step);
        if numbers.size_hint().0 > MAX_SEQUENCE {
            self.report(b"brace expansion: too many words");
            return Err(self.expansion_failure());
        }
        for number in numbers {
            let mut text = sequence.prefix.to_vec();
            text.extend(crate::compile::padded(number, sequence.width));
            text.extend_from_slice(&sequence.suffix);
            self.fields.push(Text::from(text));
        }
        Ok(())
    }
}
