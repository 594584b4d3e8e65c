//! `suspend [-f]` and `logout [n]`: what only a login or interactive shell does.

use super::{exit, fail};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::Signal;

const SUSPEND: Synopsis = Synopsis::builtin(
    "suspend",
    &["suspend [-f]"],
    "Suspend shell execution.",
    &[flag("-f", "even a login shell, and without job control")],
);

const LOGOUT: Synopsis = Synopsis::builtin("logout", &["logout [n]"], "Exit a login shell.", &[]);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut force = false;
    let mut parsed = SUSPEND.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(_)) => force = true,
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    // Nothing could let the first shell of a session go on.
    if vm.process.is_root() || !force && !vm.state.options.has(Set::Monitor) {
        return fail(vm, args, 1, "cannot suspend: no job control");
    }
    if !force && vm.state.options.shopt(Shopt::LoginShell) {
        return fail(vm, args, 1, "cannot suspend a login shell");
    }
    vm.state.status = 0;
    vm.kernel.signal(vm.process.pid, Signal::STOP);
    Ok(Done::Wait(super::kill::own_signal()))
}

pub(super) fn run_logout(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if args.get(1).is_some_and(|arg| &**arg == b"--help") {
        return Ok(Done::Status(vm.report_stop(&LOGOUT.help())));
    }
    if !vm.state.options.shopt(Shopt::LoginShell) {
        return fail(vm, args, 1, "not login shell: use `exit'");
    }
    exit::run(vm, args)
}
