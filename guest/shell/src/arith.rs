//! Arithmetic evaluation (bash manual, "Shell Arithmetic"): 64-bit integers that wrap.

use crate::expand::param::{Sub, Target};
use crate::ir::{AExpr, AName, ASubscript, LateReads, Op, ParamTarget, resolve};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::{Arith, ArithBinary, ArithUnary, Subscript};
use bashwit_syntax::{arith_failure, parse_arith};

/// How deep variables may refer to expressions in variables.
const MAX_DEPTH: u32 = 256;

/// Why an evaluation stops.
enum Stop {
    /// The message of the expression that is evaluated.
    Message(Vec<u8>),
    /// An operator that cannot be carried out, and why.
    Operator(*const AExpr, &'static str),
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
        let result = if arith.late.iter().all(|target| self.is_plain_operand(*target)) {
            self.eval_expr(expr)
        } else {
            Err(Stop::NeedsText)
        };
        match result {
            Ok(value) => Ok(value),
            Err(Stop::NeedsText) => {
                let text = self.expand_static(&arith.source.text)?;
                self.eval_text(&text)
            }
            Err(Stop::Operator(node, message)) => {
                // The text has nothing but plain parameters: expanding it changes nothing.
                let text = self.expand_static(&arith.source.text)?;
                Err(self.arith_stop(located(node, message, expr, &text)))
            }
            Err(stop) => Err(self.arith_stop(stop)),
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

    /// `x: ` in front of a message about the offset or the length in `${x:…:…}`.
    fn substring_label(&self) -> Vec<u8> {
        let rest = self.code.ops.get(self.pc..).unwrap_or_default();
        let target = match rest {
            [Op::Substring { .. }, ..] | [Op::Arith(_), Op::Substring { .. }, ..] => self.targets.last(),
            _ => None,
        };
        target.map(|target| [&self.target_name(target)[..], b": "].concat()).unwrap_or_default()
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
            let late = LateReads::of(&expr);
            let is_plain = !late.stale && late.targets.iter().all(|target| self.is_plain_operand(*target));
            match if is_plain { self.eval_expr(&expr) } else { Err(Stop::NeedsText) } {
                Ok(value) => return Ok(value),
                Err(Stop::NeedsText) => {}
                Err(Stop::Operator(node, message)) => {
                    let text = self.expand_static(&arith.text)?;
                    return Err(self.arith_stop(located(node, message, &expr, &text)));
                }
                Err(stop) => return Err(self.arith_stop(stop)),
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
            Err(stop) => Err(self.arith_stop(stop)),
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
        match result {
            Err(Stop::Operator(node, message)) => Err(located(node, message, &expr, text)),
            result => result,
        }
    }

    fn arith_stop(&mut self, stop: Stop) -> Fault {
        match stop {
            Stop::Message(message) => {
                let label = match self.arith_label {
                    b"" if self.is_arith_command() => b"((: ".to_vec(),
                    b"" => self.substring_label(),
                    label => label.to_vec(),
                };
                self.report(&[label, message].concat());
                self.arith_gave_up = true;
                let is_word = self.arith_label.is_empty() && !self.is_arith_command();
                if is_word && self.is_strict() {
                    return self.fatal_expansion();
                }
                Fault::Discard(1)
            }
            Stop::NeedsText | Stop::Operator(..) => Fault::Discard(1),
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
                        return Err(Stop::Fault(self.unbound_plain(&target)));
                    }
                    None => return Err(Stop::NeedsText),
                };
                plain_operand(&text).ok_or(Stop::NeedsText)
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
                binary(*op, left, right).map_err(|message| Stop::Operator(expr, message))
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
                    Some(op) => {
                        binary(*op, result, value).map_err(|message| Stop::Operator(expr, message))?
                    }
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

    /// Whether a `$x` can be evaluated where it stands: its value is a plain number.
    fn is_plain_operand(&mut self, target: ParamTarget) -> bool {
        let target = Target::from(target);
        if let Target::Variable(name) = target
            && let Some(variable) = self.state.vars.get(name)
        {
            match &variable.value {
                // Reading it may change it, and it is a number or fails anyhow.
                _ if variable.attrs.has(Attrs::DYNAMIC) => return true,
                Value::Scalar(Scalar::Int(number)) => return *number >= 0,
                _ => {}
            }
        }
        let text = self.target_text(&target).ok().flatten();
        text.is_some_and(|text| plain_operand(&text).is_some())
    }

    /// The value of a variable as a number: its text is an expression.
    #[inline]
    fn arith_name(&mut self, name: Symbol) -> Eval<i64> {
        match self.state.vars.get(name) {
            Some(Variable { value: Value::Scalar(Scalar::Int(number)), attrs })
                if !attrs.any(Attrs::DYNAMIC | Attrs::NAMEREF) =>
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
            None if self.state.options.has(Set::NoUnset) && !self.has_value(name) => {
                Err(Stop::Fault(self.unbound(&Target::Variable(name))))
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

/// The message about an operator of `root` whose text is given.
fn located(node: *const AExpr, message: &'static str, root: &AExpr, text: &[u8]) -> Stop {
    let mut number = 0;
    root.fallible_before(node, &mut number);
    Stop::Message(arith_failure(text, number, message).text())
}

/// The operators that evaluate both sides.
fn binary(op: ArithBinary, left: i64, right: i64) -> Result<i64, &'static str> {
    Ok(match op {
        ArithBinary::Power if right < 0 => return Err("exponent less than 0"),
        ArithBinary::Power => power(left, right),
        ArithBinary::Multiply => left.wrapping_mul(right),
        ArithBinary::Divide | ArithBinary::Remainder if right == 0 => return Err("division by 0"),
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

/// A text that can stand for an operand as it is: a plain number without a sign.
fn plain_operand(text: &[u8]) -> Option<i64> {
    plain_number(text).filter(|number| *number >= 0 && !text.is_empty())
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
