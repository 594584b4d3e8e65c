//! Keeps trees low: long chains of one associative operator become balanced.

use crate::ast::{ArithBinary, ArithExpr, ArithUnary};

/// How high a chain may grow before it is balanced.
const CHAIN_HEIGHT: u32 = 200;

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
enum Group {
    Sum,
    Same(ArithBinary),
    And,
    Or,
    Comma,
}

fn group(expr: &ArithExpr) -> Option<Group> {
    use ArithBinary as B;
    match expr {
        ArithExpr::Binary(B::Add | B::Subtract, ..) => Some(Group::Sum),
        ArithExpr::Binary(op @ (B::Multiply | B::BitAnd | B::BitOr | B::BitXor), ..) => {
            Some(Group::Same(*op))
        }
        ArithExpr::And(..) => Some(Group::And),
        ArithExpr::Or(..) => Some(Group::Or),
        ArithExpr::Comma(..) => Some(Group::Comma),
        _ => None,
    }
}

/// Balances the chain at the top of a tree if the tree has grown high.
pub(super) fn flatten_chain(node: Node) -> Node {
    if node.height < CHAIN_HEIGHT {
        return node;
    }
    let Some(group) = group(&node.expr) else { return node };
    let mut operands = Vec::new();
    collect(node.expr, group, &mut operands);
    let nodes = operands.into_iter().map(|expr| Node { height: height(&expr), expr }).collect();
    balance(nodes, group)
}

/// The operands of a chain in order; a subtracted one becomes negated.
fn collect(expr: ArithExpr, chain: Group, operands: &mut Vec<ArithExpr>) {
    let mut stack = vec![(expr, false)];
    while let Some((expr, negated)) = stack.pop() {
        if negated || group(&expr) != Some(chain) {
            operands.push(if negated { ArithExpr::Unary(ArithUnary::Minus, Box::new(expr)) } else { expr });
            continue;
        }
        match expr {
            ArithExpr::Binary(op, left, right) => {
                stack.push((*right, op == ArithBinary::Subtract));
                stack.push((*left, false));
            }
            ArithExpr::And(left, right) | ArithExpr::Or(left, right) | ArithExpr::Comma(left, right) => {
                stack.push((*right, false));
                stack.push((*left, false));
            }
            other => operands.push(other),
        }
    }
}

fn balance(mut nodes: Vec<Node>, group: Group) -> Node {
    while nodes.len() > 1 {
        let mut pairs = Vec::with_capacity(nodes.len().div_ceil(2));
        let mut rest = nodes.into_iter();
        while let Some(left) = rest.next() {
            pairs.push(match rest.next() {
                Some(right) => match group {
                    Group::Sum => left.join(right, |l, r| ArithExpr::Binary(ArithBinary::Add, l, r)),
                    Group::Same(op) => left.join(right, |l, r| ArithExpr::Binary(op, l, r)),
                    Group::And => left.join(right, ArithExpr::And),
                    Group::Or => left.join(right, ArithExpr::Or),
                    Group::Comma => left.join(right, ArithExpr::Comma),
                },
                None => left,
            });
        }
        nodes = pairs;
    }
    nodes.pop().unwrap_or(Node::leaf(ArithExpr::Empty))
}

/// The height of a tree; trees are never high enough to make this recurse far.
fn height(expr: &ArithExpr) -> u32 {
    match expr {
        ArithExpr::Number(_)
        | ArithExpr::Name(_)
        | ArithExpr::Dollar(_)
        | ArithExpr::PreStep(..)
        | ArithExpr::PostStep(..)
        | ArithExpr::Empty => 1,
        ArithExpr::Unary(_, operand) | ArithExpr::Assign(_, _, operand) => height(operand) + 1,
        ArithExpr::Binary(_, left, right)
        | ArithExpr::And(left, right)
        | ArithExpr::Or(left, right)
        | ArithExpr::Comma(left, right) => height(left).max(height(right)) + 1,
        ArithExpr::Conditional(test, yes, no) => height(test).max(height(yes)).max(height(no)) + 1,
    }
}
