//! Arithmetic expressions: text to tree.
//!
//! One parser serves text known when the script is parsed (`parse_parts`, which gives up where
//! anything depends on expansion) and text known only when it runs ([`parse_arith`], which
//! reports errors as bash words them).

mod number;
mod parser;
mod token;
mod tree;

use crate::ast::{ArithExpr, ArithName, Param, ParamName, ParamOp, Subscript, WordPart};

/// Why a text is no arithmetic expression. Bash prints
/// `EXPRESSION: MESSAGE (error token is "TOKEN")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArithError {
    /// The expression without leading blanks; cut behind the number that is in error.
    pub expression: Vec<u8>,
    /// What is wrong.
    pub message: &'static str,
    /// The text from the token in error.
    pub token: Vec<u8>,
}

impl ArithError {
    /// The whole message.
    pub fn text(&self) -> Vec<u8> {
        let mut text = self.expression.clone();
        text.extend_from_slice(b": ");
        text.extend_from_slice(self.message.as_bytes());
        text.extend_from_slice(b" (error token is \"");
        text.extend_from_slice(&self.token);
        text.extend_from_slice(b"\")");
        text
    }
}

impl std::fmt::Display for ArithError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.text()))
    }
}

impl std::error::Error for ArithError {}

/// Stands for an expansion in flattened text.
pub(crate) const PLACEHOLDER: u8 = 1;

/// Parses text that has already been expanded.
pub fn parse_arith(text: &[u8]) -> Result<ArithExpr, ArithError> {
    parser::parse(text, &[], 0).map_err(|error| error.into_error(text))
}

/// The error that bash reports when an operator fails while it runs: `division by 0`,
/// `exponent less than 0`. `number` counts the operators `/`, `%`, `**`, `/=` and `%=` from 0 in
/// source order, which is the order of the tree read from left to right.
pub fn arith_failure(text: &[u8], number: usize, message: &'static str) -> ArithError {
    let token = parser::error_token(text, number).unwrap_or(text.len());
    let trimmed = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n')).count();
        rest.get(blank..).unwrap_or_default().to_vec()
    };
    ArithError { expression: trimmed(0), message, token: trimmed(token) }
}

/// Parses the parts of arithmetic text. `None` if it can only be parsed when it runs.
pub(crate) fn parse_parts(parts: &[WordPart], depth: u32) -> Option<ArithExpr> {
    match parts {
        [] => Some(ArithExpr::Empty),
        [WordPart::Quoted(text) | WordPart::Literal(text)] if is_static(text) => {
            parser::parse(text, &[], depth).ok()
        }
        _ => {
            let mut text = Vec::new();
            let mut params = Vec::new();
            flatten(parts, &mut text, &mut params)?;
            let expr = parser::parse(&text, &params, depth).ok()?;
            // Expansions come first: none may stand behind what sets a variable.
            (params.is_empty() || !expands_late(&expr, &mut false)).then_some(expr)
        }
    }
}

/// Whether an expansion would be read after something has been set.
fn expands_late(expr: &ArithExpr, set: &mut bool) -> bool {
    match expr {
        ArithExpr::Empty | ArithExpr::Number(_) => false,
        ArithExpr::Name(name) => subscript_expands_late(name, set),
        ArithExpr::Dollar(_) => *set,
        ArithExpr::Unary(_, operand) => expands_late(operand, set),
        ArithExpr::PreStep(name, _) | ArithExpr::PostStep(name, _) => {
            let late = subscript_expands_late(name, set);
            *set = true;
            late
        }
        ArithExpr::Binary(_, left, right)
        | ArithExpr::And(left, right)
        | ArithExpr::Or(left, right)
        | ArithExpr::Comma(left, right) => expands_late(left, set) || expands_late(right, set),
        ArithExpr::Conditional(condition, yes, no) => {
            expands_late(condition, set) || expands_late(yes, set) || expands_late(no, set)
        }
        ArithExpr::Assign(name, _, value) => {
            let late = subscript_expands_late(name, set) || expands_late(value, set);
            *set = true;
            late
        }
    }
}

fn subscript_expands_late(name: &ArithName, set: &mut bool) -> bool {
    match name.subscript.as_deref() {
        Some(Subscript::Index { word, arith }) => match &arith.expr {
            Some(expr) => expands_late(expr, set),
            None => *set && word.parts.iter().any(|part| matches!(part, WordPart::Param(_))),
        },
        _ => false,
    }
}

fn flatten<'a>(parts: &'a [WordPart], text: &mut Vec<u8>, params: &mut Vec<&'a Param>) -> Option<()> {
    for part in parts {
        match part {
            WordPart::Literal(run) | WordPart::Quoted(run) if is_static(run) => text.extend_from_slice(run),
            WordPart::Param(param) if is_plain(param) => {
                text.push(PLACEHOLDER);
                params.push(param);
            }
            _ => return None,
        }
    }
    Some(())
}

/// Holds nothing that would be expanded again, and no placeholder.
fn is_static(text: &[u8]) -> bool {
    !text.iter().any(|b| matches!(b, b'$' | b'`' | b'\\' | &PLACEHOLDER))
}

/// A plain `$x`: its value can stand as an operand.
fn is_plain(param: &Param) -> bool {
    param.op == ParamOp::None
        && param.subscript.is_none()
        && !param.indirect
        && !matches!(param.name, ParamName::Special(b'@' | b'*' | b'-'))
}
