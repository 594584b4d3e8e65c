//! What a run leaves.

use std::borrow::Cow;

/// What a run leaves: all bytes of its output, and its exit status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Output {
    /// What went to standard output, unless it went to a sink of its own.
    pub stdout: Vec<u8>,
    /// What went to standard error, unless it went to a sink of its own.
    pub stderr: Vec<u8>,
    /// The exit status.
    pub status: u8,
    /// The script called `exit`, or `set -e` did.
    pub exited: bool,
    /// Background processes that still live; see [`Shell::settle`](crate::Shell::settle).
    pub background: u32,
}

impl Output {
    /// Whether the exit status is 0.
    pub fn success(&self) -> bool {
        self.status == 0
    }

    /// Standard output as text; what is no UTF-8 shows as U+FFFD.
    pub fn stdout_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stdout)
    }

    /// Standard error as text; what is no UTF-8 shows as U+FFFD.
    pub fn stderr_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.stderr)
    }
}
