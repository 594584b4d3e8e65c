//! The option parser shared by every command of bashwit.
//!
//! A command declares its options once, in the spelling that its `--help` shows; parsing, the
//! help text and the error messages come from that table. Tools parse as `getopt_long` does
//! ([`Synopsis::gnu`]), shell builtins as bash's `internal_getopt` does ([`Synopsis::builtin`]).
//!
//! ```
//! use bashwit_args::{Synopsis, flag, hidden};
//!
//! const HEAD: Synopsis = Synopsis::gnu("head", &["[OPTION]... [FILE]..."], "Print the first lines of each FILE.", &[
//!     flag("-n, --lines=[-]NUM", "print the first NUM lines"),
//!     flag("-q, --quiet, --silent", "never print headers"),
//!     hidden("-NUM"),
//! ]);
//!
//! let argv = ["-qn", "2", "file", "--lin=7"];
//! let mut args = HEAD.parse(&argv);
//! let mut lines = Vec::new();
//! while let Some(option) = args.next_option().unwrap() {
//!     match option.id {
//!         "lines" => lines.push(option.value),
//!         "quiet" => {}
//!         _ => unreachable!(),
//!     }
//! }
//! assert_eq!(lines, [b"2", b"7"]);
//! assert_eq!(args.into_operands(), [b"file"]);
//!
//! let stop = HEAD.parse(&["-z"]).next_option().unwrap_err();
//! assert_eq!(stop.text(), b"head: invalid option -- 'z'\nTry 'head --help' for more information.\n");
//! ```

mod choice;
mod help;
mod number;
mod parse;
mod quote;
mod spec;
mod stop;

pub use choice::choose;
pub use number::{NumberError, parse_scaled, parse_signed, parse_size};
pub use parse::{Args, Opt};
pub use quote::{quote, quoteaf, quotef, quotef_colon};
pub use spec::{OptionSpec, Style, Synopsis, Trailer, Value, flag, hidden};
pub use stop::Stop;
