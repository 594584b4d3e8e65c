//! `test [expr]` and `[ expr ]`: evaluates a conditional expression (POSIX `test`, by the
//! number of arguments, and bash's grammar above four).

use super::word_message;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_syntax::ast::CondBinary;

/// Why an expression is none; the fault of an expansion inside it.
enum Failure {
    Message(Vec<u8>),
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Failure::Fault(fault)
    }
}

type Answer = Result<bool, Failure>;

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    evaluate(vm, b"test", &args[1..])
}

pub(super) fn run_bracket(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    match args[1..].split_last() {
        Some((last, rest)) if &**last == b"]" => evaluate(vm, b"[", rest),
        _ => {
            vm.report_builtin(b"[", "missing `]'");
            Ok(Done::Status(2))
        }
    }
}

const CLOSE_EXPECTED: &str = "`)' expected";

fn evaluate(vm: &mut Vm, name: &[u8], args: &[Text]) -> Result<Done, Fault> {
    match by_count(vm, args) {
        Ok(answer) => Ok(Done::Status(u8::from(!answer))),
        Err(Failure::Message(mut message)) => {
            if name == b"[" && message == CLOSE_EXPECTED.as_bytes() {
                message.extend_from_slice(b", found ]");
            }
            vm.report_builtin(name, message);
            Ok(Done::Status(2))
        }
        Err(Failure::Fault(fault)) => Err(fault),
    }
}

fn message(text: impl AsRef<[u8]>) -> Answer {
    Err(Failure::Message(text.as_ref().to_vec()))
}

fn by_count(vm: &mut Vm, args: &[Text]) -> Answer {
    match args {
        [] => Ok(false),
        [one] => Ok(!one.is_empty()),
        [first, second] => {
            if &**first == b"!" {
                return Ok(second.is_empty());
            }
            match unary_letter(first) {
                Some(letter) => unary(vm, letter, second),
                None => message(word_message(first, "unary operator expected")),
            }
        }
        [first, middle, last] => three(vm, first, middle, last),
        [first, rest @ ..] if rest.len() == 3 && &**first == b"!" => by_count(vm, rest).map(|answer| !answer),
        [open, a, b, close] if &**open == b"(" && &**close == b")" => by_count(vm, &[a.clone(), b.clone()]),
        _ => {
            let mut parser = Parser { vm, args, at: 0, depth: 0 };
            let answer = parser.or()?;
            match parser.args.get(parser.at) {
                None => Ok(answer),
                Some(word) if word.starts_with(b"-") => {
                    message([b"syntax error: `", &word[..], b"' unexpected"].concat())
                }
                Some(_) => message("too many arguments"),
            }
        }
    }
}

fn three(vm: &mut Vm, first: &Text, middle: &Text, last: &Text) -> Answer {
    if let Some(operator) = binary_operator(middle) {
        return binary(vm, operator, first, last);
    }
    match &**middle {
        b"-a" => return Ok(!first.is_empty() && !last.is_empty()),
        b"-o" => return Ok(!first.is_empty() || !last.is_empty()),
        _ => {}
    }
    if &**first == b"!" {
        return by_count(vm, &[middle.clone(), last.clone()]).map(|answer| !answer);
    }
    if &**first == b"(" && &**last == b")" {
        return Ok(!middle.is_empty());
    }
    message(word_message(middle, "binary operator expected"))
}

/// The letter of a unary operator.
fn unary_letter(word: &[u8]) -> Option<u8> {
    match word {
        [b'-', letter] if b"abcdefghknoprstuvwxzGLNORS".contains(letter) => Some(*letter),
        _ => None,
    }
}

fn unary(vm: &mut Vm, letter: u8, operand: &Text) -> Answer {
    Ok(vm.unary(letter, operand)?)
}

/// Binary operators.
enum Operator {
    Equal,
    NotEqual,
    Compare(CondBinary),
    Number(CondBinary),
}

