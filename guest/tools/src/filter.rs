//! The frame of a filter: a tool that reads files one after the other and writes standard
//! output. Failures are reported where they happen and kept for the exit status, so that the
//! code of a tool is about its bytes alone.

use bashwit_args::quotef_colon;
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Context, Errno, ExitStatus, OpenFile};
use std::rc::Rc;

/// Standard output does not work: the tool ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken(Errno);

/// How often a tool that never waits lets the others run, in chunks.
const YIELD: u32 = 16;

/// How a tool words a failure.
type Wording = fn(&[u8], Errno) -> Vec<u8>;

/// One file that is read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name as given.
    pub name: Vec<u8>,
    /// Its bytes.
    pub reader: Reader,
    chunks: u32,
}

impl Input {
    /// Standard input.
    pub fn stdin(context: &Context) -> Self {
        Self::new(b"-", context.stdin())
    }

    /// A reader under a name.
    pub fn new(name: &[u8], reader: Reader) -> Self {
        Self { name: name.to_vec(), reader, chunks: 0 }
    }

    /// The open file; `None` where the descriptor is closed.
    pub fn file(&self) -> Option<&Rc<OpenFile>> {
        self.reader.file().ok()
    }

    /// Gives bytes that were read but not used back to whoever shares the descriptor.
    pub fn unread(&mut self) {
        let count = self.reader.buffered().len() as u64;
        if let Ok(file) = self.reader.file() {
            // A stream cannot take them back.
            let _ = file.seek(file.offset().saturating_sub(count));
        }
    }
}

/// The running filter: its output, and whether anything failed.
#[derive(Debug)]
pub(crate) struct Filter<'c> {
    /// The process.
    pub context: &'c Context,
    /// Standard output, buffered.
    pub output: Writer,
    /// Something failed: the exit status will not be 0.
    pub failed: bool,
    open_wording: Wording,
    read_wording: Wording,
}

impl<'c> Filter<'c> {
    /// A filter that has not read anything yet.
    pub fn new(context: &'c Context) -> Self {
        Self { context, output: context.stdout(), failed: false, open_wording: plain, read_wording: plain }
    }

    /// Words what cannot be opened and what cannot be read in another way than
    /// `NAME: Is a directory`.
    pub fn wording(mut self, open: Wording, read: Wording) -> Self {
        (self.open_wording, self.read_wording) = (open, read);
        self
    }

    /// Opens an operand, `-` being standard input; a failure is reported.
    pub async fn open(&mut self, name: &[u8]) -> Option<Input> {
        if name == b"-" {
            return Some(Input::stdin(self.context));
        }
        match self.context.reader(name).await {
            Ok(reader) => Some(Input::new(name, reader)),
            Err(error) => {
                self.fail((self.open_wording)(name, error)).await;
                None
            }
        }
    }

    /// Reports `TOOL: MESSAGE` behind all output so far.
    pub async fn fail(&mut self, message: impl AsRef<[u8]>) {
        self.failed = true;
        // A broken standard output shows again at the next write.
        let _ = self.output.flush().await;
        self.context.error(message).await;
    }

    /// Reports a failed read.
    pub async fn fail_read(&mut self, name: &[u8], error: Errno) {
        self.fail((self.read_wording)(name, error)).await;
    }

