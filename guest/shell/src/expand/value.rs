//! Reading and setting variables: namerefs, dynamic values, attributes, arrays.

use super::param::Sub;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{AssocArray, Attrs, IndexedArray, Scalar, Value, Variable};
use crate::vm::{ElementName, Fault, Vm};
use bashwit_syntax::ast::Subscript;
use std::rc::Rc;

/// How many namerefs may follow one another.
pub(crate) const MAX_REFS: usize = 8;

/// Where a name leads.
pub(crate) enum Resolved {
    /// To a variable.
    Name(Symbol),
    /// To what is no name: an element, or nothing valid.
    Other(Text),
    /// In a circle, or too far.
    Nowhere,
}

/// What is to be done with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

impl Vm {
    /// The variable that a name means: itself, or where its nameref leads. `None` for a
    /// circular reference or one that names no variable.
    pub(crate) fn follow(&mut self, name: Symbol) -> Option<Symbol> {
        match self.resolve(name) {
            Resolved::Name(name) => Some(name),
            Resolved::Other(_) | Resolved::Nowhere => None,
        }
    }

    /// The variable whose attributes a declaration means: of an element that of its array.
    pub(crate) fn follow_to_array(&mut self, name: Symbol) -> Symbol {
        match self.resolve(name) {
            Resolved::Name(name) => name,
            Resolved::Other(text) => match bashwit_syntax::parse_name_subscript(&text) {
                Some((base, _)) => self.state.symbols.intern(&base),
                None => name,
            },
            Resolved::Nowhere => name,
        }
    }

    /// Where a name leads through namerefs.
    pub(crate) fn resolve(&mut self, name: Symbol) -> Resolved {
        let mut at = name;
        for _ in 0..=MAX_REFS {
            match self.nameref_target(at) {
                None => return Resolved::Name(at),
                Some(target) if is_name(&target) => {
                    let next = self.state.symbols.intern(&target);
                    if next == name || next == at {
                        return self.circular(name, next);
                    }
                    at = next;
                }
                Some(target) => return Resolved::Other(target),
            }
        }
        Resolved::Nowhere
    }

    /// Whether a name leads to an element, or to text that names nothing.
    pub(crate) fn leads_to_no_variable(&mut self, name: Symbol) -> bool {
        matches!(self.resolve(name), Resolved::Other(_))
    }

    /// A reference that leads to itself: where it is local, the global variable is meant.
    fn circular(&mut self, name: Symbol, end: Symbol) -> Resolved {
        let shown = self.state.symbols.name(name);
        self.report(&[b"warning: ", &shown[..], b": circular name reference"].concat());
        let symbols = self.state.symbols.clone();
        match self.state.vars.global_twin(end, || symbols.twin(end)) {
            Some(twin) => Resolved::Name(twin),
            None => Resolved::Nowhere,
        }
    }

    /// What a nameref holds; `None` where the variable is none or is empty.
    pub(crate) fn nameref_target(&self, name: Symbol) -> Option<Text> {
        let variable = self.state.vars.get(name)?;
        if !variable.attrs.has(Attrs::NAMEREF) {
            return None;
        }
        match &variable.value {
            Value::Scalar(scalar) if !scalar.is_empty() => Some(scalar.to_text()),
            _ => None,
        }
    }

    /// The value of a variable, as `$name` gives it.
    #[inline]
    pub(crate) fn variable(&mut self, name: Symbol) -> Option<Text> {
        let variable = self.state.vars.get(name)?;
        if variable.attrs.any(Attrs::NAMEREF | Attrs::DYNAMIC) {
            return self.unusual(name);
        }
        variable.first().map(Scalar::to_text)
    }

    /// The value of a nameref or dynamic variable.
    fn unusual(&mut self, name: Symbol) -> Option<Text> {
        match self.resolve(name) {
            Resolved::Name(end) if end == name => {
                let value = self.dynamic(name);
                // Lists show a value from when it was read.
                if let (Some(text), Some(variable)) = (&value, self.state.vars.get(name))
                    && !variable.is_array()
                {
                    self.state.vars.get_mut(name).value = Value::Scalar(Scalar::Text(text.clone()));
                }
                value
            }
            Resolved::Name(end) => self.variable(end),
            Resolved::Other(text) => {
                let target = self.parse_target(&text).ok()??;
                self.target_text(&target).ok()?
            }
            Resolved::Nowhere => None,
        }
    }