fn binary_operator(word: &[u8]) -> Option<Operator> {
    Some(match word {
        b"=" | b"==" => Operator::Equal,
        b"!=" => Operator::NotEqual,
        b"<" => Operator::Compare(CondBinary::Before),
        b">" => Operator::Compare(CondBinary::After),
        b"-nt" => Operator::Compare(CondBinary::NewerThan),
        b"-ot" => Operator::Compare(CondBinary::OlderThan),
        b"-ef" => Operator::Compare(CondBinary::SameFile),
        b"-eq" => Operator::Number(CondBinary::Equal),
        b"-ne" => Operator::Number(CondBinary::NotEqual),
        b"-lt" => Operator::Number(CondBinary::Less),
        b"-le" => Operator::Number(CondBinary::LessEqual),
        b"-gt" => Operator::Number(CondBinary::Greater),
        b"-ge" => Operator::Number(CondBinary::GreaterEqual),
        _ => return None,
    })
}

fn binary(vm: &mut Vm, operator: Operator, left: &Text, right: &Text) -> Answer {
    match operator {
        Operator::Equal => Ok(left == right),
        Operator::NotEqual => Ok(left != right),
        Operator::Compare(op) => Ok(vm.compare(op, left, right)?),
        Operator::Number(op) => {
            let (left, right) = (integer(left)?, integer(right)?);
            Ok(match op {
                CondBinary::Equal => left == right,
                CondBinary::NotEqual => left != right,
                CondBinary::Less => left < right,
                CondBinary::LessEqual => left <= right,
                CondBinary::Greater => left > right,
                _ => left >= right,
            })
        }
    }
}

/// A decimal number; no expression, unlike in `[[`.
fn integer(text: &Text) -> Result<i64, Failure> {
    super::number(text).ok_or_else(|| Failure::Message(word_message(text, "integer expression expected")))
}

/// The grammar for more than four arguments.
struct Parser<'a> {
    vm: &'a mut Vm,
    args: &'a [Text],
    at: usize,
    depth: u32,
}

/// How deep parentheses and `!` may be nested.
const MAX_DEPTH: u32 = 200;

impl Parser<'_> {
    fn peek(&self) -> Option<&[u8]> {
        self.args.get(self.at).map(|arg| &**arg)
    }

    fn or(&mut self) -> Answer {
        let mut answer = self.and()?;
        while self.peek() == Some(b"-o") {
            self.at += 1;
            let right = self.and()?;
            answer |= right;
        }
        Ok(answer)
    }

    fn and(&mut self) -> Answer {
        let mut answer = self.term()?;
        while self.peek() == Some(b"-a") {
            self.at += 1;
            let right = self.term()?;
            answer &= right;
        }
        Ok(answer)
    }

    fn term(&mut self) -> Answer {
        let Some(first) = self.args.get(self.at).cloned() else { return message("argument expected") };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return message("too many arguments");
        }
        let answer = self.primary(&first);
        self.depth -= 1;
        answer
    }

    fn primary(&mut self, first: &Text) -> Answer {
        match &**first {
            b"!" => {
                self.at += 1;
                return self.term().map(|answer| !answer);
            }
            b"(" => {
                self.at += 1;
                return self.enclosed();
            }
            _ => {}
        }
        let args = self.args;
        let second = args.get(self.at + 1);
        if let (Some(middle), Some(right)) = (second, args.get(self.at + 2))
            && let Some(operator) = binary_operator(middle)
        {
            self.at += 3;
            return binary(self.vm, operator, first, right);
        }
        match (unary_letter(first), second) {
            // It takes no operand but a number.
            (Some(b't'), Some(operand)) if super::number(operand).is_none() => {
                self.at += 1;
                Ok(false)
            }
            (Some(letter), Some(operand)) => {
                self.at += 2;
                unary(self.vm, letter, operand)
            }
            _ => {
                self.at += 1;
                Ok(!first.is_empty())
            }
        }
    }

    /// What is behind a parenthesis.
    fn enclosed(&mut self) -> Answer {
        let answer = self.or()?;
        match self.peek() {
            Some(b")") => {}
            Some(word) => return message([b"`)' expected, found ", word].concat()),
            None => return message(CLOSE_EXPECTED),
        }
        self.at += 1;
        Ok(answer)
    }
}
