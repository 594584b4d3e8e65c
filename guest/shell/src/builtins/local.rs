//! `local [option] name[=value] ...`: variables of the running function.

use super::declare;
use crate::state::text::Text;
use crate::state::value::Attrs;
use crate::vm::{Done, Fault, FrameKind, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if !vm.state.vars.in_function() {
        vm.report_builtin(b"local", "can only be used in a function");
        return Ok(Done::Status(1));
    }
    let (mut request, first) =
        match declare::parse(vm, args, (b"aAfFgiIlnrtuxcp", true), "[option] name[=value] ...") {
            Ok(parsed) => parsed,
            Err(status) => return Ok(Done::Status(status)),
        };
    request.local = !request.global;
    request.lists_locals = true;
    let operands = args.get(first..).unwrap_or_default();
    if operands.is_empty() {
        return Ok(Done::Status(list(vm, request)));
    }
    if request.print || !operands.iter().any(|operand| &**operand == b"-") {
        return declare::declare(vm, args, first, request);
    }
    save_options(vm);
    // The declarations know their place among the arguments.
    let is_dash = |at: usize| at >= first && &*args[at] == b"-";
    let moved = |at: usize| (0..at).filter(|at| !is_dash(*at)).count();
    for declaration in &mut vm.declarations {
        declaration.position = moved(declaration.position);
    }
    let others: Vec<Text> = (0..args.len()).filter(|at| !is_dash(*at)).map(|at| args[at].clone()).collect();
    if others.len() == first {
        return Ok(Done::Status(0));
    }
    declare::declare(vm, &others, first, request)
}

/// All variables of the running function, whatever attributes were asked for.
fn list(vm: &mut Vm, request: declare::Request) -> u8 {
    let wanted = declare::Request { on: Attrs::NONE, ..request };
    let out = declare::list(vm, wanted);
    super::write_out(vm, b"local", &out)
}

/// `local -`: the options are put back when the function returns.
fn save_options(vm: &mut Vm) {
    let options = vm.state.options;
    let call = vm.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
        FrameKind::Function(call) => Some(call),
        _ => None,
    });
    if let Some(call) = call {
        call.options = Some(options);
    }
    // It shows as a local variable without a value.
    let dash = vm.state.symbols.intern(b"-");
    vm.state.vars.make_local(dash);
}
