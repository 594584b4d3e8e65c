//! `local [option] name[=value] ...`: variables of the running function.

use super::{declare, fail};
use crate::state::text::Text;
use crate::state::value::Attrs;
use crate::vm::{Done, Fault, FrameKind, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if !vm.state.vars.in_function() {
        return fail(vm, args, 1, "can only be used in a function");
    }
    let (mut request, first) =
        match declare::parse(vm, args, (b"aAfFgiIlnrtuxcp", true), "[option] name[=value] ...") {
            Ok(parsed) => parsed,
            Err(status) => return Ok(Done::Status(status)),
        };
    request.local = true;
    request.lists_locals = request.on == Attrs::NONE;
    request.global = false;
    if args.get(first).is_some_and(|arg| &**arg == b"-") {
        save_options(vm);
        if args.len() == first + 1 {
            return Ok(Done::Status(0));
        }
        return declare::declare(vm, args, first + 1, request);
    }
    declare::declare(vm, args, first, request)
}

/// `local -`: the options are put back when the function returns.
fn save_options(vm: &mut Vm) {
    let options = vm.state.options;
    let call = vm.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
        FrameKind::Function(call) => Some(call),
        _ => None,
    });
    if let Some(call) = call {
        call.options.get_or_insert(options);
    }
}
