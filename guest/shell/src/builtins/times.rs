//! `times`: the time that the shell and its children have used.

use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::Synopsis;

const TIMES: Synopsis = Synopsis::builtin("times", &["times"], "Display process times.", &[]);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Err(stop) = TIMES.parse(&args[1..]).next_option() {
        return Ok(Done::Status(vm.report_stop(&stop)));
    }
    // There is no clock of the processor in here.
    let out = b"0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n";
    Ok(Done::Status(super::write_out(vm, b"times", out)))
}
