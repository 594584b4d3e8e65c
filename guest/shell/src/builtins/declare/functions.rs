//! Declarations of functions: `declare -f`, `declare -F`, and their attributes.

use super::Request;
use crate::builtins::word_message;
use crate::expand::value::is_name;
use crate::ir::Function;
use crate::state::options::Shopt;
use crate::state::text::Text;
use crate::state::value::Attrs;
use crate::vm::{Done, Fault, Vm};
use bashwit_syntax::print;
use std::rc::Rc;

/// `declare -f`, `declare -F`.
pub(super) fn functions(vm: &mut Vm, args: &[Text], first: usize, request: Request) -> Result<Done, Fault> {
    let mut out = Vec::new();
    let mut status = 0;
    let cases = Attrs::LOWER | Attrs::UPPER | Attrs::CAPITALIZE;
    let changes = request.on & (Attrs::EXPORT | Attrs::READONLY | Attrs::TRACE | cases);
    let of_variables =
        [(Attrs::INTEGER, "-i"), (Attrs::ARRAY, "-a"), (Attrs::ASSOC, "-A"), (Attrs::NAMEREF, "-n")];
    let wrong = of_variables.into_iter().find(|(attr, _)| request.on.has(*attr) && first < args.len());
    if let Some((_, option)) = wrong {
        vm.report_builtin(&args[0], word_message(option.as_bytes(), "invalid option"));
        return Ok(Done::Status(1));
    }
    let names: Vec<Text> = args[first..].to_vec();
    if names.is_empty() {
        for function in sorted_functions(vm) {
            let wanted = changes == Attrs::NONE
                || (changes.has(Attrs::EXPORT) && function.exported)
                || (changes.has(Attrs::READONLY) && function.readonly);
            if wanted {
                describe(&function, request, true, false, &mut out);
            }
        }
    }
    for name in names {
        let assigned = memchr::memchr(b'=', &name).map(|end| &name[..end]);
        if !request.print && assigned.is_some_and(is_name) {
            vm.report_builtin(&args[0], "cannot use `-f' to make functions");
            return Ok(Done::Status(1));
        }
        let Some(function) = vm.state.function(&name) else {
            if request.print {
                vm.report_builtin(&args[0], word_message(&name, "not found"));
            }
            status = 1;
            continue;
        };
        if function.readonly && request.off.has(Attrs::READONLY) {
            vm.report_builtin(&args[0], word_message(&name, "readonly function"));
            status = 1;
            continue;
        }
        if changes != Attrs::NONE || request.off != Attrs::NONE {
            change_function(vm, &name, &function, request);
            continue;
        }
        let debug = vm.state.options.shopt(Shopt::ExtDebug);
        describe(&function, request, request.print, debug, &mut out);
    }
    Ok(Done::Status(crate::builtins::write_out(vm, &args[0], &out).max(status)))
}

fn describe(function: &Function, request: Request, all: bool, debug: bool, out: &mut Vec<u8>) {
    if !request.function_names {
        out.extend(print::function(&function.def));
        out.push(b'\n');
    }
    let marked = function.exported || function.readonly || function.traced && request.print;
    let attributes = all || request.print;
    if request.function_names || attributes && marked {
        if attributes {
            let mut letters = "-f".to_owned();
            if function.readonly {
                letters.push('r');
            }
            if function.traced {
                letters.push('t');
            }
            if function.exported {
                letters.push('x');
            }
            out.extend_from_slice(format!("declare {letters} ").as_bytes());
        }
        out.extend_from_slice(&function.def.name);
        if debug {
            out.extend_from_slice(format!(" {} ", function.def.line).as_bytes());
            out.extend_from_slice(&function.source);
        }
        out.push(b'\n');
    }
}

/// Changes the attributes of a function.
pub(crate) fn change_function(vm: &mut Vm, name: &[u8], function: &Rc<Function>, request: Request) {
    let symbol = vm.state.symbols.intern(name);
    let changed = Function {
        def: function.def.clone(),
        code: function.code.clone(),
        source: function.source.clone(),
        exported: (function.exported || request.on.has(Attrs::EXPORT)) && !request.off.has(Attrs::EXPORT),
        readonly: function.readonly || request.on.has(Attrs::READONLY),
        traced: (function.traced || request.on.has(Attrs::TRACE)) && !request.off.has(Attrs::TRACE),
    };
    Rc::make_mut(&mut vm.state.functions).insert(symbol, Rc::new(changed));
    vm.state.vars.touch_exports();
}

/// All functions, sorted by name.
pub(crate) fn sorted_functions(vm: &Vm) -> Vec<Rc<Function>> {
    let mut all: Vec<Rc<Function>> = vm.state.functions.values().cloned().collect();
    all.sort_by(|a, b| a.def.name.cmp(&b.def.name));
    all
}
