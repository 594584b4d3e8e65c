//! The driver: runs the machine and does what it waits for.

use super::array::Key;
use super::ast::{Sink, Source};
use super::code::Function;
use super::input::Input;
use super::machine::{Fatal, Machine, Pause};
use super::streams::{Named, Output};
use super::symbols::{ARGC, ARGV, FILENAME};
use super::value::Value;
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Errno, ExitStatus, FdEntry, OpenFile, OpenFlags, Process, Signal};
use std::rc::Rc;

/// What is said where standard output does not work.
fn unwritable(error: Errno) -> Fatal {
    format!("print to \"standard output\" failed ({error})").into()
}

fn cannot(what: &str, name: &[u8], how: &str, error: Errno) -> Fatal {
    [what.as_bytes(), b" `", name, b"' ", how.as_bytes(), b": ", error.message().as_bytes()].concat()
}

fn unredirected(name: &[u8], error: Errno) -> Fatal {
    [b"cannot redirect to `", name, b"': ", error.message().as_bytes()].concat()
}

/// A status as `close` and `system` give it.
fn status_number(status: ExitStatus) -> f64 {
    match status {
        ExitStatus::Exited(code) => f64::from(code),
        ExitStatus::Signaled(Signal(number)) => 256.0 + f64::from(number),
    }
}

