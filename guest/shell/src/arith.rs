//! Arithmetic evaluation (bash manual, "Shell Arithmetic"): 64-bit integers that wrap.

use crate::expand::param::{Sub, Target};
use crate::ir::{AExpr, AName, ASubscript, Op, resolve};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Scalar, Value, Variable};
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::{Arith, ArithBinary, ArithUnary, Subscript};
use bashwit_syntax::parse_arith;

/// How deep variables may refer to expressions in variables.
const MAX_DEPTH: u32 = 256;

/// Why an evaluation stops.
enum Stop {
    /// The message of the expression that is evaluated.
    Message(Vec<u8>),
    /// A `$x` in the text is no plain number: the text must be expanded and parsed.
    NeedsText,
    /// A message has been written.
    Fault(Fault),
}

type Eval<T> = Result<T, Stop>;

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

impl Vm {
    /// Evaluates an expression of the code.
    pub(crate) fn arith(&mut self, at: u32) -> Result<i64, Fault> {
        let code = self.code.clone();
        let Some(arith) = code.ariths.get(at as usize) else { return Ok(0) };
        let Some(expr) = &arith.expr else { return Ok(0) };
        match self.eval_expr(expr) {
            Ok(value) => Ok(value),
            Err(Stop::NeedsText) => {
                let text = self.expand_static(&arith.source.text)?;
                self.eval_text(&text)
            }
            Err(stop) => Err(self.arith_stop(stop, &arith.source.text.raw)),
        }
    }

    /// An expression of the code has failed. A `(( ))` has then the status 1, and a `for (( ))`
    /// ends with it; elsewhere the command is given up.
    pub(crate) fn arith_failed(&mut self, fault: Fault) -> Result<(), Fault> {
        if !matches!(fault, Fault::Discard(_)) || !self.is_arith_command() {
            return Err(fault);
        }
        self.state.status = 1;
        match self.code.ops.get(self.pc) {
            Some(Op::IntStatus) => {
                self.pc += 1;
                Ok(())
            }
            _ if self.loop_depth() > 0 => Err(Fault::Break(1)),
            _ => Err(fault),
        }
    }

    /// Whether the expression before `pc` belongs to `(( ))` or `for (( ))`.
    fn is_arith_command(&self) -> bool {
        matches!(self.code.ops.get(self.pc), Some(Op::IntStatus | Op::DropInt | Op::JumpIfZero(_)))
    }

    /// Evaluates an expanded text of the code.
    pub(crate) fn arith_text(&mut self, _at: u32, text: &[u8]) -> Result<i64, Fault> {
        self.eval_text(text)
    }

    /// Evaluates an expression outside of the code.
    pub(crate) fn eval_source(&mut self, arith: &Arith) -> Result<i64, Fault> {
        if let Some(expr) = &arith.expr {
            let expr = resolve(expr, &self.state.symbols);
            match self.eval_expr(&expr) {
                Ok(value) => return Ok(value),
                Err(Stop::NeedsText) => {}
                Err(stop) => return Err(self.arith_stop(stop, &arith.text.raw)),
            }
        }
        let text = self.expand_static(&arith.text)?;
        self.eval_text(&text)
    }

    /// Parses and evaluates a text.
    pub(crate) fn eval_text(&mut self, text: &[u8]) -> Result<i64, Fault> {
        if let Some(number) = plain_number(text) {
            return Ok(number);
        }
        match self.eval_bytes(text) {
            Ok(value) => Ok(value),
            Err(stop) => Err(self.arith_stop(stop, text)),
        }
    }

    fn eval_bytes(&mut self, text: &[u8]) -> Eval<i64> {
        if let Some(number) = plain_number(text) {
            return Ok(number);
        }
        if self.arith_depth >= MAX_DEPTH {
            let mut message = text.to_vec();
            message.extend_from_slice(b": expression recursion level exceeded (error token is \"");
            message.extend_from_slice(text);
            message.extend_from_slice(b"\")");
            return Err(Stop::Message(message));
        }
        let expr = match parse_arith(text) {
            Ok(expr) => expr,
            Err(error) => return Err(Stop::Message(error.text())),
        };
        let expr = resolve(&expr, &self.state.symbols);
        self.arith_depth += 1;
        let result = self.eval_expr(&expr);
        self.arith_depth -= 1;
        result
    }

