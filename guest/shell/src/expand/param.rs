//! What a parameter expansion is about: targets, their values, indirection.

use crate::expand::value::Resolved;
use crate::ir::{Op, ParamTarget, Quoting};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Attrs;

use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::Subscript;

/// A subscript, evaluated.
#[derive(Debug, Clone)]
pub enum Sub {
    /// Of an indexed array (negative counts from the end).
    Index(i64),
    /// Of an associative array.
    Key(Text),
}

/// The parameter that an expansion is about.
#[derive(Debug, Clone)]
pub enum Target {
    /// A variable (of an array: its element 0).
    Variable(Symbol),
    /// An element.
    Element(Symbol, Sub),
    /// All elements, `[@]` or `[*]`.
    All(Symbol, u8),
    /// `$1` and on.
    Positional(u32),
    /// `$@ $* $? $# $- $$ $! $0 $_`.
    Special(u8),
    /// `${!x}` with `x` unset.
    Nothing,
}

impl Target {
    /// What has this value.
    pub fn known(text: Text) -> Self {
        Target::Element(known_text(), Sub::Key(text))
    }

    /// `@` or `*` where it stands for a list.
    pub fn list_kind(&self) -> Option<u8> {
        match self {
            Target::All(_, kind) => Some(*kind),
            Target::Special(kind @ (b'@' | b'*')) => Some(*kind),
            _ => None,
        }
    }
}

impl From<ParamTarget> for Target {
    fn from(name: ParamTarget) -> Self {
        match name {
            ParamTarget::Variable(name) => Target::Variable(name),
            ParamTarget::Positional(number) => Target::Positional(number),
            ParamTarget::Special(byte) => Target::Special(byte),
        }
    }
}

impl Vm {
    /// The value of a target that is no list; `None` is unset.
    pub(crate) fn target_text(&mut self, target: &Target) -> Result<Option<Text>, Fault> {
        Ok(match target {
            Target::Variable(name) => self.variable(*name),
            Target::Element(name, sub) => self.element(*name, sub)?,
            Target::Positional(0) => Some(self.state.name.clone()),
            Target::Positional(number) => self.state.positional.get(*number as usize - 1).cloned(),
            Target::Special(byte) => self.special(*byte),
            Target::All(..) => self.joined(target),
            Target::Nothing => None,
        })
    }

    /// The elements of a list target as one text; `None` where there is none.
    fn joined(&mut self, target: &Target) -> Option<Text> {
        let items = self.target_list(target);
        (!items.is_empty()).then(|| self.join(&items, target.list_kind() == Some(b'*')).into())
    }

    /// The elements of a list target.
    pub(crate) fn target_list(&mut self, target: &Target) -> Vec<Text> {
        match target {
            Target::Special(b'@' | b'*') => self.state.positional.to_vec(),
            Target::All(name, _) => self.elements(*name),
            _ => Vec::new(),
        }
    }

    /// Whether a target is set (`colon`: and not empty).
    pub(crate) fn is_set(&mut self, target: &Target, colon: bool) -> Result<bool, Fault> {
        if let Some(kind) = target.list_kind() {
            if colon {
                return Ok(self.is_filled(target, kind, true));
            }
            return Ok(!self.target_list(target).is_empty());
        }
        Ok(self.target_text(target)?.is_some_and(|text| !colon || !text.is_empty()))
    }

    /// Whether a list is set and not null, as `:-` and `:+` ask: two items are always something,
    /// but for `"${a[*]}"` what counts is the text that they are joined to. `"${!r}"` of a list
    /// is null only where there is no item.
    pub(crate) fn is_filled(&mut self, target: &Target, kind: u8, quoted: bool) -> bool {
        let before = self.pc.checked_sub(2).and_then(|at| self.code.ops.get(at));
        let indirect = matches!(before, Some(Op::Indirect { .. }));
        let items = self.target_list(target);
        match items.as_slice() {
            [] => false,
            [_, ..] if quoted && indirect => true,
            [one] => !one.is_empty(),
            items => !quoted || kind == b'@' || !self.join(items, true).is_empty(),
        }
    }

