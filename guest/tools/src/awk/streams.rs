//! The machine: `print` and `getline`, as far as nothing is to be waited for.

use super::ast::{Sink, Source};
use super::input::{Found, Input, note_terminator};
use super::machine::{Fatal, Machine, Pause};
use super::record::Record;
use super::value::{NumberFormat, Value};
use bashwit_kernel::Process;
use bashwit_kernel::io::Writer;
use std::rc::Rc;

/// What `print` writes to, other than standard output.
#[derive(Debug)]
pub(super) struct Output {
    pub name: Vec<u8>,
    pub writer: Writer,
    /// The command that reads it.
    pub child: Option<Rc<Process>>,
    pub is_command: bool,
    /// Written at once: standard error.
    pub direct: bool,
}

/// What `getline` reads from, other than the main input.
#[derive(Debug)]
pub(super) struct Named {
    pub name: Vec<u8>,
    pub is_command: bool,
    pub input: Input,
}

/// Everything that was opened by name. A place stays free once it is closed.
#[derive(Debug, Default)]
pub(super) struct Streams {
    pub outputs: Vec<Output>,
    pub inputs: Vec<Named>,
}

/// Whether a name means standard output.
fn is_stdout(name: &[u8]) -> bool {
    name == b"/dev/stdout" || name == b"-"
}

fn write(
    record: &Record,
    ofmt: &NumberFormat,
    ors: &[u8],
    formatted: bool,
    args: &[Value],
    out: &mut Vec<u8>,
) -> Result<(), Fatal> {
    if formatted {
        let length = out.len();
        return super::printf::format(record, args, out).inspect_err(|_| out.truncate(length));
    }
    for (at, arg) in args.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(&record.ofs);
        }
        match arg {
            Value::Number(number) => ofmt.push(*number, out),
            Value::Field(index) => match record.set_value(*index) {
                Some(Value::Number(number)) => ofmt.push(*number, out),
                _ => out.extend_from_slice(record.bytes(*index).unwrap_or_default()),
            },
            arg => out.extend_from_slice(arg.as_text().unwrap_or_default()),
        }
    }
    out.extend_from_slice(ors);
    Ok(())
}

impl Machine<'_> {
    /// `print` and `printf`.
    pub fn print(&mut self, sink: Sink, formatted: bool, count: usize) -> Result<Option<Pause>, Fatal> {
        if sink == Sink::Stdout {
            let start = self.stack.len().saturating_sub(count);
            let args = self.stack.get(start..).unwrap_or_default();
            write(&self.record, &self.ofmt, &self.ors, formatted, args, self.out.buffer())?;
            self.stack.truncate(start);
            return Ok(self.out.is_full().then_some(Pause::Flush));
        }
        let mut buffer = Vec::new();
        let name = self.stack.last().map(|name| self.record.text(name, &mut buffer)).unwrap_or_default();
        let is_command = sink == Sink::Command;
        let start = self.stack.len().saturating_sub(count + 1);
        let args = self.stack.get(start..start + count).unwrap_or_default();
        let mut pause = None;
        if !is_command && is_stdout(name) {
            write(&self.record, &self.ofmt, &self.ors, formatted, args, self.out.buffer())?;
            pause = self.out.is_full().then_some(Pause::Flush);
        } else {
            let same = |output: &Output| output.is_command == is_command && output.name == name;
            let Some(at) = self.streams.outputs.iter().position(same) else {
                if name.is_empty() {
                    let sign = match sink {
                        Sink::Append => ">>",
                        Sink::Command => "|",
                        _ => ">",
                    };
                    return Err(format!("expression for `{sign}' redirection has null string value").into());
                }
                // It is carried out once that is open.
                self.at -= 1;
                return Ok(Some(Pause::OpenOutput(sink)));
            };
            if let Some(output) = self.streams.outputs.get_mut(at) {
                write(&self.record, &self.ofmt, &self.ors, formatted, args, output.writer.buffer())?;
                if output.direct || output.writer.is_full() {
                    pause = Some(Pause::FlushOutput(at));
                }
            }
        }
        self.stack.truncate(start);
        Ok(pause)
    }

    /// `getline`: leaves the result, and, with a target, a value to store unless it goes on there.
    pub fn getline(&mut self, source: Source, target: Option<u32>) -> Result<Option<Pause>, Fatal> {
        if source == Source::Main {
            return Ok(self.getline_main(target));
        }
        let is_command = source == Source::Command;
        let mut buffer = Vec::new();
        let name = self.stack.last().map(|name| self.record.text(name, &mut buffer)).unwrap_or_default();
        let same = |named: &Named| named.is_command == is_command && named.name == name;
        let Some(at) = self.streams.inputs.iter().position(same) else {
            if name.is_empty() {
                let sign = if is_command { "|" } else { "<" };
                return Err(format!("expression for `{sign}' redirection has null string value").into());
            }
            self.at -= 1;
            return Ok(Some(Pause::OpenInput(source)));
        };
        let Some(named) = self.streams.inputs.get_mut(at) else { return Ok(None) };
        match named.input.find(&self.input.separator) {
            Found::Record { start, end, terminator, consume } => {
                self.stack.pop();
                let buffer = named.input.reader.buffered();
                let text = buffer.get(start..end).unwrap_or_default();
                note_terminator(&mut self.globals, &self.input.separator, buffer, end, terminator);
                self.stack.push(Value::Number(1.0));
                match target {
                    Some(_) => self.stack.push(Value::input(text)),
                    None => self.record.set(text),
                }
                named.input.consume(consume);
                Ok(None)
            }
            Found::More => {
                self.at -= 1;
                Ok(Some(Pause::FillInput(at)))
            }
            Found::End => {
                self.stack.pop();
                self.no_line(0.0, target);
                Ok(None)
            }
        }
    }

    /// There was no record: 0 at the end, -1 where reading failed.
    pub fn no_line(&mut self, result: f64, target: Option<u32>) {
        self.push_number(result);
        if let Some(target) = target {
            self.at = target as usize;
        }
    }

    fn getline_main(&mut self, target: Option<u32>) -> Option<Pause> {
        match self.find_main() {
            Found::Record { start, end, terminator, consume } => {
                self.nr += 1.0;
                self.fnr += 1.0;
                self.stack.push(Value::Number(1.0));
                if let Some(input) = &mut self.input.current {
                    let buffer = input.reader.buffered();
                    let text = buffer.get(start..end).unwrap_or_default();
                    match target {
                        Some(_) => self.stack.push(Value::input(text)),
                        None => self.record.set(text),
                    }
                    note_terminator(&mut self.globals, &self.input.separator, buffer, end, terminator);
                    input.consume(consume);
                }
                None
            }
            Found::End => {
                self.no_line(0.0, target);
                None
            }
            Found::More => {
                self.at -= 1;
                Some(Pause::FillMain)
            }
        }
    }

    /// Where a `getline` without a line goes on, by its operation.
    pub fn getline_target(&self) -> Option<u32> {
        match self.code.ops.get(self.at) {
            Some(super::code::Op::Getline { target, .. }) => Some(*target),
            _ => None,
        }
    }
}
