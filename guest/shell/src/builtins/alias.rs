//! `alias [-p] [name[=value] ... ]` and `unalias [-a] name [name ...]`.

use super::{quoted_word, word_message};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_syntax::quote;
use std::rc::Rc;

const ALIAS: Synopsis = Synopsis::builtin(
    "alias",
    &["alias [-p] [name[=value] ... ]"],
    "Define or display aliases.",
    &[flag("-p", "print all aliases as commands")],
);

const UNALIAS: Synopsis = Synopsis::builtin(
    "unalias",
    &["unalias [-a] name [name ...]"],
    "Remove aliases.",
    &[flag("-a", "all of them")],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut print = false;
    // In POSIX mode they are shown without the word, but for `-p`.
    let mut bare = vm.state.options.has(Set::Posix);
    let mut parsed = ALIAS.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(_)) => (print, bare) = (true, false),
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    let (mut out, mut status) = (Vec::new(), 0);
    if print || operands.is_empty() {
        for (name, text) in vm.state.aliases.iter() {
            out.extend(row(name, text, bare));
        }
    }
    for operand in &operands {
        match memchr::memchr(b'=', operand).filter(|at| *at > 0) {
            Some(at) => {
                let name = &operand[..at];
                if !is_alias_name(name) {
                    vm.report_builtin(b"alias", quoted_word(name, "invalid alias name"));
                    status = 1;
                    continue;
                }
                Rc::make_mut(&mut vm.state.aliases).insert(Text::from(name), Rc::from(&operand[at + 1..]));
            }
            None => match vm.state.aliases.get(operand) {
                Some(text) => out.extend(row(operand, text, bare)),
                None => {
                    vm.report_builtin(b"alias", word_message(operand, "not found"));
                    status = 1;
                }
            },
        }
    }
    Ok(Done::Status(super::write_out(vm, b"alias", &out).max(status)))
}

/// Whether a text can be the name of an alias.
pub(crate) fn is_alias_name(name: &[u8]) -> bool {
    !name.iter().any(|byte| b" \t\n/$`='\"\\|&;()<>".contains(byte))
}

fn row(name: &[u8], text: &[u8], bare: bool) -> Vec<u8> {
    let dash: &[u8] = if name.starts_with(b"-") { b"-- " } else { b"" };
    let word: &[u8] = if bare { b"" } else { b"alias " };
    [word, dash, name, b"=", &quote::single(text), b"\n"].concat()
}

pub(super) fn run_unalias(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut all = false;
    let mut parsed = UNALIAS.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(_)) => all = true,
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    if all {
        vm.state.aliases = Rc::default();
        return Ok(Done::Status(0));
    }
    let names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if names.is_empty() {
        let _ = vm.write(2, b"unalias: usage: unalias [-a] name [name ...]\n");
        return Ok(Done::Status(2));
    }
    let mut status = 0;
    for name in names {
        if Rc::make_mut(&mut vm.state.aliases).remove(&name).is_none() {
            vm.report_builtin(b"unalias", word_message(&name, "not found"));
            status = 1;
        }
    }
    Ok(Done::Status(status))
}
