//! `${x@Q}` and its kin (bash manual, "Shell Parameter Expansion").

use super::operator::{char_len, lower, upper};
use crate::builtins::declare::{array_text, key_text, letters};
use crate::expand::param::Target;
use crate::expand::split::Joins;
use crate::ir::Quoting;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Value;
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::Transform;
use bashwit_syntax::quote::{self, Charset};

impl Vm {
    /// Adds the transformed value of a target.
    pub(crate) fn transform(
        &mut self,
        target: &Target,
        transform: Transform,
        quoting: Quoting,
    ) -> Result<(), Fault> {
        match transform {
            Transform::Prompt => return self.transform_prompt(target, quoting),
            Transform::Attributes => return self.transform_attributes(target, quoting),
            Transform::Assignment => return self.transform_assignment(target, quoting),
            Transform::Pairs | Transform::PairsQuoted => {
                // A variable that is no array has a value, and no keys.
                let mut is_scalar = |name| {
                    let variable = self.follow(name).and_then(|name| self.state.vars.get(name));
                    variable.is_some_and(|variable| matches!(variable.value, Value::Scalar(_)))
                };
                if let Target::All(name, kind) = *target
                    && !is_scalar(name)
                {
                    return self.transform_pairs(name, kind, transform == Transform::PairsQuoted, quoting);
                }
            }
            _ => {}
        }
        if target.list_kind().is_none() && !self.is_set(target, false)? {
            return self.add_unset(target, quoting);
        }
        self.add_changed(target, quoting, Joins::Always, |vm, text| match transform {
            Transform::Upper => upper(text, vm.state.utf8).into(),
            Transform::Lower => lower(text, vm.state.utf8).into(),
            Transform::UpperFirst => {
                let first = char_len(text).unwrap_or(0);
                let mut out = upper(&text[..first], vm.state.utf8);
                out.extend_from_slice(&text[first..]);
                out.into()
            }
            Transform::Escapes => quote::decode_ansi_c(text, vm.state.charset()).into(),
            _ => Text::from(quoted(text, vm.state.charset())),
        })
    }

    fn transform_prompt(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        if let Some(kind) = target.list_kind() {
            let items: Vec<Text> =
                self.target_list(target).iter().map(|item| self.expand_prompt(item)).collect();
            return self.add_made_list(&items, kind, quoting, Joins::Always);
        }
        match self.target_text(target)? {
            Some(text) => {
                let text = self.expand_prompt(&text);
                self.add(&text, quoting)
            }
            None => self.add_unset(target, quoting),
        }
    }

    /// `@a`: the attributes of the variable, once for each element.
    fn transform_attributes(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        let (Target::Variable(name) | Target::Element(name, _) | Target::All(name, _)) = *target else {
            // Positional and special parameters have none.
            return match target.list_kind() {
                Some(kind) => {
                    let items = vec![Text::EMPTY; self.state.positional.len()];
                    self.add_made_list(&items, kind, quoting, Joins::Always)
                }
                None => match self.is_set(target, false)? {
                    true => self.add(b"", quoting),
                    false => self.add_unset(target, quoting),
                },
            };
        };
        if self.names_no_variable(target, name) {
            return self.add_nothing(target, quoting);
        }
        // Bash looks at an element twice, and complains twice.
        let is_set = self.is_set(target, false)?;
        if !is_set && self.state.options.has(crate::state::options::Set::NoUnset) {
            return self.add_unset(target, quoting);
        }
        if matches!(target, Target::Element(..)) && !is_set {
            self.is_set(target, false)?;
        }
        let name = self.follow(name).unwrap_or(name);
        let text = self.state.vars.get(name).map(letters).unwrap_or_default();
        match target.list_kind() {
            Some(kind) => {
                // One that was declared and is empty shows them once.
                let count = self.elements(name).len();
                let count = if text.is_empty() || self.has_value(name) { count } else { 1 };
                let items = vec![Text::from(text.as_str()); count];
                self.add_made_list(&items, kind, quoting, Joins::Always)
            }
            None => self.add(text.as_bytes(), quoting),
        }
    }

    /// Whether it is a reference to an element, which bash finds no variable for.
    fn names_no_variable(&mut self, target: &Target, name: Symbol) -> bool {
        matches!(target, Target::Variable(_)) && self.leads_to_no_variable(name)
    }