    /// The value of an element.
    pub(crate) fn element(&mut self, name: Symbol, sub: &Sub) -> Result<Option<Text>, Fault> {
        if name == Symbol(u32::MAX) {
            return Ok(match sub {
                Sub::Key(text) => Some(text.clone()),
                Sub::Index(_) => None,
            });
        }
        let Some(name) = self.follow(name) else { return Ok(None) };
        if let Sub::Key(key) = sub
            && matches!(&**key, b"@" | b"*")
            && !self.state.vars.get(name).is_some_and(Variable::is_assoc)
        {
            let items = self.elements(name);
            return Ok((!items.is_empty()).then(|| self.join(&items, &**key == b"*").into()));
        }
        self.materialize(name);
        let variable = self.state.vars.get(name);
        let is_nowhere = match sub {
            Sub::Index(index) => *index < 0 && variable.is_none_or(|one| matches!(one.value, Value::Unset)),
            Sub::Key(key) => key.is_empty() && variable.is_some_and(Variable::is_assoc),
        };
        if is_nowhere {
            self.bad_subscript(name)?;
            return Ok(None);
        }
        let Some(variable) = variable else { return Ok(None) };
        match (&variable.value, sub) {
            (Value::Unset, _) => Ok(None),
            (Value::Scalar(scalar), Sub::Index(0)) => Ok(Some(scalar.to_text())),
            (Value::Scalar(scalar), Sub::Key(key)) if &**key == b"0" => Ok(Some(scalar.to_text())),
            (Value::Scalar(_), Sub::Index(index)) if *index < 0 => {
                self.bad_subscript(name)?;
                Ok(None)
            }
            (Value::Scalar(_), _) => Ok(None),
            (Value::Array(array), Sub::Index(index)) => match place(*index, array.end()) {
                Some(index) => Ok(array.get(index).map(Scalar::to_text)),
                None => {
                    self.bad_subscript(name)?;
                    Ok(None)
                }
            },
            (Value::Assoc(array), Sub::Key(key)) => Ok(array.get(key).map(Scalar::to_text)),
            (Value::Assoc(array), Sub::Index(index)) => {
                Ok(array.get(index.to_string().as_bytes()).map(Scalar::to_text))
            }
            (Value::Array(_), Sub::Key(_)) => Ok(None),
        }
    }

    /// `bad array subscript`, for reading: a message, and the value is unset.
    fn bad_subscript(&mut self, name: Symbol) -> Result<(), Fault> {
        let mut message = self.state.symbols.name(name).to_vec();
        message.extend_from_slice(b": bad array subscript");
        self.report_error(&message)
    }

    /// The elements of a variable: of a scalar its value.
    pub(crate) fn elements(&mut self, name: Symbol) -> Vec<Text> {
        let Some(name) = self.follow(name) else { return Vec::new() };
        self.materialize(name);
        let Some(variable) = self.state.vars.get(name) else { return Vec::new() };
        match &variable.value {
            Value::Unset => Vec::new(),
            Value::Scalar(_) => self.variable(name).into_iter().collect(),
            Value::Array(array) => array.iter().map(|(_, value)| value.to_text()).collect(),
            Value::Assoc(array) => array.iter().map(|(_, value)| value.to_text()).collect(),
        }
    }

    /// The keys of a variable: of a scalar 0.
    pub(crate) fn keys(&mut self, name: Symbol) -> Vec<Text> {
        let Some(name) = self.follow(name) else { return Vec::new() };
        self.materialize(name);
        let Some(variable) = self.state.vars.get(name) else { return Vec::new() };
        match &variable.value {
            Value::Unset => Vec::new(),
            Value::Scalar(_) => vec![Text::from(b"0")],
            Value::Array(array) => array.iter().map(|(index, _)| index.to_string().into()).collect(),
            Value::Assoc(array) => array.iter().map(|(key, _)| key.clone()).collect(),
        }
    }

