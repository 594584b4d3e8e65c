//! The expression grammar, by precedence climbing.

use super::ArithError;
use super::token::Token;
use super::tree::{Chain, Node};
use crate::ast::{ArithBinary, ArithExpr, ArithUnary, Param};

/// How many calls of the grammar's functions may be open at once.
const MAX_CALLS: u32 = 700;
/// How high the tree may grow: whoever walks it recurses as deep.
const MAX_HEIGHT: u32 = 500;

/// An error at a position of the text.
pub(super) struct Failure {
    pub(super) message: &'static str,
    pub(super) token: usize,
    /// Where the shown expression is cut.
    pub(super) end: Option<usize>,
}

impl Failure {
    pub(super) fn into_error(self, text: &[u8]) -> ArithError {
        let blank = text.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n')).count();
        let end = self.end.unwrap_or(text.len());
        ArithError {
            expression: text.get(blank..end).unwrap_or_default().to_vec(),
            message: self.message,
            token: text.get(self.token..end).unwrap_or_default().to_vec(),
        }
    }
}

/// The state of a parse.
pub(super) struct Parser<'t> {
    pub(super) text: &'t [u8],
    pub(super) params: &'t [&'t Param],
    pub(super) used: usize,
    pub(super) pos: usize,
    /// Where the current token starts (at the end: the last one).
    pub(super) start: usize,
    pub(super) token: Token,
    /// Nesting of the construct around the text.
    pub(super) depth: u32,
    calls: u32,
    /// Where the error token of each `/`, `%` and `**` starts, in source order.
    tokens: Vec<usize>,
}

/// Parses a whole text.
pub(super) fn parse(text: &[u8], params: &[&Param], depth: u32) -> Result<ArithExpr, Failure> {
    new(text, params, depth).whole()
}

/// The error token of the operator of that number among `/`, `%` and `**`.
pub(super) fn error_token(text: &[u8], number: usize) -> Option<usize> {
    let mut parser = new(text, &[], 0);
    // What comes behind the operator may be in error: that would show later.
    let _ = parser.whole();
    parser.tokens.get(number).copied()
}

