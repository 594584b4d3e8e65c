//! How variables are shown: lists, `declare -p`, the text of arrays.

use super::Request;
use crate::builtins::{word_message, write_out};
use crate::expand::special::WORD_BREAKS;
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Done, Fault, Vm};
use bashwit_syntax::quote::{self, Charset};
use std::rc::Rc;

/// All variables as lists show them: those whose value is made when it is read have the one from
/// when that was, and none before.
pub(crate) fn listed(vm: &mut Vm) -> Vec<(Symbol, Variable)> {
    let own = [known::SHELLOPTS, known::BASHOPTS, known::BASH_SOURCE, known::BASH_LINENO, known::FUNCNAME];
    let lists = [known::PIPESTATUS, known::BASH_ALIASES, known::BASH_CMDS];
    for name in own.into_iter().chain(lists) {
        vm.materialize(name);
    }
    if vm.argv_base.is_some() {
        vm.materialize(known::BASH_ARGV);
        vm.materialize(known::BASH_ARGC);
    }
    let mut rows: Vec<(Symbol, Variable)> =
        vm.state.vars.iter().map(|(name, variable)| (name, variable.clone())).collect();
    for (name, variable) in &mut rows {
        match *name {
            known::DIRSTACK | known::GROUPS | known::BASH_ARGV | known::BASH_ARGC
                if variable.attrs.has(Attrs::DYNAMIC) && matches!(variable.value, Value::Unset) =>
            {
                variable.value = Value::Array(Rc::default());
            }
            known::SECONDS if matches!(variable.value, Value::Unset) => {
                variable.attrs = variable.attrs & !Attrs::INTEGER;
            }
            known::COMP_WORDBREAKS
                if variable.first().is_some_and(|value| *value.to_text() == *WORD_BREAKS.as_bytes()) =>
            {
                variable.value = Value::Unset;
            }
            _ => {}
        }
    }
    rows.retain(|(name, variable)| *name != known::PIPESTATUS || !is_pipe_status_unset(variable));
    if vm.state.vars.get(known::UNDERSCORE).is_none() {
        rows.push((known::UNDERSCORE, underscore(vm)));
    }
    rows
}

/// It is the `PIPESTATUS` of a shell that has run nothing yet: bash makes it then.
fn is_pipe_status_unset(variable: &Variable) -> bool {
    variable.attrs.has(Attrs::DYNAMIC) && matches!(variable.value, Value::Unset)
}

/// `$_` as a variable.
fn underscore(vm: &mut Vm) -> Variable {
    let value = vm.special(b'_').unwrap_or_default();
    Variable { value: Value::Scalar(Scalar::Text(value)), attrs: Attrs::NONE }
}

