//! `pwd [-LP]`: writes the working directory.

use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};

const PWD: Synopsis = Synopsis::builtin(
    "pwd",
    &["pwd [-LP]"],
    "Print the name of the current working directory.",
    &[flag("-L", "by the way that led to it"), flag("-P", "without symbolic links")],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut physical = vm.state.options.has(Set::Physical);
    let mut parsed = PWD.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => physical = option.id == "P",
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let mut line = vm.working_directory().into_vec();
    if physical {
        let Ok(real) = vm.files().canonicalize(vm.process.cwd().as_bytes()) else {
            super::cd::report_no_directory(vm, b"pwd");
            return Ok(Done::Status(1));
        };
        let two_slashes = line.starts_with(b"//");
        line = if two_slashes { [b"/", real.as_bytes()].concat() } else { real.into_bytes() };
    }
    line.push(b'\n');
    Ok(Done::Status(super::write_out(vm, b"pwd", &line)))
}
