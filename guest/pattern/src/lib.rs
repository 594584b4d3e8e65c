//! Patterns over bytes: shell globs and POSIX regular expressions. Neither reads anything but its
//! arguments; both bound their work, since patterns and texts come from scripts.
//!
//! ```
//! use bashwit_pattern::glob::{Options, Pattern};
//!
//! let pattern = Pattern::parse(b"*.[ch]", Options::default());
//! assert!(pattern.is_match(b"main.c"));
//! assert_eq!(Pattern::parse(b"o", Options::default()).find(b"foo", 0), Some(1..2));
//!
//! use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};
//!
//! let regex = Regex::new(b"([0-9]+)-([0-9]+)", Syntax::Extended, Flags::default())?;
//! let mut groups = Captures::new();
//! assert!(regex.captures_at(b"from 12-345", 0, false, &mut groups)?);
//! assert_eq!((groups.get(0), groups.get(2)), (Some(5..11), Some(8..11)));
//! # Ok::<(), bashwit_pattern::regex::Error>(())
//! ```

mod chars;
pub mod glob;
pub mod regex;
mod reuse;
