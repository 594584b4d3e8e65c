//! `enable [-a] [-dnps] [-f filename] [name ...]`: turns builtins on and off.

use super::{BUILTINS, Builtin, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const ENABLE: Synopsis = Synopsis::builtin(
    "enable",
    &["enable [-a] [-dnps] [-f filename] [name ...]"],
    "Enable and disable shell builtins.",
    &[
        flag("-a", "list all builtins, with those that are off"),
        flag("-d", "remove a loaded builtin (there are none)"),
        flag("-n", "turn each name off, or list those that are off"),
        flag("-p", "list builtins as commands"),
        flag("-s", "only the special builtins of POSIX"),
        flag("-f filename", "load a builtin (not possible here)"),
    ],
);

#[derive(Default)]
struct Arguments {
    all: bool,
    delete: bool,
    off: bool,
    print: bool,
    special: bool,
    file: Option<Text>,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut arguments = Arguments::default();
    let mut parsed = ENABLE.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "a" => arguments.all = true,
                "d" => arguments.delete = true,
                "n" => arguments.off = true,
                "p" => arguments.print = true,
                "s" => arguments.special = true,
                _ => arguments.file = Some(Text::from(option.value)),
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if names.is_empty() || arguments.print {
        return Ok(Done::Status(list(vm, &arguments)));
    }
    if (arguments.file.is_some() || arguments.delete) && vm.is_restricted() {
        return super::fail(vm, args, 1, "restricted");
    }
    if let Some(file) = &arguments.file {
        let reason = b"cannot open shared object file: dynamic loading is not available";
        let message = [b"cannot open shared object ", &file[..], b": ", file, b": ", reason].concat();
        vm.report_builtin(b"enable", message);
        return Ok(Done::Status(1));
    }
    let mut status = 0;
    for name in names {
        let found = super::find(&name);
        let message = match found {
            Some(_) if arguments.delete => "not dynamically loaded",
            Some(builtin) => {
                set(vm, builtin, !arguments.off);
                continue;
            }
            None => "not a shell builtin",
        };
        vm.report_builtin(b"enable", word_message(&name, message));
        status = 1;
    }
    Ok(Done::Status(status))
}

fn set(vm: &mut Vm, builtin: &'static Builtin, on: bool) {
    if vm.is_enabled(builtin) != on {
        let disabled = Rc::make_mut(&mut vm.state.disabled);
        if on {
            disabled.remove(builtin.name);
        } else {
            disabled.insert(builtin.name);
        }
    }
}

fn list(vm: &mut Vm, arguments: &Arguments) -> u8 {
    let mut out = String::new();
    for builtin in BUILTINS.iter().filter(|builtin| !arguments.special || builtin.special) {
        let on = vm.is_enabled(builtin);
        if arguments.all || on != arguments.off {
            out.push_str(if on { "enable " } else { "enable -n " });
            out.push_str(builtin.name);
            out.push('\n');
        }
    }
    super::write_out(vm, b"enable", out.as_bytes())
}
