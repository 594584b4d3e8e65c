//! Patterns over bytes: shell globs and POSIX regular expressions. Neither reads anything but its
//! arguments; both bound their work, since patterns and texts come from scripts.
//!
//! ```
//! use bashwit_pattern::glob::{Options, Pattern};
//!
//! let pattern = Pattern::parse(b"*.[ch]", Options::default());
//! assert!(pattern.is_match(b"main.c"));
//! assert_eq!(Pattern::parse(b"o", Options::default()).find(b"foo", 0), Some(1..2));
//! ```

mod chars;
pub mod glob;
