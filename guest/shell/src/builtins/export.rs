//! `export [-fn] [name[=value] ...]`, `export -p`, `readonly [-aAf] [name[=value] ...]`.

use super::declare::{self, Request, change_function};
use super::word_message;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Attrs;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run_export(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    run(vm, args, Attrs::EXPORT, "[-fn] [name[=value] ...] or export -p")
}

pub(super) fn run_readonly(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    run(vm, args, Attrs::READONLY, "[-aAf] [name[=value] ...] or readonly -p")
}

fn run(vm: &mut Vm, args: &[Text], attr: Attrs, usage: &str) -> Result<Done, Fault> {
    let (parsed, first) = match declare::parse(vm, args, (b"aAfnp", false), usage) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(Done::Status(status)),
    };
    let undo = parsed.on.has(Attrs::NAMEREF);
    let request = Request {
        on: if undo { Attrs::NONE } else { attr | (parsed.on & (Attrs::ARRAY | Attrs::ASSOC)) },
        // What is read-only stays so.
        off: if undo { attr & Attrs::EXPORT } else { Attrs::NONE },
        functions: parsed.functions,
        ..Request::default()
    };
    if parsed.functions {
        return functions(vm, args, first, request);
    }
    if first >= args.len() {
        let on = attr | (parsed.on & (Attrs::ARRAY | Attrs::ASSOC));
        let request = Request { on, print: true, all_attributes: true, ..Request::default() };
        let out = match vm.state.options.has(Set::Posix) {
            true => declare::list_as(vm, &args[0], request),
            false => declare::list(vm, request),
        };
        return Ok(Done::Status(super::write_out(vm, &args[0], &out)));
    }
    let done = declare::declare(vm, args, first, request)?;
    if !undo && vm.own_scope {
        keep_temporaries(vm, &args[first..], request.on)?;
    }
    Ok(done)
}

/// The same for all operands.
pub(super) fn keep_temporaries(vm: &mut Vm, operands: &[Text], on: Attrs) -> Result<(), Fault> {
    for arg in operands {
        let end = memchr::memchr2(b'=', b'+', arg).unwrap_or(arg.len());
        if let Some(name) = vm.state.symbols.lookup(&arg[..end]) {
            keep_temporary(vm, name, on)?;
        }
    }
    Ok(())
}

/// `x=1 export x`: the value of the assignment before the command goes to the variable itself.
fn keep_temporary(vm: &mut Vm, name: Symbol, on: Attrs) -> Result<(), Fault> {
    let Some((bound, hidden)) = vm.state.vars.take_temporary(name) else { return Ok(()) };
    if hidden.is_none() {
        vm.state.vars.set(name, bound);
        return Ok(());
    }
    if let Some(value) = bound.and_then(|bound| bound.first().cloned()) {
        vm.assign(name, value, false)?;
    }
    let variable = vm.state.vars.get_mut(name);
    variable.attrs = variable.attrs | Attrs::EXPORT | (on & Attrs::READONLY);
    vm.state.vars.touch_exports();
    Ok(())
}

fn functions(vm: &mut Vm, args: &[Text], first: usize, request: Request) -> Result<Done, Fault> {
    if first >= args.len() {
        return declare::declare(vm, args, first, request);
    }
    let mut status = 0;
    for name in &args[first..] {
        match vm.state.function(name) {
            Some(function) => change_function(vm, name, &function, request),
            None => {
                vm.report_builtin(&args[0], word_message(name, "not a function"));
                status = 1;
            }
        }
    }
    Ok(Done::Status(status))
}
