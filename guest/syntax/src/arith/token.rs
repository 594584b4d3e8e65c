//! Tokens of arithmetic text.

use super::PLACEHOLDER;
use super::parser::Parser;
use crate::ast::{ArithBinary, ArithName, ParamName, Subscript, Word, WordPart};
use crate::lex::{Lexer, is_name_byte, is_name_start};
use crate::options::ParseOptions;
use std::rc::Rc;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    End,
    Number(i64),
    Name(ArithName),
    Dollar(ParamName),
    Operator(ArithOperator),
}

/// An operator of arithmetic, or a sign that groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithOperator {
    /// `+`, `<<`, `==` …: both sides count. A sign is one of these, too.
    Binary(ArithBinary),
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `=`, or `+=` and its like.
    Assign(Option<ArithBinary>),
    /// `++`, `--` before a name.
    PreStep(i8),
    /// `++`, `--` behind a name.
    PostStep(i8),
    /// `!`.
    Not,
    /// `~`.
    BitNot,
    /// `?`.
    Question,
    /// `:`.
    Colon,
    /// `,`.
    Comma,
    /// `(`.
    Open,
    /// `)`.
    Close,
}

impl ArithOperator {
    /// Of `,`, the weakest.
    pub const COMMA: u8 = 1;
    /// Of assignments.
    pub const ASSIGN: u8 = 2;
    /// Of `? :`.
    pub const CONDITIONAL: u8 = 3;
    /// Of `||`, the weakest of those with two operands.
    pub const OR: u8 = 4;

    /// How strongly it binds what stands before it; `None` if nothing can.
    pub fn strength(self) -> Option<u8> {
        use ArithBinary as B;
        Some(match self {
            Self::Comma => Self::COMMA,
            Self::Assign(_) => Self::ASSIGN,
            Self::Question => Self::CONDITIONAL,
            Self::Or => Self::OR,
            Self::And => 5,
            Self::Binary(op) => match op {
                B::BitOr => 6,
                B::BitXor => 7,
                B::BitAnd => 8,
                B::Equal | B::NotEqual => 9,
                B::Less | B::LessEqual | B::Greater | B::GreaterEqual => 10,
                B::ShiftLeft | B::ShiftRight => 11,
                B::Add | B::Subtract => 12,
                B::Multiply | B::Divide | B::Remainder => 13,
                B::Power => 14,
            },
            _ => return None,
        })
    }
}

/// The operator at a place of a text, and its length. `++` and `--` are a step next to a name, else
/// two signs.
pub fn arith_operator(text: &[u8], pos: usize, behind_name: bool) -> Option<(ArithOperator, usize)> {
    use ArithBinary as B;
    use ArithOperator as Op;
    let at = |pos: usize| text.get(pos).copied().unwrap_or(0);
    let (a, b, c) = (at(pos), at(pos + 1), at(pos + 2));
    let simple = |op: B| if b == b'=' { (Op::Assign(Some(op)), 2) } else { (Op::Binary(op), 1) };
    Some(match (a, b) {
        (b'<', b'<') if c == b'=' => (Op::Assign(Some(B::ShiftLeft)), 3),
        (b'>', b'>') if c == b'=' => (Op::Assign(Some(B::ShiftRight)), 3),
        (b'<', b'<') => (Op::Binary(B::ShiftLeft), 2),
        (b'>', b'>') => (Op::Binary(B::ShiftRight), 2),
        (b'<', b'=') => (Op::Binary(B::LessEqual), 2),
        (b'>', b'=') => (Op::Binary(B::GreaterEqual), 2),
        (b'=', b'=') => (Op::Binary(B::Equal), 2),
        (b'!', b'=') => (Op::Binary(B::NotEqual), 2),
        (b'&', b'&') => (Op::And, 2),
        (b'|', b'|') => (Op::Or, 2),
        (b'*', b'*') => (Op::Binary(B::Power), 2),
        (b'+', b'+') | (b'-', b'-') => {
            let (delta, sign) = if a == b'+' { (1, B::Add) } else { (-1, B::Subtract) };
            if behind_name {
                (Op::PostStep(delta), 2)
            } else if is_name_start(at(arith_blanks_end(text, pos + 2))) {
                (Op::PreStep(delta), 2)
            } else {
                (Op::Binary(sign), 1)
            }
        }
        (b'<', _) => (Op::Binary(B::Less), 1),
        (b'>', _) => (Op::Binary(B::Greater), 1),
        (b'=', _) => (Op::Assign(None), 1),
        (b'!', _) => (Op::Not, 1),
        (b'~', _) => (Op::BitNot, 1),
        (b'?', _) => (Op::Question, 1),
        (b':', _) => (Op::Colon, 1),
        (b',', _) => (Op::Comma, 1),
        (b'(', _) => (Op::Open, 1),
        (b')', _) => (Op::Close, 1),
        (b'*', _) => simple(B::Multiply),
        (b'/', _) => simple(B::Divide),
        (b'%', _) => simple(B::Remainder),
        (b'+', _) => simple(B::Add),
        (b'-', _) => simple(B::Subtract),
        (b'&', _) => simple(B::BitAnd),
        (b'^', _) => simple(B::BitXor),
        (b'|', _) => simple(B::BitOr),
        _ => return None,
    })
}

