//! Assignments to elements and arrays, and those that are arguments of `declare`.

use super::{ArrayInProgress, Declaration, DeclaredValue, Element, Fault, Vm};
use crate::expand::param::Sub;
use crate::expand::value::{Resolved, associative, indexed, place};
use crate::ir::DeclareForm;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{AssocArray, Attrs, Scalar, Value, Variable};
use std::rc::Rc;

impl Vm {
    /// `name=value`, with its line of `set -x`.
    pub(crate) fn assign_traced(&mut self, name: Symbol, value: Scalar, append: bool) -> Result<(), Fault> {
        if self.state.options.has(Set::XTrace) {
            self.trace_assignment(name, &value.to_text(), append);
        }
        self.assign(name, value, append)
    }

    pub(crate) fn assign_element_op(&mut self, name: Symbol, append: bool) -> Result<(), Fault> {
        let value = self.pop_text();
        let sub = self.subs.pop().unwrap_or(Sub::Index(0));
        if self.state.options.has(Set::XTrace) {
            self.trace_element(name, &value, append);
        }
        self.assign_element(name, &sub, Scalar::Text(value), append)
    }

    pub(crate) fn begin_array(&mut self, name: Symbol, append: bool) {
        let fields_from = self.fields.len();
        self.arrays.push(ArrayInProgress { name: Some(name), append, fields_from, elements: Vec::new() });
    }

    pub(crate) fn array_fields(&mut self) {
        let Some(array) = self.arrays.last_mut() else { return };
        let from = array.fields_from.min(self.fields.len());
        let values = self.fields.drain(from..);
        array.elements.extend(values.map(|value| Element { sub: None, append: false, value }));
    }

    pub(crate) fn array_element(&mut self, append: bool) {
        let value = self.pop_text();
        let sub = self.subs.pop();
        if let Some(array) = self.arrays.last_mut() {
            array.elements.push(Element { sub, append, value });
        }
    }

    pub(crate) fn end_array(&mut self) -> Result<(), Fault> {
        let Some(ArrayInProgress { name: Some(name), append, elements, .. }) = self.arrays.pop() else {
            return Ok(());
        };
        self.assign_array(name, elements, append)
    }

    /// `name=( … )`, `name+=( … )`.
    pub(crate) fn assign_array(
        &mut self,
        name: Symbol,
        elements: Vec<Element>,
        append: bool,
    ) -> Result<(), Fault> {
        let name = match self.resolve(name) {
            Resolved::Name(name) => name,
            Resolved::Other(text) => return Err(self.not_an_identifier(&text)),
            Resolved::Nowhere => return Err(self.assignment_failure()),
        };
        let attrs = self.state.vars.get(name).map_or(Attrs::NONE, |variable| variable.attrs);
        if attrs.has(Attrs::READONLY) {
            return Err(self.readonly(name));
        }
        if self.state.vars.get(name).is_some_and(Variable::is_assoc) {
            return self.assign_pairs(name, elements, append);
        }
        if attrs.has(Attrs::DYNAMIC) {
            return Ok(());
        }
        let plain = !attrs.any(Attrs::INTEGER | Attrs::LOWER | Attrs::UPPER | Attrs::CAPITALIZE)
            && elements.iter().all(|element| element.sub.is_none());
        if plain {
            return self.assign_plain_list(name, elements, append);
        }
        let variable = self.state.vars.get_mut(name);
        variable.attrs = variable.attrs | Attrs::ARRAY;
        if append {
            indexed(variable);
        } else {
            variable.value = Value::Array(Rc::default());
        }
        // One after the other: a subscript may refer to an element before it.
        let mut next = self.array_end(name);
        for element in elements {
            let index = match element.sub {
                None => next as i64,
                Some(Sub::Index(index)) => index,
                Some(Sub::Key(key)) => {
                    let index = if key.is_empty() { None } else { self.element_index(name, &key)? };
                    let Some(index) = index else {
                        let why = match &*key {
                            b"@" | b"*" => "cannot assign to non-numeric index",
                            _ => "bad array subscript",
                        };
                        self.report_element(&key, &element.value, why);
                        continue;
                    };
                    index
                }
            };
            next = place(index, self.array_end(name)).map_or(next, |index| index + 1);
            self.assign_element(name, &Sub::Index(index), Scalar::Text(element.value), element.append)?;
        }
        Ok(())
    }

    /// The index of an element in a list; `None` where there can be none.
    fn element_index(&mut self, name: Symbol, key: &Text) -> Result<Option<i64>, Fault> {
        if matches!(&**key, b"@" | b"*") {
            return Ok(None);
        }
        let index = self.eval_index_text(key)?;
        Ok(place(index, self.array_end(name)).map(|_| index))
    }

