//! Assignments to elements and arrays, and those that are arguments of `declare`.

use super::{ArrayInProgress, Declaration, DeclaredValue, Element, ElementName, Fault, Vm};
use crate::expand::param::{Sub, Target};
use crate::expand::value::{Resolved, associative, indexed, place};
use crate::ir::{DeclareCode, DeclareForm, ElementCode};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{AssocArray, Attrs, Scalar, Value, Variable};
use bashwit_syntax::quote;
use std::rc::Rc;

const NOT_NUMERIC: &str = "cannot assign to non-numeric index";

impl Vm {
    /// `name=value`, with its line of `set -x`.
    pub(crate) fn assign_traced(&mut self, name: Symbol, value: Scalar, append: bool) -> Result<(), Fault> {
        if self.state.options.has(Set::XTrace) {
            self.trace_assignment(name, &value.to_text(), append);
        }
        self.assign(name, value, append)
    }

    /// `[text, sub →]`: `name[sub]=value`.
    pub(crate) fn assign_element_op(&mut self, at: u32) -> Result<(), Fault> {
        let Some(&ElementCode { name, append, shown_first, .. }) = self.code.elements.get(at as usize) else {
            return Ok(());
        };
        if !shown_first {
            self.trace_element(at);
        }
        let value = self.pop_text();
        let sub = self.subs.pop().unwrap_or(Sub::Index(0));
        self.element = ElementName::Row(at);
        let done = self.assign_element(name, &sub, Scalar::Text(value), append);
        self.element = ElementName::Unknown;
        done
    }

    /// Sets an element that messages call `element`.
    pub(crate) fn assign_named_element(
        &mut self,
        element: &[u8],
        (name, sub): (Symbol, &Sub),
        value: Scalar,
        append: bool,
    ) -> Result<(), Fault> {
        let outer = std::mem::replace(&mut self.element, ElementName::Text(Text::from(element)));
        let done = self.assign_element(name, sub, value, append);
        self.element = outer;
        done
    }

    /// Sets the variable or element that a builtin's argument names.
    pub(crate) fn assign_to_text(&mut self, text: &[u8], value: Scalar) -> Result<(), Fault> {
        match self.parse_operand(text)? {
            Some(Target::Variable(name)) => self.assign(name, value, false),
            Some(Target::Element(name, sub)) => self.assign_named_element(text, (name, &sub), value, false),
            Some(Target::All(name, kind)) => {
                let sub = Sub::Key(Text::from(&[kind][..]));
                self.assign_named_element(text, (name, &sub), value, false)
            }
            _ => Ok(()),
        }
    }

    /// Starts `name=( … )`: the variable is an array before its values are expanded.
    pub(crate) fn begin_array(&mut self, name: Symbol, append: bool) -> Result<(), Fault> {
        let is_plain = |variable: &Variable| {
            !variable.attrs.any(Attrs::READONLY | Attrs::NAMEREF) && variable.is_array()
        };
        if !self.state.vars.get(name).is_some_and(is_plain) {
            self.make_array(name)?;
        }
        self.collect_elements(Some(name), append);
        Ok(())
    }

    fn make_array(&mut self, name: Symbol) -> Result<(), Fault> {
        // Where it leads nowhere is said when it is assigned.
        let Resolved::Name(name) = self.resolve(name) else { return Ok(()) };
        let attrs = self.state.vars.attributes(name);
        if attrs.has(Attrs::READONLY) {
            return Err(self.readonly(name));
        }
        if attrs.any(Attrs::DYNAMIC | Attrs::HOOKED | Attrs::ASSOC) {
            return Ok(());
        }
        if attrs.has(Attrs::NAMEREF) {
            self.remove_nameref(name);
        }
        let variable = self.state.vars.get_mut(name);
        indexed(variable);
        variable.attrs = variable.attrs | Attrs::ARRAY;
        Ok(())
    }

    /// A reference that leads nowhere yet becomes an array.
    pub(crate) fn remove_nameref(&mut self, name: Symbol) {
        let shown = self.state.symbols.name(name);
        self.report(&[b"warning: ", &*shown, b": removing nameref attribute"].concat());
        let variable = self.state.vars.get_mut(name);
        variable.attrs = variable.attrs & !Attrs::NAMEREF;
    }