/// The place of what is no blank, from a place on.
pub fn arith_blanks_end(text: &[u8], mut pos: usize) -> usize {
    while matches!(text.get(pos), Some(b' ' | b'\t' | b'\n')) {
        pos += 1;
    }
    pos
}

/// How far a name reaches from a place on.
pub fn arith_name_end(text: &[u8], pos: usize) -> usize {
    let rest = text.get(pos..).unwrap_or_default();
    pos + rest.iter().take_while(|&&b| is_name_byte(b)).count()
}

/// Reads the subscript that begins behind its `[`, and how long it is with its `]`. `None` where it
/// does not end.
pub fn arith_subscript(text: &[u8], depth: u32) -> Option<(Subscript, usize)> {
    let mut lexer = Lexer::new(text, 1, ParseOptions::default(), &());
    lexer.depth = depth;
    let subscript = lexer.subscript(0, false).ok()??;
    Some((subscript, lexer.offset()))
}

impl Parser<'_> {
    fn at(&self, pos: usize) -> u8 {
        self.text.get(pos).copied().unwrap_or(0)
    }

    /// Reads the next token into `self.token`.
    pub(super) fn advance(&mut self) -> Option<()> {
        let pos = arith_blanks_end(self.text, self.pos);
        if pos >= self.text.len() {
            self.pos = pos;
            self.token = Token::End;
            return Some(());
        }
        let b = self.at(pos);
        self.token = if is_name_start(b) {
            Token::Name(self.name(pos)?)
        } else if b.is_ascii_digit() {
            Token::Number(self.number(pos)?)
        } else if b == PLACEHOLDER {
            self.dollar(pos)?
        } else {
            let behind_name = matches!(self.token, Token::Name(_));
            let (operator, len) = arith_operator(self.text, pos, behind_name)?;
            self.pos = pos + len;
            Token::Operator(operator)
        };
        Some(())
    }

    fn number(&mut self, pos: usize) -> Option<i64> {
        let end = super::number::arith_integer_end(self.text, pos);
        if self.at(end) == PLACEHOLDER {
            return None;
        }
        self.pos = end;
        super::number::arith_integer(self.text.get(pos..end)?).ok()
    }

    fn name(&mut self, pos: usize) -> Option<ArithName> {
        let end = arith_name_end(self.text, pos);
        if self.at(end) == PLACEHOLDER {
            return None;
        }
        let name = Rc::from(self.text.get(pos..end)?);
        self.pos = end;
        let subscript = if self.at(end) == b'[' { Some(Box::new(self.subscript(end + 1)?)) } else { None };
        Some(ArithName { name, subscript })
    }

    fn subscript(&mut self, inside: usize) -> Option<Subscript> {
        let text = self.text.get(inside..)?;
        let (subscript, len) = arith_subscript(text, self.depth)?;
        let inner = text.get(..len.saturating_sub(1)).filter(|inner| !inner.is_empty())?;
        self.pos = inside + len;
        if inner.contains(&PLACEHOLDER) { self.dynamic_subscript(inner) } else { Some(subscript) }
    }

    /// A subscript with expansions inside.
    fn dynamic_subscript(&mut self, text: &[u8]) -> Option<Subscript> {
        if text.iter().any(|b| matches!(b, b'\'' | b'"' | b'[')) {
            return None;
        }
        let mut raw = Vec::new();
        let mut parts = Vec::new();
        let mut index = Vec::new();
        for (number, run) in text.split(|&b| b == PLACEHOLDER).enumerate() {
            if number > 0 {
                let param = self.params.get(self.used)?;
                self.used += 1;
                raw.extend_from_slice(&param.raw);
                parts.push(WordPart::Param(Box::new((*param).clone())));
                index.push(WordPart::Param(Box::new((*param).clone())));
            }
            if !run.is_empty() {
                let run: Rc<[u8]> = Rc::from(run);
                raw.extend_from_slice(&run);
                parts.push(WordPart::Literal(run.clone()));
                index.push(WordPart::Quoted(run));
            }
        }
        let raw: Rc<[u8]> = Rc::from(raw);
        let arith = Rc::new(crate::lex::make_arith(index, raw.clone(), 1, self.depth));
        Some(Subscript::Index { word: Word { parts, raw }, arith })
    }

    /// An expansion as an operand: only where its value cannot merge with what is around it.
    fn dollar(&mut self, pos: usize) -> Option<Token> {
        let param = self.params.get(self.used)?;
        self.used += 1;
        let merges = |b: u8| is_name_byte(b) || matches!(b, b'#' | b'@' | b'[' | PLACEHOLDER);
        if merges(self.at(pos + 1)) {
            return None;
        }
        self.pos = pos + 1;
        Some(Token::Dollar(param.name.clone()))
    }
}
