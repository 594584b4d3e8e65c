//! `set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]`.

use super::word_message;
use crate::state::options::{self, Set};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Attrs, Value, Variable};
use crate::vm::{Done, Fault, Vm};
use bashwit_syntax::{print, quote};
use std::rc::Rc;

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if args.len() == 1 {
        let text = variables(vm);
        return Ok(Done::Status(super::write_out(vm, b"set", &text)));
    }
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    if let Some(status) = wrong_letter(vm, args) {
        return Ok(Done::Status(status));
    }
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        match &**arg {
            b"--" => {
                vm.set_positional(args[at + 1..].to_vec());
                return Ok(Done::Status(0));
            }
            b"-" => {
                vm.state.options.set(Set::XTrace, false);
                vm.state.options.set(Set::Verbose, false);
                if args.len() > at + 1 {
                    vm.set_positional(args[at + 1..].to_vec());
                }
                return Ok(Done::Status(0));
            }
            [sign @ (b'-' | b'+'), letters @ ..] => {
                let on = *sign == b'-';
                for &letter in letters {
                    if letter == b'o' {
                        let name = args.get(at + 1).filter(|name| !is_option(name));
                        let Some(name) = name else {
                            let text = list(vm, on);
                            super::write_out(vm, b"set", &text);
                            continue;
                        };
                        let Some(id) = options::set_by_name(name) else {
                            vm.report_builtin(b"set", word_message(name, "invalid option name"));
                            return Ok(Done::Status(2));
                        };
                        change(vm, id, on);
                        at += 1;
                    } else if letter == b'r' && !on {
                        // There is no way back.
                        if vm.is_restricted() {
                            invalid(vm, *sign, letter);
                            return Ok(Done::Status(1));
                        }
                    } else if let Some(id) = options::set_by_letter(letter) {
                        change(vm, id, on);
                    } else if letter != b'i' {
                        invalid(vm, *sign, letter);
                        return Ok(Done::Status(1));
                    }
                }
            }
            _ => break,
        }
        at += 1;
    }
    if at < args.len() {
        vm.set_positional(args[at..].to_vec());
    }
    Ok(Done::Status(0))
}

/// An unknown option: nothing is set then. What is joined to `-o` counts as its argument here, though
/// these are options as well.
fn wrong_letter(vm: &mut Vm, args: &[Text]) -> Option<u8> {
    let mut rest = args[1..].iter();
    while let Some(arg) = rest.next() {
        let [sign @ (b'-' | b'+'), letters @ ..] = &**arg else { return None };
        if matches!(&**arg, b"--" | b"-") {
            return None;
        }
        let mut own = letters.splitn(2, |letter| *letter == b'o');
        let (own, joined) = (own.next().unwrap_or_default(), own.next());
        if let Some(letter) = own.iter().find(|letter| options::set_by_letter(**letter).is_none()) {
            return Some(invalid(vm, *sign, *letter));
        }
        if joined.is_some_and(<[u8]>::is_empty) && rest.clone().next().is_some_and(|next| !is_option(next)) {
            rest.next();
        }
    }
    None
}

fn is_option(arg: &[u8]) -> bool {
    matches!(arg.first(), None | Some(b'-' | b'+'))
}

fn invalid(vm: &mut Vm, sign: u8, letter: u8) -> u8 {
    vm.report_builtin(b"set", word_message(&[sign, letter], "invalid option"));
    let usage = "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]";
    super::usage_status(vm, "set", usage)
}

/// Turns an option on or off, with what follows from it.
pub(crate) fn change(vm: &mut Vm, id: Set, on: bool) {
    if id == Set::Posix {
        vm.state.options.set_posix(on);
    }
    vm.state.options.set(id, on);
    match id {
        Set::Posix if on => {
            let variable = Variable::scalar("y");
            let attrs = variable.attrs | Attrs::HOOKED;
            vm.state.vars.set(known::POSIXLY_CORRECT, Some(Variable { attrs, ..variable }));
        }
        Set::Posix => vm.state.vars.unset(known::POSIXLY_CORRECT, false),
        Set::IgnoreEof => {
            let variable = Variable { attrs: Attrs::HOOKED, ..Variable::scalar("10") };
            vm.state.vars.set(known::IGNOREEOF, on.then_some(variable));
        }
        Set::History if on => vm.load_history(),
        Set::Restricted if on => vm.restrict(),
        Set::Emacs if on => vm.state.options.set(Set::Vi, false),
        Set::Vi if on => vm.state.options.set(Set::Emacs, false),
        _ => {}
    }
}

/// `set -o` and `set +o`.
pub(crate) fn list(vm: &Vm, table: bool) -> Vec<u8> {
    let mut out = String::new();
    for row in options::visible() {
        let on = vm.state.options.has(row.id);
        if table {
            out.push_str(&format!("{:<15}\t{}\n", row.name, if on { "on" } else { "off" }));
        } else {
            out.push_str(&format!("set {}o {}\n", if on { '-' } else { '+' }, row.name));
        }
    }
    out.into_bytes()
}

/// `set` without arguments: variables, then functions, as they could be read again.
pub(super) fn variables(vm: &mut Vm) -> Vec<u8> {
    let charset = vm.state.charset();
    let mut rows: Vec<(Rc<[u8]>, Vec<u8>)> = Vec::new();
    for (name, variable) in super::declare::listed(vm) {
        let value = match &variable.value {
            Value::Unset => continue,
            Value::Scalar(scalar) => match (scalar.to_text(), vm.state.options.has(Set::Posix)) {
                (text, true) if quote::has_shell_metas(&text) => quote::single(&text),
                (text, true) => text.to_vec(),
                (text, false) => quote::for_set(&text, charset).into_owned(),
            },
            _ => super::declare::array_text(&variable, charset),
        };
        rows.push((vm.state.symbols.name(name), value));
    }
    rows.sort();
    let mut out = Vec::new();
    for (name, value) in rows {
        out.extend_from_slice(&name);
        out.push(b'=');
        out.extend_from_slice(&value);
        out.push(b'\n');
    }
    if !vm.state.options.has(Set::Posix) {
        for function in super::declare::sorted_functions(vm) {
            out.extend(print::function(&function.def));
            out.push(b'\n');
        }
    }
    out
}
