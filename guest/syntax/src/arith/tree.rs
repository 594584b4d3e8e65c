//! Keeps trees low: long chains of one associative operator become balanced.

use super::token::ArithOperator as Op;
use crate::ast::{ArithBinary, ArithExpr, ArithUnary};

/// An expression and how high its tree is.
pub(super) struct Node {
    pub(super) expr: ArithExpr,
    pub(super) height: u32,
}

impl Node {
    pub(super) fn leaf(expr: ArithExpr) -> Self {
        Self { expr, height: 1 }
    }

    pub(super) fn wrap(self, make: impl FnOnce(Box<ArithExpr>) -> ArithExpr) -> Self {
        Self { expr: make(Box::new(self.expr)), height: self.height + 1 }
    }

    pub(super) fn join(
        self,
        right: Self,
        make: impl FnOnce(Box<ArithExpr>, Box<ArithExpr>) -> ArithExpr,
    ) -> Self {
        let height = self.height.max(right.height) + 1;
        Self { expr: make(Box::new(self.expr), Box::new(right.expr)), height }
    }
}

/// Operators whose chains may be regrouped: arithmetic wraps, operands keep their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Sum,
    Same(ArithBinary),
    And,
    Or,
    Comma,
}

fn group(op: Op) -> Option<Group> {
    use ArithBinary as B;
    match op {
        Op::Binary(B::Add | B::Subtract) => Some(Group::Sum),
        Op::Binary(op @ (B::Multiply | B::BitAnd | B::BitOr | B::BitXor)) => Some(Group::Same(op)),
        Op::And => Some(Group::And),
        Op::Or => Some(Group::Or),
        Op::Comma => Some(Group::Comma),
        _ => None,
    }
}

/// How long a chain may be before its further operands are collected apart.
const CHAIN: usize = 100;

/// A chain of binary operators of one strength, read from left to right.
///
/// The first operands make a left-leaning tree as written. What comes behind them, where the
/// operator is associative, is collected and balanced; a subtracted operand is negated.
pub(super) struct Chain {
    left: Node,
    length: usize,
    group: Option<Group>,
    tail: Vec<Node>,
}

impl Chain {
    pub(super) fn new(left: Node) -> Self {
        Self { left, length: 0, group: None, tail: Vec::new() }
    }

    /// Adds an operator and its right operand.
    pub(super) fn push(self, op: Op, right: Node) -> Option<Self> {
        let group = group(op);
        let mut chain = if group != self.group || group.is_none() { self.restart(group) } else { self };
        chain.length += 1;
        if chain.length <= CHAIN || group.is_none() {
            chain.left = join(op, chain.left, right)?;
        } else if op == Op::Binary(ArithBinary::Subtract) {
            chain.tail.push(right.wrap(|operand| ArithExpr::Unary(ArithUnary::Minus, operand)));
        } else {
            chain.tail.push(right);
        }
        Some(chain)
    }

    fn restart(self, group: Option<Group>) -> Self {
        Self { left: self.finish(), length: 0, group, tail: Vec::new() }
    }

    /// The tree of the whole chain.
    pub(super) fn finish(self) -> Node {
        match (self.group, balance(self.tail, self.group)) {
            (Some(group), Some(right)) => pair(group, self.left, right),
            _ => self.left,
        }
    }

    /// How high the tree is so far.
    pub(super) fn height(&self) -> u32 {
        self.left.height
    }
}

fn join(op: Op, left: Node, right: Node) -> Option<Node> {
    Some(match op {
        Op::And => left.join(right, ArithExpr::And),
        Op::Or => left.join(right, ArithExpr::Or),
        Op::Comma => left.join(right, ArithExpr::Comma),
        Op::Binary(op) => left.join(right, |l, r| ArithExpr::Binary(op, l, r)),
        _ => return None,
    })
}

fn pair(group: Group, left: Node, right: Node) -> Node {
    match group {
        Group::Sum => left.join(right, |l, r| ArithExpr::Binary(ArithBinary::Add, l, r)),
        Group::Same(op) => left.join(right, |l, r| ArithExpr::Binary(op, l, r)),
        Group::And => left.join(right, ArithExpr::And),
        Group::Or => left.join(right, ArithExpr::Or),
        Group::Comma => left.join(right, ArithExpr::Comma),
    }
}

fn balance(mut nodes: Vec<Node>, group: Option<Group>) -> Option<Node> {
    let group = group?;
    while nodes.len() > 1 {
        let mut pairs = Vec::with_capacity(nodes.len().div_ceil(2));
        let mut rest = nodes.into_iter();
        while let Some(left) = rest.next() {
            pairs.push(match rest.next() {
                Some(right) => pair(group, left, right),
                None => left,
            });
        }
        nodes = pairs;
    }
    nodes.pop()
}
