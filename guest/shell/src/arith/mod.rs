//! Arithmetic evaluation (bash manual, "Shell Arithmetic"): 64-bit integers that wrap.

mod text;
mod tree;

use crate::expand::param::{Sub, Target};
use crate::expand::value::Access;
use crate::ir::{AExpr, AName, Op};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::{ArithBinary, Subscript};

/// Why an evaluation stops.
enum Stop {
    /// The message of the expression that is evaluated.
    Message(Vec<u8>),
    /// An operator that cannot be carried out, and why.
    Operator(*const AExpr, &'static str),
    /// A `$x` in the text is no plain number: the text must be expanded.
    NeedsText,
    /// The value of a variable refers to too many others: an error of the expression that has it.
    TooDeep,
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
    /// `[text → int]`: an expression with expansions.
    pub(crate) fn arith_text(&mut self) -> Result<(), Fault> {
        let text = self.pop_text();
        if self.state.options.has(Set::XTrace) && self.is_arith_command() {
            self.trace_arith(&text);
        }
        match self.eval_text(&text) {
            Ok(value) => self.ints.push(value),
            Err(fault) => self.arith_failed(fault)?,
        }
        Ok(())
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
            [Op::Substring { .. } | Op::SkipLength { .. }, ..] | [Op::Arith(_), Op::Substring { .. }, ..] => {
                self.targets.last()
            }
            _ => None,
        };
        target.map(|target| [&self.target_name(target)[..], b": "].concat()).unwrap_or_default()
    }

    /// Whether the expression before `pc` is that of `$(( ))`.
    fn is_arith_expansion(&self) -> bool {
        let before = self.pc.checked_sub(1).and_then(|at| self.code.ops.get(at));
        let is_word = self.acting.is_empty() && !self.is_arith_command();
        is_word
            && matches!(before, Some(Op::Arith(_) | Op::ArithText(_)))
            && self.substring_label().is_empty()
    }

    /// Whether the expression before `pc` belongs to `(( ))` or `for (( ))`.
    pub(crate) fn is_arith_command(&self) -> bool {
        matches!(self.code.ops.get(self.pc), Some(Op::IntStatus | Op::DropInt | Op::JumpIfZero(_)))
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

    /// Evaluates the text of a subscript.
    pub(crate) fn eval_index_text(&mut self, index: &[u8]) -> Result<i64, Fault> {
        match self.eval_bytes(index) {
            Ok(value) => Ok(value),
            Err(Stop::TooDeep) => Err(self.subscript_stop(text::too_deep(index))),
            Err(stop) => Err(self.subscript_stop(stop)),
        }
    }

    /// A subscript is in error: that is told of it alone, and what it stands in is given up whatever
    /// it is.
    fn subscript_stop(&mut self, stop: Stop) -> Fault {
        match stop {
            Stop::Message(message) => {
                self.report(&message);
                Fault::Abandon(1)
            }
            Stop::NeedsText | Stop::TooDeep | Stop::Operator(..) => Fault::Abandon(1),
            Stop::Fault(fault) => fault,
        }
    }

    fn arith_stop(&mut self, stop: Stop) -> Fault {
        if matches!(self.code.ops.get(self.pc), Some(Op::SubscriptInt)) {
            return self.subscript_stop(stop);
        }
        match stop {
            Stop::Message(message) => {
                let mut label = self.acting_label();
                if label.is_empty() {
                    label = self.substring_label();
                }
                self.report(&[label, message].concat());
                self.gave_up = true;
                if self.is_strict() && self.is_arith_expansion() {
                    return self.fatal_expansion();
                }
                Fault::Discard(1)
            }
            Stop::NeedsText | Stop::TooDeep | Stop::Operator(..) => Fault::Discard(1),
            Stop::Fault(fault) => fault,
        }
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
                Some(text) => self.arith_value(&text),
                None if self.is_unbound(name) => Err(Stop::Fault(self.unbound(&Target::Variable(name)))),
                None => Ok(0),
            },
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
        if let Sub::Key(key) = sub
            && self.is_bad_subscript(name, sub, Access::Read)
        {
            // Bash looks twice for the element of an empty key.
            for _ in 0..1 + usize::from(key.is_empty()) {
                self.report(&[&self.element_name(name, key)[..], b": bad array subscript"].concat());
            }
            return Ok(0);
        }
        match self.element(name, sub)? {
            Some(text) => self.arith_value(&text),
            None => Ok(0),
        }
    }

    /// Whether `set -u` refuses to read a variable.
    fn is_unbound(&mut self, name: Symbol) -> bool {
        self.state.options.has(Set::NoUnset) && !self.has_value(name)
    }

    /// Evaluates the text of a variable.
    fn arith_value(&mut self, text: &[u8]) -> Eval<i64> {
        if self.arith_depth > 0 {
            return self.eval_bytes(text);
        }
        // The tree that the variable stands in counts as an expression, too.
        self.arith_depth = 1;
        let result = self.eval_bytes(text);
        self.arith_depth = 0;
        result
    }

    fn write_place(&mut self, name: &AName, place: Option<Sub>, value: i64) -> Eval<()> {
        let written = name.subscript.as_ref().map(|subscript| &*subscript.source);
        self.write_element(name.name, place, written, value)
    }

    /// Assigns to a variable or element. A subscript that is none is told of, and the expression goes on.
    fn write_element(
        &mut self,
        name: Symbol,
        place: Option<Sub>,
        written: Option<&Subscript>,
        value: i64,
    ) -> Eval<()> {
        let Some(sub) = place else {
            return match self.assign(name, Scalar::Int(value), false) {
                // A number is no name to refer to: that is told of, and the expression goes on.
                Err(Fault::Discard(_)) if self.is_plain_reference(name) => Ok(()),
                done => Ok(done?),
            };
        };
        if matches!(sub, Sub::Index(0..)) || !self.is_bad_subscript(name, &sub, Access::Write) {
            return Ok(self.assign_element(name, &sub, Scalar::Int(value), false)?);
        }
        let message = match (&sub, written) {
            (Sub::Key(key), _) if key.is_empty() => {
                [&self.acting_label()[..], b"`", &self.element_name(name, b""), b"': not a valid identifier"]
                    .concat()
            }
            (Sub::Index(_), Some(Subscript::Index { word, .. })) => {
                [&self.element_name(name, &word.raw)[..], b": bad array subscript"].concat()
            }
            (Sub::Key(key), _) => [&self.element_name(name, key)[..], b": bad array subscript"].concat(),
            (Sub::Index(_), _) => [&self.state.symbols.name(name)[..], b": bad array subscript"].concat(),
        };
        self.report(&message);
        Ok(())
    }

    fn is_plain_reference(&self, name: Symbol) -> bool {
        let attrs = self.state.vars.get(name).map_or(Attrs::NONE, |variable| variable.attrs);
        attrs.has(Attrs::NAMEREF) && !attrs.has(Attrs::READONLY)
    }
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
