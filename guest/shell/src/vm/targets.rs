//! Operations on the parameter that an expansion is about: lengths, `:=`, `:?`, names by prefix.

use super::{Fault, Vm};
use crate::expand::param::{Sub, Target};
use crate::ir::Quoting;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, Value};

impl Vm {
    /// Whether a variable has any value.
    pub(crate) fn has_value(&mut self, name: Symbol) -> bool {
        let name = self.follow(name).unwrap_or(name);
        let variable = self.state.vars.get(name);
        variable.is_some_and(|variable| {
            !matches!(variable.value, Value::Unset) || variable.attrs.has(Attrs::DYNAMIC)
        })
    }

    pub(super) fn target_length(&mut self, quoting: Quoting) -> Result<(), Fault> {
        let target = self.pop_target();
        if self.state.options.has(Set::NoUnset)
            && let Target::All(name, _) | Target::Element(name, _) = target
            && !self.has_value(name)
        {
            return Err(self.unbound(&Target::Variable(name)));
        }
        if target.list_kind().is_some() {
            let count = self.target_list(&target).len();
            return self.add_number(count as i64, quoting);
        }
        match self.target_text(&target)? {
            Some(text) => {
                let count = self.char_count(&text);
                self.add_number(count as i64, quoting)
            }
            None if self.state.options.has(Set::NoUnset) && !matches!(target, Target::Element(..)) => {
                Err(self.unbound(&target))
            }
            None => self.add_number(0, quoting),
        }
    }

    pub(super) fn assign_target(&mut self) -> Result<(), Fault> {
        let value = self.pop_text();
        let status = |fault| match fault {
            Fault::Discard(_) => Fault::Discard(2),
            fault => fault,
        };
        match self.targets.last().cloned() {
            Some(Target::Variable(name)) => self.assign(name, Scalar::Text(value), false).map_err(status),
            Some(Target::Element(name, sub)) => {
                self.assign_element(name, &sub, Scalar::Text(value), false).map_err(status)
            }
            Some(Target::All(name, kind)) => {
                let sub = Sub::Key(Text::from(&[kind]));
                self.assign_element(name, &sub, Scalar::Text(value), false).map_err(status)
            }
            Some(target) => {
                let mut message = b"$".to_vec();
                message.extend_from_slice(&self.target_name(&target));
                message.extend_from_slice(b": cannot assign in this way");
                self.report(&message);
                Err(self.expansion_failure())
            }
            None => Ok(()),
        }
    }

    pub(super) fn fail_target(&mut self, at: u32) -> Result<(), Fault> {
        self.pop_target();
        let text = self.pop_text();
        let mut message = self.code.texts[at as usize].to_vec();
        message.extend_from_slice(b": ");
        message.extend_from_slice(&text);
        self.report(&message);
        Err(self.fatal_expansion())
    }

    /// The names of set variables that start with a prefix, sorted.
    pub(crate) fn names_with_prefix(&self, prefix: &[u8]) -> Vec<Text> {
        let mut names: Vec<Text> = self
            .state
            .vars
            .iter()
            .filter(|(_, variable)| {
                !matches!(variable.value, Value::Unset) || variable.attrs.has(Attrs::DYNAMIC)
            })
            .map(|(name, _)| self.state.symbols.name(name))
            .filter(|name| name.starts_with(prefix))
            .map(|name| Text::from(&*name))
            .collect();
        names.sort();
        names
    }
}
