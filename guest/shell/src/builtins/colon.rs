//! `:`, `true`, `false`: a status and nothing else.

use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(_vm: &mut Vm, _args: &[Text]) -> Result<Done, Fault> {
    Ok(Done::Status(0))
}

pub(super) fn run_false(_vm: &mut Vm, _args: &[Text]) -> Result<Done, Fault> {
    Ok(Done::Status(1))
}