    /// Sets a scalar: `name=value`, `name+=value`.
    pub(crate) fn assign(&mut self, name: Symbol, value: Scalar, append: bool) -> Result<(), Fault> {
        let value = if append || self.state.options.has(Set::AllExport) {
            value
        } else {
            match self.state.vars.assign_plain(name, value) {
                None => return Ok(()),
                Some(value) => value,
            }
        };
        if append && !self.state.options.has(Set::AllExport) && self.append_fast(name, &value) {
            return Ok(());
        }
        self.assign_slow(name, value, append)
    }

    fn append_fast(&mut self, name: Symbol, value: &Scalar) -> bool {
        match value {
            Scalar::Text(more) => self.state.vars.append_plain(name, more),
            Scalar::Int(_) => self.state.vars.append_plain(name, &value.to_text()),
        }
    }

    fn assign_slow(&mut self, name: Symbol, value: Scalar, append: bool) -> Result<(), Fault> {
        if self.own_scope
            && matches!(self.acting, b"printf" | b"let" | b"getopts" | b"cd" | b"pushd" | b"popd")
        {
            // They do not set the binding that an assignment before them has made.
            self.state.vars.take_temporary(name);
        }
        if self.nameref_target(name).is_some() {
            return self.assign_reference(name, value, append);
        }
        let attrs = self.state.vars.attributes(name);
        if attrs.has(Attrs::READONLY) {
            return Err(self.readonly(name));
        }
        if attrs.has(Attrs::NAMEREF) && !is_name_or_element(&value.to_text()) {
            return Err(self.not_an_identifier(&value.to_text()));
        }
        let old = self.state.vars.get(name).and_then(|variable| variable.first().cloned());
        let value = self.shape(attrs, old.as_ref(), value, append)?;
        if attrs.has(Attrs::DYNAMIC) && self.assign_dynamic(name, &value) {
            return Ok(());
        }
        let export_all = self.state.options.has(Set::AllExport);
        let variable = self.state.vars.get_mut(name);
        match &mut variable.value {
            Value::Array(array) => Rc::make_mut(array).set(0, value),
            Value::Assoc(array) => Rc::make_mut(array).set(Text::from(b"0"), value),
            plain if attrs.has(Attrs::ASSOC) => {
                let mut array = AssocArray::default();
                array.set(Text::from(b"0"), value);
                *plain = Value::Assoc(Rc::new(array));
            }
            plain if attrs.has(Attrs::ARRAY) => {
                *plain = Value::Array(Rc::new(std::iter::once(value).collect()))
            }
            plain => *plain = Value::Scalar(value),
        }
        if export_all && !variable.is_array() && !variable.attrs.has(Attrs::EXPORT) {
            variable.attrs = variable.attrs | Attrs::EXPORT;
            self.state.vars.touch_exports();
        }
        if attrs.has(Attrs::HOOKED) {
            self.hook(name);
        }
        Ok(())
    }

    /// Sets what a nameref leads to.
    fn assign_reference(&mut self, name: Symbol, value: Scalar, append: bool) -> Result<(), Fault> {
        let text = match self.resolve(name) {
            Resolved::Name(end) => return self.assign(end, value, append),
            Resolved::Nowhere => return Err(self.assignment_failure()),
            Resolved::Other(text) => text,
        };
        match self.parse_target(&text)? {
            Some(super::param::Target::Element(array, sub)) => {
                self.assign_element(array, &sub, value, append)
            }
            Some(super::param::Target::All(..)) => {
                self.report(&[&text[..], b": bad array subscript"].concat());
                Err(self.assignment_failure())
            }
            _ => Err(self.not_an_identifier(&text)),
        }
    }

    /// ``NAME': not a valid identifier`, for an assignment.
    pub(crate) fn not_an_identifier(&mut self, name: &[u8]) -> Fault {
        self.report(&[&self.acting_label()[..], b"`", name, b"': not a valid identifier"].concat());
        self.assignment_failure()
    }

