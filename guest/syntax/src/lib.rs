//! The grammar of bash 5.2: text to syntax tree and back.
//!
//! No state and no input or output: aliases and options come in as arguments, errors go out
//! worded as bash words them.

pub mod ast;

/// Why a text is no program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The message lines after `NAME: line N: `, as bash words them. A second message (bash
    /// echoes the line in question) is a second entry.
    pub messages: Vec<Vec<u8>>,
    /// The line of the message, from 1.
    pub line: u32,
    /// More text could mend it.
    pub incomplete: bool,
}
