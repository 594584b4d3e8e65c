//! A listing of code, for debugging and golden tests.

use super::Code;
use std::fmt::Write;

/// One line an operation: its place, the operation, and the constant that it names.
pub fn listing(code: &Code) -> String {
    let mut out = String::new();
    for (pc, op) in code.ops.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(out, "{pc:4} {op:?}");
        use super::Op::{ArgumentTilde, Field, Literal, LiteralSplit, Quote, Text, Tilde};
        if let Field(at) | Text(at) | Literal(at) | LiteralSplit(at) | Quote(at) | Tilde(at)
        | ArgumentTilde(at) = op
        {
            let _ = write!(out, " {:?}", code.texts.get(*at as usize));
        }
        out.push('\n');
    }
    out
}
