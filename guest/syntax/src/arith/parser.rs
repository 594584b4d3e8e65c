//! The expression grammar, by precedence climbing.

use super::token::{ArithOperator as Op, Token};
use super::tree::{Chain, Node};
use crate::ast::{ArithBinary, ArithExpr, ArithUnary, Param};

/// How many calls of the grammar's functions may be open at once.
const MAX_CALLS: u32 = 700;
/// How high the tree may grow: whoever walks it recurses as deep.
const MAX_HEIGHT: u32 = 500;

/// The state of a parse.
pub(super) struct Parser<'t> {
    pub(super) text: &'t [u8],
    pub(super) params: &'t [&'t Param],
    pub(super) used: usize,
    pub(super) pos: usize,
    pub(super) token: Token,
    /// Nesting of the construct around the text.
    pub(super) depth: u32,
    calls: u32,
}

/// Parses a whole text. `None` where it is in error, or does what only a reader of the text can tell:
/// then it is evaluated as it is read.
pub(super) fn parse(text: &[u8], params: &[&Param], depth: u32) -> Option<ArithExpr> {
    let mut parser = Parser { text, params, used: 0, pos: 0, token: Token::End, depth: depth + 1, calls: 0 };
    parser.advance()?;
    if parser.token == Token::End {
        return Some(ArithExpr::Empty);
    }
    let node = parser.comma()?;
    (parser.token == Token::End).then_some(node.expr)
}

impl Parser<'_> {
    fn enter(&mut self) -> Option<()> {
        self.calls += 1;
        (self.calls <= MAX_CALLS).then_some(())
    }

    fn checked(node: Node) -> Option<Node> {
        (node.height <= MAX_HEIGHT).then_some(node)
    }

    fn is_at(&self, operator: Op) -> bool {
        self.token == Token::Operator(operator)
    }

    /// `a, b`.
    #[inline(never)]
    fn comma(&mut self) -> Option<Node> {
        self.enter()?;
        let mut node = self.assignment()?;
        if self.is_at(Op::Comma) {
            let mut chain = Chain::new(node);
            while self.is_at(Op::Comma) {
                self.advance()?;
                let right = self.assignment()?;
                chain = chain.push(Op::Comma, right)?;
            }
            node = Self::checked(chain.finish())?;
        }
        self.calls -= 1;
        Some(node)
    }

    /// `x = e`, `x += e`.
    #[inline(never)]
    fn assignment(&mut self) -> Option<Node> {
        self.enter()?;
        let left = self.conditional()?;
        let node = if let Token::Operator(Op::Assign(op)) = self.token {
            let ArithExpr::Name(name) = left.expr else { return None };
            self.advance()?;
            let value = self.assignment()?;
            Self::checked(value.wrap(|value| ArithExpr::Assign(name, op, value)))?
        } else {
            left
        };
        self.calls -= 1;
        Some(node)
    }

    /// `c ? a : b`.
    #[inline(never)]
    fn conditional(&mut self) -> Option<Node> {
        self.enter()?;
        let mut node = self.binary(Op::OR)?;
        if self.is_at(Op::Question) {
            self.advance()?;
            let yes = self.comma()?;
            if !self.is_at(Op::Colon) {
                return None;
            }
            self.advance()?;
            let no = self.conditional()?;
            if may_fail_unread(&yes.expr) || may_fail_unread(&no.expr) {
                return None;
            }
            let height = node.height.max(yes.height).max(no.height) + 1;
            let expr = ArithExpr::Conditional(Box::new(node.expr), Box::new(yes.expr), Box::new(no.expr));
            node = Self::checked(Node { expr, height })?;
        }
        self.calls -= 1;
        Some(node)
    }

    /// Binary operators at least as strong as `min`.
    #[inline(never)]
    fn binary(&mut self, min: u8) -> Option<Node> {
        self.enter()?;
        let mut node = self.power()?;
        if strength(&self.token).is_some_and(|s| s >= min) {
            node = self.chain(node, min)?;
        }
        self.calls -= 1;
        Some(node)
    }

    #[inline(never)]
    fn chain(&mut self, left: Node, min: u8) -> Option<Node> {
        let mut chain = Chain::new(left);
        while let Some(strength) = strength(&self.token).filter(|&s| s >= min) {
            let Token::Operator(op) = self.token else { return None };
            self.advance()?;
            let right = self.binary(strength + 1)?;
            if matches!(op, Op::And | Op::Or) && may_fail_unread(&right.expr) {
                return None;
            }
            chain = chain.push(op, right)?;
            if chain.height() > MAX_HEIGHT {
                return None;
            }
        }
        Self::checked(chain.finish())
    }

    /// `**`, which groups to the right and binds less than a sign.
    #[inline(never)]
    fn power(&mut self) -> Option<Node> {
        self.enter()?;
        let mut node = self.unary()?;
        if self.is_at(Op::Binary(ArithBinary::Power)) {
            self.advance()?;
            let right = self.power()?;
            node = Self::checked(node.join(right, |l, r| ArithExpr::Binary(ArithBinary::Power, l, r)))?;
        }
        self.calls -= 1;
        Some(node)
    }

    #[inline(never)]
    fn unary(&mut self) -> Option<Node> {
        let op = match self.token {
            Token::Operator(Op::Not) => ArithUnary::Not,
            Token::Operator(Op::BitNot) => ArithUnary::BitNot,
            Token::Operator(Op::Binary(ArithBinary::Subtract)) => ArithUnary::Minus,
            Token::Operator(Op::Binary(ArithBinary::Add)) => ArithUnary::Plus,
            _ => return self.primary(),
        };
        self.enter()?;
        self.advance()?;
        let node = self.unary()?.wrap(|operand| ArithExpr::Unary(op, operand));
        self.calls -= 1;
        Self::checked(node)
    }

    #[inline(never)]
    fn primary(&mut self) -> Option<Node> {
        match &self.token {
            Token::Operator(Op::PreStep(delta)) => {
                let delta = *delta;
                self.advance()?;
                let Token::Name(name) = std::mem::replace(&mut self.token, Token::End) else { return None };
                self.advance()?;
                // What follows cannot step the name again.
                let steps = matches!(self.token, Token::Operator(Op::PreStep(_)))
                    || self
                        .text
                        .get(self.pos.wrapping_sub(1)..)
                        .is_some_and(|rest| rest.starts_with(b"++") || rest.starts_with(b"--"));
                (!steps).then(|| Node::leaf(ArithExpr::PreStep(name, delta)))
            }
            Token::Operator(Op::Open) => {
                self.advance()?;
                let node = self.comma()?;
                if !self.is_at(Op::Close) {
                    return None;
                }
                self.advance()?;
                // In parentheses a name is no longer something to assign to.
                Some(match node.expr {
                    ArithExpr::Name(_) => node.wrap(|name| ArithExpr::Unary(ArithUnary::Plus, name)),
                    _ => node,
                })
            }
            Token::Number(value) => {
                let leaf = Node::leaf(ArithExpr::Number(*value));
                self.advance()?;
                Some(leaf)
            }
            Token::Dollar(name) => {
                let leaf = Node::leaf(ArithExpr::Dollar(name.clone()));
                self.advance()?;
                Some(leaf)
            }
            Token::Name(name) => {
                // The token stays in place while the next is read: `++` behind it depends on it.
                let name = name.clone();
                self.advance()?;
                if let Token::Operator(Op::PostStep(delta)) = self.token {
                    self.advance()?;
                    return Some(Node::leaf(ArithExpr::PostStep(name, delta)));
                }
                Some(Node::leaf(ArithExpr::Name(name)))
            }
            _ => None,
        }
    }
}

