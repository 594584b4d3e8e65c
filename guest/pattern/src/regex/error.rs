//! Why a regular expression cannot be used, in glibc's words.

use std::fmt;

/// What is wrong with a regular expression, or why a match was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// An unknown or empty collating symbol.
    Collation,
    /// An unknown character class.
    ClassName,
    /// `[:space:]` where `[[:space:]]` is meant; grep and sed refuse it.
    ClassSyntax,
    /// A backslash at the end.
    TrailingBackslash,
    /// A reference to a group that is not closed yet.
    BackReference,
    /// A bracket expression without end.
    Bracket,
    /// An opening parenthesis without its closing one.
    OpenParenthesis,
    /// A closing parenthesis without its opening one.
    CloseParenthesis,
    /// An interval without end.
    Brace,
    /// An interval that is none.
    BraceContent,
    /// A range that ends before it begins, or ends in a class.
    Range,
    /// The compiled program would be too large.
    TooBig,
    /// A match would take too much memory or time.
    Memory,
    /// A repetition of nothing.
    Repetition,
}

impl Error {
    /// The message of glibc's `regerror`.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Error::Collation => "Invalid collation character",
            Error::ClassName => "Invalid character class name",
            Error::ClassSyntax => "character class syntax is [[:space:]], not [:space:]",
            Error::TrailingBackslash => "Trailing backslash",
            Error::BackReference => "Invalid back reference",
            Error::Bracket => "Unmatched [, [^, [:, [., or [=",
            Error::OpenParenthesis => "Unmatched ( or \\(",
            Error::CloseParenthesis => "Unmatched ) or \\)",
            Error::Brace => "Unmatched \\{",
            Error::BraceContent => "Invalid content of \\{\\}",
            Error::Range => "Invalid range end",
            Error::TooBig => "Regular expression too big",
            Error::Memory => "Memory exhausted",
            Error::Repetition => "Invalid preceding regular expression",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}
