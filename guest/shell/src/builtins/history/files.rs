//! The file of the history: `history -anrw`, and what a shell reads and writes by itself.

use super::history_variable;
use crate::builtins::{number, word_message};
use crate::state::history::{Entry, History};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::Variable;
use crate::vm::Vm;
use bashwit_kernel::{Errno, OpenFlags, Opened};
use std::rc::Rc;

/// How many entries a new history has room for.
const HISTORY_SIZE: &str = "500";

/// What `HISTFILE` names.
fn default_file(vm: &mut Vm) -> Option<Text> {
    history_variable(vm, b"HISTFILE").filter(|name| !name.is_empty())
}

/// `history -anrw`.
pub(super) fn run(vm: &mut Vm, mode: u8, operand: Option<Text>) -> u8 {
    let name = operand.or_else(|| default_file(vm)).filter(|name| !name.is_empty());
    let Some(name) = name else { return 0 };
    if name.contains(&b'/') && vm.is_restricted() {
        vm.report_builtin(b"history", word_message(&name, "restricted"));
        return 1;
    }
    match mode {
        b'r' | b'n' => read(vm, &name, mode == b'n'),
        b'a' => {
            let written = vm.state.history.new == 0
                || append(vm, &name)
                    .map_err(|error| {
                        vm.report_builtin(
                            b"history",
                            word_message(&name, &format!("cannot create: {error}")),
                        );
                    })
                    .is_ok();
            u8::from(!written)
        }
        _ => u8::from(write(vm, &name, 0, OpenFlags::TRUNCATE).is_err()),
    }
}

/// A line that tells when the next entry was made.
fn stamp(line: &[u8], mark: u8) -> Option<i64> {
    line.strip_prefix(&[mark]).filter(|rest| rest.first().is_some_and(u8::is_ascii_digit)).map(|rest| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        number(&rest[..digits]).unwrap_or(i64::MAX)
    })
}

fn read(vm: &mut Vm, name: &[u8], only_new: bool) -> u8 {
    let Ok(text) = vm.files().read_file(name) else { return 1 };
    let now = vm.kernel.system().wall_clock().seconds;
    let mark = match vm.history_marks().comment {
        0 => b'#',
        mark => mark,
    };
    let text = text.strip_suffix(b"\n").unwrap_or(&text);
    let lines: Vec<&[u8]> =
        if text.is_empty() { Vec::new() } else { text.split(|&byte| byte == b'\n').collect() };
    let skip = if only_new { vm.state.history.in_file } else { 0 };
    // With times, an entry goes on to the next one.
    let has_stamps = lines.get(skip).is_some_and(|line| stamp(line, mark).is_some());
    let goes_on = has_stamps && history_variable(vm, b"HISTTIMEFORMAT").is_some();
    vm.settle_history();
    let history = Rc::make_mut(&mut vm.state.history);
    let (limit, new) = (history.limit, history.new);
    let mut time = None;
    for line in lines.iter().skip(skip) {
        if let Some(stamp) = stamp(line, mark) {
            time = Some(stamp);
            continue;
        }
        match history.entries.last_mut().filter(|_| goes_on && time.is_none()) {
            Some(entry) => entry.line = Text::from([&entry.line[..], b"\n", line].concat()),
            None => history.add(Entry::new(Text::from(*line), time.take().unwrap_or(now)), limit),
        }
    }
    // What is read with -n counts as new: it is written again with what is.
    let read = if only_new { lines.len().saturating_sub(history.in_file) } else { 0 };
    history.new = (new + read).min(history.len());
    history.in_file = lines.len();
    0
}

/// Writes the entries from one on; gives how many lines they are.
fn write(vm: &mut Vm, name: &[u8], from: usize, how: OpenFlags) -> Result<usize, Errno> {
    let stamped = history_variable(vm, b"HISTTIMEFORMAT").is_some();
    let mark = vm.history_marks().comment;
    let history = vm.state.history.clone();
    let (mut text, mut lines) = (Vec::new(), 0);
    for Entry { line, time } in history.entries.iter().skip(from) {
        if let Some(time) = time.filter(|_| stamped) {
            text.push(mark);
            text.extend_from_slice(format!("{time}\n").as_bytes());
            lines += 1;
        }
        text.extend_from_slice(line);
        text.push(b'\n');
        lines += 1;
    }
    match vm.files().try_open(name, OpenFlags::WRITE | OpenFlags::CREATE | how, 0o600)? {
        Opened::File(file) => file.try_write(&text).map(|_| lines),
        _ => Err(Errno::EINVAL),
    }
}

/// Appends what is new.
fn append(vm: &mut Vm, name: &[u8]) -> Result<(), Errno> {
    let from = vm.state.history.len().saturating_sub(vm.state.history.new);
    let lines = write(vm, name, from, OpenFlags::APPEND)?;
    let history = Rc::make_mut(&mut vm.state.history);
    history.new = 0;
    history.in_file += lines;
    Ok(())
}

impl Vm {
    /// The history has been turned on: it has a size, and begins with what is in its file.
    pub(crate) fn load_history(&mut self) {
        self.keep_history_of_source();
        if self.state.history.new > 0 {
            return;
        }
        let size = self.state.symbols.intern(b"HISTSIZE");
        let mut define = |name, value: Text| {
            if self.state.vars.text(name).is_none() {
                let variable = Variable::scalar(value);
                let attrs = variable.attrs | known::attributes(name);
                self.state.vars.set(name, Some(Variable { attrs, ..variable }));
            }
            self.state.vars.text(name).unwrap_or_default()
        };
        let value = define(size, Text::from(HISTORY_SIZE.as_bytes()));
        define(known::HISTFILESIZE, value);
        self.shorten_history_file();
        if let Some(name) = default_file(self) {
            read(self, &name, false);
        }
    }

    /// The shell ends: what is new goes to the file.
    pub(crate) fn save_history(&mut self) {
        use crate::state::options::Set;
        let new = self.state.history.new;
        if new == 0 || !self.state.options.has(Set::History) {
            return;
        }
        if let Some(name) = default_file(self) {
            let _ = append(self, &name);
            self.shorten_history_file();
        }
        Rc::make_mut(&mut self.state.history).new = 0;
    }

    /// Lets the file have no more lines than `HISTFILESIZE` says.
    pub(crate) fn shorten_history_file(&mut self) {
        let size = self.state.vars.text(known::HISTFILESIZE);
        let size = size.and_then(|size| number(&size)).and_then(|size| usize::try_from(size).ok());
        let Some(size) = size else { return };
        let Some(name) = default_file(self) else { return };
        let Ok(text) = self.files().read_file(&name) else { return };
        let mark = self.history_marks().comment;
        let mut left = size;
        let mut from = text.len();
        for line in text.split_inclusive(|&byte| byte == b'\n').rev() {
            if mark == 0 || stamp(line, mark).is_none() {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            from -= line.len();
        }
        if from > 0
            && let Ok(Opened::File(file)) =
                self.files().try_open(&name, OpenFlags::WRITE | OpenFlags::TRUNCATE, 0o600)
        {
            let _ = file.try_write(&text[from..]);
            let history: &mut History = Rc::make_mut(&mut self.state.history);
            history.in_file = history.in_file.min(size);
        }
    }
}
