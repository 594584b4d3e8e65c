//! The parser: operands.

use super::ast::{Arithmetic, Expr, Source};
use super::lexer::Token;
use super::parse::{Parsed, Parser};
use super::symbols::Kind;

impl Parser<'_> {
    /// An operand with what stands behind it: `x++`, `x = 1`.
    pub fn postfix(&mut self) -> Parsed<Expr> {
        let operand = self.operand()?;
        if !operand.is_place() {
            return Ok(operand);
        }
        let Token::Sign(sign) = self.token else { return Ok(operand) };
        let operator = match sign {
            "++" | "--" => {
                self.advance()?;
                let by = if sign == "++" { 1.0 } else { -1.0 };
                return Ok(Expr::Step { place: Box::new(operand), prefix: false, by });
            }
            "=" => None,
            "+=" => Some(Arithmetic::Add),
            "-=" => Some(Arithmetic::Subtract),
            "*=" => Some(Arithmetic::Multiply),
            "/=" => Some(Arithmetic::Divide),
            "%=" => Some(Arithmetic::Remainder),
            "^=" => Some(Arithmetic::Power),
            _ => return Ok(operand),
        };
        self.enter()?;
        self.advance()?;
        self.newlines()?;
        let value = Box::new(self.ternary()?);
        self.leave();
        let place = Box::new(operand);
        Ok(match operator {
            Some(operator) => Expr::Update(operator, place, value),
            None => Expr::Assign(place, value),
        })
    }

    fn operand(&mut self) -> Parsed<Expr> {
        match self.token.clone() {
            Token::Number(number) => {
                self.advance()?;
                Ok(Expr::Number(number))
            }
            Token::Text(text) => {
                self.advance()?;
                Ok(Expr::Text(text))
            }
            Token::Name(name) => {
                self.advance()?;
                self.named(&name)
            }
            Token::Call(name) => self.call(&name),
            Token::Sign(sign) => self.sign_operand(sign),
            Token::Word("getline") => {
                self.advance()?;
                let place = self.optional_place()?;
                let (mut source, mut name) = (Source::Main, None);
                if self.take("<")? {
                    self.enter()?;
                    (source, name) = (Source::File, Some(Box::new(self.operand()?)));
                    self.leave();
                }
                Ok(Expr::Getline { source, name, place })
            }
            Token::Word(word) if super::lexer::FUNCTIONS.contains(&word) => self.builtin(word),
            _ => self.fail(),
        }
    }

    fn sign_operand(&mut self, sign: &str) -> Parsed<Expr> {
        match sign {
            "$" => {
                self.enter()?;
                self.advance()?;
                let index = match self.token {
                    Token::Sign("-" | "+" | "!") => self.unary()?,
                    _ => self.operand()?,
                };
                self.leave();
                Ok(Expr::Field(Box::new(index)))
            }
            "++" | "--" => {
                self.enter()?;
                self.advance()?;
                let place = self.operand()?;
                self.leave();
                if !place.is_place() {
                    return self.fail();
                }
                let by = if sign == "++" { 1.0 } else { -1.0 };
                Ok(Expr::Step { place: Box::new(place), prefix: true, by })
            }
            "/" | "/=" => {
                let regex = self.lexer.regex(self.at)?;
                self.advance()?;
                Ok(Expr::Regex(regex))
            }
            "(" => self.group(),
            _ => self.fail(),
        }
    }

    fn group(&mut self) -> Parsed<Expr> {
        let outer = (self.no_greater, self.no_in);
        (self.no_greater, self.no_in) = (false, false);
        self.advance()?;
        self.newlines()?;
        let mut list = self.list()?;
        self.newlines()?;
        self.want(")")?;
        (self.no_greater, self.no_in) = outer;
        match (list.len(), list.pop()) {
            (1, Some(Expr::List(_))) => self.fail(),
            (1, Some(single)) => Ok(Expr::Group(Box::new(single))),
            (_, last) => {
                list.extend(last);
                Ok(Expr::List(list))
            }
        }
    }

    fn named(&mut self, name: &[u8]) -> Parsed<Expr> {
        let var = self.variable(name);
        if !self.is("[") {
            // Whether an argument is an array is known later; see `arguments`.
            return Ok(Expr::Var(var));
        }
        self.note(var, Kind::Array)?;
        let subscript = self.subscript()?;
        if self.is("[") {
            return self.refuse("arrays of arrays are not supported");
        }
        Ok(Expr::Element(var, subscript))
    }

    fn subscript(&mut self) -> Parsed<Vec<Expr>> {
        let outer = (self.no_greater, self.no_in);
        (self.no_greater, self.no_in) = (false, false);
        self.advance()?;
        let list = self.list()?;
        self.want("]")?;
        (self.no_greater, self.no_in) = outer;
        Ok(list)
    }

    /// The place behind `getline`, if there is one.
    pub fn optional_place(&mut self) -> Parsed<Option<Box<Expr>>> {
        if !matches!(self.token, Token::Name(_) | Token::Sign("$")) {
            return Ok(None);
        }
        self.enter()?;
        let place = self.operand()?;
        self.leave();
        Ok(Some(Box::new(place)))
    }

    fn arguments(&mut self) -> Parsed<Vec<Expr>> {
        let outer = (self.no_greater, self.no_in);
        (self.no_greater, self.no_in) = (false, false);
        self.want("(")?;
        self.newlines()?;
        let list = if self.is(")") { Vec::new() } else { self.list()? };
        self.newlines()?;
        self.want(")")?;
        (self.no_greater, self.no_in) = outer;
        Ok(list)
    }

    fn call(&mut self, name: &[u8]) -> Parsed<Expr> {
        let function = self.function_index(name);
        self.advance()?;
        let args = self.arguments()?;
        for (at, arg) in args.iter().enumerate() {
            if let Expr::Var(var) = arg {
                self.symbols.link(self.within, *var, function, at);
            }
        }
        Ok(Expr::Call(function, args))
    }

    fn builtin(&mut self, name: &'static str) -> Parsed<Expr> {
        self.advance()?;
        if name == "length" && !self.is("(") {
            return Ok(Expr::Builtin(name, Vec::new()));
        }
        let args = self.arguments()?;
        let (least, most) = arity(name);
        if args.len() < least || args.len() > most {
            return self.refuse(format!("{} is invalid as number of arguments for {name}", args.len()));
        }
        for (at, arg) in args.iter().enumerate() {
            if is_array(name, at) {
                match arg {
                    Expr::Var(var) => self.note(*var, Kind::Array)?,
                    _ => return self.refuse(format!("{name}: argument is not an array")),
                }
            }
        }
        Ok(Expr::Builtin(name, args))
    }
}

/// Whether an argument of a function of the language is an array.
fn is_array(name: &str, at: usize) -> bool {
    match name {
        "split" => at == 1 || at == 3,
        "match" => at == 2,
        "asort" | "asorti" => at < 2,
        _ => false,
    }
}

/// How many arguments a function of the language takes.
fn arity(name: &str) -> (usize, usize) {
    match name {
        "rand" | "systime" => (0, 0),
        "length" | "srand" | "fflush" => (0, 1),
        "strftime" => (0, 3),
        "atan2" | "index" | "lshift" | "rshift" => (2, 2),
        "and" | "or" | "xor" => (2, 64),
        "sub" | "gsub" | "substr" | "match" => (2, 3),
        "split" => (2, 4),
        "gensub" => (3, 4),
        "asort" | "asorti" => (1, 3),
        "close" | "mktime" => (1, 2),
        "sprintf" => (1, 4096),
        _ => (1, 1),
    }
}
