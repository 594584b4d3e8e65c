//! Arithmetic expressions: text to tree.
//!
//! Text known when the script is parsed becomes a tree (`parse_parts`, which gives up where anything
//! depends on expansion, or is in error). Text known only when it runs is evaluated as it is read, by
//! whoever runs it, with the operators, numbers and subscripts of this module.

mod number;
mod parser;
mod token;
mod tree;

pub use number::{arith_integer, arith_integer_end};
pub use token::{ArithOperator, arith_blanks_end, arith_name_end, arith_operator, arith_subscript};

use crate::ast::{ArithExpr, ArithName, Param, ParamName, ParamOp, Subscript, WordPart};

/// Stands for an expansion in flattened text.
pub(crate) const PLACEHOLDER: u8 = 1;

/// Parses the parts of arithmetic text. `None` if it can only be parsed when it runs.
pub(crate) fn parse_parts(parts: &[WordPart], depth: u32) -> Option<ArithExpr> {
    match parts {
        [] => Some(ArithExpr::Empty),
        [WordPart::Quoted(text) | WordPart::Literal(text)] if is_static(text) => {
            parser::parse(text, &[], depth)
        }
        _ => {
            let mut text = Vec::new();
            let mut params = Vec::new();
            flatten(parts, &mut text, &mut params)?;
            let expr = parser::parse(&text, &params, depth)?;
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
