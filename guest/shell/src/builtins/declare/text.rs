//! Arguments that the parser did not see as assignments.

use super::Request;
use crate::builtins::quoted_word;
use crate::expand::param::Sub;
use crate::state::options::Shopt;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Attrs, Variable};
use crate::vm::{Declaration, DeclaredValue, Element, Fault, Vm};
use bashwit_syntax::ast::Subscript;

/// An assignment as a builtin gets it: a subscript is expanded already and is expanded again, a
/// text in parentheses makes an array where the variable is one.
pub(super) fn as_text(
    vm: &mut Vm,
    builtin: &[u8],
    mut declaration: Declaration,
    request: Request,
) -> Result<Option<Declaration>, Fault> {
    let Some(Subscript::Index { .. }) = &declaration.subscript else {
        if let DeclaredValue::Scalar(text) = &declaration.value
            && text.starts_with(b"(")
            && let Some(elements) = array_value(vm, declaration.name, text, request)
        {
            declaration.value = DeclaredValue::Array(elements);
        }
        return Ok(Some(declaration));
    };
    let Some(key) = declaration.key.clone() else { return Ok(Some(declaration)) };
    let is_assoc = vm.follow(declaration.name).and_then(|name| vm.state.vars.get(name));
    if is_assoc.is_some_and(Variable::is_assoc) && vm.state.options.shopt(Shopt::AssocExpandOnce) {
        return Ok(Some(declaration));
    }
    if key.is_empty() {
        return Ok(Some(declaration));
    }
    declaration.key = None;
    let Some((_, subscript)) = bashwit_syntax::parse_name_subscript(&[b"x[", &*key, b"]"].concat()) else {
        let name = vm.state.symbols.name(declaration.name);
        let mut word = [&*name, b"[", &*key, b"]="].concat();
        if let DeclaredValue::Scalar(value) = &declaration.value {
            word.extend_from_slice(value);
        }
        vm.report_builtin(builtin, quoted_word(&word, "not a valid identifier"));
        return Ok(None);
    };
    declaration.subscript = subscript;
    Ok(Some(declaration))
}

/// Reads an argument that the parser did not see as an assignment (`declare "$x"`).
pub(super) fn from_text(
    vm: &mut Vm,
    builtin: &[u8],
    arg: &Text,
    position: usize,
    request: Request,
) -> Option<Declaration> {
    let invalid = |vm: &mut Vm| vm.report_builtin(builtin, quoted_word(arg, "not a valid identifier"));
    let (target, value, append) = match split_assignment(arg) {
        Some((target, append, value)) => (target, Some(value), append),
        None => (&arg[..], None, false),
    };
    let Some((name, subscript)) = bashwit_syntax::parse_name_subscript(target) else {
        invalid(vm);
        return None;
    };
    if value.is_none() && target.ends_with(b"[]") {
        invalid(vm);
        return None;
    }
    let name = vm.state.symbols.intern(&name);
    let elements =
        value.filter(|_| subscript.is_none()).and_then(|value| array_value(vm, name, value, request));
    let value = match elements {
        Some(elements) => DeclaredValue::Array(elements),
        None => DeclaredValue::Scalar(value.map_or(Text::EMPTY, Text::from)),
    };
    Some(Declaration { position, name, subscript, key: None, append, value, literal: false })
}

/// The elements that a text gives, where it is in parentheses and the variable is an array.
fn array_value(vm: &mut Vm, name: Symbol, value: &[u8], request: Request) -> Option<Vec<Element>> {
    if !value.starts_with(b"(") || !value.ends_with(b")") {
        return None;
    }
    let variable = match request {
        Request { global: true, .. } => vm.state.vars.global(name),
        Request { local: true, .. } if !vm.state.vars.is_local(name) => None,
        _ => vm.state.vars.get(name),
    };
    let is_array = request.on.any(Attrs::ARRAY | Attrs::ASSOC)
        || variable.is_some_and(Variable::is_array) && !request.on.has(Attrs::NAMEREF);
    if is_array { literal(vm, value) } else { None }
}

/// The elements of `(…)` given as text.
fn literal(vm: &mut Vm, text: &[u8]) -> Option<Vec<Element>> {
    let elements = bashwit_syntax::parse_array_literal(text, &vm.parse_options()).ok()?;
    let mut out = Vec::new();
    for element in elements {
        match &element.subscript {
            Some(Subscript::Index { word, .. }) => {
                let key = vm.expand_static(word).ok()?;
                let value = vm.expand_static(&element.word).ok()?;
                out.push(Element { sub: Some(Sub::Key(key)), append: element.append, raw: None, value });
            }
            Some(Subscript::At | Subscript::Star) => {
                let key = if element.subscript == Some(Subscript::At) { b"@" } else { b"*" };
                let value = vm.expand_static(&element.word).ok()?;
                out.push(Element {
                    sub: Some(Sub::Key(Text::from(key))),
                    append: element.append,
                    raw: None,
                    value,
                });
            }
            None => {
                let fields = vm.expand_fields(std::slice::from_ref(&element.whole)).ok()?;
                out.extend(fields.into_iter().map(Element::word));
            }
        }
    }
    Some(out)
}

/// Parts `name=value` and `name+=value`; a subscript may hold `=`.
fn split_assignment(text: &[u8]) -> Option<(&[u8], bool, &[u8])> {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'=' if depth == 0 => {
                let name = &text[..at];
                return Some(match name.strip_suffix(b"+") {
                    Some(name) => (name, true, &text[at + 1..]),
                    None => (name, false, &text[at + 1..]),
                });
            }
            _ => {}
        }
    }
    None
}
