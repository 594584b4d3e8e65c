//! The text of scripts, character by character, and where an error is.

/// A piece of script: an `-e` argument or a file.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub text: Vec<u8>,
    /// The name of the file, `None` for an argument.
    pub file: Option<Vec<u8>>,
}

/// A refused script: the message, and the exit status.
#[derive(Debug)]
pub(super) struct Refusal {
    pub message: Vec<u8>,
    pub status: u8,
}

/// A reader of one chunk.
#[derive(Debug)]
pub(super) struct Source<'t> {
    chunk: &'t Chunk,
    /// The number of the `-e` argument.
    expression: usize,
    at: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(chunk: &'t Chunk, expression: usize) -> Self {
        Source { chunk, expression, at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<u8> {
        let byte = *self.chunk.text.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Gives back what `next` gave.
    pub(super) fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.at = self.at.saturating_sub(1);
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.chunk.text.get(self.at).copied()
    }

    /// The next character that is no blank.
    pub(super) fn next_nonblank(&mut self) -> Option<u8> {
        loop {
            match self.next() {
                Some(b' ' | b'\t') => {}
                other => return other,
            }
        }
    }

    /// The rest of the line, without its newline, which is skipped.
    pub(super) fn rest_of_line(&mut self) -> &'t [u8] {
        let rest = self.chunk.text.get(self.at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.at = (self.at + length + 1).min(self.chunk.text.len());
        rest.get(..length).unwrap_or_default()
    }

    /// A decimal number whose first digit was read.
    pub(super) fn number(&mut self, first: u8) -> u64 {
        let mut value = u64::from(first.wrapping_sub(b'0'));
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            value = value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
        }
        value
    }

    /// An error here.
    pub(super) fn refuse(&self, why: impl AsRef<[u8]>) -> Refusal {
        self.refuse_at(self.at, why.as_ref())
    }

    /// The error of a block that begins here and never ends; it has no place within its `-e`.
    pub(super) fn refuse_block(&self) -> Refusal {
        self.refuse_at(if self.chunk.file.is_some() { self.at } else { 0 }, b"unmatched `{'")
    }

    fn refuse_at(&self, at: usize, why: &[u8]) -> Refusal {
        let mut message = match &self.chunk.file {
            Some(name) => {
                let before = self.chunk.text.get(..at).unwrap_or_default();
                let line = memchr::memchr_iter(b'\n', before).count() + 1;
                [b"file ", &name[..], format!(" line {line}: ").as_bytes()].concat()
            }
            None => format!("-e expression #{}, char {at}: ", self.expression).into_bytes(),
        };
        message.extend_from_slice(why);
        Refusal { message, status: 1 }
    }
}
