//! Arithmetic expressions, parsed once where their text is static.

use super::word::{ParamName, Subscript};
use std::rc::Rc;

/// An arithmetic expression (bash manual, "Shell Arithmetic").
#[derive(Debug, Clone, PartialEq)]
pub enum ArithExpr {
    /// A constant.
    Number(i64),
    /// A variable, by name without `$`: its value is evaluated as an expression.
    Name(ArithName),
    /// `$x`, `${x}`, `$1`, `$#` … as an operand. Its value stands in the text: a plain
    /// non-negative number is used as such; any other value makes the whole text be
    /// expanded and parsed at run time.
    Dollar(ParamName),
    /// A prefix operator.
    Unary(ArithUnary, Box<ArithExpr>),
    /// `++x`, `--x` (delta ±1).
    PreStep(ArithName, i8),
    /// `x++`, `x--` (delta ±1).
    PostStep(ArithName, i8),
    /// A binary operator that evaluates both sides.
    Binary(ArithBinary, Box<ArithExpr>, Box<ArithExpr>),
    /// `&&`.
    And(Box<ArithExpr>, Box<ArithExpr>),
    /// `||`.
    Or(Box<ArithExpr>, Box<ArithExpr>),
    /// `c ? a : b`.
    Conditional(Box<ArithExpr>, Box<ArithExpr>, Box<ArithExpr>),
    /// `x = e`, `x += e`, …
    Assign(ArithName, ArithAssign, Box<ArithExpr>),
    /// `a, b`.
    Comma(Box<ArithExpr>, Box<ArithExpr>),
    /// Empty text: 0.
    Empty,
}

/// What stands where a variable may stand.
#[derive(Debug, Clone, PartialEq)]
pub struct ArithName {
    /// The variable.
    pub name: Rc<[u8]>,
    /// `[…]`.
    pub subscript: Option<Box<Subscript>>,
}

/// Prefix operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithUnary {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `!`.
    Not,
    /// `~`.
    BitNot,
}

/// Binary operators without short circuit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the operators' own")]
pub enum ArithBinary {
    Power,
    Multiply,
    Divide,
    Remainder,
    Add,
    Subtract,
    ShiftLeft,
    ShiftRight,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    BitAnd,
    BitXor,
    BitOr,
}

impl ArithBinary {
    /// Whether there are operands that it refuses: a division by 0, a negative exponent.
    pub fn may_fail(self) -> bool {
        matches!(self, Self::Divide | Self::Remainder | Self::Power)
    }
}

/// Assignment operators: plain, or with a binary operator (`+=` is `Some(Add)`).
pub type ArithAssign = Option<ArithBinary>;
