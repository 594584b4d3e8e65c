//! Parsing without running.

use crate::executor::block_on;
use crate::host::interpreter;
use crate::{Engine, Error};

/// Text that is no program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
#[non_exhaustive]
pub struct SyntaxError {
    /// As bash words it, without the position.
    pub message: String,
    /// From 1.
    pub line: u32,
    /// More text could mend it: an interactive program asks for another line.
    pub incomplete: bool,
}

impl Engine {
    /// Parses a script without running it, as `bash -n` does. What more lines could complete is an
    /// error with [`SyntaxError::incomplete`], here-documents without their end too.
    pub fn check(&self, script: impl Into<Vec<u8>>) -> Result<Result<(), SyntaxError>, Error> {
        let script = script.into();
        let checked = block_on(None, interpreter::check(self, &script));
        let checked = checked.map_err(|error| Error::component(&error))?;
        Ok(checked.map_err(|error| SyntaxError {
            message: error.message,
            line: error.line,
            incomplete: error.incomplete,
        }))
    }
}
