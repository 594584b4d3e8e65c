//! `read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout]
//! [-u fd] [name ...]`: reads a line and splits it into variables.
//!
//! No byte past the delimiter is consumed, so that the next command reads on from there.

use super::{quoted_word, word_message};
use crate::expand::value::{is_name, is_name_or_element};
use crate::state::ifs::{Ifs, Kind};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Scalar, Variable};
use crate::vm::{Done, Element, Fault, Vm, Wait};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{Errno, OpenFile};
use std::rc::Rc;
use std::task::Poll;

const READ: Synopsis = Synopsis::builtin(
    "read",
    &[
        "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]",
    ],
    "Read a line from the standard input and split it into fields.",
    &[
        flag("-a array", "the fields become the elements of an array"),
        flag("-d delim", "read up to the first character of delim, not to a newline"),
        flag("-e", "(there is no terminal to edit on)"),
        flag("-i text", "(there is no terminal to edit on)"),
        flag("-n nchars", "return after so many characters, or at the delimiter"),
        flag("-N nchars", "return after exactly so many characters"),
        flag("-p prompt", "(shown on a terminal only)"),
        flag("-r", "backslashes stand for themselves"),
        flag("-s", "(there is no terminal to echo on)"),
        flag("-t timeout", "give up after so many seconds"),
        flag("-u fd", "read from a descriptor"),
    ],
);

/// The status where the time is over: 128 and SIGALRM.
const TIMED_OUT: u8 = 142;

#[derive(Debug, Default)]
struct Arguments {
    array: Option<Text>,
    delimiter: u8,
    limit: Option<usize>,
    exact: bool,
    raw: bool,
    timeout: Option<f64>,
    fd: u32,
    names: Vec<Text>,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let arguments = match parse(vm, args) {
        Ok(arguments) => arguments,
        Err(status) => return Ok(Done::Status(status)),
    };
    let file = match vm.process.file(arguments.fd) {
        Ok(file) => file,
        Err(error) => {
            let text = if arguments.fd == 0 {
                format!("read error: 0: {error}")
            } else {
                format!("{}: invalid file descriptor: {error}", arguments.fd)
            };
            vm.report_builtin(b"read", text);
            return Ok(Done::Status(1));
        }
    };
    if arguments.timeout == Some(0.0) {
        return Ok(Done::Status(u8::from(!file.is_readable())));
    }
    let span = arguments.timeout.map(|seconds| (seconds * 1e9) as u64);
    let deadline = span.map(|span| vm.kernel.system().monotonic().saturating_add(span));
    let mut reading =
        Reading { arguments, file, line: Line::default(), deadline, escaped: false, characters: 0 };
    match reading.poll(vm) {
        Poll::Ready(Ok(())) => Ok(Done::Status(vm.state.status)),
        Poll::Ready(Err(fault)) => Err(fault),
        Poll::Pending => {
            if let Some(deadline) = deadline {
                vm.kernel.set_timer(deadline);
            }
            Ok(Done::Wait(Box::new(reading)))
        }
    }
}