    /// Applies `-i -l -u -c` and `+=`.
    pub(crate) fn shape(
        &mut self,
        attrs: Attrs,
        old: Option<&Scalar>,
        value: Scalar,
        append: bool,
    ) -> Result<Scalar, Fault> {
        if attrs.has(Attrs::INTEGER) {
            let number = match &value {
                Scalar::Int(number) => *number,
                Scalar::Text(text) => self.eval_text(text)?,
            };
            let before = match old {
                Some(Scalar::Int(before)) if append => *before,
                Some(Scalar::Text(text)) if append => self.eval_text(&text.clone())?,
                _ => 0,
            };
            return Ok(Scalar::Int(before.wrapping_add(number)));
        }
        let mut text = match old {
            Some(old) if append => old.to_text(),
            _ => Text::EMPTY,
        };
        if !append && !attrs.any(Attrs::LOWER | Attrs::UPPER | Attrs::CAPITALIZE) {
            return Ok(value);
        }
        text.push(&value.to_text());
        Ok(Scalar::Text(self.change_attr_case(attrs, text)))
    }

    /// Sets an element: `name[sub]=value`.
    pub(crate) fn assign_element(
        &mut self,
        name: Symbol,
        sub: &Sub,
        value: Scalar,
        append: bool,
    ) -> Result<(), Fault> {
        let name = match self.resolve(name) {
            Resolved::Name(name) => name,
            Resolved::Other(text) => return Err(self.not_an_identifier(&text)),
            Resolved::Nowhere => return Err(self.assignment_failure()),
        };
        self.materialize(name);
        let (attrs, is_assoc, end) = match self.state.vars.get(name) {
            Some(variable) => (variable.attrs, variable.is_assoc(), variable.end()),
            None => (Attrs::NONE, false, 0),
        };
        if attrs.has(Attrs::READONLY) {
            return Err(self.readonly(name));
        }
        if attrs.has(Attrs::NAMEREF) {
            return Err(self.not_an_identifier(b""));
        }
        if is_assoc {
            let key = match sub {
                Sub::Key(key) => key.clone(),
                Sub::Index(index) => index.to_string().into(),
            };
            if key.is_empty() {
                return Err(self.bad_element(name, b""));
            }
            return self.assign_key(name, attrs, key, value, append);
        }
        let index = match sub {
            Sub::Index(index) => Ok(*index),
            Sub::Key(key) if matches!(&**key, b"" | b"@" | b"*") => Err(key.to_vec()),
            Sub::Key(key) => Ok(self.eval_index_text(key)?),
        };
        let index = index.and_then(|index| place(index, end).ok_or_else(|| index.to_string().into_bytes()));
        let index = match index {
            Ok(index) => index,
            Err(shown) => return Err(self.bad_element(name, &shown)),
        };
        let value = if append || attrs.any(Attrs::ON_ASSIGN) {
            let old = match self.state.vars.get(name).map(|variable| &variable.value) {
                Some(Value::Array(array)) => array.get(index).cloned(),
                Some(Value::Scalar(scalar)) if index == 0 => Some(scalar.clone()),
                _ => None,
            };
            self.shape(attrs, old.as_ref(), value, append)?
        } else {
            value
        };
        if attrs.has(Attrs::DYNAMIC) && self.assign_dynamic_element(name, index, &value) {
            return Ok(());
        }
        let variable = self.state.vars.get_mut(name);
        indexed(variable).set(index, value);
        Ok(())
    }

    /// `name[subscript]`.
    pub(crate) fn element_name(&self, name: Symbol, subscript: &[u8]) -> Vec<u8> {
        [&*self.state.symbols.name(name), b"[", subscript, b"]"].concat()
    }

    /// Whether there can be no such element: its key is empty or no index, or its index lies before the
    /// first one.
    pub(crate) fn is_bad_subscript(&mut self, name: Symbol, sub: &Sub, access: Access) -> bool {
        let Some(name) = self.follow(name) else { return false };
        self.materialize(name);
        let variable = self.state.vars.get(name);
        let is_assoc = variable.is_some_and(Variable::is_assoc);
        match *sub {
            Sub::Key(ref key) => !is_assoc || key.is_empty(),
            Sub::Index(_) if is_assoc => false,
            Sub::Index(index) => {
                // A plain value becomes the first element where another one is set.
                let is_counted = |variable: &&Variable| access == Access::Write || variable.is_array();
                place(index, variable.filter(is_counted).map_or(0, Variable::end)).is_none()
            }
        }
    }

