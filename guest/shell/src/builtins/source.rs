//! `source FILE [args]`, `. FILE [args]`: runs a file in this shell.

use super::word_message;
use crate::state::options::{Set, Shopt};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::{Content, Done, Fault, SourceInput, Vm};
use bashwit_kernel::{Errno, FifoOpening, Opened};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = super::help::asked(vm, args) {
        return Ok(done);
    }
    let operands = match &args[1..] {
        [first, rest @ ..] if &**first == b"--" => rest,
        [first, ..] if first.len() > 1 && first[0] == b'-' => {
            vm.report_builtin(&args[0], word_message(&first[..2], "invalid option"));
            let usage = [&args[0][..], b": usage: ", &args[0][..], b" filename [arguments]\n"].concat();
            let _ = vm.write(2, &usage);
            return Ok(Done::Status(2));
        }
        all => all,
    };
    let Some((name, rest)) = operands.split_first() else {
        vm.report_builtin(&args[0], "filename argument required");
        let usage = [&args[0][..], b": usage: ", &args[0][..], b" filename [arguments]\n"].concat();
        let _ = vm.write(2, &usage);
        return Ok(Done::Status(2));
    };
    if name.contains(&b'/') && vm.is_restricted() {
        return super::fail(vm, args, 1, word_message(name, "restricted"));
    }
    let path = find(vm, name);
    match vm.content(&path) {
        Ok(content) => {
            // A stream is read as far as each command needs.
            let input = match content {
                Content::Whole(text) => SourceInput::Text(text.into()),
                Content::Stream(Opened::File(file) | Opened::Fifo(FifoOpening { file, .. })) => {
                    SourceInput::Stream(file)
                }
            };
            vm.push_sourced(path, input, rest)?;
            Ok(Done::Frame)
        }
        Err(Errno::EISDIR) => {
            vm.report_builtin(&args[0], word_message(name, "is a directory"));
            after_failure(vm, path, rest)
        }
        Err(error) => {
            let is_unknown = vm.state.options.has(Set::Posix) && !name.contains(&b'/');
            if is_unknown {
                vm.report_builtin(&args[0], word_message(name, "file not found"));
            } else {
                vm.report(&word_message(name, error.message()));
            }
            // Before its RETURN trap could run.
            let is_fatal = !is_unknown && vm.conditions == 0 && vm.exits_on_error();
            if is_fatal || vm.is_strict() && !vm.plain_builtin {
                return Err(Fault::Exit(1));
            }
            if is_unknown { Ok(Done::Status(1)) } else { after_failure(vm, path, rest) }
        }
    }
}

/// The RETURN trap runs even where there was nothing to return from.
fn after_failure(vm: &mut Vm, path: Text, args: &[Text]) -> Result<Done, Fault> {
    if !vm.runs_return_trap() {
        return Ok(Done::Status(1));
    }
    vm.push_unread(path, args)?;
    Ok(Done::Frame)
}

/// The file that a name without `/` means: along `PATH`, then here.
fn find(vm: &mut Vm, name: &Text) -> Text {
    if name.contains(&b'/') || !vm.state.options.shopt(Shopt::SourcePath) {
        return name.clone();
    }
    let path = vm.variable(known::PATH).unwrap_or_default();
    for directory in path.split(|&byte| byte == b':') {
        let mut candidate = if directory.is_empty() { b".".to_vec() } else { directory.to_vec() };
        candidate.push(b'/');
        candidate.extend_from_slice(name);
        if vm.files().stat(&candidate).is_ok_and(|metadata| metadata.is_file()) {
            return candidate.into();
        }
    }
    // POSIX mode looks nowhere else.
    if vm.state.options.has(Set::Posix) { Text::EMPTY } else { name.clone() }
}