fn parse(vm: &mut Vm, args: &[Text]) -> Result<Arguments, u8> {
    let mut arguments = Arguments { delimiter: b'\n', ..Arguments::default() };
    let mut parsed = READ.parse(&args[1..]);
    let wrong = |vm: &mut Vm, value: &[u8], message: &str| {
        vm.report_builtin(b"read", word_message(value, message));
        1
    };
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "a" => arguments.array = Some(Text::from(option.value)),
                "d" => arguments.delimiter = option.value.first().copied().unwrap_or(0),
                "n" | "N" => {
                    match super::number(option.value).and_then(|count| usize::try_from(count).ok()) {
                        Some(count) => (arguments.limit, arguments.exact) = (Some(count), option.id == "N"),
                        None => return Err(wrong(vm, option.value, "invalid number")),
                    }
                }
                "r" => arguments.raw = true,
                "t" => match seconds(option.value) {
                    Some(seconds) => arguments.timeout = Some(seconds),
                    None => return Err(wrong(vm, option.value, "invalid timeout specification")),
                },
                "u" => match super::number(option.value).and_then(|fd| u32::try_from(fd).ok()) {
                    Some(fd) => {
                        if let Err(error) = vm.process.file(fd) {
                            let message = format!("{fd}: invalid file descriptor: {error}");
                            vm.report_builtin(b"read", message);
                            return Err(1);
                        }
                        arguments.fd = fd;
                    }
                    None => return Err(wrong(vm, option.value, "invalid file descriptor specification")),
                },
                _ => {}
            },
            Ok(None) => break,
            Err(stop) => return Err(vm.report_stop(&stop)),
        }
    }
    arguments.names = parsed.into_operands().into_iter().map(Text::from).collect();
    // Of the others it is said when they are set.
    if let Some(name) = arguments.names.first().filter(|_| arguments.timeout != Some(0.0))
        && !is_name_or_element(name)
    {
        vm.report_builtin(b"read", quoted_word(name, "not a valid identifier"));
        return Err(1);
    }
    if arguments.timeout.is_none() && arguments.fd == 0 {
        arguments.timeout =
            vm.variable(known::TMOUT).and_then(|value| seconds(&value)).filter(|time| *time > 0.0);
    }
    Ok(arguments)
}

/// Seconds with a fraction; negative ones are none.
fn seconds(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    let digits = text.strip_prefix('+').unwrap_or(text);
    if digits.is_empty() || digits == "." {
        return Some(0.0);
    }
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits.parse::<f64>().ok().filter(|seconds| is_plain && seconds.is_finite())
}

/// The bytes of a line, and which of them a backslash has quoted.
#[derive(Debug, Default)]
struct Line {
    text: Vec<u8>,
    quoted: Vec<usize>,
}

impl Line {
    fn kind(&self, ifs: &Ifs, at: usize) -> Kind {
        if self.quoted.binary_search(&at).is_ok() {
            return Kind::Field;
        }
        match ifs.kind(self.text[at]) {
            Kind::Lead if ifs.wide(&self.text[at..]).is_some() => Kind::Separator,
            Kind::Lead => Kind::Field,
            kind => kind,
        }
    }
}

/// How reading ended.
enum End {
    Delimiter,
    Limit,
    Eof,
    TimedOut,
    Error(Errno),
}

/// A line in the making.
struct Reading {
    arguments: Arguments,
    file: Rc<OpenFile>,
    line: Line,
    deadline: Option<u64>,
    /// The last byte was a backslash that quotes the next one.
    escaped: bool,
    characters: usize,
}

impl Wait for Reading {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        loop {
            if self.arguments.limit == Some(0) {
                return self.finish(vm, &End::Limit);
            }
            let (arguments, line) = (&self.arguments, &mut self.line);
            let (escaped, characters) = (&mut self.escaped, &mut self.characters);
            let utf8 = vm.state.utf8;
            let read =
                self.file.try_read_with(128, |bytes| take(bytes, arguments, line, escaped, characters, utf8));
            match read {
                Ok(Some(Some(end))) => return self.finish(vm, &end),
                Ok(Some(None)) => {}
                Ok(None) => {
                    if vm.process.pending.get() & !bashwit_kernel::Signal::CHLD.bit() != 0 {
                        let signal = vm.process.pending.get().trailing_zeros() as u8 + 1;
                        vm.state.status = 128 + signal;
                        return Poll::Ready(Ok(()));
                    }
                    if self.deadline.is_some_and(|deadline| vm.kernel.system().monotonic() >= deadline) {
                        return self.finish(vm, &End::TimedOut);
                    }
                    return Poll::Pending;
                }
                Err(error) => return self.finish(vm, &End::Error(error)),
            }
        }
    }
}

