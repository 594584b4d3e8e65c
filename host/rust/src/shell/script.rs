//! What to run, and where its streams go.

use crate::bindings::interpreter::Source;
use crate::streams::{Sink, Stdin};

/// A script with its streams. Any text is one, with empty standard input and captured output.
///
/// ```
/// use bashwit::{Script, Shell};
///
/// # fn main() -> Result<(), bashwit::Error> {
/// let shell = Shell::new()?;
/// let output = shell.run(Script::new("tr a-z A-Z").stdin("hello"))?;
/// assert_eq!(output.stdout, b"HELLO");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Script {
    pub(crate) source: Source,
    pub(crate) stdin: Stdin,
    pub(crate) stdout: Sink,
    pub(crate) stderr: Sink,
}

impl Script {
    fn of(source: Source) -> Script {
        Script { source, stdin: Stdin::empty(), stdout: Sink::capture(), stderr: Sink::capture() }
    }

    /// The text of `bash -c`.
    pub fn new(text: impl Into<Vec<u8>>) -> Script {
        Script::of(Source::Command(text.into()))
    }

    /// The text of a script file: messages begin with its name (`$0`) and the line.
    pub fn file(text: impl Into<Vec<u8>>) -> Script {
        Script::of(Source::Script(text.into()))
    }

    /// Commands from standard input, read as far as each needs, as `bash -s` does.
    pub fn from_stdin(stdin: Stdin) -> Script {
        Script::of(Source::Input).stdin(stdin)
    }

    /// Whether the commands come from standard input.
    pub fn reads_commands(&self) -> bool {
        matches!(self.source, Source::Input)
    }

    /// Standard input: bytes, text, or a [`Stdin`].
    pub fn stdin(mut self, stdin: impl Into<Stdin>) -> Script {
        self.stdin = stdin.into();
        self
    }

    /// Where standard output goes.
    pub fn stdout(mut self, sink: Sink) -> Script {
        self.stdout = sink;
        self
    }

    /// Where standard error goes.
    pub fn stderr(mut self, sink: Sink) -> Script {
        self.stderr = sink;
        self
    }

    /// Standard error goes where standard output goes, in order.
    pub fn merge_stderr(self) -> Script {
        self.stderr(Sink::with_stdout())
    }
}

macro_rules! from_text {
    ($($type:ty)*) => {$(
        impl From<$type> for Script {
            fn from(text: $type) -> Script {
                Script::new(text)
            }
        }

        impl From<$type> for Stdin {
            fn from(bytes: $type) -> Stdin {
                Stdin::bytes(bytes)
            }
        }
    )*};
}

from_text! { &str &[u8] String Vec<u8> }

impl<const N: usize> From<&[u8; N]> for Stdin {
    fn from(bytes: &[u8; N]) -> Stdin {
        Stdin::bytes(bytes.as_slice())
    }
}
