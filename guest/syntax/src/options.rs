//! What a caller tells the parser.

use crate::quote::Charset;
use std::rc::Rc;

/// Shell options that change the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseOptions {
    /// `set -k`: assignments behind the command name are assignments before it.
    pub keyword: bool,
    /// `shopt -s extglob`: `?(…)` and its kin are part of a word.
    pub extglob: bool,
    /// `set -o posix`.
    pub posix: bool,
    /// `shopt -s expand_aliases`.
    pub aliases: bool,
    /// `shopt -s interactive_comments`, or not interactive: `#` starts a comment.
    pub comments: bool,
    /// What `\u` in `$'…'` can stand for.
    pub charset: Charset,
}

impl ParseOptions {
    /// As a script has them.
    pub const SCRIPT: Self = Self {
        keyword: false,
        extglob: false,
        posix: false,
        aliases: false,
        comments: true,
        charset: Charset::Utf8,
    };
    /// The same, with extended patterns.
    pub const EXTGLOB: Self = Self { extglob: true, ..Self::SCRIPT };
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self::SCRIPT
    }
}

/// The aliases in force.
pub trait Aliases {
    /// What an alias stands for.
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>>;
}

/// No aliases.
impl Aliases for () {
    fn alias(&self, _: &[u8]) -> Option<Rc<[u8]>> {
        None
    }
}
