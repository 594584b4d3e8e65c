//! `bind`: there is no line editor, so its keys cannot be bound.

use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};

const BIND: Synopsis = Synopsis::builtin(
    "bind",
    &[
        "bind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq] [-x keyseq:shell-command] [keyseq:readline-function or readline-command]",
    ],
    "Set Readline key bindings and variables.",
    &[
        flag("-l", "list the names of functions"),
        flag("-p", "list functions and bindings"),
        flag("-s", "list key sequences that insert text"),
        flag("-v", "list variables"),
        flag("-P", "list functions and bindings"),
        flag("-S", "list key sequences that insert text"),
        flag("-V", "list variables"),
        flag("-X", "list key sequences that run commands"),
        flag("-m keymap", "the keymap of the other options"),
        flag("-f filename", "read bindings from a file"),
        flag("-q name", "say which keys call a function"),
        flag("-u name", "unbind all keys of a function"),
        flag("-r keyseq", "unbind a key sequence"),
        flag("-x keyseq:shell-command", "bind a key sequence to a command"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    vm.report_builtin(b"bind", "warning: line editing not enabled");
    let mut parsed = BIND.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(Done::Status(0)),
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
}
