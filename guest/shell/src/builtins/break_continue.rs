//! `break [n]`, `continue [n]`.

use super::{number, word_message};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, ForkedLoop, Vm};

pub(super) fn run_break(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    levels(vm, args, Fault::Break)
}

pub(super) fn run_continue(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    levels(vm, args, Fault::Continue)
}

fn levels(vm: &mut Vm, args: &[Text], fault: fn(u32) -> Fault) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    if vm.loop_depth() == 0 {
        let is_posix = vm.state.options.has(Set::Posix);
        match vm.known_loop() {
            ForkedLoop::Left => return Err(Fault::Exit(0)),
            ForkedLoop::Unknown if !is_posix => {
                vm.report_builtin(&args[0], "only meaningful in a `for', `while', or `until' loop");
            }
            _ => {}
        }
        return Ok(Done::Status(0));
    }
    let operands = super::operands(args);
    let Some(count) = operands.first().map_or(Some(1), |one| number(one)) else {
        vm.report_builtin(&args[0], word_message(&operands[0], "numeric argument required"));
        return Err(Fault::Exit(128 | vm.state.status));
    };
    if operands.len() > 1 {
        return Err(super::too_many_arguments(vm, &args[0]));
    }
    if count < 1 {
        vm.report_builtin(&args[0], word_message(&operands[0], "loop count out of range"));
        vm.state.status = 1;
        return Err(Fault::Break(u32::MAX));
    }
    vm.state.status = 0;
    Err(fault(u32::try_from(count).unwrap_or(u32::MAX)))
}