    /// Starts to collect the elements of a list.
    pub(crate) fn collect_elements(&mut self, name: Option<Symbol>, append: bool) {
        let fields_from = self.fields.len();
        self.arrays.push(ArrayInProgress { name, append, fields_from, elements: Vec::new(), in_turn: None });
    }

    /// Whether the command at hand has the option `-A`.
    pub(crate) fn declares_assoc(&self) -> bool {
        let mark = self.marks.last().copied().unwrap_or_default();
        let arguments = self.fields.get(mark..).unwrap_or_default();
        let mut options =
            arguments.iter().skip(1).take_while(|word| word.starts_with(b"-") && &word[..] != b"--");
        options.any(|word| word.contains(&b'A'))
    }

    /// A word of a list that is not split.
    pub(crate) fn array_word(&mut self, raw: u32) -> Result<(), Fault> {
        let value = self.pop_text();
        let raw = Some(self.code.texts[raw as usize].clone());
        if let Some(array) = self.arrays.last_mut() {
            array.elements.push(Element { sub: None, append: false, raw, value });
        }
        self.append_pairs()
    }

    /// Sets the elements of `A+=( … )` that are there.
    fn append_pairs(&mut self) -> Result<(), Fault> {
        let Some(ArrayInProgress { name: Some(name), append: true, elements, in_turn, .. }) =
            self.arrays.last_mut()
        else {
            return Ok(());
        };
        let (name, first) = (*name, elements.first().is_some_and(Element::is_word));
        let in_turn = *in_turn.get_or_insert(first);
        if in_turn && elements.len() < 2 {
            return Ok(());
        }
        let elements = std::mem::take(elements);
        match self.follow(name) {
            Some(name) => self.assign_pairs(name, elements, in_turn, false),
            None => Ok(()),
        }
    }

    pub(crate) fn array_fields(&mut self) {
        let Some(array) = self.arrays.last_mut() else { return };
        let from = array.fields_from.min(self.fields.len());
        let values = self.fields.drain(from..);
        array.elements.extend(values.map(Element::word));
    }

    pub(crate) fn array_element(&mut self, append: bool, raw: Option<u32>) -> Result<(), Fault> {
        let value = self.pop_text();
        let sub = self.subs.pop();
        let raw = raw.map(|raw| self.code.texts[raw as usize].clone());
        let is_pair = raw.is_some();
        if let Some(array) = self.arrays.last_mut() {
            array.elements.push(Element { sub, append, raw, value });
        }
        if is_pair { self.append_pairs() } else { Ok(()) }
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
        self.assign_list(name, elements, append, false)
    }