/// Whether an operand that counts for nothing may still be in error: bash refuses a negative exponent
/// even there, where names are 0.
fn may_fail_unread(expr: &ArithExpr) -> bool {
    match expr {
        ArithExpr::Empty
        | ArithExpr::Number(_)
        | ArithExpr::Name(_)
        | ArithExpr::Dollar(_)
        | ArithExpr::PreStep(..)
        | ArithExpr::PostStep(..) => false,
        ArithExpr::Binary(ArithBinary::Power, base, exponent) => {
            !matches!(**exponent, ArithExpr::Number(0..) | ArithExpr::Name(_)) || may_fail_unread(base)
        }
        ArithExpr::Unary(_, operand) | ArithExpr::Assign(_, _, operand) => may_fail_unread(operand),
        ArithExpr::Binary(_, left, right)
        | ArithExpr::And(left, right)
        | ArithExpr::Or(left, right)
        | ArithExpr::Comma(left, right) => may_fail_unread(left) || may_fail_unread(right),
        ArithExpr::Conditional(condition, yes, no) => {
            may_fail_unread(condition) || may_fail_unread(yes) || may_fail_unread(no)
        }
    }
}

/// How strongly an operator with two operands binds; `**` is not among them.
fn strength(token: &Token) -> Option<u8> {
    match token {
        Token::Operator(Op::Binary(ArithBinary::Power)) => None,
        Token::Operator(op) => op.strength().filter(|strength| *strength >= Op::OR),
        _ => None,
    }
}
