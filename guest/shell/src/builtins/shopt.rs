//! `shopt [-pqsu] [-o] [optname ...]`: options beyond those of `set`.

use super::word_message;
use crate::state::options::{self, SHOPT_OPTIONS};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::Scalar;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};

const SHOPT: Synopsis = Synopsis::builtin(
    "shopt",
    &["shopt [-pqsu] [-o] [optname ...]"],
    "Set and unset shell options.",
    &[
        flag("-o", "the options of `set -o`"),
        flag("-p", "print each as a command that sets it"),
        flag("-q", "print nothing: the status tells"),
        flag("-s", "turn each option on"),
        flag("-u", "turn each option off"),
    ],
);

#[derive(Default)]
struct Arguments {
    of_set: bool,
    print: bool,
    quiet: bool,
    on: bool,
    off: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut arguments = Arguments::default();
    let mut parsed = SHOPT.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "o" => arguments.of_set = true,
                "p" => arguments.print = true,
                "q" => arguments.quiet = true,
                "s" => arguments.on = true,
                _ => arguments.off = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    if arguments.on && arguments.off {
        vm.report_builtin(b"shopt", "cannot set and unset shell options simultaneously");
        return Ok(Done::Status(1));
    }
    let names: Vec<Vec<u8>> = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if names.is_empty() {
        return Ok(Done::Status(list(vm, &arguments)));
    }
    let mut status = 0;
    let mut out = Vec::new();
    for name in names {
        let Some(on) = value(vm, &name, arguments.of_set) else {
            let _ = super::write_out(vm, b"shopt", &std::mem::take(&mut out));
            let kind = if arguments.of_set { "invalid option name" } else { "invalid shell option name" };
            vm.report_builtin(b"shopt", word_message(&name, kind));
            // bash has no failure for what `-o` cannot set.
            status = if arguments.of_set && (arguments.on || arguments.off) { status } else { 1 };
            continue;
        };
        if arguments.on || arguments.off {
            set(vm, &name, arguments.of_set, arguments.on);
            continue;
        }
        status |= u8::from(!on);
        if !arguments.quiet {
            out.extend(row(&String::from_utf8_lossy(&name), on, &arguments));
        }
    }
    Ok(Done::Status(super::write_out(vm, b"shopt", &out).max(status)))
}

fn value(vm: &Vm, name: &[u8], of_set: bool) -> Option<bool> {
    if of_set {
        options::set_by_name(name).map(|id| vm.state.options.has(id))
    } else {
        options::shopt_by_name(name).map(|id| vm.state.options.shopt(id))
    }
}

fn set(vm: &mut Vm, name: &[u8], of_set: bool, on: bool) {
    if of_set {
        if let Some(id) = options::set_by_name(name) {
            super::set::change(vm, id, on);
        }
    } else if let Some(id) = options::shopt_by_name(name) {
        if id == options::Shopt::RestrictedShell {
            // It tells how the shell was started.
            return;
        }
        vm.state.options.set_shopt(id, on);
        if let Some((level, _)) = options::COMPAT.into_iter().find(|(_, known)| *known == id) {
            // The variable tells the level, and sets the options.
            let left = options::COMPAT.into_iter().find(|(_, known)| vm.state.options.shopt(*known));
            let level = if on { level } else { left.map_or(52, |(level, _)| level) };
            let _ = vm.assign(known::BASH_COMPAT, Scalar::Int(level), false);
        }
        if id == options::Shopt::ExtDebug {
            vm.state.options.set(options::Set::FuncTrace, on);
            vm.state.options.set(options::Set::ErrTrace, on);
            if on {
                vm.begin_argv();
            }
        }
    }
}

fn row(name: &str, on: bool, arguments: &Arguments) -> Vec<u8> {
    let text = match (arguments.print, arguments.of_set) {
        (true, true) => format!("set {}o {name}\n", if on { '-' } else { '+' }),
        (true, false) => format!("shopt -{} {name}\n", if on { 's' } else { 'u' }),
        (false, true) => format!("{name:<15}\t{}\n", if on { "on" } else { "off" }),
        (false, false) => format!("{name:<15}\t{}\n", if on { "on" } else { "off" }),
    };
    text.into_bytes()
}

/// All options: a table, or commands that set them.
pub(crate) fn all(vm: &Vm, table: bool) -> Vec<u8> {
    let arguments = Arguments { print: !table, ..Arguments::default() };
    SHOPT_OPTIONS.iter().flat_map(|one| row(one.name, vm.state.options.shopt(one.id), &arguments)).collect()
}

/// Lists all options, or with `-s` and `-u` those that are on or off.
fn list(vm: &mut Vm, arguments: &Arguments) -> u8 {
    let rows: Vec<(&str, bool)> = if arguments.of_set {
        options::visible().map(|row| (row.name, vm.state.options.has(row.id))).collect()
    } else {
        SHOPT_OPTIONS.iter().map(|row| (row.name, vm.state.options.shopt(row.id))).collect()
    };
    if arguments.quiet {
        return 0;
    }
    let wanted = rows.into_iter().filter(|(_, on)| {
        (!arguments.on && !arguments.off) || (arguments.on && *on) || (arguments.off && !*on)
    });
    let out: Vec<u8> = wanted.flat_map(|(name, on)| row(name, on, arguments)).collect();
    super::write_out(vm, b"shopt", &out)
}