/// Takes bytes up to the end of the line; tells how many, and whether it has ended.
fn take(
    bytes: &[u8],
    arguments: &Arguments,
    line: &mut Line,
    escaped: &mut bool,
    characters: &mut usize,
    utf8: bool,
) -> (usize, Option<End>) {
    if bytes.is_empty() {
        return (0, Some(End::Eof));
    }
    if arguments.raw && arguments.limit.is_none() {
        let found = memchr::memchr(arguments.delimiter, bytes);
        let end = found.unwrap_or(bytes.len());
        append(line, &bytes[..end]);
        return (found.map_or(end, |at| at + 1), found.map(|_| End::Delimiter));
    }
    for (at, &byte) in bytes.iter().enumerate() {
        if std::mem::take(escaped) {
            if byte == b'\n' {
                continue;
            }
            line.quoted.push(line.text.len());
            line.text.push(byte);
        } else if byte == b'\\' && !arguments.raw {
            *escaped = true;
            continue;
        } else if byte == arguments.delimiter && !arguments.exact {
            return (at + 1, Some(End::Delimiter));
        } else if byte != 0 {
            line.text.push(byte);
        }
        if let Some(limit) = arguments.limit {
            if ends_character(&line.text, utf8) {
                *characters += 1;
            }
            if *characters >= limit {
                return (at + 1, Some(End::Limit));
            }
        }
    }
    (bytes.len(), None)
}

/// NUL bytes are dropped, as bash does.
fn append(line: &mut Line, bytes: &[u8]) {
    if memchr::memchr(0, bytes).is_none() {
        line.text.extend_from_slice(bytes);
    } else {
        line.text.extend(bytes.iter().filter(|&&byte| byte != 0));
    }
}

/// Whether the last byte completes a character.
fn ends_character(text: &[u8], utf8: bool) -> bool {
    let Some(last) = text.last() else { return false };
    if !utf8 || last.is_ascii() {
        return true;
    }
    let lead = text.iter().rposition(|byte| byte & 0xc0 != 0x80).unwrap_or(0);
    let wanted = match text[lead] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    text.len() - lead >= wanted
}

impl Reading {
    fn finish(&mut self, vm: &mut Vm, end: &End) -> Poll<Result<(), Fault>> {
        let status = match end {
            End::Delimiter | End::Limit => 0,
            End::Eof => 1,
            End::TimedOut => TIMED_OUT,
            End::Error(error) => {
                vm.report_builtin(b"read", format!("read error: {}: {error}", self.arguments.fd));
                vm.state.status = 1;
                return Poll::Ready(Ok(()));
            }
        };
        let line = std::mem::take(&mut self.line);
        let result = vm.acting_as(b"read", |vm| assign(vm, &self.arguments, &line));
        vm.state.status = match &result {
            Ok(true) => status,
            _ => 1,
        };
        Poll::Ready(match result {
            Err(Fault::Discard(_)) if !vm.gave_up => Ok(()),
            Ok(_) => Ok(()),
            Err(fault) => Err(fault),
        })
    }
}

