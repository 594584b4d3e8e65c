//! The grammar of bash 5.2: text to syntax tree and back.
//!
//! No state and no input or output: aliases and options come in as arguments, errors go out
//! worded as bash words them.
//!
//! ```
//! use bashwit_syntax::{ParseOptions, Parser};
//!
//! let mut parser = Parser::new(b"echo one\necho 'two\nthree'; ls |\n  wc -l\n", 1);
//! let mut lines = Vec::new();
//! while let Some(list) = parser.next_command(&ParseOptions::default(), &())? {
//!     lines.push((list.items.len(), parser.line()));
//! }
//! assert_eq!(lines, [(1, 2), (2, 5)]);
//! # Ok::<(), bashwit_syntax::SyntaxError>(())
//! ```

mod arith;
pub mod ast;
pub mod dump;
mod error;
mod lex;
mod options;
mod parse;
pub mod print;
pub mod quote;

pub use arith::{
    ArithOperator, arith_blanks_end, arith_integer, arith_integer_end, arith_name_end, arith_operator,
    arith_subscript,
};
pub use dump::dump;
pub use error::{Inside, Message, SyntaxError, Translatable, Warning};
pub use lex::tilde_prefix;
pub use options::{Aliases, ParseOptions};
pub use parse::{
    Parser, RESERVED_WORDS, is_name, is_reserved_word, parse_array_literal, parse_name_subscript,
    parse_operand, parse_program, parse_program_at, parse_word, parse_word_dquoted,
};
