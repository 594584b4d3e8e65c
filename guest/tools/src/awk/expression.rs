//! The parser: operators, by their precedence.

use super::ast::{Arithmetic, Compare, Expr, Source};
use super::lexer::Token;
use super::parse::{Parsed, Parser};

const OR: u8 = 1;
const AND: u8 = 2;
const IN: u8 = 3;
const MATCH: u8 = 4;
const COMPARE: u8 = 5;
/// How tightly pieces of text are joined.
pub(super) const CONCAT: u8 = 6;
const SUM: u8 = 7;
const PRODUCT: u8 = 8;

/// How many operators an expression may have: chains of them make the tree as deep.
const OPERATORS: u32 = 600;

impl Parser<'_> {
    /// One or more expressions, with commas.
    pub fn list(&mut self) -> Parsed<Vec<Expr>> {
        let mut list = vec![self.expr()?];
        while self.take(",")? {
            self.newlines()?;
            list.push(self.expr()?);
        }
        Ok(list)
    }

    /// Any expression.
    pub fn expr(&mut self) -> Parsed<Expr> {
        self.enter()?;
        if self.level == 0 {
            self.operators = 0;
        }
        self.level += 1;
        let expr = self.ternary()?;
        self.level -= 1;
        self.leave();
        Ok(expr)
    }

    /// An expression without parentheses of its own.
    pub fn ternary(&mut self) -> Parsed<Expr> {
        let test = self.binary(OR)?;
        if !self.is("?") {
            return Ok(test);
        }
        self.enter()?;
        self.advance()?;
        self.newlines()?;
        let yes = self.ternary()?;
        self.newlines()?;
        self.want(":")?;
        self.newlines()?;
        let no = self.ternary()?;
        self.leave();
        Ok(Expr::Conditional(Box::new(test), Box::new(yes), Box::new(no)))
    }

    /// Operators that bind at least as tightly as `least`.
    pub fn binary(&mut self, least: u8) -> Parsed<Expr> {
        let mut left = self.unary()?;
        loop {
            match self.operator(least, left)? {
                Ok(grown) => left = grown,
                Err(same) => return Ok(same),
            }
            if !matches!(left, Expr::Concat(_)) {
                self.operators += 1;
            }
            if self.operators > OPERATORS {
                return self.refuse("expression too long");
            }
        }
    }

    /// Adds one operator and its right side to `left`, or gives it back.
    fn operator(&mut self, least: u8, left: Expr) -> Parsed<Result<Expr, Expr>> {
        let boxed = Box::new;
        let sign = match self.token {
            Token::Sign(sign) => sign,
            Token::Word("in") if least <= IN && !self.no_in => {
                return self.membership(left).map(Ok);
            }
            _ => "",
        };
        let (level, arithmetic) = match sign {
            "||" => (OR, None),
            "&&" => (AND, None),
            "~" | "!~" => (MATCH, None),
            "<" | "<=" | "==" | "!=" | ">=" => (COMPARE, None),
            ">" if !self.no_greater => (COMPARE, None),
            "|" => (COMPARE, None),
            "+" => (SUM, Some(Arithmetic::Add)),
            "-" => (SUM, Some(Arithmetic::Subtract)),
            "*" => (PRODUCT, Some(Arithmetic::Multiply)),
            "/" => (PRODUCT, Some(Arithmetic::Divide)),
            "%" => (PRODUCT, Some(Arithmetic::Remainder)),
            _ if least <= CONCAT && self.begins_operand() => {
                let right = self.binary(SUM)?;
                return Ok(Ok(match left {
                    Expr::Concat(mut parts) => {
                        parts.push(right);
                        Expr::Concat(parts)
                    }
                    left => Expr::Concat(vec![left, right]),
                }));
            }
            _ => return Ok(Err(left)),
        };
        if level < least {
            return Ok(Err(left));
        }
        if sign == "|" {
            return self.command_getline(left);
        }
        self.advance()?;
        if level <= AND {
            self.newlines()?;
        }
        let right = boxed(self.binary(level + 1)?);
        let left = boxed(left);
        if let Some(operator) = arithmetic {
            return Ok(Ok(Expr::Binary(operator, left, right)));
        }
        Ok(Ok(match sign {
            "||" => Expr::Or(left, right),
            "&&" => Expr::And(left, right),
            "~" => Expr::Match { negated: false, text: left, regex: right },
            "!~" => Expr::Match { negated: true, text: left, regex: right },
            "<" => Expr::Compare(Compare::Less, left, right),
            "<=" => Expr::Compare(Compare::LessEqual, left, right),
            "==" => Expr::Compare(Compare::Equal, left, right),
            "!=" => Expr::Compare(Compare::NotEqual, left, right),
            ">" => Expr::Compare(Compare::Greater, left, right),
            _ => Expr::Compare(Compare::GreaterEqual, left, right),
        }))
    }

    /// Whether an operand begins here: what stands before it is joined with it.
    fn begins_operand(&self) -> bool {
        match &self.token {
            Token::Number(_) | Token::Text(_) | Token::Name(_) | Token::Call(_) => true,
            Token::Sign(sign) => matches!(*sign, "$" | "!" | "(" | "-" | "+" | "++" | "--"),
            Token::Word(word) => super::lexer::FUNCTIONS.contains(word),
            Token::End | Token::Newline => false,
        }
    }

    fn membership(&mut self, left: Expr) -> Parsed<Expr> {
        self.advance()?;
        let Token::Name(name) = self.token.clone() else { return self.fail() };
        self.advance()?;
        let array = self.variable(&name);
        self.note(array, super::symbols::Kind::Array)?;
        let subscript = match left {
            Expr::List(list) => list,
            left => vec![left],
        };
        Ok(Expr::In(subscript, array))
    }

    /// `COMMAND | getline [PLACE]`; any other pipe belongs to `print`.
    fn command_getline(&mut self, left: Expr) -> Parsed<Result<Expr, Expr>> {
        let saved = (self.lexer, self.token.clone(), self.at, self.behind);
        self.advance()?;
        if !self.is_word("getline") {
            (self.lexer, self.token, self.at, self.behind) = saved;
            return Ok(Err(left));
        }
        self.advance()?;
        let place = self.optional_place()?;
        Ok(Ok(Expr::Getline { source: Source::Command, name: Some(Box::new(left)), place }))
    }

    /// Signs before an operand, and powers behind it.
    pub fn unary(&mut self) -> Parsed<Expr> {
        let Token::Sign(sign @ ("!" | "-" | "+")) = self.token else { return self.power() };
        self.enter()?;
        self.advance()?;
        let operand = Box::new(self.unary()?);
        self.leave();
        Ok(match sign {
            "!" => Expr::Not(operand),
            "-" => Expr::Negative(operand),
            _ => Expr::Plus(operand),
        })
    }

    fn power(&mut self) -> Parsed<Expr> {
        let base = self.postfix()?;
        if !self.is("^") {
            return Ok(base);
        }
        self.enter()?;
        self.advance()?;
        // The exponent may have a sign; powers group to the right.
        let exponent = self.unary()?;
        self.leave();
        Ok(Expr::Binary(Arithmetic::Power, Box::new(base), Box::new(exponent)))
    }
}
