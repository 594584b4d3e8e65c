//! What a parse reports: errors and warnings, worded as bash words them.

/// Why a text is no program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What bash prints, line by line: often it echoes the line in question below the message.
    /// Some errors in `[[` have none.
    pub messages: Vec<Message>,
    /// The line of the error, from 1.
    pub line: u32,
    /// More text could mend it.
    pub incomplete: bool,
    /// After an error inside `[[ … ]]` bash 5.2 goes on as if the input had ended: the
    /// shell exits with the status of the last command, not with 2.
    pub ends_input: bool,
    /// It is in a quote, an expansion or a `[[` that is not closed: a script ends with the status of the
    /// last command, where that has failed.
    pub in_token: bool,
    /// It is in the value of an array: bash gives up the line, with status 1, and reads on.
    pub in_array: bool,
    /// What it is inside of: bash takes that for more than a failed command.
    pub inside: Inside,
}

/// One line of what bash prints: `NAME: line N: TEXT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line that it names, from 1.
    pub line: u32,
    /// Its text.
    pub text: Vec<u8>,
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
            messages: vec![Message { line, text: message.into() }],
            line,
            incomplete: false,
            ends_input: false,
            in_token: false,
            in_array: false,
            inside: Inside::Command,
        })
    }

    /// Adds a message about a line.
    pub(crate) fn add(&mut self, line: u32, text: impl Into<Vec<u8>>) {
        self.messages.push(Message { line, text: text.into() });
    }

    /// The error with another line, and its messages with lines as much later.
    #[must_use]
    pub fn moved_to(mut self, line: u32) -> Self {
        let shift = line.wrapping_sub(self.line);
        self.line = line;
        for message in &mut self.messages {
            message.line = message.line.wrapping_add(shift);
        }
        self
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, message) in self.messages.iter().enumerate() {
            let newline = if index > 0 { "\n" } else { "" };
            write!(f, "{newline}line {}: {}", message.line, String::from_utf8_lossy(&message.text))?;
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

/// A text to translate, `$"…"`: bash lists them with `-D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translatable {
    /// What stands between the quotes.
    pub text: Vec<u8>,
    /// The line where it begins, from 1.
    pub line: u32,
}

/// The result of a step of the parser. The error is boxed to keep stack frames small.
pub(crate) type Res<T> = Result<T, Box<SyntaxError>>;