    /// Adds the value of a target; an unset one fails under `set -u`.
    pub(crate) fn add_target(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        if let Some(kind) = target.list_kind() {
            let items = self.target_list(target);
            return self.add_list(&items, kind == b'*', quoting);
        }
        match self.target_text(target)? {
            Some(text) => self.add(&text, quoting),
            None => self.add_unset(target, quoting),
        }
    }

    /// What an unset parameter adds: nothing, but it fails under `set -u`.
    pub(crate) fn add_unset(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        if target.list_kind().is_none() && self.state.options.has(Set::NoUnset) {
            return Err(self.unbound(target));
        }
        self.add_nothing(target, quoting)
    }

    /// An empty list or text.
    pub(crate) fn add_nothing(&mut self, target: &Target, quoting: Quoting) -> Result<(), Fault> {
        match target.list_kind() {
            Some(kind) => self.add_list(&[], kind == b'*', quoting),
            None => self.add(b"", quoting),
        }
    }

    /// The element that was pushed last, with its subscript as it is written.
    fn element_as_written(&self, name: Symbol) -> Option<Vec<u8>> {
        let before = self.code.ops.get(..self.pc)?;
        let written = before.iter().rev().find_map(|op| match op {
            Op::TargetElement { name: of, written } if *of == name => Some(*written),
            _ => None,
        })?;
        Some(self.element_name(name, &self.code.texts[written as usize]))
    }

    /// `unbound variable`.
    pub(crate) fn unbound(&mut self, target: &Target) -> Fault {
        let name = match target {
            Target::Element(name, _) => self.element_as_written(*name),
            _ => None,
        };
        let name = name.unwrap_or_else(|| self.target_name(target));
        self.unbound_name(&name)
    }

    /// The same, with the name as it is to be shown.
    pub(crate) fn unbound_name(&mut self, name: &[u8]) -> Fault {
        self.report(&[name, b": unbound variable"].concat());
        self.fatal_expansion()
    }

    /// The same for `$1` and `$!` without braces, which keep their sign.
    pub(crate) fn unbound_plain(&mut self, target: &Target) -> Fault {
        let mut name = self.target_name(target);
        if name.len() == 1 && matches!(target, Target::Positional(_) | Target::Special(_)) {
            name.insert(0, b'$');
        }
        self.unbound_name(&name)
    }

    /// The parameter's name as messages show it.
    pub(crate) fn target_name(&self, target: &Target) -> Vec<u8> {
        match target {
            Target::Variable(name) => self.state.symbols.name(*name).to_vec(),
            Target::Element(name, sub) => {
                let mut out = self.state.symbols.name(*name).to_vec();
                out.push(b'[');
                match sub {
                    Sub::Index(index) => out.extend_from_slice(index.to_string().as_bytes()),
                    Sub::Key(key) => out.extend_from_slice(key),
                }
                out.push(b']');
                out
            }
            Target::All(name, kind) => {
                let mut out = self.state.symbols.name(*name).to_vec();
                out.extend_from_slice(&[b'[', *kind, b']']);
                out
            }
            Target::Positional(number) => number.to_string().into_bytes(),
            Target::Special(byte) => vec![*byte],
            Target::Nothing => Vec::new(),
        }
    }

    /// `${!x…}`: the parameter that the value of `target`, which is called `name`, names.
    pub(crate) fn indirect(&mut self, target: &Target, name: &[u8], strict: bool) -> Result<Target, Fault> {
        let referred = self.referred(target, name)?;
        let is_list = referred.list_kind().is_some();
        if strict && !is_list && self.state.options.has(Set::NoUnset) && !self.is_set(&referred, false)? {
            return Err(self.unbound_name(&[b"!", name].concat()));
        }
        Ok(referred)
    }

