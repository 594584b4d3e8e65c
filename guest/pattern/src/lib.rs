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

/// Where `needle` is in `text`; a searcher is worth its set-up only in a long text.
fn find_bytes(text: &[u8], needle: &[u8]) -> Option<usize> {
    let first = match needle {
        [] => return Some(0),
        [byte] => return memchr::memchr(*byte, text),
        [first, ..] => *first,
    };
    if text.len() > 128 {
        return memchr::memmem::find(text, needle);
    }
    let mut at = 0;
    while let Some(skip) = memchr::memchr(first, text.get(at..)?) {
        at += skip;
        if text.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}