/// Gives the line to the variables; false where one cannot be set.
fn assign(vm: &mut Vm, arguments: &Arguments, line: &Line) -> Result<bool, Fault> {
    let ifs = vm.state.ifs.clone();
    if let Some(array) = &arguments.array {
        let whole = || vec![Text::from(line.text.as_slice())];
        let fields = match arguments.exact {
            true if line.text.is_empty() => Vec::new(),
            true => whole(),
            false => split_all(line, &ifs),
        };
        let elements = fields.into_iter().map(Element::word).collect();
        if !is_name(array) {
            vm.report_builtin(b"read", quoted_word(array, "not a valid identifier"));
            return Ok(false);
        }
        let symbol = vm.state.symbols.intern(array);
        if vm.state.vars.get(symbol).is_some_and(Variable::is_assoc) {
            vm.report_builtin(b"read", word_message(array, "not an indexed array"));
            return Ok(false);
        }
        vm.assign_array(symbol, elements, false)?;
        return Ok(true);
    }
    let Some((last, others)) = arguments.names.split_last() else {
        vm.assign(known::REPLY, Scalar::Text(Text::from(line.text.as_slice())), false)?;
        return Ok(true);
    };
    if arguments.exact {
        let mut rest = Text::from(line.text.as_slice());
        for name in &arguments.names {
            if !set(vm, name, std::mem::take(&mut rest))? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let mut at = skip_blanks(line, &ifs, 0);
    for name in others {
        let (from, end) = word(line, &ifs, at);
        at = after_separator(line, &ifs, end);
        if !set(vm, name, Text::from(&line.text[from..end]))? {
            return Ok(false);
        }
    }
    let (from, end) = word(line, &ifs, at);
    let rest = after_separator(line, &ifs, end);
    let end = if rest >= line.text.len() { end } else { trim_blanks(line, &ifs, from) };
    set(vm, last, Text::from(&line.text[from..end]))
}

/// Sets a variable or an element; false where the name is none.
fn set(vm: &mut Vm, name: &[u8], value: Text) -> Result<bool, Fault> {
    if !is_name_or_element(name) {
        vm.report_builtin(b"read", quoted_word(name, "not a valid identifier"));
        return Ok(false);
    }
    vm.assign_to_text(name, Scalar::Text(value))?;
    Ok(true)
}

fn skip_blanks(line: &Line, ifs: &Ifs, mut at: usize) -> usize {
    while at < line.text.len() && line.kind(ifs, at) == Kind::Blank {
        at += 1;
    }
    at
}

/// The end of the text without blanks at its end (quoted ones too), not before `from`.
fn trim_blanks(line: &Line, ifs: &Ifs, from: usize) -> usize {
    let mut end = line.text.len();
    while end > from && ifs.kind(line.text[end - 1]) == Kind::Blank {
        end -= 1;
    }
    end
}

/// The field that starts at `at`.
fn word(line: &Line, ifs: &Ifs, at: usize) -> (usize, usize) {
    let mut end = at;
    while end < line.text.len() && line.kind(ifs, end) == Kind::Field {
        end += 1;
    }
    (at, end)
}

/// Skips what parts a field from the next: blanks, one separator, blanks.
fn after_separator(line: &Line, ifs: &Ifs, at: usize) -> usize {
    let mut at = skip_blanks(line, ifs, at);
    if at < line.text.len() && line.kind(ifs, at) == Kind::Separator {
        at = skip_blanks(line, ifs, at + ifs.wide(&line.text[at..]).unwrap_or(1));
    }
    at
}

fn split_all(line: &Line, ifs: &Ifs) -> Vec<Text> {
    let mut fields = Vec::new();
    let mut at = skip_blanks(line, ifs, 0);
    while at < line.text.len() {
        let (from, end) = word(line, ifs, at);
        fields.push(Text::from(&line.text[from..end]));
        at = after_separator(line, ifs, end);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(ifs: &[u8], text: &[u8]) -> Vec<Vec<u8>> {
        let line = Line { text: text.to_vec(), quoted: Vec::new() };
        split_all(&line, &Ifs::new(Some(ifs))).into_iter().map(Text::into_vec).collect()
    }

    #[test]
    fn splits() {
        assert_eq!(fields(b" \t\n", b"  a  b "), [b"a", b"b"]);
        assert_eq!(fields(b":", b"a::b:"), [&b"a"[..], b"", b"b"]);
        assert_eq!(fields(b": ", b"a : b"), [b"a", b"b"]);
        assert_eq!(fields("é".as_bytes(), "aéèb".as_bytes()), [b"a", "èb".as_bytes()]);
    }

    #[test]
    fn counts_characters() {
        assert!(ends_character("é".as_bytes(), true));
        assert!(!ends_character(&"é".as_bytes()[..1], true));
        assert!(ends_character(b"\xff", true));
    }
}
