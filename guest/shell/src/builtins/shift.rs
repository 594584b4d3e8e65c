//! `shift [n]`.

use super::{fail, number, word_message};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use std::rc::Rc;

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let operands = super::operands(args);
    let Some(count) = operands.first().map_or(Some(1), |one| number(one)) else {
        return fail(vm, args, 1, word_message(&operands[0], "numeric argument required"));
    };
    if operands.len() > 1 {
        return Err(super::too_many_arguments(vm, &args[0]));
    }
    if count < 0 {
        return fail(vm, args, 1, word_message(&args[1], "shift count out of range"));
    }
    if count as u64 > vm.state.positional.len() as u64 {
        if vm.state.options.shopt(Shopt::ShiftVerbose) || vm.state.options.has(Set::Posix) {
            let message = "shift count out of range";
            match args.get(1) {
                Some(operand) => vm.report_builtin(b"shift", word_message(operand, message)),
                None => vm.report_builtin(b"shift", message),
            }
        }
        return Ok(Done::Status(1));
    }
    Rc::make_mut(&mut vm.state.positional).drain(..count as usize);
    Ok(Done::Status(0))
}