    /// `bad array subscript`, for an assignment: the element is shown as it is written, where
    /// that can be told.
    fn bad_element(&mut self, name: Symbol, subscript: &[u8]) -> Fault {
        let element = match &self.element {
            ElementName::Row(at) => self.code.elements.get(*at as usize).map(|row| row.target.to_vec()),
            ElementName::Text(text) => Some(text.to_vec()),
            ElementName::Unknown => None,
        };
        let element = element.unwrap_or_else(|| self.element_name(name, subscript));
        self.report(&[&element[..], b": bad array subscript"].concat());
        self.assignment_failure()
    }

    fn assign_key(
        &mut self,
        name: Symbol,
        attrs: Attrs,
        key: Text,
        value: Scalar,
        append: bool,
    ) -> Result<(), Fault> {
        let value = if append || attrs.any(Attrs::ON_ASSIGN) {
            let old = match self.state.vars.get(name).map(|variable| &variable.value) {
                Some(Value::Assoc(array)) => array.get(&key).cloned(),
                _ => None,
            };
            self.shape(attrs, old.as_ref(), value, append)?
        } else {
            value
        };
        if attrs.has(Attrs::DYNAMIC) && self.assign_row(name, &key, &value) {
            return Ok(());
        }
        let variable = self.state.vars.get_mut(name);
        associative(variable).set(key, value);
        Ok(())
    }

    /// `NAME: readonly variable`.
    pub(crate) fn readonly(&mut self, name: Symbol) -> Fault {
        let mut message = self.state.symbols.name(name).to_vec();
        message.extend_from_slice(b": readonly variable");
        self.report(&message);
        self.assignment_failure()
    }

    /// The value after `declare -l`, `-u`, `-c`.
    pub(crate) fn change_attr_case(&self, attrs: Attrs, text: Text) -> Text {
        use super::operator::{lower, upper};
        if attrs.has(Attrs::LOWER) {
            lower(&text, self.state.utf8).into()
        } else if attrs.has(Attrs::UPPER) {
            upper(&text, self.state.utf8).into()
        } else if attrs.has(Attrs::CAPITALIZE) {
            super::operator::capitalize(&text, self.state.utf8).into()
        } else {
            text
        }
    }
}

/// The element that an index means; negative ones count from the end.
pub(crate) fn place(index: i64, end: u64) -> Option<u64> {
    if index >= 0 { Some(index as u64) } else { end.checked_sub(index.unsigned_abs()) }
}

/// The array of a variable, made of its scalar if need be.
pub(crate) fn indexed(variable: &mut Variable) -> &mut IndexedArray {
    if !matches!(variable.value, Value::Array(_)) {
        let first = match std::mem::take(&mut variable.value) {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        };
        variable.value = Value::Array(Rc::new(first.into_iter().collect()));
    }
    match &mut variable.value {
        Value::Array(array) => Rc::make_mut(array),
        // The lines above have made it an array.
        _ => unreachable!("just made an array"),
    }
}

/// The associative array of a variable, made if need be.
pub(crate) fn associative(variable: &mut Variable) -> &mut AssocArray {
    if !matches!(variable.value, Value::Assoc(_)) {
        let mut array = AssocArray::default();
        if let Value::Scalar(scalar) = std::mem::take(&mut variable.value) {
            array.set(Text::from(b"0"), scalar);
        }
        variable.value = Value::Assoc(Rc::new(array));
    }
    match &mut variable.value {
        Value::Assoc(array) => Rc::make_mut(array),
        // The lines above have made it an associative array.
        _ => unreachable!("just made an associative array"),
    }
}

/// Whether a text is a variable's name.
pub(crate) fn is_name(text: &[u8]) -> bool {
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    text.first().is_some_and(|first| !first.is_ascii_digit()) && text.iter().all(word)
}

/// Whether a text is a name, or a name with a subscript.
pub(crate) fn is_name_or_element(text: &[u8]) -> bool {
    let filled = |subscript: &Subscript| match subscript {
        Subscript::Index { word, .. } => !word.raw.is_empty(),
        Subscript::At | Subscript::Star => true,
    };
    let parsed = || bashwit_syntax::parse_name_subscript(text);
    is_name(text) || parsed().is_some_and(|(_, subscript)| subscript.as_ref().is_some_and(filled))
}
