//! `return [n]`.

use super::{number, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let operands = super::operands(args);
    let status = match operands {
        [] => vm.state.status,
        [one, rest @ ..] => match number(one) {
            None => {
                vm.report_builtin(&args[0], word_message(one, "numeric argument required"));
                2
            }
            Some(_) if !rest.is_empty() => {
                return Err(super::too_many_arguments(vm, &args[0]));
            }
            Some(status) => status as u8,
        },
    };
    if !vm.may_return() {
        vm.report_builtin(&args[0], "can only `return' from a function or sourced script");
        return Ok(Done::Status(2));
    }
    Err(Fault::Return(status))
}
