//! What a parse reports: errors and warnings, worded as bash words them.

/// Why a text is no program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The message lines after `NAME: line N: `, as bash words them. A second message (bash
    /// echoes the line in question) is a second entry. Some errors in `[[` have none.
    pub messages: Vec<Vec<u8>>,
    /// The line of the message, from 1.
    pub line: u32,
    /// More text could mend it.
    pub incomplete: bool,
    /// After an error inside `[[ … ]]` bash 5.2 goes on as if the input had ended: the
    /// shell exits with the status of the last command, not with 2.
    pub ends_input: bool,
    /// It is inside of a quote or an expansion, or where `[[` was not closed: a script ends with the status of the last command,
    /// where that has failed.
    pub in_token: bool,
    /// It is in the value of an array: bash gives up the line, with status 1, and reads on.
    pub in_array: bool,
    /// What it is inside of: bash takes that for more than a failed command.
    pub inside: Inside,
}

/// What a syntax error is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inside {
    /// A command.
    #[default]
    Command,
    /// `$(…)`, `<(…)` or `>(…)`.
    Substitution,
    /// `name=( … )`.
    Array,
}

impl SyntaxError {
    pub(crate) fn new(line: u32, message: impl Into<Vec<u8>>) -> Box<Self> {
        Box::new(Self {
            messages: vec![message.into()],
            line,
            incomplete: false,
            ends_input: false,
            in_token: false,
            in_array: false,
            inside: Inside::Command,
        })
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, message) in self.messages.iter().enumerate() {
            let newline = if index > 0 { "\n" } else { "" };
            write!(f, "{newline}line {}: {}", self.line, String::from_utf8_lossy(message))?;
        }
        Ok(())
    }
}

impl std::error::Error for SyntaxError {}

/// Something odd that does not stop the parse: bash prints `NAME: line N: warning: MESSAGE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The message after `warning: `.
    pub message: Vec<u8>,
    /// The line of the message, from 1.
    pub line: u32,
}

/// The result of a step of the parser. The error is boxed to keep stack frames small.
pub(crate) type Res<T> = Result<T, Box<SyntaxError>>;