    /// Bytes that are there now; none at the end. `input.reader.consume` them.
    pub async fn chunk<'i>(&mut self, input: &'i mut Input) -> &'i [u8] {
        if input.reader.buffered().is_empty() {
            self.more(input).await;
        }
        input.reader.buffered()
    }

    /// Whole records that are there now, the last one of the file perhaps without its
    /// delimiter; none at the end. `input.reader.consume` them.
    pub async fn records<'i>(&mut self, input: &'i mut Input, delimiter: u8) -> &'i [u8] {
        let mut searched = 0;
        let length = loop {
            let buffered = input.reader.buffered();
            let fresh = buffered.get(searched..).unwrap_or_default();
            if let Some(at) = memchr::memrchr(delimiter, fresh) {
                break searched + at + 1;
            }
            searched = buffered.len();
            if !self.more(input).await {
                break searched;
            }
        };
        input.reader.buffered().get(..length).unwrap_or_default()
    }

    /// The next record without its delimiter; `None` at the end.
    pub async fn record<'i>(&mut self, input: &'i mut Input, delimiter: u8) -> Option<&'i [u8]> {
        if input.reader.buffered().is_empty() && !self.more(input).await {
            return None;
        }
        match input.reader.next_until(delimiter).await {
            Ok(record) => record.map(|record| record.strip_suffix(&[delimiter]).unwrap_or(record)),
            Err(error) => {
                self.fail_read(&input.name, error).await;
                None
            }
        }
    }

    /// Reads more behind what is buffered; false at the end, which a failure is too.
    pub async fn more(&mut self, input: &mut Input) -> bool {
        self.more_at_most(input, usize::MAX).await
    }

    /// The same, but leaves what is behind so many bytes to others who share the descriptor.
    pub async fn more_at_most(&mut self, input: &mut Input, max: usize) -> bool {
        input.chunks += 1;
        if input.chunks.is_multiple_of(YIELD) {
            self.context.kernel.yield_now().await;
        }
        match input.reader.fill_at_most(max).await {
            Ok(more) => more,
            Err(error) => {
                self.fail_read(&input.name, error).await;
                false
            }
        }
    }

    /// The rest of a file; what was read before a failure is dropped.
    pub async fn rest(&mut self, input: &mut Input) -> Vec<u8> {
        match input.reader.read_to_end().await {
            Ok(bytes) => bytes,
            Err(error) => {
                self.fail_read(&input.name, error).await;
                Vec::new()
            }
        }
    }

    /// Hands output over if enough has come together.
    pub async fn flush_if_full(&mut self) -> Result<(), Broken> {
        self.output.flush_if_full().await.map_err(Broken)
    }

    /// Hands all output over.
    pub async fn flush(&mut self) -> Result<(), Broken> {
        self.output.flush().await.map_err(Broken)
    }

    /// Ends: the rest of the output, and the exit status.
    pub async fn finish(mut self, result: Result<(), Broken>) -> ExitStatus {
        let result = match result {
            Ok(()) => self.flush().await,
            broken => broken,
        };
        match result {
            Err(Broken(error)) => crate::frame::write_error(self.context, error).await,
            Ok(()) if self.failed => ExitStatus::FAILURE,
            Ok(()) => ExitStatus::SUCCESS,
        }
    }
}

/// `NAME: Is a directory`.
pub(crate) fn plain(name: &[u8], error: Errno) -> Vec<u8> {
    let mut message = quotef_colon(name).into_owned();
    message.extend_from_slice(b": ");
    message.extend_from_slice(error.message().as_bytes());
    message
}

/// `cannot open 'NAME' for reading: No such file or directory` (`head`, `tail`).
pub(crate) fn cannot_open(name: &[u8], error: Errno) -> Vec<u8> {
    let quoted = bashwit_args::quoteaf(name);
    [b"cannot open ", &quoted[..], b" for reading: ", error.message().as_bytes()].concat()
}

/// `error reading 'NAME': Is a directory` (`head`, `tail`).
pub(crate) fn error_reading(name: &[u8], error: Errno) -> Vec<u8> {
    let name: &[u8] = if name == b"-" { b"standard input" } else { name };
    [b"error reading ", &bashwit_args::quoteaf(name)[..], b": ", error.message().as_bytes()].concat()
}

/// The records of a chunk, each without its delimiter.
pub(crate) fn split(chunk: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    Records { rest: chunk, delimiter }
}

struct Records<'a> {
    rest: &'a [u8],
    delimiter: u8,
}

impl<'a> Iterator for Records<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let (record, rest) = match memchr::memchr(self.delimiter, self.rest) {
            Some(at) => {
                let (record, rest) = self.rest.split_at(at);
                (record, rest.get(1..).unwrap_or_default())
            }
            None => (self.rest, &[][..]),
        };
        self.rest = rest;
        Some(record)
    }
}

/// The operands, or `-` where there are none.
pub(crate) fn files(operands: Vec<&[u8]>) -> Vec<Vec<u8>> {
    if operands.is_empty() {
        return vec![b"-".to_vec()];
    }
    operands.into_iter().map(<[u8]>::to_vec).collect()
}

/// `==> NAME <==`, behind an empty line where it is not the first one.
pub(crate) fn header(output: &mut Writer, name: &[u8], first: bool) {
    let name: &[u8] = if name == b"-" { b"standard input" } else { name };
    output.push(if first { b"==> " } else { b"\n==> " });
    output.push(name);
    output.push(b" <==\n");
}

/// The fields of a line; there is one field more than delimiters.
pub(crate) fn fields(line: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let line = rest?;
        match memchr::memchr(delimiter, line) {
            Some(at) => {
                rest = line.get(at + 1..);
                line.get(..at)
            }
            None => {
                rest = None;
                Some(line)
            }
        }
    })
}
