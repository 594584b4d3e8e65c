//! How variables are shown: lists, `declare -p`, the text of arrays.

use super::Request;
use crate::builtins::{word_message, write_out};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Attrs, Value, Variable};
use crate::vm::{Done, Fault, Vm};
use bashwit_syntax::quote;

/// All variables that have the attributes that were asked for.
pub(crate) fn list(vm: &mut Vm, request: Request) -> Vec<u8> {
    let locals = if request.lists_locals { Some(vm.state.vars.locals()) } else { None };
    let names: Vec<Symbol> = vm.state.vars.iter().map(|(name, _)| name).collect();
    for name in &names {
        vm.materialize(*name);
    }
    let mut rows = Vec::new();
    for (name, variable) in vm.state.vars.iter() {
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
            rows.push((vm.state.symbols.name(name), variable.clone()));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let plain = !request.print && request.on == Attrs::NONE && !request.lists_locals;
    let mut out = Vec::new();
    for (name, variable) in rows {
        if plain {
            let value = match &variable.value {
                Value::Unset => continue,
                Value::Scalar(scalar) => quote::for_set(&scalar.to_text()).into_owned(),
                _ => array_text(&variable),
            };
            out.extend_from_slice(&[&name[..], b"=", &value, b"\n"].concat());
        } else {
            out.extend(declaration_text(&name, &variable));
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

pub(super) fn print_named(
    vm: &mut Vm,
    args: &[Text],
    first: usize,
    _request: Request,
) -> Result<Done, Fault> {
    let mut out = Vec::new();
    let mut status = 0;
    for name in &args[first..] {
        let symbol = vm.state.symbols.lookup(name);
        if let Some(symbol) = symbol {
            vm.materialize(symbol);
        }
        let found = symbol.and_then(|symbol| vm.state.vars.get(symbol));
        match found {
            Some(variable) => out.extend(declaration_text(name, variable)),
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
pub(crate) fn declaration_text(name: &[u8], variable: &Variable) -> Vec<u8> {
    let letters = letters(variable);
    let letters = if letters.is_empty() { "-".to_owned() } else { letters };
    let mut out = format!("declare -{letters} ").into_bytes();
    out.extend_from_slice(name);
    match &variable.value {
        Value::Unset => {}
        Value::Scalar(scalar) => {
            out.push(b'=');
            out.extend(quote::for_declare(&scalar.to_text()));
        }
        _ => {
            out.push(b'=');
            out.extend(array_text(variable));
        }
    }
    out.push(b'\n');
    out
}

/// `([0]="a" [1]="b")`.
pub(crate) fn array_text(variable: &Variable) -> Vec<u8> {
    let mut out = vec![b'('];
    match &variable.value {
        Value::Array(array) => {
            for (at, (index, value)) in array.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                out.extend_from_slice(format!("[{index}]=").as_bytes());
                out.extend(quote::for_declare(&value.to_text()));
            }
        }
        Value::Assoc(array) => {
            for (key, value) in array.iter() {
                out.push(b'[');
                out.extend(key_text(key));
                out.extend_from_slice(b"]=");
                out.extend(quote::for_declare(&value.to_text()));
                out.push(b' ');
            }
        }
        _ => {}
    }
    out.push(b')');
    out
}

/// A key as `declare -p` writes it: quoted only where it must be.
pub(crate) fn key_text(key: &[u8]) -> Vec<u8> {
    if quote::needs_ansi_c(key) {
        quote::ansi_c(key)
    } else if quote::has_shell_metas(key) || matches!(key, b"@" | b"*") {
        quote::double(key)
    } else {
        key.to_vec()
    }
}
