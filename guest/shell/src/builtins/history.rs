//! `history`: lists the history, and changes it.

mod expand;
mod record;

pub(crate) use expand::{Expanded, expand};

use super::word_message;
use crate::state::history::{Entry, History};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{Errno, OpenFlags, Opened};
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
        let in_file = history.in_file;
        *history = History { in_file, ..History::default() };
        if arguments.operands.is_empty() && arguments.file.is_none() {
            return Ok(Done::Status(0));
        }
    }
    if arguments.store {
        if !arguments.operands.is_empty() {
            vm.forget_history_of_command();
            let line = arguments.operands.join(&b" "[..]);
            vm.add_history(Text::from(line));
        }
        return Ok(Done::Status(0));
    }
    if arguments.expand {
        vm.forget_history_of_command();
        return Ok(Done::Status(expand_all(vm, &arguments.operands)));
    }
    if let Some(range) = &arguments.delete {
        return Ok(Done::Status(delete(vm, range)));
    }
    if let Some(mode) = arguments.file {
        return Ok(Done::Status(file(vm, mode, arguments.operands.first().cloned())));
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
        status |= match expand(word, &vm.state.history) {
            Ok(mut expanded) => {
                expanded.text.push(b'\n');
                super::write_out(vm, b"history", &expanded.text)
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
            (Some(_), Some(_)) => start_text,
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
    let format = history_variable(vm, b"HISTTIMEFORMAT");
    let history = vm.state.history.clone();
    let from = history.len().saturating_sub(count);
    let mut out = Vec::new();
    for (at, Entry { line, time }) in history.entries.iter().enumerate().skip(from) {
        out.extend_from_slice(format!("{:5}  ", history.base + at).as_bytes());
        if let Some(format) = &format {
            out.extend(super::strftime(vm, format, *time));
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

/// `history -anrw`.
fn file(vm: &mut Vm, mode: u8, operand: Option<Text>) -> u8 {
    let name = operand.or_else(|| history_variable(vm, b"HISTFILE")).filter(|name| !name.is_empty());
    let Some(name) = name else { return 0 };
    match mode {
        b'r' | b'n' => read(vm, &name, mode == b'n'),
        _ => write(vm, &name, mode == b'a'),
    }
}

fn read(vm: &mut Vm, name: &[u8], only_new: bool) -> u8 {
    let Ok(text) = vm.files().read_file(name) else { return 1 };
    let now = vm.kernel.system().wall_clock().seconds;
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    let lines: Vec<&[u8]> =
        if text.is_empty() { Vec::new() } else { text.split(|&byte| byte == b'\n').collect() };
    let skip = if only_new { vm.state.history.in_file } else { 0 };
    let mut time = now;
    let history = Rc::make_mut(&mut vm.state.history);
    let new = history.new;
    for line in lines.iter().skip(skip) {
        match line.strip_prefix(b"#").and_then(super::number) {
            Some(stamp) => time = stamp,
            None => {
                history.add(Text::from(*line), time, None);
                time = now;
            }
        }
    }
    // What is read with -n counts as new: it is written again with what is.
    let read = if only_new { lines.len().saturating_sub(history.in_file) } else { 0 };
    history.new = (new + read).min(history.len());
    history.in_file = lines.len();
    0
}

fn write(vm: &mut Vm, name: &[u8], append: bool) -> u8 {
    if append && vm.state.history.new == 0 {
        return 0;
    }
    let stamped = history_variable(vm, b"HISTTIMEFORMAT").is_some();
    let history = vm.state.history.clone();
    let from = if append { history.len().saturating_sub(history.new) } else { 0 };
    let (mut text, mut lines) = (Vec::new(), 0);
    for Entry { line, time } in history.entries.iter().skip(from) {
        if stamped {
            text.extend_from_slice(format!("#{time}\n").as_bytes());
            lines += 1;
        }
        text.extend_from_slice(line);
        text.push(b'\n');
        lines += 1;
    }
    let how =
        OpenFlags::WRITE | OpenFlags::CREATE | if append { OpenFlags::APPEND } else { OpenFlags::TRUNCATE };
    let written = match vm.files().try_open(name, how, 0o600) {
        Ok(Opened::File(file)) => file.try_write(&text).map(|_| ()),
        Ok(_) => Err(Errno::EINVAL),
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        vm.report_builtin(b"history", word_message(name, &format!("cannot create: {error}")));
        return 1;
    }
    if append {
        let history = Rc::make_mut(&mut vm.state.history);
        history.new = 0;
        history.in_file += lines;
    }
    0
}
