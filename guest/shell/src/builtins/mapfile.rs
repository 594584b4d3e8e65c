//! `mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum]
//! [array]`: reads lines into an array.

use super::{quoted_word, word_message};
use crate::expand::param::Sub;
use crate::expand::value::{indexed, is_name};
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::{Attrs, IndexedArray, Scalar, Value, Variable};
use crate::vm::{Done, Fault, Vm, Wait};
use bashwit_args::{OptionSpec, Synopsis, flag};
use bashwit_kernel::OpenFile;
use bashwit_syntax::quote;
use std::rc::Rc;
use std::task::Poll;

const SUMMARY: &str = "Read lines from the standard input into an indexed array variable.";

const OPTIONS: &[OptionSpec] = &[
    flag("-d delim", "lines end at the first character of delim"),
    flag("-n count", "at most so many lines (0: all)"),
    flag("-O origin", "the index of the first line; the array keeps what it has"),
    flag("-s count", "pass over so many lines"),
    flag("-t", "without the delimiter"),
    flag("-u fd", "read from a descriptor"),
    flag("-C callback", "run a command before lines are set"),
    flag("-c quantum", "after so many lines each (5000)"),
];

const MAPFILE: Synopsis = Synopsis::builtin(
    "mapfile",
    &["mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]"],
    SUMMARY,
    OPTIONS,
);

const READARRAY: Synopsis = Synopsis::builtin(
    "readarray",
    &[
        "readarray [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]",
    ],
    SUMMARY,
    OPTIONS,
);

/// What the command line asks for.
#[derive(Debug, Clone)]
struct Arguments {
    delimiter: u8,
    /// 0 for all.
    count: u64,
    origin: Option<u64>,
    skip: u64,
    trim: bool,
    fd: u32,
    callback: Option<Text>,
    quantum: u64,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (arguments, name) = match parse(vm, args) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(Done::Status(status)),
    };
    let array = match prepare(vm, &args[0], &name, arguments.origin.is_some()) {
        Ok(array) => array,
        Err(status) => return Ok(Done::Status(status)),
    };
    let Ok(file) = vm.process.file(arguments.fd) else { return Ok(Done::Status(1)) };
    let index = arguments.origin.unwrap_or(0);
    let mut reading = Reading {
        skip: arguments.skip,
        arguments,
        file,
        array,
        index,
        taken: 0,
        line: Vec::new(),
        lines: Vec::new(),
        called: false,
        ended: false,
    };
    match reading.poll(vm) {
        Poll::Ready(Ok(())) if reading.called => Ok(Done::Frame),
        Poll::Ready(Ok(())) => Ok(Done::Status(vm.state.status)),
        Poll::Ready(Err(fault)) => Err(fault),
        Poll::Pending => Ok(Done::Wait(Box::new(reading))),
    }
}

fn parse(vm: &mut Vm, args: &[Text]) -> Result<(Arguments, Text), u8> {
    let mut arguments = Arguments {
        delimiter: b'\n',
        count: 0,
        origin: None,
        skip: 0,
        trim: false,
        fd: 0,
        callback: None,
        quantum: 5000,
    };
    let synopsis = if &*args[0] == b"readarray" { &READARRAY } else { &MAPFILE };
    let mut parsed = synopsis.parse(&args[1..]);
    let wrong = |vm: &mut Vm, value: &[u8], message: &str| {
        vm.report_builtin(&args[0], word_message(value, message));
        1
    };
    loop {
        let option = match parsed.next_option() {
            Ok(Some(option)) => option,
            Ok(None) => break,
            Err(stop) => return Err(vm.report_stop(&stop)),
        };
        let number = super::number(option.value).and_then(|number| u64::try_from(number).ok());
        match (option.id, number) {
            ("d", _) => arguments.delimiter = option.value.first().copied().unwrap_or(0),
            ("n", Some(count)) => arguments.count = count,
            ("s", Some(count)) => arguments.skip = count,
            ("n" | "s", None) => return Err(wrong(vm, option.value, "invalid line count")),
            ("O", Some(origin)) => arguments.origin = Some(origin),
            ("O", None) => return Err(wrong(vm, option.value, "invalid array origin")),
            ("t", _) => arguments.trim = true,
            ("u", number) => match number.and_then(|fd| u32::try_from(fd).ok()) {
                Some(fd) => match vm.process.file(fd) {
                    Ok(_) => arguments.fd = fd,
                    Err(error) => {
                        let text = format!("invalid file descriptor: {error}");
                        return Err(wrong(vm, option.value, &text));
                    }
                },
                None => return Err(wrong(vm, option.value, "invalid file descriptor specification")),
            },
            ("C", _) => arguments.callback = Some(Text::from(option.value)),
            (_, Some(quantum)) if quantum > 0 => arguments.quantum = quantum,
            _ => return Err(wrong(vm, option.value, "invalid callback quantum")),
        }
    }
    let name = match parsed.into_operands().first().copied() {
        Some(b"") => {
            vm.report_builtin(&args[0], "empty array variable name");
            return Err(2);
        }
        Some(name) => Text::from(name),
        None => Text::from(b"MAPFILE"),
    };
    if !is_name(&name) {
        vm.report_builtin(&args[0], quoted_word(&name, "not a valid identifier"));
        return Err(1);
    }
    Ok((arguments, name))
}

