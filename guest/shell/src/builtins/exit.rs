//! `exit [n]`.

use super::{number, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let operands = super::operands(args);
    // The EXIT trap finds the `PIPESTATUS` from before.
    vm.pipe_status_due &= operands.len() > 1;
    match operands {
        [] => vm.leave(vm.status_for_exit()),
        [one, rest @ ..] => match number(one) {
            None => {
                vm.report_builtin(&args[0], word_message(one, "numeric argument required"));
                Err(Fault::Exit(2))
            }
            Some(_) if !rest.is_empty() => Err(super::too_many_arguments(vm, &args[0])),
            Some(status) => vm.leave(status as u8),
        },
    }
}
