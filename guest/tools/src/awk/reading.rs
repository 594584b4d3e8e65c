//! Values as numbers, texts, keys and truths, next to the record that fields are read from.

use super::array::Key;
use super::ast::Compare;
use super::number;
use super::record::Record;
use super::value::Value;
use std::cmp::Ordering;

impl Record {
    /// A value as a number.
    pub fn number(&self, value: &Value) -> f64 {
        match value {
            Value::Number(number) => *number,
            Value::Field(index) => match self.set_value(*index) {
                Some(Value::Number(number)) => *number,
                _ => self.bytes(*index).map_or(0.0, number::parse),
            },
            value => value.as_text().map_or(0.0, number::parse),
        }
    }

    /// The text of a value; a number is written to `buffer` for that.
    pub fn text<'v>(&'v self, value: &'v Value, buffer: &'v mut Vec<u8>) -> &'v [u8] {
        let number = match value {
            Value::Number(number) => *number,
            Value::Field(index) => match (self.bytes(*index), self.set_value(*index)) {
                (Some(text), _) => return text,
                (None, Some(Value::Number(number))) => *number,
                (None, _) => return b"",
            },
            value => return value.as_text().unwrap_or_default(),
        };
        buffer.clear();
        self.convfmt.push(number, buffer);
        buffer
    }

    /// Appends the text of a value.
    pub fn push(&self, value: &Value, out: &mut Vec<u8>) {
        match value {
            Value::Number(number) => self.convfmt.push(*number, out),
            Value::Field(_) => {
                let mut buffer = Vec::new();
                out.extend_from_slice(self.text(value, &mut buffer));
            }
            value => out.extend_from_slice(value.as_text().unwrap_or_default()),
        }
    }

    /// The number that a value is: a number, nothing yet, or input that looks like one.
    pub fn numeric(&self, value: &Value) -> Option<f64> {
        match value {
            Value::Number(number) => Some(*number),
            Value::Uninit => Some(0.0),
            Value::InputShort(_) | Value::InputLong(_) => value.as_text().and_then(number::whole),
            Value::Field(index) => match self.set_value(*index) {
                Some(value) => self.numeric(value),
                None => self.bytes(*index).and_then(number::whole),
            },
            _ => None,
        }
    }

    /// Whether a value counts as true.
    pub fn truth(&self, value: &Value) -> bool {
        match self.numeric(value) {
            Some(number) => number != 0.0,
            None => {
                let mut buffer = Vec::new();
                !self.text(value, &mut buffer).is_empty()
            }
        }
    }

    /// Compares: numbers as such, else texts.
    #[inline]
    pub fn compare(&self, operator: Compare, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => in_order(operator, *left, *right),
            _ => self.compare_any(operator, left, right),
        }
    }

    fn compare_any(&self, operator: Compare, left: &Value, right: &Value) -> bool {
        if let Some(left) = self.numeric(left)
            && let Some(right) = self.numeric(right)
        {
            return in_order(operator, left, right);
        }
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let (left, right) = (self.text(left, &mut a), self.text(right, &mut b));
        match operator {
            Compare::Equal => left == right,
            Compare::NotEqual => left != right,
            Compare::Less => left.cmp(right) == Ordering::Less,
            Compare::LessEqual => left.cmp(right) != Ordering::Greater,
            Compare::Greater => left.cmp(right) == Ordering::Greater,
            Compare::GreaterEqual => left.cmp(right) != Ordering::Less,
        }
    }

    /// A value as a subscript.
    pub fn key<'v>(&'v self, value: &'v Value, buffer: &'v mut Vec<u8>) -> Key<'v> {
        if let Value::Number(number) = value
            && let Some(integer) = number::integer(*number)
            && integer.unsigned_abs() < 1_000_000_000_000_000
        {
            return Key::Integer(integer);
        }
        Key::of(self.text(value, buffer))
    }
}

/// Whether two numbers stand so to one another.
fn in_order(operator: Compare, left: f64, right: f64) -> bool {
    match operator {
        Compare::Less => left < right,
        Compare::LessEqual => left <= right,
        Compare::Equal => left == right,
        Compare::NotEqual => left != right,
        Compare::Greater => left > right,
        Compare::GreaterEqual => left >= right,
    }
}
