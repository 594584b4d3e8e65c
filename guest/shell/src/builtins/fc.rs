//! `fc`: lists commands of the history, or edits and runs them again.

use super::{fail, word_message};
use crate::state::history::Own;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm, Wait};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{OpenFlags, Opened};
use bashwit_syntax::quote;
use std::task::Poll;

const FC: Synopsis = Synopsis::builtin(
    "fc",
    &["fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]"],
    "Display or execute commands from the history list.",
    &[
        flag("-e ename", "the editor (FCEDIT, EDITOR, vi); - for none, as -s"),
        flag("-l", "list, do not edit"),
        flag("-n", "without numbers"),
        flag("-r", "the newest first"),
        flag("-s", "run one again, with pat replaced by rep"),
    ],
)
.negative_numbers();

/// How many commands are listed where no bounds are given.
const LISTED: usize = 16;

#[derive(Default)]
struct Arguments {
    editor: Option<Text>,
    list: bool,
    bare: bool,
    reverse: bool,
    again: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    vm.settle_history();
    let mut arguments = Arguments::default();
    let mut parsed = FC.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "e" if option.value == b"-" => arguments.again = true,
                "e" => arguments.editor = Some(Text::from(option.value)),
                "l" => arguments.list = true,
                "n" => arguments.bare = true,
                "r" => arguments.reverse = true,
                _ => arguments.again = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if arguments.again {
        return again(vm, args, &operands);
    }
    let Some(last) = last(vm) else { return Ok(Done::Status(0)) };
    let first = match operands.first() {
        Some(word) => place(vm, word, last, true),
        None if arguments.list => Some((last + 1).saturating_sub(LISTED)),
        None => Some(last),
    };
    let end = match operands.get(1) {
        Some(word) => place(vm, word, last, false),
        None if !arguments.list => first,
        None => first.map(|first| first.max(last)),
    };
    let (Some(first), Some(end)) = (first, end) else { return fail(vm, args, 1, "no command found") };
    let reverse = arguments.reverse != (end < first);
    let mut places: Vec<usize> = (first.min(end)..=first.max(end)).collect();
    if reverse {
        places.reverse();
    }
    if arguments.list {
        return Ok(Done::Status(list(vm, &places, arguments.bare)));
    }
    edit(vm, args, &places, arguments.editor)
}

/// The last entry that counts: not that of the command that runs, where its lines are entered.
fn last(vm: &Vm) -> Option<usize> {
    let own = usize::from(vm.keeps_history() && vm.state.history.own == Own::Line);
    vm.state.history.len().checked_sub(own + 1)
}

/// The entry that a word names: a number, one counted from the end, or how it begins. A number past
/// the end is the last entry, or the first one if that begins a range.
fn place(vm: &Vm, word: &[u8], last: usize, begins: bool) -> Option<usize> {
    let history = &vm.state.history;
    let (back, digits) = word.strip_prefix(b"-").map_or((false, word), |digits| (true, digits));
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count > 0 {
        let number = super::number(&digits[..count]).and_then(|number| usize::try_from(number).ok());
        return Some(match (back, number.unwrap_or(usize::MAX)) {
            (true, 0) => history.len().saturating_sub(1),
            (false, 0) => last,
            (true, number) => (last + 1).saturating_sub(number),
            (false, number) => match number.checked_sub(history.base).filter(|at| *at < last) {
                Some(at) => at,
                None if begins && number != history.base + last => 0,
                None => last,
            },
        });
    }
    (0..=last).rev().find(|at| history.entries.get(*at).is_some_and(|entry| entry.line.starts_with(word)))
}

fn list(vm: &mut Vm, places: &[usize], bare: bool) -> u8 {
    let history = vm.state.history.clone();
    let mut out = Vec::new();
    for at in places {
        let Some(entry) = history.entries.get(*at) else { continue };
        if !bare {
            out.extend_from_slice((history.base + at).to_string().as_bytes());
        }
        let mark: &[u8] = if vm.state.options.has(Set::Posix) { b"\t" } else { b"\t " };
        out.extend([mark, &entry.line[..], b"\n"].concat());
    }
    super::write_out(vm, b"fc", &out)
}

/// `fc -s [pat=rep] [command]`.
fn again(vm: &mut Vm, args: &[Text], operands: &[Text]) -> Result<Done, Fault> {
    let pairs = operands.iter().take_while(|word| word.contains(&b'=')).count();
    let found = last(vm).and_then(|last| match operands.get(pairs) {
        Some(word) => place(vm, word, last, false),
        None => Some(last),
    });
    let line = found.and_then(|at| vm.state.history.entries.get(at)).map(|entry| entry.line.clone());
    let Some(line) = line else { return fail(vm, args, 1, "no command found") };
    let mut line = line.into_vec();
    for pair in &operands[..pairs] {
        let at = memchr::memchr(b'=', pair).unwrap_or(pair.len());
        line = replaced(&line, &pair[..at], pair.get(at + 1..).unwrap_or_default());
    }
    let _ = vm.write(2, &[&line[..], b"\n"].concat());
    // What runs takes the place of this command in the history.
    vm.replace_history_of_command(Text::from(line.as_slice()));
    vm.state.status = 0;
    vm.eval(line.into())?;
    Ok(Done::Frame)
}

/// Every `old` replaced.
fn replaced(line: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    if old.is_empty() {
        // Bash finds nothing everywhere.
        return new.repeat(line.len());
    }
    let (mut out, mut rest) = (Vec::new(), line);
    while let Some(at) = memchr::memmem::find(rest, old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// Writes commands to a file, lets an editor change it, and runs what it holds then.
fn edit(vm: &mut Vm, args: &[Text], places: &[usize], editor: Option<Text>) -> Result<Done, Fault> {
    let mut text = Vec::new();
    for entry in places.iter().filter_map(|at| vm.state.history.entries.get(*at)) {
        text.extend_from_slice(&entry.line);
        text.push(b'\n');
    }
    // What is edited takes the place of this command.
    vm.forget_history_of_command();
    let path = format!("/tmp/bash-fc.{:06x}", vm.kernel.random() & 0xff_ffff).into_bytes();
    let how = OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE;
    let written = match vm.files().try_open(&path, how, 0o600) {
        Ok(Opened::File(file)) => file.try_write(&text).is_ok(),
        _ => false,
    };
    if !written {
        return fail(vm, args, 1, word_message(&path, "cannot open temp file"));
    }
    let editor = editor.unwrap_or_else(|| Text::from(b"${FCEDIT:-${EDITOR:-vi}}"));
    let command = [&editor[..], b" ", &quote::single(&path)].concat();
    vm.eval_then(command.into(), Box::new(Edited(path)))?;
    Ok(Done::Frame)
}

/// Runs the commands of an edited file.
struct Edited(Vec<u8>);

impl Wait for Edited {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let text = vm.files().read_file(&self.0);
        let _ = vm.files().remove_file(&self.0);
        let Ok(text) = text else { return Poll::Ready(Ok(())) };
        // An editor that fails calls it off.
        if vm.state.status != 0 {
            vm.state.status = 1;
            return Poll::Ready(Ok(()));
        }
        Poll::Ready(vm.push_edited(Text::from(self.0.as_slice()), text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces() {
        assert_eq!(replaced(b"echo hi hi", b"hi", b"ho"), b"echo ho ho");
        assert_eq!(replaced(b"xx", b"", b"y"), b"yy");
    }
}
