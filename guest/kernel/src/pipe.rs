//! Pipes: a bounded buffer between processes, with end of file and SIGPIPE.

use crate::kernel::WaitQueue;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Bytes that a pipe holds before its writers wait.
pub const PIPE_CAPACITY: usize = 64 * 1024;
/// A write of up to so many bytes is not torn (PIPE_BUF).
pub const PIPE_BUF: usize = 4096;

/// The shared middle of a pipe or FIFO.
#[derive(Debug, Default)]
pub(crate) struct Pipe {
    pub buffer: RefCell<VecDeque<u8>>,
    pub readers: Cell<u32>,
    pub writers: Cell<u32>,
    /// How often a FIFO has been opened to read, and to write.
    pub opens: [Cell<u64>; 2],
    /// Waiting for bytes or the end, or (FIFO) for a writer.
    pub read_queue: WaitQueue,
    /// Waiting for room or for a reader.
    pub write_queue: WaitQueue,
}

impl Pipe {
    /// Takes as many bytes as fit now; none where a small write would be torn.
    pub fn push(&self, bytes: &[u8]) -> usize {
        let mut buffer = self.buffer.borrow_mut();
        let room = PIPE_CAPACITY.saturating_sub(buffer.len());
        if room < bytes.len() && (bytes.len() <= PIPE_BUF || room == 0) {
            return 0;
        }
        let taken = room.min(bytes.len());
        buffer.extend(&bytes[..taken]);
        taken
    }
}
