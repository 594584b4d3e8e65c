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

/// The `$x` of an expression that are read behind a change of some variable.
#[derive(Debug, Default)]
pub struct LateReads {
    changed: Vec<Symbol>,
    /// Within what may be left out, as the right side of `&&`.
    optional: bool,
    /// Their values must be plain numbers: else the text is expanded before anything is changed.
    pub targets: Vec<ParamTarget>,
    /// One of them reads what was changed, though it is expanded before that.
    pub stale: bool,
}

impl LateReads {
    /// Those of an expression.
    pub fn of(expr: &AExpr) -> Self {
        let mut reads = Self::default();
        reads.visit(expr);
        reads
    }

    fn visit(&mut self, expr: &AExpr) {
        match expr {
            AExpr::Number(_) | AExpr::Name(_) => {}
            AExpr::Dollar(target) if self.optional || !self.changed.is_empty() => {
                self.stale |= matches!(target, ParamTarget::Variable(name) if self.changed.contains(name));
                self.targets.push(*target);
            }
            AExpr::Dollar(_) => {}
            AExpr::Element(name) => self.subscript(name),
            AExpr::PreStep(name, _) | AExpr::PostStep(name, _) => {
                self.subscript(name);
                self.changed.push(name.name);
            }
            AExpr::Assign(name, None, value) => {
                self.visit(value);
                self.subscript(name);
                self.changed.push(name.name);
            }
            AExpr::Assign(name, Some(_), value) => {
                self.subscript(name);
                self.visit(value);
                self.changed.push(name.name);
            }
            AExpr::Unary(_, operand) => self.visit(operand),
            AExpr::Binary(_, left, right) | AExpr::Comma(left, right) => {
                self.visit(left);
                self.visit(right);
            }
            AExpr::And(left, right) | AExpr::Or(left, right) => {
                self.visit(left);
                self.visit_optional(&[right]);
            }
            AExpr::Conditional(condition, yes, no) => {
                self.visit(condition);
                self.visit_optional(&[yes, no]);
            }
        }
    }

    fn visit_optional(&mut self, parts: &[&AExpr]) {
        let outer = std::mem::replace(&mut self.optional, true);
        for part in parts {
            self.visit(part);
        }
        self.optional = outer;
    }

    fn subscript(&mut self, name: &AName) {
        if let Some(index) = name.subscript.as_ref().and_then(|subscript| subscript.index.as_deref()) {
            self.visit(index);
        }
    }
}

impl AExpr {
    /// Counts the operators that may fail (`/`, `%`, `**`) before `node` in source order; true
    /// where it has been found. Subscripts are expressions of their own.
    pub fn fallible_before(&self, node: *const AExpr, count: &mut usize) -> bool {
        let fallible = |op: &ArithBinary| usize::from(op.may_fail());
        match self {
            AExpr::Number(_)
            | AExpr::Name(_)
            | AExpr::Dollar(_)
            | AExpr::Element(_)
            | AExpr::PreStep(..)
            | AExpr::PostStep(..) => false,
            AExpr::Unary(_, operand) => operand.fallible_before(node, count),
            AExpr::Binary(op, left, right) => {
                if left.fallible_before(node, count) || std::ptr::eq(self, node) {
                    return true;
                }
                *count += fallible(op);
                right.fallible_before(node, count)
            }
            AExpr::Assign(_, op, value) => {
                if std::ptr::eq(self, node) {
                    return true;
                }
                *count += op.as_ref().map_or(0, fallible);
                value.fallible_before(node, count)
            }
            AExpr::And(left, right) | AExpr::Or(left, right) | AExpr::Comma(left, right) => {
                left.fallible_before(node, count) || right.fallible_before(node, count)
            }
            AExpr::Conditional(condition, yes, no) => {
                condition.fallible_before(node, count)
                    || yes.fallible_before(node, count)
                    || no.fallible_before(node, count)
            }
        }
    }
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