    fn arith_stop(&mut self, stop: Stop, text: &[u8]) -> Fault {
        match stop {
            Stop::Message(message) => {
                // Errors of evaluation name the whole expression first.
                let message = if message.starts_with(b"\0") {
                    let mut all = text.trim_ascii_start().to_vec();
                    all.extend_from_slice(&message[1..]);
                    all
                } else {
                    message
                };
                let label: &[u8] = match self.arith_label {
                    b"" if self.is_arith_command() => b"((: ",
                    label => label,
                };
                self.report(&[label, &message].concat());
                Fault::Discard(1)
            }
            Stop::NeedsText => Fault::Discard(1),
            Stop::Fault(fault) => fault,
        }
    }

    fn eval_expr(&mut self, expr: &AExpr) -> Eval<i64> {
        match expr {
            AExpr::Number(number) => Ok(*number),
            AExpr::Name(name) => self.arith_name(*name),
            AExpr::Element(name) => self.arith_read(name),
            AExpr::Dollar(target) => {
                let target = Target::from(*target);
                if let Target::Variable(name) = target
                    && let Some(Variable { value: Value::Scalar(Scalar::Int(number @ 0..)), .. }) =
                        self.state.vars.get(name)
                {
                    return Ok(*number);
                }
                let text = match self.target_text(&target)? {
                    Some(text) => text,
                    None if self.state.options.has(Set::NoUnset) => {
                        return Err(Stop::Fault(self.unbound(&target)));
                    }
                    None => return Err(Stop::NeedsText),
                };
                plain_number(&text).filter(|number| *number >= 0).ok_or(Stop::NeedsText)
            }
            AExpr::Unary(op, operand) => {
                let value = self.eval_expr(operand)?;
                Ok(match op {
                    ArithUnary::Plus => value,
                    ArithUnary::Minus => value.wrapping_neg(),
                    ArithUnary::Not => i64::from(value == 0),
                    ArithUnary::BitNot => !value,
                })
            }
            AExpr::PreStep(name, delta) => {
                let place = self.place(name)?;
                let value = self.read_place(name.name, &place)?.wrapping_add(i64::from(*delta));
                self.write_place(name.name, place, value)?;
                Ok(value)
            }
            AExpr::PostStep(name, delta) => {
                let place = self.place(name)?;
                let value = self.read_place(name.name, &place)?;
                self.write_place(name.name, place, value.wrapping_add(i64::from(*delta)))?;
                Ok(value)
            }
            AExpr::Binary(op, left, right) => {
                let left = self.eval_expr(left)?;
                let right = self.eval_expr(right)?;
                binary(*op, left, right)
            }
            AExpr::And(left, right) => {
                Ok(i64::from(self.eval_expr(left)? != 0 && self.eval_expr(right)? != 0))
            }
            AExpr::Or(left, right) => {
                Ok(i64::from(self.eval_expr(left)? != 0 || self.eval_expr(right)? != 0))
            }
            AExpr::Conditional(condition, yes, no) => {
                if self.eval_expr(condition)? != 0 {
                    self.eval_expr(yes)
                } else {
                    self.eval_expr(no)
                }
            }
            AExpr::Assign(name, op, value) => {
                let place = self.place(name)?;
                let mut result = match op {
                    Some(_) => self.read_place(name.name, &place)?,
                    None => 0,
                };
                let value = self.eval_expr(value)?;
                result = match op {
                    Some(op) => binary(*op, result, value)?,
                    None => value,
                };
                self.write_place(name.name, place, result)?;
                Ok(result)
            }
            AExpr::Comma(left, right) => {
                self.eval_expr(left)?;
                self.eval_expr(right)
            }
        }
    }

    /// The value of a variable as a number: its text is an expression.
    #[inline]
    fn arith_name(&mut self, name: Symbol) -> Eval<i64> {
        match self.state.vars.get(name) {
            Some(Variable { value: Value::Scalar(Scalar::Int(number)), attrs })
                if !attrs.any(crate::state::value::Attrs::DYNAMIC | crate::state::value::Attrs::NAMEREF) =>
            {
                Ok(*number)
            }
            None if self.state.options.has(Set::NoUnset) => {
                Err(Stop::Fault(self.unbound(&Target::Variable(name))))
            }
            None => Ok(0),
            _ => match self.variable(name) {
                Some(text) => self.eval_bytes(&text),
                None if self.state.options.has(Set::NoUnset) => {
                    Err(Stop::Fault(self.unbound(&Target::Variable(name))))
                }
                None => Ok(0),
            },
        }
    }

    fn arith_read(&mut self, name: &AName) -> Eval<i64> {
        let place = self.place(name)?;
        self.read_place(name.name, &place)
    }