    /// `@A`: a command that makes the parameter again.
    fn transform_assignment(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        if let Target::Special(kind @ (b'@' | b'*')) = *target {
            return self.positional_assignment(kind, quoting);
        }
        let (Target::Variable(name) | Target::Element(name, _) | Target::All(name, _)) = *target else {
            return self.add(b"", quoting);
        };
        let is_set = self.is_set(target, false)?;
        if !is_set && self.state.options.has(crate::state::options::Set::NoUnset) {
            return self.add_unset(target, quoting);
        }
        if self.names_no_variable(target, name) {
            return self.add_nothing(target, quoting);
        }
        let value = self.target_text(target)?;
        let name = self.follow(name).unwrap_or(name);
        let Some(variable) = self.state.vars.get(name) else {
            return self.add_nothing(target, quoting);
        };
        let letters = letters(variable);
        let mut assignment = self.state.symbols.name(name).to_vec();
        if let Target::All(_, kind) = *target
            && variable.is_array()
        {
            if !matches!(variable.value, Value::Unset) {
                assignment.push(b'=');
                assignment.extend(array_text(variable, self.state.charset()));
            }
            let words = [b"declare".to_vec(), format!("-{letters}").into_bytes(), assignment];
            let words: Vec<Text> = words.into_iter().map(Text::from).collect();
            return self.add_made_list(&words, kind, quoting, Joins::Always);
        }
        let mut text = Vec::new();
        if !letters.is_empty() {
            text.extend_from_slice(format!("declare -{letters} ").as_bytes());
        } else if value.is_none() {
            return self.add_nothing(target, quoting);
        }
        text.append(&mut assignment);
        if let Some(value) = value {
            text.push(b'=');
            text.extend(quoted(&value, self.state.charset()));
        }
        self.add(&text, quoting)
    }

    /// `set -- …`. The blanks of its head are blanks between items where `IFS` has them.
    fn positional_assignment(&mut self, kind: u8, quoting: Quoting) -> Result<(), Fault> {
        let mut items: Vec<Text> =
            self.state.positional.iter().map(|item| quoted(item, self.state.charset()).into()).collect();
        if kind == b'*' && quoting == Quoting::Quoted && !items.is_empty() {
            let joined = self.join(&items, true);
            return self.add(&[b"set -- ", &joined[..]].concat(), quoting);
        }
        if let Some(first) = items.first_mut() {
            if self.state.ifs.splits(b" ") {
                items.splice(0..0, [Text::from(b"set"), Text::from(b"--")]);
            } else {
                *first = [b"set -- ", &first[..]].concat().into();
            }
        }
        self.add_made_list(&items, kind, quoting, Joins::Always)
    }

    /// `@K` and `@k` of a whole array: keys and values.
    fn transform_pairs(
        &mut self,
        name: Symbol,
        kind: u8,
        in_one: bool,
        quoting: Quoting,
    ) -> Result<(), Fault> {
        let keys = self.keys(name);
        let values = self.elements(name);
        let pairs = keys.into_iter().zip(values);
        if !in_one {
            let items: Vec<Text> = pairs.flat_map(|(key, value)| [key, value]).collect();
            return self.add_made_list(&items, kind, quoting, Joins::Always);
        }
        let end = self.follow(name).unwrap_or(name);
        let is_assoc = self.state.vars.get(end).is_some_and(crate::state::value::Variable::is_assoc);
        let mut text = Vec::new();
        for (key, value) in pairs {
            if !is_assoc && !text.is_empty() {
                text.push(b' ');
            }
            text.extend(if is_assoc { key_text(&key, self.state.charset()) } else { key.to_vec() });
            text.push(b' ');
            text.extend(quote::for_declare(&value, self.state.charset()));
            if is_assoc {
                text.push(b' ');
            }
        }
        if text.is_empty() {
            return self.add_made_list(&[], kind, quoting, Joins::Always);
        }
        self.add(&text, quoting)
    }
}

/// Quoted for reuse: `'…'`, or `$'…'` where it holds what does not print.
fn quoted(text: &[u8], charset: Charset) -> Vec<u8> {
    if quote::needs_ansi_c(text, charset) { quote::ansi_c(text, charset) } else { quote::single(text) }
}
