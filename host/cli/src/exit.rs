//! Exit statuses of the command itself. All others are the script's.
//!
//! | status | meaning |
//! |-------:|---------|
//! | 2      | wrong usage |
//! | 124    | `--timeout` is over |
//! | 125    | another limit, or the interpreter or a setting failed |
//! | 126    | the script file cannot be read |
//! | 127    | the script file is missing |
//! | 130    | stopped with a second Ctrl-C |

use bashwit::{Error, Stopped};
use std::io::ErrorKind;
use std::path::Path;

/// Wrong usage.
pub const USAGE: u8 = 2;
const TIMEOUT: u8 = 124;
const FAILED: u8 = 125;
const UNREADABLE: u8 = 126;
const MISSING: u8 = 127;
const INTERRUPTED: u8 = 130;

/// Reports an error of the library; the status for it.
pub fn failed(error: &Error) -> u8 {
    let (reason, status) = match error {
        Error::Stopped { reason, .. } => match reason {
            Stopped::Deadline => ("the time is over (--timeout)", TIMEOUT),
            Stopped::Commands => ("too many commands (--max-commands)", FAILED),
            Stopped::Loops => ("too many loop iterations (--max-loops)", FAILED),
            Stopped::Output => ("too much output (--max-output)", FAILED),
            Stopped::Source => ("the script is too long (--max-source)", FAILED),
            Stopped::Interrupted => ("interrupted", INTERRUPTED),
            _ => ("", FAILED),
        },
        Error::Memory { .. } => ("out of memory (--max-memory)", FAILED),
        _ => ("", FAILED),
    };
    match (reason, error) {
        ("", Error::Stopped { reason, .. }) => eprintln!("bashwit: stopped: {reason}"),
        ("", error) => eprintln!("bashwit: {error}"),
        (reason, _) => eprintln!("bashwit: stopped: {reason}"),
    }
    status
}

/// Reports a script file that cannot be read; the status for it.
pub fn unreadable(path: &Path, error: &std::io::Error) -> u8 {
    let (reason, status) = match error.kind() {
        ErrorKind::NotFound => ("No such file or directory".to_owned(), MISSING),
        ErrorKind::IsADirectory => ("Is a directory".to_owned(), UNREADABLE),
        ErrorKind::PermissionDenied => ("Permission denied".to_owned(), UNREADABLE),
        kind => (kind.to_string(), UNREADABLE),
    };
    eprintln!("bashwit: {}: {reason}", path.display());
    status
}