impl Machine<'_> {
    /// Runs the program to its end.
    pub async fn drive(&mut self) -> Result<(), Fatal> {
        loop {
            match self.run()? {
                Pause::End => return self.close_all().await,
                Pause::Yield => self.context.kernel.yield_now().await,
                Pause::Flush => self.out.flush().await.map_err(unwritable)?,
                Pause::FillMain => self.fill_main().await?,
                Pause::OpenInput(source) => self.open_input(source).await?,
                Pause::FillInput(at) => self.fill_input(at).await,
                Pause::OpenOutput(sink) => self.open_output(sink).await?,
                Pause::FlushOutput(at) => {
                    if let Some(output) = self.streams.outputs.get_mut(at) {
                        // A reader that has gone is no failure of the program.
                        let _ = output.writer.flush().await;
                    }
                }
                Pause::Call(function, count) => self.outside(function, count).await?,
            }
        }
    }

    /// Reads more of the main input, or opens its next file.
    async fn fill_main(&mut self) -> Result<(), Fatal> {
        let Some(input) = &mut self.input.current else { return self.next_file().await };
        match input.reader.fill_more().await {
            Ok(true) => Ok(()),
            Ok(false) => {
                input.ended = true;
                Ok(())
            }
            Err(error) => {
                let name = self.globals.get(FILENAME as usize).and_then(Value::as_text).unwrap_or_default();
                if error == Errno::EISDIR {
                    let name = name.to_vec();
                    self.input.current = None;
                    self.skip_directory(&name).await;
                    return Ok(());
                }
                Err(cannot("error reading input file", name, "", error))
            }
        }
    }

    async fn next_file(&mut self) -> Result<(), Fatal> {
        loop {
            let count = self.globals.get(ARGC as usize).map_or(0.0, |count| self.record.number(count));
            let at = self.input.next;
            if f64::from(at) >= count {
                if self.input.any {
                    self.input.finished = true;
                    return Ok(());
                }
                self.input.any = true;
                self.open_main(self.context.stdin(), b"");
                return Ok(());
            }
            self.input.next += 1;
            let array = self.arrays.get(ARGV as usize);
            let Some(value) = array.and_then(|array| array.get(Key::Integer(i64::from(at)))) else {
                continue;
            };
            let mut buffer = Vec::new();
            let operand = self.record.text(value, &mut buffer).to_vec();
            if operand.is_empty() {
                continue;
            }
            if let Some((name, text)) = super::command_line::assignment(&operand) {
                self.assign(name, text)?;
                continue;
            }
            self.input.any = true;
            if operand == b"-" || operand == b"/dev/stdin" {
                self.open_main(self.context.stdin(), &operand);
                return Ok(());
            }
            match self.context.reader(&operand).await {
                Ok(reader) => {
                    self.open_main(reader, &operand);
                    return Ok(());
                }
                Err(Errno::EISDIR) => self.skip_directory(&operand).await,
                Err(error) => return Err(cannot(":cannot open file", &operand, "for reading", error)),
            }
        }
    }

    async fn skip_directory(&mut self, name: &[u8]) {
        let _ = self.out.flush().await;
        let text = [b"awk: warning: command line argument `", name, b"' is a directory: skipped\n"].concat();
        let _ = self.context.write_all(2, &text).await;
    }

    fn open_main(&mut self, reader: Reader, name: &[u8]) {
        self.input.current = Some(Input::new(reader, None));
        self.fnr = 0.0;
        if let Some(slot) = self.globals.get_mut(FILENAME as usize) {
            *slot = Value::input(name);
        }
    }

    fn name_on_stack(&self) -> Vec<u8> {
        let mut buffer = Vec::new();
        self.stack.last().map(|name| self.record.text(name, &mut buffer).to_vec()).unwrap_or_default()
    }

    /// Opens what `getline` wants to read.
    async fn open_input(&mut self, source: Source) -> Result<(), Fatal> {
        let name = self.name_on_stack();
        let is_command = source == Source::Command;
        let input = if is_command {
            self.flush_all().await?;
            let (from, to) = self.context.kernel.pipe();
            let child = self.shell(&name, Some((1, to)))?;
            Ok(Input::new(Reader::new(Ok(from)), Some(child)))
        } else if name == b"-" || name == b"/dev/stdin" {
            Ok(Input::new(self.context.stdin(), None))
        } else {
            self.context.reader(&name).await.map(|reader| Input::new(reader, None))
        };
        match input {
            Ok(input) => self.streams.inputs.push(Named { name, is_command, input }),
            Err(_) => {
                let target = self.getline_target();
                self.stack.pop();
                self.at += 1;
                self.no_line(-1.0, target);
            }
        }
        Ok(())
    }

    async fn fill_input(&mut self, at: usize) {
        let Some(named) = self.streams.inputs.get_mut(at) else { return };
        match named.input.reader.fill_more().await {
            Ok(true) => {}
            Ok(false) => named.input.ended = true,
            Err(_) => {
                // A directory, say: `getline` gives -1.
                self.streams.inputs.remove(at);
                let target = self.getline_target();
                self.stack.pop();
                self.at += 1;
                self.no_line(-1.0, target);
            }
        }
    }

    /// Starts a command of the shell, one of its descriptors being a pipe.
    fn shell(&self, command: &[u8], pipe: Option<(u32, Rc<OpenFile>)>) -> Result<Rc<Process>, Fatal> {
        let args = vec![b"sh".to_vec(), b"-c".to_vec(), command.to_vec()];
        let child = self.context.spawn(args, |child| {
            if let Some((fd, file)) = pipe {
                child.change_fds(|fds| fds.set(fd, Some(FdEntry { file, close_on_exec: false })));
            }
        });
        child.map_err(|error| cannot("cannot open pipe", command, "for output", error.errno))
    }

    /// Opens what `print` wants to write.
    async fn open_output(&mut self, sink: Sink) -> Result<(), Fatal> {
        let name = self.name_on_stack();
        let (mut child, mut direct) = (None, false);
        let writer = match sink {
            Sink::Command => {
                self.flush_all().await?;
                let (from, to) = self.context.kernel.pipe();
                child = Some(self.shell(&name, Some((0, from)))?);
                Writer::new(Ok(to))
            }
            _ if name == b"/dev/stderr" => {
                direct = true;
                self.context.stderr()
            }
            sink => {
                let how = if sink == Sink::Append { OpenFlags::APPEND } else { OpenFlags::TRUNCATE };
                let how = how | OpenFlags::WRITE | OpenFlags::CREATE;
                match self.context.files().open(&name, how, 0o666).await {
                    Ok(file) => Writer::new(Ok(file)),
                    Err(error) => return Err(unredirected(&name, error)),
                }
            }
        };
        let is_command = sink == Sink::Command;
        self.streams.outputs.push(Output { name, writer, child, is_command, direct });
        Ok(())
    }

    /// Hands over all output.
    async fn flush_all(&mut self) -> Result<(), Fatal> {
        self.out.flush().await.map_err(unwritable)?;
        for output in &mut self.streams.outputs {
            let _ = output.writer.flush().await;
        }
        Ok(())
    }

    /// Closes an output; gives the status of its command.
    async fn close_output(&mut self, at: usize) -> f64 {
        let Output { mut writer, child, .. } = self.streams.outputs.remove(at);
        let result = writer.flush().await;
        // The command reads to the end only once nobody writes.
        drop(writer);
        match child {
            Some(child) => status_number(self.context.wait(&child).await),
            None if result.is_err() => -1.0,
            None => 0.0,
        }
    }

    /// Ends: closes everything.
    pub async fn close_all(&mut self) -> Result<(), Fatal> {
        while let Some(last) = self.streams.outputs.len().checked_sub(1) {
            self.close_output(last).await;
        }
        // What is still kept comes behind what commands write, as gawk has it.
        self.out.flush().await.map_err(unwritable)?;
        while let Some(named) = self.streams.inputs.pop() {
            self.close_input(named.input).await;
        }
        Ok(())
    }

    async fn close_input(&mut self, input: Input) -> f64 {
        let Input { reader, child, .. } = input;
        drop(reader);
        match child {
            Some(child) => status_number(self.context.wait(&child).await),
            None => 0.0,
        }
    }

    /// `system`, `close` and `fflush`.
    async fn outside(&mut self, function: Function, count: u16) -> Result<(), Fatal> {
        let name = self.name_on_stack();
        for _ in 0..count {
            self.stack.pop();
        }
        let result = match function {
            Function::System => {
                self.flush_all().await?;
                let child = self.shell(&name, None)?;
                status_number(self.context.wait(&child).await)
            }
            Function::Close => self.close_named(&name).await,
            _ => {
                self.flush_all().await?;
                let known = self.streams.outputs.iter().any(|output| output.name == name);
                if count == 0 || known || name.is_empty() || name == b"/dev/stdout" { 0.0 } else { -1.0 }
            }
        };
        self.push_number(result);
        Ok(())
    }

    async fn close_named(&mut self, name: &[u8]) -> f64 {
        let mut result = -1.0;
        if let Some(at) = self.streams.outputs.iter().position(|output| output.name == name) {
            // What it writes comes behind what was printed before.
            let _ = self.out.flush().await;
            result = self.close_output(at).await;
        }
        if let Some(at) = self.streams.inputs.iter().position(|named| named.name == name) {
            let named = self.streams.inputs.remove(at);
            result = self.close_input(named.input).await;
        }
        result
    }
}
