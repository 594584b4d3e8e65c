//! Why a builtin failed.

use std::fmt::Display;

/// Why a builtin failed. The script sees `NAME: MESSAGE` on standard error and the status, so
/// the message should name nothing of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltinError {
    message: String,
    status: u8,
}

impl BuiltinError {
    /// With this message and status 1.
    pub fn new(message: impl Display) -> BuiltinError {
        BuiltinError { message: message.to_string(), status: 1 }
    }

    /// Wrong usage: status 2.
    pub fn usage(message: impl Display) -> BuiltinError {
        BuiltinError::new(message).status(2)
    }

    /// With another exit status.
    pub fn status(mut self, status: u8) -> BuiltinError {
        self.status = status;
        self
    }

    /// The message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The exit status.
    pub fn exit_status(&self) -> u8 {
        self.status
    }
}

impl Display for BuiltinError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for BuiltinError {}

impl From<&str> for BuiltinError {
    fn from(message: &str) -> BuiltinError {
        BuiltinError::new(message)
    }
}

impl From<String> for BuiltinError {
    fn from(message: String) -> BuiltinError {
        BuiltinError { message, status: 1 }
    }
}

/// `PATH: REASON`, as Unix commands word it; the path is one of the virtual file system.
impl From<bashwit_vfs::Error> for BuiltinError {
    fn from(error: bashwit_vfs::Error) -> BuiltinError {
        BuiltinError::new(format_args!("{}: {}", error.path, error.code))
    }
}

impl From<bashwit_vfs::ErrorCode> for BuiltinError {
    fn from(code: bashwit_vfs::ErrorCode) -> BuiltinError {
        BuiltinError::new(code)
    }
}

/// Only the kind of the error: its text may name files of the host.
impl From<std::io::Error> for BuiltinError {
    fn from(error: std::io::Error) -> BuiltinError {
        BuiltinError::new(error.kind())
    }
}

impl From<std::fmt::Error> for BuiltinError {
    fn from(error: std::fmt::Error) -> BuiltinError {
        BuiltinError::new(error)
    }
}

impl From<std::str::Utf8Error> for BuiltinError {
    fn from(error: std::str::Utf8Error) -> BuiltinError {
        BuiltinError::new(error)
    }
}

impl From<std::string::FromUtf8Error> for BuiltinError {
    fn from(error: std::string::FromUtf8Error) -> BuiltinError {
        BuiltinError::new(error)
    }
}

impl From<std::num::ParseIntError> for BuiltinError {
    fn from(error: std::num::ParseIntError) -> BuiltinError {
        BuiltinError::new(error)
    }
}
