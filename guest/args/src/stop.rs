//! Why a command ends before it begins: help, version, or an error, worded as GNU and bash do.

use crate::help;
use crate::number::NumberError;
use crate::quote::quote;
use crate::{Style, Synopsis, Trailer};

/// What to print and with what status to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The exit status.
    pub status: u8,
    /// Whether the text belongs to standard output (help, version) or to standard error.
    pub stdout: bool,
    /// The first line without its newline: `head: invalid option -- 'z'`. The shell puts
    /// `bash: line 3: ` before that of a builtin. Empty for help and version.
    pub message: Vec<u8>,
    /// The lines after it, newlines included.
    pub trailer: Vec<u8>,
}

impl Stop {
    /// The whole text to print.
    #[must_use]
    pub fn text(&self) -> Vec<u8> {
        let mut text = self.message.clone();
        if !text.is_empty() {
            text.push(b'\n');
        }
        text.extend_from_slice(&self.trailer);
        text
    }
}

impl Synopsis {
    /// What `--help` prints.
    #[must_use]
    pub fn help(&self) -> Stop {
        let status = if self.style == Style::Builtin { self.status } else { 0 };
        Stop { status, stdout: true, message: Vec::new(), trailer: help::text(self).into_bytes() }
    }

    /// What `--version` prints.
    #[must_use]
    pub fn version(&self) -> Stop {
        let text = format!("{} (bashwit) {}\n", self.name, env!("CARGO_PKG_VERSION"));
        Stop { status: 0, stdout: true, message: Vec::new(), trailer: text.into_bytes() }
    }

    /// A usage error: `NAME: MESSAGE`, then how to get help.
    #[must_use]
    pub fn usage_error(&self, message: impl AsRef<[u8]>) -> Stop {
        let mut stop = self.failure(message);
        stop.status = self.status;
        stop.trailer = self.try_help().into_bytes();
        stop
    }

    /// A failure with nothing but `NAME: MESSAGE`, status 1 (change it with
    /// [`Stop`]'s field where a tool uses another).
    #[must_use]
    pub fn failure(&self, message: impl AsRef<[u8]>) -> Stop {
        let mut text = Vec::from(self.name);
        text.extend_from_slice(b": ");
        text.extend_from_slice(message.as_ref());
        Stop { status: 1, stdout: false, message: text, trailer: Vec::new() }
    }

    /// `NAME: missing operand` or, with operands given, `NAME: missing operand after ‘LAST’`.
    #[must_use]
    pub fn missing_operand(&self, last: Option<&[u8]>) -> Stop {
        let mut message = b"missing operand".to_vec();
        if let Some(last) = last {
            message.extend_from_slice(b" after ");
            message.extend(quote(last));
        }
        self.usage_error(message)
    }

    /// `NAME: extra operand ‘X’`.
    #[must_use]
    pub fn extra_operand(&self, operand: &[u8]) -> Stop {
        self.usage_error([b"extra operand ".as_slice(), &quote(operand)].concat())
    }

    /// `NAME: invalid number of lines: ‘x’`, with `what` as `number of lines`.
    #[must_use]
    pub fn invalid_number(&self, what: &str, text: &[u8], error: NumberError) -> Stop {
        let reason = match error {
            NumberError::Invalid => "",
            NumberError::OutOfRange => ": Numerical result out of range",
            NumberError::Overflow => ": Value too large for defined data type",
        };
        let mut message = format!("invalid {what}: ").into_bytes();
        message.extend(quote(text));
        message.extend_from_slice(reason.as_bytes());
        self.failure(message)
    }

    fn try_help(&self) -> String {
        let name = self.name;
        if self.style == Style::Builtin {
            let mut text = String::new();
            for usage in self.usage {
                text.push_str(&format!("{name}: usage: {usage}\n"));
            }
            return text;
        }
        let hint = format!("Try '{name} --help' for more information.\n");
        match self.trailer {
            Trailer::Try => hint,
            Trailer::NamedTry => format!("{name}: {hint}"),
            Trailer::UsageTry => help::usage(self) + &hint,
            Trailer::Help => help::text(self),
        }
    }
}
