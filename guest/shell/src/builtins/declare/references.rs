//! Declarations of namerefs, and of what namerefs without a value are.

use super::Request;
use crate::builtins::{quoted_word, word_message};
use crate::expand::value::{MAX_REFS, is_name, is_name_or_element};
use crate::state::symbol::Symbol;
use crate::state::value::{Attrs, Scalar, Variable};
use crate::vm::{Declaration, DeclaredValue, Fault, Vm};

/// What a declaration without `-n` of a nameref does to the nameref itself: `+n` makes the last one
/// of a chain a plain variable, and one without a value cannot be led past. Gives the status where
/// that was all.
pub(super) fn past_references(
    vm: &mut Vm,
    builtin: &[u8],
    declaration: &Declaration,
    (name, valued, request): (&mut Symbol, &mut bool, &mut Request),
) -> Result<Option<u8>, Fault> {
    let attrs = vm.state.vars.get(*name).map_or(Attrs::NONE, |variable| variable.attrs);
    if !attrs.has(Attrs::NAMEREF) {
        return Ok(None);
    }
    if request.off.has(Attrs::NAMEREF) {
        return Ok(end_reference(vm, name, *valued, request));
    }
    if vm.nameref_target(*name).is_some() {
        return Ok(None);
    }
    if matches!(builtin, b"export" | b"readonly") {
        return give_target(vm, builtin, declaration, valued);
    }
    if request.on.any(Attrs::ARRAY | Attrs::ASSOC) {
        let variable = vm.state.vars.get_mut(*name);
        variable.attrs = variable.attrs & !Attrs::NAMEREF;
        return Ok(None);
    }
    match &declaration.value {
        DeclaredValue::Scalar(value) if *valued => {
            if request.on.has(Attrs::INTEGER) || !is_name_or_element(value) {
                let reason = match request.local {
                    true => "invalid variable name for name reference",
                    false => "not a valid identifier",
                };
                if !is_name_or_element(value) {
                    vm.report_builtin(builtin, quoted_word(value, reason));
                }
                if !request.local {
                    vm.state.vars.unset(*name, false);
                }
                return Ok(Some(1));
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// `declare +n`: the last nameref of the chain becomes a plain variable.
fn end_reference(vm: &mut Vm, name: &mut Symbol, valued: bool, request: &mut Request) -> Option<u8> {
    let last = last_reference(vm, *name);
    if vm.state.vars.get(last).is_some_and(|variable| variable.attrs.has(Attrs::READONLY)) {
        return None;
    }
    request.off = request.off & !Attrs::NAMEREF;
    // What else is asked for is meant for the target.
    *name = vm.follow_to_array(last);
    let variable = vm.state.vars.get_mut(last);
    variable.attrs = variable.attrs & !Attrs::NAMEREF;
    let is_all = !valued && request.on == Attrs::NONE && request.off == Attrs::NONE;
    is_all.then_some(0)
}

/// `export` and `readonly` of a nameref without a value: a value is its target, which is meant.
fn give_target(
    vm: &mut Vm,
    builtin: &[u8],
    declaration: &Declaration,
    valued: &mut bool,
) -> Result<Option<u8>, Fault> {
    let mut status = 0;
    if let DeclaredValue::Scalar(value) = &declaration.value
        && *valued
    {
        match vm.assign(declaration.name, Scalar::Text(value.clone()), false) {
            Ok(()) => {
                *valued = false;
                return Ok(None);
            }
            Err(Fault::Discard(_)) => status = 1,
            Err(fault) => return Err(fault),
        }
    }
    vm.report_builtin(builtin, quoted_word(b"", "not a valid identifier"));
    Ok(Some(status))
}

/// The last nameref that a nameref leads to.
pub(crate) fn last_reference(vm: &Vm, name: Symbol) -> Symbol {
    let mut at = name;
    for _ in 0..MAX_REFS {
        let Some(target) = vm.nameref_target(at).filter(|target| is_name(target)) else { break };
        let Some(next) = vm.state.symbols.lookup(&target) else { break };
        let is_reference = |variable: &Variable| variable.attrs.has(Attrs::NAMEREF);
        if next == name || !vm.state.vars.get(next).is_some_and(is_reference) {
            break;
        }
        at = next;
    }
    at
}

/// Why a variable cannot become a nameref: the status, where that has been said.
pub(super) fn check_nameref(
    vm: &mut Vm,
    builtin: &[u8],
    name: &[u8],
    declaration: &Declaration,
    valued: bool,
) -> Option<u8> {
    if !valued && declaration.subscript.is_none() {
        let value = vm.state.symbols.lookup(name).and_then(|name| vm.state.vars.text(name));
        let value = value.filter(|value| !is_name_or_element(value))?;
        vm.report_builtin(builtin, quoted_word(&value, "invalid variable name for name reference"));
        return Some(1);
    }
    let (DeclaredValue::Scalar(target), None) = (&declaration.value, &declaration.subscript) else {
        let mut name = name.to_vec();
        if let Some(subscript) = &declaration.subscript {
            name.extend_from_slice(&[b"[", subscript.written(), b"]"].concat());
        }
        vm.report_builtin(builtin, word_message(&name, "reference variable cannot be an array"));
        return Some(1);
    };
    if **target == *name {
        if vm.state.vars.in_function() {
            let warning = [b"warning: ", name, b": circular name reference"].concat();
            vm.report_builtin(builtin, &warning);
            vm.report(&warning);
            return None;
        }
        vm.report_builtin(builtin, word_message(name, "nameref variable self references not allowed"));
        return Some(1);
    }
    if target.is_empty() {
        vm.report_builtin(builtin, quoted_word(target, "not a valid identifier"));
        return Some(1);
    }
    if !is_name_or_element(target) {
        vm.report_builtin(builtin, quoted_word(target, "invalid variable name for name reference"));
        return Some(1);
    }
    None
}
