//! Buffered reading and writing for programs.

use crate::Errno;
use crate::open_file::OpenFile;
use std::rc::Rc;
use std::task::Poll;

/// How much is asked for at once.
const CHUNK: usize = 64 * 1024;
/// How much output is kept before it is handed over.
const OUTPUT: usize = 32 * 1024;

/// Reads once: up to `max` bytes are appended to `out`; 0 is the end.
pub async fn read(file: &OpenFile, out: &mut Vec<u8>, max: usize) -> Result<usize, Errno> {
    std::future::poll_fn(|_| match file.try_read(out, max) {
        Ok(Some(count)) => Poll::Ready(Ok(count)),
        Ok(None) => Poll::Pending,
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

/// Reads to the end.
pub async fn read_to_end(file: &OpenFile, out: &mut Vec<u8>) -> Result<(), Errno> {
    while read(file, out, CHUNK).await? > 0 {}
    Ok(())
}

/// Writes all bytes, waiting where the reader is slow.
pub async fn write_all(file: &OpenFile, bytes: &[u8]) -> Result<(), Errno> {
    let mut rest = bytes;
    if rest.is_empty() {
        return Ok(());
    }
    std::future::poll_fn(|_| {
        loop {
            match file.try_write(rest) {
                Ok(Some(count)) => rest = rest.get(count..).unwrap_or_default(),
                Ok(None) => return Poll::Pending,
                Err(error) => return Poll::Ready(Err(error)),
            }
            if rest.is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    })
    .await
}

/// A buffered reader over an open file.
#[derive(Debug)]
pub struct Reader {
    file: Result<Rc<OpenFile>, Errno>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
}

impl Reader {
    /// Reads from a file; an error shows at the first read.
    pub fn new(file: Result<Rc<OpenFile>, Errno>) -> Self {
        Self { file, buffer: Vec::new(), start: 0, ended: false }
    }

    /// The file underneath.
    pub fn file(&self) -> Result<&Rc<OpenFile>, Errno> {
        self.file.as_ref().map_err(|error| *error)
    }

    /// What is buffered now.
    pub fn buffered(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Drops bytes from the front of the buffer.
    pub fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.buffer.len());
    }

    /// Reads more behind what is buffered; false at the end.
    pub async fn fill_more(&mut self) -> Result<bool, Errno> {
        self.fill_at_most(CHUNK).await
    }

    /// As `fill_more`, but takes no more than `max` bytes from the file.
    pub async fn fill_at_most(&mut self, max: usize) -> Result<bool, Errno> {
        if self.ended {
            return Ok(false);
        }
        let file = self.file.clone()?;
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let count = read(&file, &mut self.buffer, max.min(CHUNK)).await?;
        self.ended = count == 0;
        Ok(count > 0)
    }

    /// Bytes that are there, read if none are buffered; none at the end. `consume` them.
    pub async fn fill(&mut self) -> Result<&[u8], Errno> {
        if self.start == self.buffer.len() {
            self.fill_more().await?;
        }
        Ok(self.buffered())
    }

    /// The next line with its delimiter; the last one may lack it. `None` at the end.
    pub async fn next_until(&mut self, delimiter: u8) -> Result<Option<&[u8]>, Errno> {
        let mut searched = 0;
        let length = loop {
            match memchr::memchr(delimiter, &self.buffered()[searched..]) {
                Some(at) => break searched + at + 1,
                None => searched = self.buffered().len(),
            }
            if !self.fill_more().await? {
                break searched;
            }
        };
        if length == 0 {
            return Ok(None);
        }
        let start = self.start;
        self.start += length;
        Ok(Some(&self.buffer[start..start + length]))
    }

    /// The next line with its newline; the last one may lack it. `None` at the end.
    pub async fn next_line(&mut self) -> Result<Option<&[u8]>, Errno> {
        self.next_until(b'\n').await
    }

    /// Everything to the end.
    pub async fn read_to_end(&mut self) -> Result<Vec<u8>, Errno> {
        let file = self.file.clone()?;
        let mut all = self.buffer.split_off(self.start);
        self.buffer.clear();
        self.start = 0;
        if !self.ended {
            read_to_end(&file, &mut all).await?;
            self.ended = true;
        }
        Ok(all)
    }
}

/// A buffered writer to an open file. `flush` it before the end: nothing is written when it
/// is dropped.
#[derive(Debug)]
pub struct Writer {
    file: Result<Rc<OpenFile>, Errno>,
    buffer: Vec<u8>,
}

impl Writer {
    /// Writes to a file; an error shows at the first flush.
    pub fn new(file: Result<Rc<OpenFile>, Errno>) -> Self {
        Self { file, buffer: Vec::new() }
    }

    /// Adds bytes to the buffer only; see `is_full`.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The buffer itself, to format into.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Whether it is time to `flush`.
    pub fn is_full(&self) -> bool {
        self.buffer.len() >= OUTPUT
    }

    /// Writes bytes, handing over only when enough has come together.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        self.push(bytes);
        self.flush_if_full().await
    }

    /// Hands over if enough has come together: call it once a record.
    pub async fn flush_if_full(&mut self) -> Result<(), Errno> {
        if self.is_full() { self.flush().await } else { Ok(()) }
    }

    /// Hands over everything.
    pub async fn flush(&mut self) -> Result<(), Errno> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let file = self.file.clone()?;
        let result = write_all(&file, &self.buffer).await;
        self.buffer.clear();
        result
    }
}
