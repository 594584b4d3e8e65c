//! `let arg [arg ...]`: evaluates arithmetic.

use super::fail;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let operands = super::operands(args);
    if operands.is_empty() {
        return fail(vm, args, 1, "expression expected");
    }
    let mut value = 0;
    for expression in operands {
        match vm.eval_text(expression) {
            Ok(result) => value = result,
            // The message has been written; `let` itself goes on with the next command.
            Err(Fault::Discard(_)) => return Ok(Done::Status(1)),
            Err(fault) => return Err(fault),
        }
    }
    Ok(Done::Status(u8::from(value == 0)))
}