/// The array, emptied unless an origin was given.
fn prepare(vm: &mut Vm, command: &[u8], name: &[u8], keep: bool) -> Result<Symbol, u8> {
    let symbol = vm.state.symbols.intern(name);
    let symbol = vm.follow(symbol).unwrap_or(known::MAPFILE);
    let variable = vm.state.vars.get(symbol);
    if variable.is_some_and(|variable| variable.attrs.has(Attrs::READONLY)) {
        let _ = vm.readonly(symbol);
        return Err(1);
    }
    if variable.is_some_and(Variable::is_assoc) {
        vm.report_builtin(command, word_message(name, "not an indexed array"));
        return Err(1);
    }
    if variable.is_some_and(|variable| variable.attrs.has(Attrs::NAMEREF)) {
        vm.remove_nameref(symbol);
    }
    let variable = vm.state.vars.get_mut(symbol);
    variable.attrs = variable.attrs | Attrs::ARRAY;
    if keep {
        indexed(variable);
    } else {
        variable.value = Value::Array(Rc::new(IndexedArray::default()));
    }
    Ok(symbol)
}

/// Lines in the making.
struct Reading {
    arguments: Arguments,
    file: Rc<OpenFile>,
    array: Symbol,
    /// Lines still to pass over.
    skip: u64,
    /// The index of the next line.
    index: u64,
    /// Lines taken so far.
    taken: u64,
    line: Vec<u8>,
    /// Whole lines that are not yet set.
    lines: Vec<Text>,
    /// A callback has been pushed; `self` goes on after it.
    called: bool,
    ended: bool,
}

impl Reading {
    /// Takes lines from bytes; tells how many bytes, and whether a callback is due or all are read.
    fn take(&mut self, bytes: &[u8]) -> (usize, bool) {
        if bytes.is_empty() {
            self.ended = true;
            if !self.line.is_empty() {
                self.end_line();
            }
            return (0, true);
        }
        let mut from = 0;
        while let Some(at) = memchr::memchr(self.arguments.delimiter, &bytes[from..]) {
            let end = from + at;
            let keep = usize::from(!self.arguments.trim && self.arguments.delimiter != 0);
            self.line.extend_from_slice(&bytes[from..end + keep]);
            from = end + 1;
            if self.end_line() {
                return (from, true);
            }
        }
        self.line.extend_from_slice(&bytes[from..]);
        (bytes.len(), false)
    }

    /// A line is complete; true where something is to be done before the next one.
    fn end_line(&mut self) -> bool {
        let mut line = std::mem::take(&mut self.line);
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        // What follows a NUL is no part of a shell's text.
        if let Some(at) = memchr::memchr(0, &line) {
            line.truncate(at);
        }
        self.lines.push(Text::from(line));
        self.taken += 1;
        let all = self.arguments.count > 0 && self.taken >= self.arguments.count;
        self.ended |= all;
        all || self.arguments.callback.is_some() && self.taken.is_multiple_of(self.arguments.quantum)
    }

    /// Puts the lines into the array.
    fn store(&mut self, vm: &mut Vm) -> Result<(), Fault> {
        let shaped = Attrs::INTEGER
            | Attrs::LOWER
            | Attrs::UPPER
            | Attrs::CAPITALIZE
            | Attrs::DYNAMIC
            | Attrs::READONLY;
        let variable = vm.state.vars.get_mut(self.array);
        if !variable.attrs.any(shaped) && !variable.is_assoc() {
            let array = indexed(variable);
            for line in self.lines.drain(..) {
                array.set(self.index, Scalar::Text(line));
                self.index += 1;
            }
            return Ok(());
        }
        for line in std::mem::take(&mut self.lines) {
            let (array, sub) = (self.array, Sub::Index(self.index as i64));
            vm.acting_as(b"mapfile", |vm| vm.assign_element(array, &sub, Scalar::Text(line), false))?;
            self.index += 1;
        }
        Ok(())
    }

    /// The callback before the last line is set; true where it has been pushed.
    fn call(&mut self, vm: &mut Vm) -> Result<bool, Fault> {
        let due =
            self.taken > 0 && self.taken.is_multiple_of(self.arguments.quantum) && !self.lines.is_empty();
        let Some(callback) = self.arguments.callback.clone().filter(|_| due) else { return Ok(false) };
        let Some(last) = self.lines.pop() else { return Ok(false) };
        self.store(vm)?;
        let text =
            [&callback, &b" "[..], self.index.to_string().as_bytes(), b" ", &quote::single(&last)].concat();
        self.lines.push(last);
        let rest = Reading {
            arguments: self.arguments.clone(),
            file: self.file.clone(),
            array: self.array,
            skip: self.skip,
            index: self.index,
            taken: self.taken,
            line: std::mem::take(&mut self.line),
            lines: std::mem::take(&mut self.lines),
            called: false,
            ended: self.ended,
        };
        vm.eval_then(text.into(), Box::new(AfterCall(rest)))?;
        self.called = true;
        Ok(true)
    }
}

impl Wait for Reading {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        loop {
            if self.ended {
                vm.state.status = 0;
                return Poll::Ready(self.store(vm));
            }
            let file = self.file.clone();
            match file.try_read_with(65536, |bytes| self.take(bytes)) {
                Ok(Some(false)) => {}
                Ok(Some(true)) => match self.call(vm) {
                    Ok(true) => return Poll::Ready(Ok(())),
                    Ok(false) => {}
                    Err(fault) => return Poll::Ready(Err(fault)),
                },
                Ok(None) => return Poll::Pending,
                Err(_) => self.ended = true,
            }
        }
    }
}

/// Goes on reading after a callback.
struct AfterCall(Reading);

impl Wait for AfterCall {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        if let Err(fault) = self.0.store(vm) {
            return Poll::Ready(Err(fault));
        }
        self.0.poll(vm)
    }
}
