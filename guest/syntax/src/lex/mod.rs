//! From bytes to words: the cursor, quoting, `$` expansions, here-documents, braces.
//!
//! There is no token list. The parser asks for what may stand at the cursor, in the mode that
//! the grammar is in, and every construct is read once.

mod arith;
mod assign;
mod bits;
mod brace;
mod builder;
mod cursor;
mod dollar;
mod extglob;
mod heredoc;
mod param;
mod param_word;
mod quote;
mod splice;
mod subscript;
mod substitution;
mod tilde;
mod token;
mod word;

pub(crate) use arith::{ArithEnd, make as make_arith};
pub(crate) use assign::assignment_word;
pub(crate) use bits::{is_meta, is_name, is_name_byte, is_name_start};
pub(crate) use builder::Builder;
pub(crate) use cursor::Lexer;
pub(crate) use heredoc::fill;
pub(crate) use tilde::TildeMode;
pub use tilde::tilde_prefix;
pub(crate) use token::Keyword;
pub(crate) use word::WordMode;
