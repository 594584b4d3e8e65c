//! Tokens of arithmetic text.

use super::PLACEHOLDER;
use super::parser::{Failure, Parser};
use crate::ast::{ArithAssign, ArithBinary, ArithExpr, ArithName, ParamName, Subscript, Word, WordPart};
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
    Binary(ArithBinary),
    And,
    Or,
    Assign(ArithAssign),
    /// `++`, `--` before a name.
    PreStep(i8),
    /// `++`, `--` behind a name.
    PostStep(i8),
    Not,
    BitNot,
    Question,
    Colon,
    Comma,
    Open,
    Close,
    /// A byte that starts nothing.
    Other,
}

impl Parser<'_> {
    fn at(&self, pos: usize) -> u8 {
        self.text.get(pos).copied().unwrap_or(0)
    }

    fn skip_space(&self, mut pos: usize) -> usize {
        while matches!(self.at(pos), b' ' | b'\t' | b'\n') {
            pos += 1;
        }
        pos
    }

    /// Reads the next token into `self.token`.
    pub(super) fn advance(&mut self) -> Result<(), Failure> {
        let pos = self.skip_space(self.pos);
        if pos >= self.text.len() {
            self.pos = pos;
            self.token = Token::End;
            return Ok(());
        }
        self.start = pos;
        let b = self.at(pos);
        if is_name_start(b) {
            let name = self.name(pos)?;
            self.token = Token::Name(name);
        } else if b.is_ascii_digit() {
            self.token = Token::Number(self.number(pos)?);
        } else if b == PLACEHOLDER {
            self.token = self.dollar(pos)?;
        } else {
            let before_name = matches!(self.token, Token::Name(_));
            let (token, len) = self.operator(pos, before_name);
            if token == Token::Other {
                return Err(self.bad_byte(pos));
            }
            self.token = token;
            self.pos = pos + len;
        }
        Ok(())
    }

    /// The error for a byte that starts no token: which one depends on what stands before it.
    fn bad_byte(&self, pos: usize) -> Failure {
        let after_operand = matches!(self.token, Token::Number(_) | Token::Name(_) | Token::Dollar(_))
            || matches!(self.token, Token::PostStep(_));
        let message = if after_operand {
            "syntax error: invalid arithmetic operator"
        } else {
            "syntax error: operand expected"
        };
        Failure { message, token: pos, end: None }
    }

    fn number(&mut self, pos: usize) -> Result<i64, Failure> {
        let mut end = pos;
        while is_name_byte(self.at(end)) || matches!(self.at(end), b'#' | b'@') {
            end += 1;
        }
        if self.at(end) == PLACEHOLDER {
            return Err(self.dynamic());
        }
        self.pos = end;
        let digits = self.text.get(pos..end).unwrap_or_default();
        super::number::parse(digits).map_err(|message| Failure { message, token: pos, end: Some(end) })
    }

    fn name(&mut self, pos: usize) -> Result<ArithName, Failure> {
        let mut end = pos;
        while is_name_byte(self.at(end)) {
            end += 1;
        }
        if self.at(end) == PLACEHOLDER {
            return Err(self.dynamic());
        }
        let name = Rc::from(self.text.get(pos..end).unwrap_or_default());
        self.pos = end;
        let mut subscript = None;
        if self.at(end) == b'[' {
            subscript = Some(Box::new(self.subscript(pos, end + 1)?));
        }
        Ok(ArithName { name, subscript })
    }

    fn subscript(&mut self, name: usize, inside: usize) -> Result<Subscript, Failure> {
        let bad = Failure { message: "bad array subscript", token: name, end: None };
        let text = self.text.get(inside..).unwrap_or_default();
        let mut lexer = Lexer::new(text, 1, ParseOptions::default(), &());
        lexer.depth = self.depth;
        let Ok(Some(subscript)) = lexer.subscript(0, false) else { return Err(bad) };
        let len = lexer.offset();
        let inner = text.get(..len.saturating_sub(1)).unwrap_or_default();
        self.pos = inside + len;
        if inner.contains(&PLACEHOLDER) { self.dynamic_subscript(inner) } else { Ok(subscript) }
    }

    /// A subscript with expansions inside.
    fn dynamic_subscript(&mut self, text: &[u8]) -> Result<Subscript, Failure> {
        if text.iter().any(|b| matches!(b, b'\'' | b'"' | b'[')) {
            return Err(self.dynamic());
        }
        let mut raw = Vec::new();
        let mut parts = Vec::new();
        let mut index = Vec::new();
        for (number, run) in text.split(|&b| b == PLACEHOLDER).enumerate() {
            if number > 0 {
                let Some(param) = self.params.get(self.used) else { return Err(self.dynamic()) };
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
        Ok(Subscript::Index { word: Word { parts, raw }, arith })
    }

    /// An expansion as an operand: only where its value cannot merge with what is around it.
    fn dollar(&mut self, pos: usize) -> Result<Token, Failure> {
        let Some(param) = self.params.get(self.used) else { return Err(self.dynamic()) };
        self.used += 1;
        let merges = |b: u8| is_name_byte(b) || matches!(b, b'#' | b'@' | b'[' | PLACEHOLDER);
        if merges(self.at(pos + 1)) {
            return Err(self.dynamic());
        }
        self.pos = pos + 1;
        Ok(Token::Dollar(param.name.clone()))
    }

    /// The parse needs values that are known only when it runs.
    pub(super) fn dynamic(&self) -> Failure {
        Failure { message: "syntax error", token: self.start, end: None }
    }

    fn operator(&self, pos: usize, behind_name: bool) -> (Token, usize) {
        use ArithBinary as B;
        let (a, b, c) = (self.at(pos), self.at(pos + 1), self.at(pos + 2));
        let simple = |op: B| {
            if b == b'=' { (Token::Assign(Some(op)), 2) } else { (Token::Binary(op), 1) }
        };
        match (a, b) {
            (b'<', b'<') if c == b'=' => (Token::Assign(Some(B::ShiftLeft)), 3),
            (b'>', b'>') if c == b'=' => (Token::Assign(Some(B::ShiftRight)), 3),
            (b'<', b'<') => (Token::Binary(B::ShiftLeft), 2),
            (b'>', b'>') => (Token::Binary(B::ShiftRight), 2),
            (b'<', b'=') => (Token::Binary(B::LessEqual), 2),
            (b'>', b'=') => (Token::Binary(B::GreaterEqual), 2),
            (b'=', b'=') => (Token::Binary(B::Equal), 2),
            (b'!', b'=') => (Token::Binary(B::NotEqual), 2),
            (b'&', b'&') => (Token::And, 2),
            (b'|', b'|') => (Token::Or, 2),
            (b'*', b'*') => (Token::Binary(B::Power), 2),
            (b'+', b'+') | (b'-', b'-') => self.step(pos, behind_name),
            (b'<', _) => (Token::Binary(B::Less), 1),
            (b'>', _) => (Token::Binary(B::Greater), 1),
            (b'=', _) => (Token::Assign(None), 1),
            (b'!', _) => (Token::Not, 1),
            (b'~', _) => (Token::BitNot, 1),
            (b'?', _) => (Token::Question, 1),
            (b':', _) => (Token::Colon, 1),
            (b',', _) => (Token::Comma, 1),
            (b'(', _) => (Token::Open, 1),
            (b')', _) => (Token::Close, 1),
            (b'*', _) => simple(B::Multiply),
            (b'/', _) => simple(B::Divide),
            (b'%', _) => simple(B::Remainder),
            (b'+', _) => simple(B::Add),
            (b'-', _) => simple(B::Subtract),
            (b'&', _) => simple(B::BitAnd),
            (b'^', _) => simple(B::BitXor),
            (b'|', _) => simple(B::BitOr),
            _ => (Token::Other, 1),
        }
    }

    /// `++` and `--`: a step next to a name, else two signs.
    fn step(&self, pos: usize, behind_name: bool) -> (Token, usize) {
        let (delta, sign) =
            if self.at(pos) == b'+' { (1, ArithBinary::Add) } else { (-1, ArithBinary::Subtract) };
        if behind_name {
            (Token::PostStep(delta), 2)
        } else if is_name_start(self.at(self.skip_space(pos + 2))) {
            (Token::PreStep(delta), 2)
        } else {
            (Token::Binary(sign), 1)
        }
    }
}

impl From<ArithName> for ArithExpr {
    fn from(name: ArithName) -> Self {
        Self::Name(name)
    }
}
