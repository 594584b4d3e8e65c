//! `history`: lists the history, and changes it.

mod event;
mod expand;
mod files;
mod record;
mod scan;
mod words;

pub(crate) use record::Lines;

use super::word_message;
use crate::state::history::{Entry, Own};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const HISTORY: Synopsis = Synopsis::builtin(
    "history",
    &["history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]"],
    "Display or manipulate the history list.",
    &[
        flag("-c", "forget all entries"),
        flag("-d offset", "forget one entry, or those from one to another"),
        flag("-a", "append the new entries to the history file"),
        flag("-n", "read the lines of the history file that have not been read"),
        flag("-r", "read the history file"),
        flag("-w", "write the history file"),
        flag("-p", "expand the arguments and print them"),
        flag("-s", "enter the arguments as one entry"),
    ],
);

#[derive(Default)]
struct Arguments {
    clear: bool,
    delete: Option<Text>,
    /// One of a, n, r and w.
    file: Option<u8>,
    expand: bool,
    store: bool,
    operands: Vec<Text>,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    vm.settle_history();
    let arguments = match parse(vm, args) {
        Ok(arguments) => arguments,
        Err(status) => return Ok(Done::Status(status)),
    };
    if arguments.clear {
        let history = Rc::make_mut(&mut vm.state.history);
        history.entries.clear();
        history.base = 1;
        history.new = 0;
        history.own = Own::None;
        if arguments.operands.is_empty() && arguments.file.is_none() {
            return Ok(Done::Status(0));
        }
    }
    if arguments.store {
        if !arguments.operands.is_empty() {
            vm.forget_history_of_lines();
            let line = arguments.operands.join(&b" "[..]);
            let line = Text::from(line);
            if vm.is_kept(&line) {
                vm.add_history(line);
                // It is not of the command that runs: another does not replace it.
                Rc::make_mut(&mut vm.state.history).own = Own::None;
            }
        }
        return Ok(Done::Status(0));
    }
    if arguments.expand {
        if !arguments.operands.is_empty() {
            vm.forget_history_of_command();
        }
        return Ok(Done::Status(expand_all(vm, &arguments.operands)));
    }
    if let Some(range) = &arguments.delete {
        return Ok(Done::Status(delete(vm, range)));
    }
    if let Some(mode) = arguments.file {
        return Ok(Done::Status(files::run(vm, mode, arguments.operands.first().cloned())));
    }
    if arguments.operands.len() > 1 {
        return Err(super::too_many_arguments(vm, b"history"));
    }
    Ok(Done::Status(list(vm, arguments.operands.first())))
}

fn parse(vm: &mut Vm, args: &[Text]) -> Result<Arguments, u8> {
    let mut arguments = Arguments::default();
    let mut parsed = HISTORY.parse(&args[1..]);
    let mut conflict = false;
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "c" => arguments.clear = true,
                "d" => arguments.delete = Some(Text::from(option.value)),
                "p" => arguments.expand = true,
                "s" => arguments.store = true,
                id => {
                    let letter = id.bytes().next();
                    conflict |= arguments.file.is_some() && arguments.file != letter;
                    arguments.file = letter;
                }
            },
            Ok(None) => break,
            Err(stop) => return Err(vm.report_stop(&stop)),
        }
    }
    if conflict {
        vm.report_builtin(b"history", "cannot use more than one of -anrw");
        return Err(1);
    }
    arguments.operands = parsed.into_operands().into_iter().map(Text::from).collect();
    Ok(arguments)
}

/// `history -p`.
fn expand_all(vm: &mut Vm, words: &[Text]) -> u8 {
    let mut status = 0;
    for word in words {
        status |= match vm.expand_history(word, 0, 0) {
            Ok(expanded) => {
                let mut text = expanded.text;
                text.push(b'\n');
                super::write_out(vm, b"history", &text)
            }
            Err(_) => {
                vm.report_builtin(b"history", word_message(word, "history expansion failed"));
                1
            }
        };
    }
    status
}

/// `history -d`: one position, or a range of them.
fn delete(vm: &mut Vm, range: &[u8]) -> u8 {
    let parsed = super::number(range).map(|one| (one, one, &b""[..], range)).or_else(|| {
        // The minus of a range is not the sign of its start.
        let at = range.iter().skip(1).position(|&byte| byte == b'-')? + 1;
        let (start, end) = (&range[..at], &range[at + 1..]);
        Some((super::number(start)?, super::number(end)?, start, end))
    });
    let history = Rc::make_mut(&mut vm.state.history);
    let failed = match parsed {
        Some((start, end, start_text, end_text)) => match (history.place(start), history.place(end)) {
            (Some(from), Some(to)) if from <= to => {
                history.remove(from..=to);
                return 0;
            }
            (None, _) if !start_text.is_empty() => start_text,
            (Some(_), Some(_)) => return 1,
            _ => end_text,
        },
        None => range,
    };
    vm.report_builtin(b"history", word_message(failed, "history position out of range"));
    1
}

fn list(vm: &mut Vm, count: Option<&Text>) -> u8 {
    let count = match count {
        None => usize::MAX,
        Some(word) => match super::number(word) {
            Some(count) => usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX),
            None => {
                vm.report_builtin(b"history", word_message(word, "numeric argument required"));
                return 1;
            }
        },
    };
    let format = history_variable(vm, b"HISTTIMEFORMAT").filter(|format| !format.is_empty());
    let history = vm.state.history.clone();
    let from = history.len().saturating_sub(count);
    let mut out = Vec::new();
    for (at, Entry { line, time }) in history.entries.iter().enumerate().skip(from) {
        out.extend_from_slice(format!("{:5}  ", history.base + at).as_bytes());
        if let Some(format) = &format {
            match time {
                Some(time) => out.extend(super::strftime(vm, format, *time)),
                None => out.extend_from_slice(b"??"),
            }
        }
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    super::write_out(vm, b"history", &out)
}

/// A variable that the history depends on.
fn history_variable(vm: &mut Vm, name: &[u8]) -> Option<Text> {
    vm.state.symbols.lookup(name).and_then(|name| vm.variable(name))
}