    fn referred(&mut self, target: &Target, name: &[u8]) -> Result<Target, Fault> {
        // `${!ref}` of a nameref is the name that it refers to.
        if let Target::Variable(name) = target
            && let Some(referred) = self.nameref_target(*name)
        {
            let referred = match self.resolve(*name) {
                Resolved::Name(end) => Text::from(&*self.state.symbols.name(end)),
                Resolved::Other(text) => text,
                Resolved::Nowhere => referred,
            };
            return Ok(Target::known(referred));
        }
        let value = match target {
            Target::Special(b'@' | b'*') => self.joined(target),
            _ => self.target_text(target)?,
        };
        let Some(value) = value else {
            // What is declared leads nowhere without a value, but that is no error.
            return match target {
                Target::Variable(symbol) | Target::Element(symbol, _) | Target::All(symbol, _)
                    if !self.is_declared(*symbol) =>
                {
                    self.report(&[name, b": invalid indirect expansion"].concat());
                    Err(self.word_failure())
                }
                _ => Ok(Target::Nothing),
            };
        };
        let referred = if value.ends_with(b"[]") { None } else { self.parse_target(&value)? };
        match referred {
            Some(target) => Ok(target),
            None => {
                let mut message = value.to_vec();
                message.extend_from_slice(b": invalid variable name");
                self.report(&message);
                Err(self.word_failure())
            }
        }
    }

    fn is_declared(&mut self, name: Symbol) -> bool {
        let name = self.follow(name).unwrap_or(name);
        self.state.vars.get(name).is_some_and(|variable| !variable.attrs.has(Attrs::NAMEREF))
    }

    /// The parameter that a text names: `x`, `x[sub]`, `1`, `@` …
    pub(crate) fn parse_target(&mut self, text: &[u8]) -> Result<Option<Target>, Fault> {
        if let Some((name, subscript)) = bashwit_syntax::parse_name_subscript(text) {
            let name = self.state.symbols.intern(&name);
            return Ok(Some(match subscript {
                None => Target::Variable(name),
                Some(Subscript::At) => Target::All(name, b'@'),
                Some(Subscript::Star) => Target::All(name, b'*'),
                Some(subscript) => {
                    let sub = self.evaluate_subscript(name, &subscript)?;
                    Target::Element(name, sub)
                }
            }));
        }
        Ok(match text {
            [byte @ (b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!')] => Some(Target::Special(*byte)),
            _ if !text.is_empty() && text.iter().all(u8::is_ascii_digit) => {
                let number = std::str::from_utf8(text).ok().and_then(|digits| digits.parse().ok());
                Some(Target::Positional(number.unwrap_or(u32::MAX)))
            }
            _ => None,
        })
    }

    /// `name[key]` of an associative array, with the key as it is written.
    pub(crate) fn written_key(&self, text: &[u8]) -> Option<(Symbol, Text)> {
        let open = memchr::memchr(b'[', text)?;
        let key = text[open + 1..].strip_suffix(b"]")?;
        let name = self.state.symbols.lookup(&text[..open])?;
        let is_assoc = self.state.vars.get(name).is_some_and(crate::state::value::Variable::is_assoc);
        is_assoc.then(|| (name, Text::from(key)))
    }

    /// What an argument of a builtin names: under `assoc_expand_once` a key stays as it is.
    pub(crate) fn parse_operand(&mut self, text: &[u8]) -> Result<Option<Target>, Fault> {
        if self.state.options.shopt(Shopt::AssocExpandOnce)
            && let Some((name, key)) =
                self.written_key(text).filter(|(_, key)| !matches!(&**key, b"@" | b"*"))
        {
            return Ok(Some(Target::Element(name, Sub::Key(key))));
        }
        self.parse_target(text)
    }

    /// Evaluates a subscript outside of compiled words (names given as text, arithmetic).
    pub(crate) fn evaluate_subscript(&mut self, name: Symbol, subscript: &Subscript) -> Result<Sub, Fault> {
        match subscript {
            Subscript::At => Ok(Sub::Key(Text::from(b"@"))),
            Subscript::Star => Ok(Sub::Key(Text::from(b"*"))),
            Subscript::Index { word, arith } => {
                let name = self.follow(name).unwrap_or(name);
                let is_assoc = self.state.vars.get(name).is_some_and(crate::state::value::Variable::is_assoc);
                // The value of a reference may have itself for a subscript.
                self.enter_nested()?;
                let sub = if is_assoc {
                    self.expand_static(word).map(Sub::Key)
                } else {
                    self.eval_index(arith).map(Sub::Index)
                };
                self.nested -= 1;
                sub
            }
        }
    }
}

/// A target whose value is its own key: see `Vm::element`.
fn known_text() -> Symbol {
    Symbol(u32::MAX)
}