    /// The same; `declared`: as an argument of a declaration builtin, whose messages quote.
    pub(crate) fn assign_list(
        &mut self,
        name: Symbol,
        elements: Vec<Element>,
        append: bool,
        declared: bool,
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
        if attrs.has(Attrs::NAMEREF) {
            self.remove_nameref(name);
        }
        if self.state.vars.get(name).is_some_and(Variable::is_assoc) {
            let variable = self.state.vars.get_mut(name);
            if append {
                associative(variable);
            } else {
                variable.value = Value::Assoc(Rc::new(AssocArray::default()));
            }
            // A declaration quotes its words: none is taken for a subscript that is in error.
            let begins_pairs = |first: &Element| if declared { first.sub.is_none() } else { first.is_word() };
            let in_turn = elements.first().is_some_and(begins_pairs);
            return self.assign_pairs(name, elements, in_turn, declared);
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
                            b"@" | b"*" => NOT_NUMERIC,
                            _ => "bad array subscript",
                        };
                        self.report_element(&Element { sub: Some(Sub::Key(key)), ..element }, why, false)?;
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
    fn report_element(&mut self, element: &Element, why: &str, quoted: bool) -> Result<(), Fault> {
        if let Some(raw) = &element.raw {
            return self.report_error(&[&raw[..], b": ", why.as_bytes()].concat());
        }
        let quote = |text: &[u8]| if quoted { quote::single(text) } else { text.to_vec() };
        let sign: &[u8] = if element.append { b"]+=" } else { b"]=" };
        let sub = match &element.sub {
            Some(Sub::Key(key)) => [b"[", &quote(key)[..], sign].concat(),
            Some(Sub::Index(index)) => [b"[", index.to_string().as_bytes(), sign].concat(),
            None => Vec::new(),
        };
        if why == NOT_NUMERIC {
            // Where a substitution has a status, this is it from now on.
            self.substituted = self.substituted.map(|_| 1);
        }
        self.report_error(&[&sub[..], &quote(&element.value), b": ", why.as_bytes()].concat())
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

    /// `A=(key value …)` where the first element is no subscript (`in_turn`), else every one needs its
    /// own.
    fn assign_pairs(
        &mut self,
        name: Symbol,
        elements: Vec<Element>,
        in_turn: bool,
        declared: bool,
    ) -> Result<(), Fault> {
        if in_turn {
            let mut words = elements.into_iter().map(|element| match element.sub {
                Some(Sub::Key(key)) => {
                    let sign: &[u8] = if element.append { b"]+=" } else { b"]=" };
                    (Text::from([b"[", &key[..], sign, &element.value[..]].concat()), None)
                }
                _ => (element.value, element.raw),
            });
            while let Some((key, raw)) = words.next() {
                let (value, _) = words.next().unwrap_or_default();
                if key.is_empty() {
                    let shown = match raw {
                        Some(raw) if !declared => raw,
                        _ => Text::from(if declared { "''" } else { "\"\"" }),
                    };
                    self.report_error(&[&shown[..], b": bad array subscript"].concat())?;
                    continue;
                }
                self.assign_element(name, &Sub::Key(key), Scalar::Text(value), false)?;
            }
            return Ok(());
        }
        for element in elements {
            match element.sub {
                Some(Sub::Key(key)) if key.is_empty() => {
                    let element = Element { sub: Some(Sub::Key(key)), ..element };
                    self.report_element(&element, "bad array subscript", declared)?;
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
                    let name = self.state.symbols.name(name);
                    // It is told as it is written.
                    let written = element.raw.unwrap_or(element.value);
                    let value = if declared { quote::single(&written) } else { written.to_vec() };
                    let why = b": must use subscript when assigning associative array";
                    // Where a substitution has a status, this is it from now on.
                    self.substituted = self.substituted.map(|_| 1);
                    self.report_error(&[&*name, b": ", &value, why].concat())?;
                }
            }
        }
        Ok(())
    }

    /// An assignment argument of a declaration builtin: kept for it, with a field in its place. A
    /// list is assigned at once, and the builtin gets the name.
    pub(crate) fn declare_argument(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(declare) = code.declares.get(at as usize) else { return Ok(()) };
        if declare.form == DeclareForm::Array {
            let elements = self.arrays.pop().map(|array| array.elements).unwrap_or_default();
            return self.declare_list(declare, elements);
        }
        let value = DeclaredValue::Scalar(self.pop_text());
        let mut field = declare.source.name.to_vec();
        if declare.source.subscript.is_some() {
            let end = memchr::memchr(b'=', &declare.source.raw).unwrap_or(declare.source.raw.len());
            field =
                declare.source.raw[..end].strip_suffix(b"+").unwrap_or(&declare.source.raw[..end]).to_vec();
        }
        field.extend_from_slice(if declare.append { b"+=" } else { b"=" });
        if let DeclaredValue::Scalar(text) = &value {
            field.extend_from_slice(text);
        }
        let mark = self.marks.last().copied().unwrap_or_default();
        let key = match declare.form {
            DeclareForm::Element => self.subs.pop(),
            DeclareForm::Scalar | DeclareForm::Array => None,
        };
        let key = match key {
            Some(Sub::Key(key)) => Some(key),
            _ => None,
        };
        self.declarations.push(Declaration {
            position: self.fields.len() - mark,
            name: declare.name,
            subscript: declare.source.subscript.clone(),
            literal: false,
            key,
            append: declare.append,
            value,
        });
        self.fields.push(field.into());
        Ok(())
    }

    fn declare_list(&mut self, declare: &DeclareCode, elements: Vec<Element>) -> Result<(), Fault> {
        let declaration = Declaration {
            position: 0,
            name: declare.name,
            subscript: declare.source.subscript.clone(),
            literal: true,
            key: None,
            append: declare.append,
            value: DeclaredValue::Array(elements),
        };
        if self.state.options.has(Set::XTrace) {
            self.trace_list(&declaration);
        }
        let target = bashwit_syntax::print::assignment_target(&declare.source);
        let target = target.strip_suffix(b"+").unwrap_or(&target);
        crate::builtins::declare_list(self, declare.list, declaration, target)?;
        self.fields.push(Text::from(target));
        Ok(())
    }
}
