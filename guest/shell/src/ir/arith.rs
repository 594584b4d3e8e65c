//! Arithmetic with names resolved to symbols.

use crate::ir::ParamTarget;
use crate::state::symbol::{Symbol, Symbols};
use bashwit_syntax::ast::{ArithBinary, ArithExpr, ArithName, ArithUnary, ParamName, Subscript};
use std::rc::Rc;

/// A resolved expression.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the forms are those of `ArithExpr`")]
pub enum AExpr {
    Number(i64),
    Name(Symbol),
    Element(AName),
    Dollar(ParamTarget),
    Unary(ArithUnary, Box<AExpr>),
    PreStep(AName, i8),
    PostStep(AName, i8),
    Binary(ArithBinary, Box<AExpr>, Box<AExpr>),
    And(Box<AExpr>, Box<AExpr>),
    Or(Box<AExpr>, Box<AExpr>),
    Conditional(Box<AExpr>, Box<AExpr>, Box<AExpr>),
    Assign(AName, Option<ArithBinary>, Box<AExpr>),
    Comma(Box<AExpr>, Box<AExpr>),
}

/// A variable or an element of one.
#[derive(Debug, Clone)]
pub struct AName {
    /// The variable.
    pub name: Symbol,
    /// Its subscript.
    pub subscript: Option<ASubscript>,
}

/// A subscript in arithmetic.
#[derive(Debug, Clone)]
pub struct ASubscript {
    /// As an index, where its text is static.
    pub index: Option<Box<AExpr>>,
    /// As written: a key, or an index to be expanded first.
    pub source: Rc<Subscript>,
}

/// Resolves an expression.
pub fn resolve(expr: &ArithExpr, symbols: &Symbols) -> AExpr {
    let boxed = |expr: &ArithExpr| Box::new(resolve(expr, symbols));
    match expr {
        ArithExpr::Empty => AExpr::Number(0),
        ArithExpr::Number(number) => AExpr::Number(*number),
        ArithExpr::Name(name) => match resolve_name(name, symbols) {
            AName { name, subscript: None } => AExpr::Name(name),
            name => AExpr::Element(name),
        },
        ArithExpr::Dollar(name) => AExpr::Dollar(match name {
            ParamName::Variable(name) => ParamTarget::Variable(symbols.intern(name)),
            ParamName::Positional(number) => ParamTarget::Positional(*number),
            ParamName::Special(byte) => ParamTarget::Special(*byte),
        }),
        ArithExpr::Unary(op, a) => AExpr::Unary(*op, boxed(a)),
        ArithExpr::PreStep(name, delta) => AExpr::PreStep(resolve_name(name, symbols), *delta),
        ArithExpr::PostStep(name, delta) => AExpr::PostStep(resolve_name(name, symbols), *delta),
        ArithExpr::Binary(op, a, b) => AExpr::Binary(*op, boxed(a), boxed(b)),
        ArithExpr::And(a, b) => AExpr::And(boxed(a), boxed(b)),
        ArithExpr::Or(a, b) => AExpr::Or(boxed(a), boxed(b)),
        ArithExpr::Conditional(a, b, c) => AExpr::Conditional(boxed(a), boxed(b), boxed(c)),
        ArithExpr::Assign(name, op, value) => AExpr::Assign(resolve_name(name, symbols), *op, boxed(value)),
        ArithExpr::Comma(a, b) => AExpr::Comma(boxed(a), boxed(b)),
    }
}

fn resolve_name(name: &ArithName, symbols: &Symbols) -> AName {
    let subscript = name.subscript.as_deref().map(|subscript| {
        let index = match subscript {
            Subscript::Index { arith, .. } => {
                arith.expr.as_deref().map(|expr| Box::new(resolve(expr, symbols)))
            }
            _ => None,
        };
        ASubscript { index, source: Rc::new(subscript.clone()) }
    });
    AName { name: symbols.intern(&name.name), subscript }
}
