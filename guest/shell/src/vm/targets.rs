//! Operations on the parameter that an expansion is about: lengths, `:=`, `:?`, names by prefix.

use super::{Fault, Vm};
use crate::expand::operator::Replacement;
use crate::expand::param::{Sub, Target};
use crate::expand::split::Joins;
use crate::expand::value::Access;
use crate::ir::{Needs, Quoting};
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

    /// The length of a plain variable.
    pub(super) fn variable_length(&mut self, name: Symbol, quoting: Quoting) -> Result<(), Fault> {
        // Of a reference to an element bash finds no length.
        let is_element = self.nameref_target(name).is_some_and(|target| target.ends_with(b"]"));
        let text = if is_element { Text::EMPTY } else { self.expect_variable(name)? };
        let count = self.char_count(&text);
        self.add_number(count as i64, quoting)
    }

    pub(super) fn target_length(&mut self, quoting: Quoting) -> Result<(), Fault> {
        let target = self.pop_target();
        if let Target::All(name, _) = target {
            self.expect_array(name)?;
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
            None if self.state.options.has(Set::NoUnset) && !matches!(target, Target::Special(_)) => {
                Err(self.unbound(&target))
            }
            None => self.add_number(0, quoting),
        }
    }

    /// Under `set -u` only the lengths of arrays can be asked for.
    fn expect_array(&mut self, name: Symbol) -> Result<(), Fault> {
        if !self.state.options.has(Set::NoUnset) {
            return Ok(());
        }
        let end = self.follow(name).unwrap_or(name);
        let is_array =
            self.state.vars.get(end).is_some_and(|variable| variable.is_array() || variable.is_assoc());
        if is_array && self.has_value(end) {
            return Ok(());
        }
        // It does not end the shell.
        self.unbound(&Target::Variable(name));
        Err(self.expansion_failure())
    }

    /// The length of an element of a variable without value.
    pub(super) fn length_of_unset(&mut self, name: Symbol, quoting: Quoting, to: u32) -> Result<(), Fault> {
        self.expect_array(name)?;
        if !self.has_value(name) {
            self.pc = to as usize;
            return self.add_number(0, quoting);
        }
        Ok(())
    }

    /// The length of an element; `subscript` is how the subscript is shown.
    pub(super) fn element_length(&mut self, subscript: u32, quoting: Quoting) -> Result<(), Fault> {
        let target = self.pop_target();
        if let Target::Element(name, sub) = &target
            && self.is_bad_subscript(*name, sub, Access::Read)
        {
            let shown = self.code.texts[subscript as usize].clone();
            self.report(&[&shown[..], b": bad array subscript"].concat());
            return Err(self.word_failure());
        }
        let text = self.target_text(&target)?.unwrap_or_default();
        let count = self.char_count(&text);
        self.add_number(count as i64, quoting)
    }

    pub(super) fn jump_if_set(&mut self, colon: bool, quoted: bool, to: u32) -> Result<(), Fault> {
        let target = self.targets.last().cloned().unwrap_or(Target::Nothing);
        let is_set = match target.list_kind() {
            Some(kind) if colon => self.is_filled(&target, kind, quoted),
            _ => self.is_set(&target, colon)?,
        };
        if is_set {
            self.pc = to as usize;
        }
        Ok(())
    }

    /// Jumps over the operands of an operator where the value is not such that it needs them.
    pub(super) fn skip_operands(&mut self, unless: Needs, quoting: Quoting, to: u32) -> Result<(), Fault> {
        let target = self.targets.last().cloned().unwrap_or(Target::Nothing);
        if target.list_kind().is_some() {
            let is_needed = match self.target_list(&target).as_slice() {
                [] => unless == Needs::Slice && matches!(target, Target::Special(_)),
                [one] => unless != Needs::Text || quoting == Quoting::Quoted || !one.is_empty(),
                _ => true,
            };
            if is_needed {
                return Ok(());
            }
            self.targets.pop();
            self.pc = to as usize;
            return self.add_target(&target, quoting);
        }
        let text = self.target_text(&target)?;
        match text {
            Some(text) if unless != Needs::Text || !text.is_empty() => {
                // What the operands do does not change the value any more.
                if unless != Needs::Slice
                    && let Some(last) = self.targets.last_mut()
                {
                    *last = Target::known(text);
                }
                return Ok(());
            }
            _ => {}
        }
        self.targets.pop();
        self.pc = to as usize;
        match text {
            Some(text) => self.add(&text, quoting),
            None => self.add_unset(&target, quoting),
        }
    }

    /// Jumps over the length of a slice that begins outside of the value.
    pub(super) fn skip_length(&mut self, quoting: Quoting, to: u32) -> Result<(), Fault> {
        let offset = self.ints.last().copied().unwrap_or(0);
        let target = self.targets.last().cloned().unwrap_or(Target::Nothing);
        if !self.is_outside(&target, offset)? {
            return Ok(());
        }
        self.ints.pop();
        self.targets.pop();
        self.pc = to as usize;
        self.add_nothing(&target, quoting)
    }

    pub(super) fn replace_target(&mut self, at: u32) -> Result<(), Fault> {
        let mut code = self.code.replaces[at as usize];
        if code.anchor {
            code.scope = self.scopes.pop().unwrap_or(code.scope);
        }
        let target = self.pop_target();
        let replacement = if code.replacement { self.replacements.pop() } else { None };
        let empty = || Replacement { pieces: vec![Vec::new()] };
        let Some(pattern) = self.patterns.pop() else { return Ok(()) };
        self.replace(&target, &pattern, &replacement.unwrap_or_else(empty), code)
    }

    pub(super) fn change_case_of_target(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.cases[at as usize];
        let pattern = if code.pattern { self.patterns.pop() } else { None };
        let pattern = pattern.filter(|pattern| !(code.unquoted && pattern.is_empty()));
        let target = self.pop_target();
        self.change_case(&target, pattern.as_deref(), code)
    }

    pub(super) fn add_keys(&mut self, quoting: Quoting) -> Result<(), Fault> {
        let Target::All(name, kind) = self.pop_target() else { return Ok(()) };
        let keys = self.keys(name);
        self.add_made_list(&keys, kind, quoting, Joins::Part)
    }

    pub(super) fn add_names(&mut self, prefix: u32, at: bool, quoting: Quoting) -> Result<(), Fault> {
        let prefix = self.code.texts[prefix as usize].clone();
        let names = self.names_with_prefix(&prefix);
        if !at && self.state.ifs.is_empty {
            let joined = self.join(&names, true);
            return self.add(&joined, quoting);
        }
        self.add_made_list(&names, if at { b'@' } else { b'*' }, quoting, Joins::Quoted)
    }

    pub(super) fn assign_target(&mut self, written: u32) -> Result<(), Fault> {
        let value = self.pop_text();
        let written = self.code.texts[written as usize].clone();
        let status = |fault| match fault {
            Fault::Discard(_) => Fault::Discard(2),
            fault => fault,
        };
        match self.targets.last().cloned() {
            Some(Target::Variable(name)) => self.assign(name, Scalar::Text(value), false).map_err(status),
            Some(Target::Element(name, sub)) => {
                self.assign_named_element(&written, (name, &sub), Scalar::Text(value), false).map_err(status)
            }
            Some(Target::All(name, kind)) => {
                let sub = Sub::Key(Text::from(&[kind]));
                self.assign_named_element(&written, (name, &sub), Scalar::Text(value), false).map_err(status)
            }
            Some(target) => {
                let mut message = b"$".to_vec();
                message.extend_from_slice(&self.target_name(&target));
                message.extend_from_slice(b": cannot assign in this way");
                self.report(&message);
                Err(self.word_failure())
            }
            None => Ok(()),
        }
    }

    /// `${!x=…}`: only to a variable.
    pub(super) fn assign_indirect(&mut self, name: u32) -> Result<(), Fault> {
        let target = match self.targets.last().cloned() {
            Some(Target::Variable(_)) | None => return self.assign_target(name),
            Some(target) => target,
        };
        self.texts.pop();
        let message = match target {
            Target::Nothing => {
                [b"!", &self.code.texts[name as usize][..], b": invalid indirect expansion"].concat()
            }
            target => [&self.target_name(&target)[..], b": invalid variable name"].concat(),
        };
        self.report(&message);
        Err(self.word_failure())
    }

    /// An expansion that fails always.
    pub(super) fn fail(&mut self, at: u32) -> Result<(), Fault> {
        let message = self.code.texts[at as usize].clone();
        if !message.is_empty() {
            self.report(&message);
        }
        Err(self.expansion_failure())
    }

    pub(super) fn bad_substitution(&mut self, at: u32) -> Result<(), Fault> {
        let shown = self.code.texts[at as usize].clone();
        self.report(&[&shown[..], b": bad substitution"].concat());
        Err(self.expansion_failure())
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

    /// Ends the message of `${x?…}`.
    pub(super) fn end_message(&mut self) {
        if !self.word.started && self.word.text.last() == Some(&b' ') {
            self.word.text.pop();
        }
        let text = self.word.take();
        self.texts.push(text);
        self.end_word();
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
