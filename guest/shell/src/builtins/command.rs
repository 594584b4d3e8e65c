//! `command [-pVv] command [arg ...]` and `builtin [shell-builtin [arg ...]]`.

use super::{fail, type_, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Lookup, Vm};
use bashwit_args::{Synopsis, flag};

const COMMAND: Synopsis = Synopsis::builtin(
    "command",
    &["command [-pVv] command [arg ...]"],
    "Execute a simple command or display information about commands.",
    &[
        flag("-p", "search the standard path"),
        flag("-v", "print what the command means, in one word or line"),
        flag("-V", "print what the command means, in a sentence"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut standard_path, mut brief, mut verbose) = (false, false, false);
    let mut parsed = COMMAND.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "p" => standard_path = true,
                "v" => (brief, verbose) = (true, false),
                _ => (brief, verbose) = (false, true),
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let words: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if standard_path && vm.is_restricted() {
        return fail(vm, args, 1, word_message(b"-p", "restricted"));
    }
    if words.is_empty() {
        return Ok(Done::Status(0));
    }
    if brief || verbose {
        return Ok(Done::Status(type_::describe_all(vm, &words, brief)));
    }
    shift_declarations(vm, args.len() - words.len());
    match super::find(&words[0]) {
        Some(builtin) if vm.is_enabled(builtin) => {
            let before = std::mem::replace(&mut vm.plain_builtin, true);
            let done = inner(vm, builtin, words);
            vm.plain_builtin = before;
            done
        }
        _ => {
            let lookup = Lookup { no_functions: true, standard_path };
            vm.run_external(words, Vec::new(), crate::ir::Tail::No, lookup)?;
            Ok(waiting(vm))
        }
    }
}

/// Runs a builtin for another one; its assignments were made by that one already.
fn inner(vm: &mut Vm, builtin: &'static super::Builtin, words: Vec<Text>) -> Result<Done, Fault> {
    (builtin.run)(vm, &words)
}

/// Assignment arguments know their place among the arguments: it has moved.
fn shift_declarations(vm: &mut Vm, by: usize) {
    for declaration in &mut vm.declarations {
        declaration.position = declaration.position.saturating_sub(by);
    }
}

/// What has been started is what the builtin waits for.
fn waiting(vm: &mut Vm) -> Done {
    match vm.wait.take() {
        Some(wait) => Done::Wait(wait),
        None => Done::Status(vm.state.status),
    }
}

pub(super) fn run_builtin(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let words = match &args[1..] {
        [first, rest @ ..] if &**first == b"--" => rest,
        [first, ..] if first.len() > 1 && first[0] == b'-' => {
            if let Some(done) = super::help::asked(vm, args) {
                return Ok(done);
            }
            vm.report_builtin(b"builtin", word_message(&first[..2], "invalid option"));
            let status = super::usage_status(vm, "builtin", "builtin [shell-builtin [arg ...]]");
            return Ok(Done::Status(status));
        }
        all => all,
    };
    let Some(name) = words.first() else { return Ok(Done::Status(0)) };
    match super::find(name).filter(|builtin| vm.is_enabled(builtin)) {
        Some(builtin) => {
            shift_declarations(vm, args.len() - words.len());
            inner(vm, builtin, words.to_vec())
        }
        None => fail(vm, args, 1, word_message(name, "not a shell builtin")),
    }
}