    /// Evaluates the subscript of a name.
    fn place(&mut self, name: &AName) -> Eval<Option<Sub>> {
        match &name.subscript {
            None => Ok(None),
            Some(subscript) => self.arith_subscript(name.name, subscript).map(Some),
        }
    }

    fn arith_subscript(&mut self, name: Symbol, subscript: &ASubscript) -> Eval<Sub> {
        let name = self.follow(name).unwrap_or(name);
        let is_assoc = self.state.vars.get(name).is_some_and(Variable::is_assoc);
        if !is_assoc && let Some(index) = &subscript.index {
            match self.eval_expr(index) {
                Err(Stop::NeedsText) => {}
                result => return result.map(Sub::Index),
            }
        }
        match &*subscript.source {
            Subscript::At | Subscript::Star => Ok(Sub::Key(Text::from(b"@"))),
            source @ Subscript::Index { .. } => Ok(self.evaluate_subscript(name, source)?),
        }
    }

    fn read_place(&mut self, name: Symbol, place: &Option<Sub>) -> Eval<i64> {
        let Some(sub) = place else { return self.arith_name(name) };
        if let Sub::Index(index @ 0..) = sub {
            // The frequent case: an element that arithmetic has written.
            if let Some(Variable { value: Value::Array(array), .. }) = self.state.vars.get(name)
                && let Some(Scalar::Int(number)) = array.get(*index as u64)
            {
                return Ok(*number);
            }
        }
        match self.element(name, sub)? {
            Some(text) => self.eval_bytes(&text),
            None if self.state.options.has(Set::NoUnset) => {
                Err(Stop::Fault(self.unbound(&Target::Element(name, sub.clone()))))
            }
            None => Ok(0),
        }
    }

    fn write_place(&mut self, name: Symbol, place: Option<Sub>, value: i64) -> Eval<()> {
        match place {
            None => self.assign(name, Scalar::Int(value), false)?,
            Some(sub) => self.assign_element(name, &sub, Scalar::Int(value), false)?,
        }
        Ok(())
    }
}

/// The operators that evaluate both sides. Division errors name the right side.
fn binary(op: ArithBinary, left: i64, right: i64) -> Eval<i64> {
    let error = |text: String| Err(Stop::Message(format!("\0: {text}").into_bytes()));
    Ok(match op {
        ArithBinary::Power => {
            if right < 0 {
                return error(format!("exponent less than 0 (error token is \"{right}\")"));
            }
            power(left, right)
        }
        ArithBinary::Multiply => left.wrapping_mul(right),
        ArithBinary::Divide | ArithBinary::Remainder if right == 0 => {
            return error("division by 0 (error token is \"0\")".to_owned());
        }
        ArithBinary::Divide => left.wrapping_div(right),
        ArithBinary::Remainder => left.wrapping_rem(right),
        ArithBinary::Add => left.wrapping_add(right),
        ArithBinary::Subtract => left.wrapping_sub(right),
        ArithBinary::ShiftLeft => left.wrapping_shl(right as u32),
        ArithBinary::ShiftRight => left.wrapping_shr(right as u32),
        ArithBinary::Less => i64::from(left < right),
        ArithBinary::LessEqual => i64::from(left <= right),
        ArithBinary::Greater => i64::from(left > right),
        ArithBinary::GreaterEqual => i64::from(left >= right),
        ArithBinary::Equal => i64::from(left == right),
        ArithBinary::NotEqual => i64::from(left != right),
        ArithBinary::BitAnd => left & right,
        ArithBinary::BitXor => left ^ right,
        ArithBinary::BitOr => left | right,
    })
}

/// Powers that wrap, by squaring.
fn power(base: i64, exponent: i64) -> i64 {
    let (mut result, mut base, mut rest) = (1i64, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        rest >>= 1;
    }
    result
}

/// A text that is nothing but decimal digits, with a sign or without, and does not start
/// with 0: the frequent case needs no parser. Empty text is 0.
pub(crate) fn plain_number(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [] => return Some(0),
        [b'0'] => return Some(0),
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 || digits[0] == b'0' || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers() {
        for (text, want) in
            [("", Some(0)), ("0", Some(0)), ("42", Some(42)), ("-7", Some(-7)), ("010", None), ("1x", None)]
        {
            assert_eq!(plain_number(text.as_bytes()), want, "{text}");
        }
        assert_eq!(power(3, 4), 81);
        assert_eq!(power(2, 64), 0);
    }
}