/// All variables that have the attributes that were asked for.
pub(crate) fn list(vm: &mut Vm, request: Request) -> Vec<u8> {
    let locals = if request.lists_locals { Some(vm.state.vars.locals()) } else { None };
    let mut rows = Vec::new();
    for (name, variable) in listed(vm) {
        let shown = Attrs(variable.attrs.0 & 0xff)
            | if variable.is_assoc() { Attrs::ASSOC } else { Attrs::NONE }
            | if variable.is_array() && !variable.is_assoc() { Attrs::ARRAY } else { Attrs::NONE };
        let wanted = match request.on {
            Attrs::NONE => true,
            on if request.all_attributes => shown.has(on),
            on => shown.any(on),
        };
        let here = locals.as_ref().is_none_or(|locals| locals.contains(&name));
        if wanted && here {
            rows.push((vm.state.symbols.name(name), variable));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let plain = !request.print && request.on == Attrs::NONE && !request.lists_locals;
    let mut out = Vec::new();
    for (name, variable) in rows {
        if request.lists_locals && *name == *b"-" {
            out.extend_from_slice(b"local -\n");
        } else if plain {
            let value = match &variable.value {
                Value::Unset => continue,
                Value::Scalar(scalar) => quote::for_set(&scalar.to_text(), vm.state.charset()).into_owned(),
                _ => array_text(&variable, vm.state.charset()),
            };
            out.extend_from_slice(&[&name[..], b"=", &value, b"\n"].concat());
        } else {
            let shown = match request.function_names {
                true if !variable.is_array() => Variable { value: Value::Unset, attrs: variable.attrs },
                _ => variable,
            };
            out.extend(declaration_text(&name, &shown, vm.state.charset()));
        }
    }
    out
}

/// `export -p` and `readonly -p` in POSIX mode: as commands of that name.
pub(crate) fn list_as(vm: &mut Vm, command: &[u8], request: Request) -> Vec<u8> {
    let listed = list(vm, request);
    let mut out = Vec::with_capacity(listed.len());
    for line in listed.split_inclusive(|byte| *byte == b'\n') {
        // The letters of arrays stay, the others are what the command says.
        let Some(rest) = line.strip_prefix(b"declare -") else {
            out.extend_from_slice(line);
            continue;
        };
        let (letters, rest) = rest.split_at(memchr::memchr(b' ', rest).unwrap_or(rest.len()));
        out.extend_from_slice(command);
        if let Some(kind) = letters.iter().find(|letter| matches!(letter, b'a' | b'A')) {
            out.extend_from_slice(&[b' ', b'-', *kind]);
        }
        out.extend_from_slice(rest);
    }
    out
}

pub(super) fn print_named(vm: &mut Vm, args: &[Text], first: usize, request: Request) -> Result<Done, Fault> {
    let mut out = Vec::new();
    let mut status = 0;
    let locals = request.lists_locals.then(|| vm.state.vars.locals());
    for name in &args[first..] {
        let symbol = vm.state.symbols.lookup(name);
        let is_here = |symbol: &Symbol| locals.as_ref().is_none_or(|locals| locals.contains(symbol));
        let symbol = symbol.filter(is_here);
        if let Some(symbol) = symbol {
            vm.materialize(symbol);
        }
        let found = symbol.and_then(|symbol| vm.state.vars.get(symbol).cloned());
        let found =
            found.filter(|variable| symbol != Some(known::PIPESTATUS) || !is_pipe_status_unset(variable));
        match found.or_else(|| (**name == *b"_" && locals.is_none()).then(|| underscore(vm))) {
            Some(variable) => out.extend(declaration_text(name, &variable, vm.state.charset())),
            None => {
                status = write_out(vm, &args[0], &std::mem::take(&mut out)).max(status);
                vm.report_builtin(&args[0], word_message(name, "not found"));
                status = status.max(1);
            }
        }
    }
    Ok(Done::Status(write_out(vm, &args[0], &out).max(status)))
}

/// The attribute letters of a variable, as `${x@a}` and `declare -p` show them.
pub(crate) fn letters(variable: &Variable) -> String {
    let attrs = variable.attrs;
    let mut letters = String::new();
    if variable.is_assoc() {
        letters.push('A');
    } else if variable.is_array() {
        letters.push('a');
    }
    for (attr, letter) in [
        (Attrs::INTEGER, 'i'),
        (Attrs::NAMEREF, 'n'),
        (Attrs::READONLY, 'r'),
        (Attrs::TRACE, 't'),
        (Attrs::EXPORT, 'x'),
        (Attrs::CAPITALIZE, 'c'),
        (Attrs::LOWER, 'l'),
        (Attrs::UPPER, 'u'),
    ] {
        if attrs.has(attr) {
            letters.push(letter);
        }
    }
    letters
}

/// `declare -x name="value"` and a newline.
pub(crate) fn declaration_text(name: &[u8], variable: &Variable, charset: Charset) -> Vec<u8> {
    let letters = letters(variable);
    let letters = if letters.is_empty() { "-".to_owned() } else { letters };
    let mut out = format!("declare -{letters} ").into_bytes();
    out.extend_from_slice(name);
    match &variable.value {
        Value::Unset => {}
        Value::Scalar(scalar) => {
            out.push(b'=');
            out.extend(quote::for_declare(&scalar.to_text(), charset));
        }
        _ => {
            out.push(b'=');
            out.extend(array_text(variable, charset));
        }
    }
    out.push(b'\n');
    out
}

/// `([0]="a" [1]="b")`.
pub(crate) fn array_text(variable: &Variable, charset: Charset) -> Vec<u8> {
    let mut out = vec![b'('];
    match &variable.value {
        Value::Array(array) => {
            for (at, (index, value)) in array.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                out.extend_from_slice(format!("[{index}]=").as_bytes());
                out.extend(quote::for_declare(&value.to_text(), charset));
            }
        }
        Value::Assoc(array) => {
            for (key, value) in array.iter() {
                out.push(b'[');
                out.extend(key_text(key, charset));
                out.extend_from_slice(b"]=");
                out.extend(quote::for_declare(&value.to_text(), charset));
                out.push(b' ');
            }
        }
        _ => {}
    }
    out.push(b')');
    out
}

/// A key as `declare -p` writes it: quoted only where it must be.
pub(crate) fn key_text(key: &[u8], charset: Charset) -> Vec<u8> {
    if quote::needs_ansi_c(key, charset) {
        quote::ansi_c(key, charset)
    } else if quote::has_shell_metas(key) || matches!(key, b"@" | b"*") {
        quote::double(key)
    } else {
        key.to_vec()
    }
}