fn new<'t>(text: &'t [u8], params: &'t [&'t Param], depth: u32) -> Parser<'t> {
    Parser {
        text,
        params,
        used: 0,
        pos: 0,
        start: text.len(),
        token: Token::End,
        depth: depth + 1,
        calls: 0,
        tokens: Vec::new(),
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Result<ArithExpr, Failure> {
        self.advance()?;
        if self.token == Token::End {
            return Ok(ArithExpr::Empty);
        }
        let node = self.comma()?;
        if self.token != Token::End {
            let failure = self.failure("syntax error in expression");
            // Behind a name bash looks for `=`, and finds what is no token first.
            if matches!(self.token, Token::Name(_)) {
                self.advance()?;
            }
            return Err(failure);
        }
        Ok(node.expr)
    }

    fn failure(&self, message: &'static str) -> Failure {
        Failure { message, token: self.start, end: None }
    }

    fn enter(&mut self) -> Result<(), Failure> {
        self.calls += 1;
        if self.calls > MAX_CALLS { Err(self.too_deep()) } else { Ok(()) }
    }

    fn too_deep(&self) -> Failure {
        self.failure("expression recursion level exceeded")
    }

    fn checked(&self, node: Node) -> Result<Node, Failure> {
        if node.height > MAX_HEIGHT { Err(self.too_deep()) } else { Ok(node) }
    }

    /// `a, b`.
    #[inline(never)]
    fn comma(&mut self) -> Result<Node, Failure> {
        self.enter()?;
        let mut node = self.assignment()?;
        if self.token == Token::Comma {
            let mut chain = Chain::new(node);
            while self.token == Token::Comma {
                self.advance()?;
                let right = self.assignment()?;
                chain = chain.push(&Token::Comma, right).ok_or_else(|| self.too_deep())?;
            }
            node = self.checked(chain.finish())?;
        }
        self.calls -= 1;
        Ok(node)
    }

    /// `x = e`, `x += e`.
    #[inline(never)]
    fn assignment(&mut self) -> Result<Node, Failure> {
        self.enter()?;
        let left = self.conditional()?;
        let node = if let Token::Assign(op) = self.token {
            let ArithExpr::Name(name) = left.expr else {
                return Err(self.failure("attempted assignment to non-variable"));
            };
            let number = self.tokens.len();
            let divides = matches!(op, Some(ArithBinary::Divide | ArithBinary::Remainder));
            if divides {
                self.tokens.push(self.pos);
            }
            self.advance()?;
            let value = self.assignment()?;
            if divides && let Some(token) = self.tokens.get_mut(number) {
                *token = self.start;
            }
            self.checked(value.wrap(|value| ArithExpr::Assign(name, op, value)))?
        } else {
            left
        };
        self.calls -= 1;
        Ok(node)
    }

    /// `c ? a : b`.
    #[inline(never)]
    fn conditional(&mut self) -> Result<Node, Failure> {
        self.enter()?;
        let mut node = self.binary(0)?;
        if self.token == Token::Question {
            self.advance()?;
            if matches!(self.token, Token::End | Token::Colon) {
                return Err(self.failure("expression expected"));
            }
            let yes = self.comma()?;
            if self.token != Token::Colon {
                return Err(self.failure("`:' expected for conditional expression"));
            }
            self.advance()?;
            if self.token == Token::End {
                return Err(self.failure("expression expected"));
            }
            let no = self.conditional()?;
            let height = node.height.max(yes.height).max(no.height) + 1;
            let expr = ArithExpr::Conditional(Box::new(node.expr), Box::new(yes.expr), Box::new(no.expr));
            node = self.checked(Node { expr, height })?;
        }
        self.calls -= 1;
        Ok(node)
    }

    /// Binary operators at least as strong as `min`.
    #[inline(never)]
    fn binary(&mut self, min: u8) -> Result<Node, Failure> {
        self.enter()?;
        let mut node = self.power()?;
        if strength(&self.token).is_some_and(|s| s >= min) {
            node = self.chain(node, min)?;
        }
        self.calls -= 1;
        Ok(node)
    }

    #[inline(never)]
    fn chain(&mut self, left: Node, min: u8) -> Result<Node, Failure> {
        let mut chain = Chain::new(left);
        while let Some(strength) = strength(&self.token).filter(|&s| s >= min) {
            let op = self.token.clone();
            if matches!(op, Token::Binary(ArithBinary::Divide | ArithBinary::Remainder)) {
                self.tokens.push(self.pos);
            }
            self.advance()?;
            let right = self.binary(strength + 1)?;
            chain = chain.push(&op, right).ok_or_else(|| self.too_deep())?;
            if chain.height() > MAX_HEIGHT {
                return Err(self.too_deep());
            }
        }
        self.checked(chain.finish())
    }

    /// `**`, which groups to the right and binds less than a sign.
    #[inline(never)]
    fn power(&mut self) -> Result<Node, Failure> {
        self.enter()?;
        let mut node = self.unary()?;
        if self.token == Token::Binary(ArithBinary::Power) {
            let number = self.tokens.len();
            self.tokens.push(self.pos);
            self.advance()?;
            let right = self.power()?;
            if let Some(token) = self.tokens.get_mut(number) {
                *token = self.start;
            }
            node = self.checked(node.join(right, |l, r| ArithExpr::Binary(ArithBinary::Power, l, r)))?;
        }
        self.calls -= 1;
        Ok(node)
    }

    #[inline(never)]
    fn unary(&mut self) -> Result<Node, Failure> {
        let op = match self.token {
            Token::Not => ArithUnary::Not,
            Token::BitNot => ArithUnary::BitNot,
            Token::Binary(ArithBinary::Subtract) => ArithUnary::Minus,
            Token::Binary(ArithBinary::Add) => ArithUnary::Plus,
            _ => return self.primary(),
        };
        self.enter()?;
        self.advance()?;
        let node = self.unary()?.wrap(|operand| ArithExpr::Unary(op, operand));
        self.calls -= 1;
        self.checked(node)
    }

    #[inline(never)]
    fn primary(&mut self) -> Result<Node, Failure> {
        if let Token::PreStep(delta) = self.token {
            self.advance()?;
            let Token::Name(name) = self.take() else {
                return Err(self.failure("identifier expected after pre-increment or pre-decrement"));
            };
            // What follows cannot step the name again.
            self.advance()?;
            return Ok(Node::leaf(ArithExpr::PreStep(name, delta)));
        }
        match &self.token {
            Token::Open => {
                self.advance()?;
                let node = self.comma()?;
                if self.token != Token::Close {
                    return Err(self.failure("missing `)'"));
                }
                self.advance()?;
                // In parentheses a name is no longer something to assign to.
                Ok(match node.expr {
                    ArithExpr::Name(_) => node.wrap(|name| ArithExpr::Unary(ArithUnary::Plus, name)),
                    _ => node,
                })
            }
            Token::Number(value) => {
                let leaf = Node::leaf(ArithExpr::Number(*value));
                self.advance()?;
                Ok(leaf)
            }
            Token::Dollar(name) => {
                let leaf = Node::leaf(ArithExpr::Dollar(name.clone()));
                self.advance()?;
                Ok(leaf)
            }
            Token::Name(_) => {
                // The token stays in place while the next is read: `++` behind it depends on it.
                let Token::Name(name) = self.token.clone() else { return Err(self.dynamic()) };
                self.advance()?;
                if let Token::PostStep(delta) = self.token {
                    self.advance()?;
                    return Ok(Node::leaf(ArithExpr::PostStep(name, delta)));
                }
                Ok(Node::leaf(ArithExpr::Name(name)))
            }
            _ => Err(self.failure("syntax error: operand expected")),
        }
    }

    fn take(&mut self) -> Token {
        std::mem::replace(&mut self.token, Token::Close)
    }
}

/// How strongly a binary operator binds; `**` is not among them.
fn strength(token: &Token) -> Option<u8> {
    use ArithBinary as B;
    Some(match token {
        Token::Or => 0,
        Token::And => 1,
        Token::Binary(op) => match op {
            B::BitOr => 2,
            B::BitXor => 3,
            B::BitAnd => 4,
            B::Equal | B::NotEqual => 5,
            B::Less | B::LessEqual | B::Greater | B::GreaterEqual => 6,
            B::ShiftLeft | B::ShiftRight => 7,
            B::Add | B::Subtract => 8,
            B::Multiply | B::Divide | B::Remainder => 9,
            B::Power => return None,
        },
        _ => return None,
    })
}