    /// `[KEY]=VALUE: WHY`: an element of a list that is left out.
    fn report_element(&mut self, key: &[u8], value: &[u8], why: &str) {
        self.report(&[b"[", key, b"]=", value, b": ", why.as_bytes()].concat());
    }

    /// One more than the highest index.
    fn array_end(&self, name: Symbol) -> u64 {
        match self.state.vars.get(name).map(|variable| &variable.value) {
            Some(Value::Array(array)) => array.end(),
            _ => 0,
        }
    }

    fn assign_plain_list(&mut self, name: Symbol, elements: Vec<Element>, append: bool) -> Result<(), Fault> {
        let variable = self.state.vars.get_mut(name);
        let values = elements.into_iter().map(|element| Scalar::Text(element.value));
        if append {
            let array = indexed(variable);
            for (next, value) in (array.end()..).zip(values) {
                array.set(next, value);
            }
        } else {
            variable.value = Value::Array(Rc::new(values.collect()));
        }
        Ok(())
    }

    fn assign_pairs(&mut self, name: Symbol, elements: Vec<Element>, append: bool) -> Result<(), Fault> {
        if !append {
            self.state.vars.get_mut(name).value = Value::Assoc(Rc::new(AssocArray::default()));
        } else {
            associative(self.state.vars.get_mut(name));
        }
        // `A=(key value …)` where the first element is no subscript, else every one needs its own.
        let is_word = |element: &Element| element.sub.is_none() && !element.value.starts_with(b"[");
        if elements.first().is_some_and(is_word) {
            let mut words = elements.into_iter().map(|element| match element.sub {
                Some(Sub::Key(key)) => {
                    let sign: &[u8] = if element.append { b"]+=" } else { b"]=" };
                    Text::from([b"[", &key[..], sign, &element.value[..]].concat())
                }
                _ => element.value,
            });
            while let Some(key) = words.next() {
                let value = words.next().unwrap_or_default();
                if key.is_empty() {
                    self.report(b"\"\": bad array subscript");
                    continue;
                }
                self.assign_element(name, &Sub::Key(key), Scalar::Text(value), false)?;
            }
            return Ok(());
        }
        for element in elements {
            match element.sub {
                Some(Sub::Key(key)) if key.is_empty() => {
                    self.report_element(&key, &element.value, "bad array subscript");
                }
                Some(Sub::Key(key)) => {
                    let value = Scalar::Text(element.value);
                    self.assign_element(name, &Sub::Key(key), value, element.append)?;
                }
                Some(Sub::Index(index)) => {
                    let key = Sub::Key(index.to_string().into());
                    self.assign_element(name, &key, Scalar::Text(element.value), element.append)?;
                }
                None => {
                    let mut message = self.state.symbols.name(name).to_vec();
                    message.extend_from_slice(b": ");
                    message.extend_from_slice(&element.value);
                    message.extend_from_slice(b": must use subscript when assigning associative array");
                    self.report(&message);
                }
            }
        }
        Ok(())
    }

    /// An assignment argument of a declaration builtin: kept for it, with a field in its place.
    pub(crate) fn declare_argument(&mut self, at: u32) {
        let code = self.code.clone();
        let Some(declare) = code.declares.get(at as usize) else { return };
        let value = match declare.form {
            DeclareForm::Scalar | DeclareForm::Element => DeclaredValue::Scalar(self.pop_text()),
            DeclareForm::Array => {
                DeclaredValue::Array(self.arrays.pop().map(|array| array.elements).unwrap_or_default())
            }
        };
        let mut field = declare.source.name.to_vec();
        if declare.source.subscript.is_some() {
            let end = memchr::memchr(b'=', &declare.source.raw).unwrap_or(declare.source.raw.len());
            field =
                declare.source.raw[..end].strip_suffix(b"+").unwrap_or(&declare.source.raw[..end]).to_vec();
        }
        field.extend_from_slice(if declare.append { b"+=" } else { b"=" });
        match &value {
            DeclaredValue::Scalar(text) => field.extend_from_slice(text),
            DeclaredValue::Array(_) => {
                let start = memchr::memchr(b'(', &declare.source.raw).unwrap_or(declare.source.raw.len());
                field.extend_from_slice(&declare.source.raw[start..]);
            }
        }
        let mark = self.marks.last().copied().unwrap_or_default();
        self.declarations.push(Declaration {
            position: self.fields.len() - mark,
            name: declare.name,
            subscript: declare.source.subscript.clone(),
            append: declare.append,
            value,
        });
        self.fields.push(field.into());
    }
}
