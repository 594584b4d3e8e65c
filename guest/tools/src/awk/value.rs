//! Values: numbers and texts. Short texts need no allocation.

use super::number;
use bashwit_float::Spec;
use std::rc::Rc;

/// How long a short text may be.
const SHORT: usize = 14;

/// A short text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Short {
    length: u8,
    bytes: [u8; SHORT],
}

impl Short {
    fn new(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; SHORT];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Some(Short { length: text.len() as u8, bytes })
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

/// A value. `Input` is a text from outside: a number too if it looks like one.
#[derive(Debug, Clone, Default)]
pub(super) enum Value {
    #[default]
    Uninit,
    Number(f64),
    Short(Short),
    Long(Rc<Vec<u8>>),
    InputShort(Short),
    InputLong(Rc<Vec<u8>>),
    /// On the stack only, for an operation that reads the field at once.
    Field(u32),
    /// An array, by its place among all arrays.
    Array(u32),
    /// On the stack only: a regular expression of the program.
    Regex(u32),
}

impl Value {
    /// A text.
    pub fn text(text: &[u8]) -> Self {
        match Short::new(text) {
            Some(short) => Value::Short(short),
            None => Value::Long(Rc::new(text.to_vec())),
        }
    }

    /// A text that is there already.
    pub fn owned(text: Vec<u8>) -> Self {
        match Short::new(&text) {
            Some(short) => Value::Short(short),
            None => Value::Long(Rc::new(text)),
        }
    }

    /// A text from outside.
    pub fn input(text: &[u8]) -> Self {
        match Short::new(text) {
            Some(short) => Value::InputShort(short),
            None => Value::InputLong(Rc::new(text.to_vec())),
        }
    }

    /// 1 or 0.
    pub fn truth(value: bool) -> Self {
        Value::Number(if value { 1.0 } else { 0.0 })
    }

    /// The text, where the value is one.
    pub fn as_text(&self) -> Option<&[u8]> {
        match self {
            Value::Short(short) | Value::InputShort(short) => Some(short.as_bytes()),
            Value::Long(text) | Value::InputLong(text) => Some(text),
            Value::Uninit => Some(b""),
            _ => None,
        }
    }
}

/// How numbers become texts (`CONVFMT`, `OFMT`).
#[derive(Debug, Clone)]
pub(super) struct NumberFormat {
    spec: Option<Spec>,
    text: Vec<u8>,
}

impl NumberFormat {
    pub fn new(text: &[u8]) -> Self {
        // `%.NUMg` and its like are written without the whole of printf.
        let spec = match text {
            [b'%', b'.', digits @ .., conversion @ (b'e' | b'f' | b'g' | b'E' | b'G')]
                if digits.len() < 4 && digits.iter().all(u8::is_ascii_digit) =>
            {
                let precision = number::parse(digits) as usize;
                Some(Spec::new(*conversion, Some(precision)))
            }
            _ => None,
        };
        NumberFormat { spec, text: text.to_vec() }
    }

    /// Appends a number.
    pub fn push(&self, number: f64, out: &mut Vec<u8>) {
        if let Some(integer) = number::integer(number) {
            return number::push_integer(integer, out);
        }
        if !number.is_finite() {
            return push_special(number, out);
        }
        if number == number.trunc() {
            out.extend_from_slice(format!("{number:.0}").as_bytes());
            return;
        }
        match &self.spec {
            Some(spec) => spec.format(number, out),
            None => super::printf::number(&self.text, number, out),
        }
    }
}

/// Appends an infinity or what is no number.
pub(super) fn push_special(number: f64, out: &mut Vec<u8>) {
    out.push(if number.is_sign_negative() { b'-' } else { b'+' });
    out.extend_from_slice(if number.is_nan() { b"nan" } else { b"inf" });
}
