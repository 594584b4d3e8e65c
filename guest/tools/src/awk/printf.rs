//! `printf` and `sprintf`.

use super::machine::Fatal;
use super::number;
use super::record::Record;
use super::value::{Value, push_special};
use bashwit_float::Spec;

/// The widest field; wider ones are not made.
const WIDEST: f64 = 1e7;

/// A conversion, such as `%-5.2f`.
#[derive(Debug, Clone, Copy, Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    conversion: u8,
}

/// Formats values; the first one is the format.
pub(super) fn format(record: &Record, args: &[Value], out: &mut Vec<u8>) -> Result<(), Fatal> {
    let Some((format, args)) = args.split_first() else { return Ok(()) };
    let mut buffer = Vec::new();
    let text = record.text(format, &mut buffer);
    let mut args = args.iter();
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        let mut stars = || Some(record.number(args.next()?));
        let parsed = parse(from, &mut stars).ok_or_else(|| missing(text, text.len() - from.len()))?;
        let Some((directive, length)) = parsed else {
            out.extend_from_slice(from);
            return Ok(());
        };
        rest = from.get(length..).unwrap_or_default();
        match directive.conversion {
            b'%' => out.push(b'%'),
            b'c' | b's' => {
                let value = args.next().ok_or_else(|| missing(text, text.len() - from.len()))?;
                directive.text_argument(record, value, out);
            }
            b'd' | b'i' | b'o' | b'x' | b'X' | b'u' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a'
            | b'A' => {
                let value = args.next().ok_or_else(|| missing(text, text.len() - from.len()))?;
                directive.number(record.number(value), out);
            }
            _ => out.extend_from_slice(from.get(..length).unwrap_or_default()),
        }
    }
    out.extend_from_slice(rest);
    Ok(())
}

/// There is no argument for the conversion at `at`.
fn missing(format: &[u8], at: usize) -> Fatal {
    let start: &[u8] = b"not enough arguments to satisfy format string\n\t`";
    [start, format, b"'\n\t", &b" ".repeat(at + 1), b"^ ran out for this one"].concat()
}

/// Writes a number as `CONVFMT` and `OFMT` say.
pub(super) fn number(format: &[u8], number: f64, out: &mut Vec<u8>) {
    let mut rest = format;
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        let Some(Some((directive, length))) = parse(from, &mut || Some(0.0)) else { break };
        rest = from.get(length..).unwrap_or_default();
        match directive.conversion {
            b'%' => out.push(b'%'),
            b'c' | b's' => {}
            _ => directive.number(number, out),
        }
    }
    out.extend_from_slice(rest);
}

/// The conversion at the beginning of a text, and its length. `None` within where it is not
/// complete, `None` outside where a `*` has no argument.
fn parse(text: &[u8], stars: &mut dyn FnMut() -> Option<f64>) -> Option<Option<(Directive, usize)>> {
    let mut directive = Directive::default();
    let mut at = 1;
    let byte = |at: usize| text.get(at).copied().unwrap_or(0);
    loop {
        match byte(at) {
            b'-' => directive.left = true,
            b'+' => directive.plus = true,
            b' ' => directive.space = true,
            b'#' => directive.alternate = true,
            b'0' => directive.zero = true,
            b'\'' => {}
            _ => break,
        }
        at += 1;
    }
    let mut amount = |at: &mut usize| -> Option<f64> {
        if byte(*at) == b'*' {
            *at += 1;
            return stars();
        }
        let mut value = 0.0;
        while byte(*at).is_ascii_digit() {
            value = value * 10.0 + f64::from(byte(*at) - b'0');
            *at += 1;
        }
        Some(value)
    };
    let width = amount(&mut at)?;
    directive.left |= width < 0.0;
    directive.width = width.abs().min(WIDEST) as usize;
    if byte(at) == b'.' {
        at += 1;
        let precision = amount(&mut at)?;
        directive.precision = (precision >= 0.0).then_some(precision.min(WIDEST) as usize);
    }
    while matches!(byte(at), b'h' | b'l' | b'L' | b'q' | b'j' | b'z' | b't') {
        at += 1;
    }
    directive.conversion = byte(at);
    Some((at < text.len()).then_some((directive, at + 1)))
}

impl Directive {
    /// `%c` and `%s`.
    fn text_argument(&self, record: &Record, value: &Value, out: &mut Vec<u8>) {
        let mut buffer = Vec::new();
        if self.conversion == b's' {
            let text = record.text(value, &mut buffer);
            return self.text(text, self.precision, record.utf8, out);
        }
        let number = match value {
            Value::Number(_) => Some(record.number(value)),
            _ => record.numeric(value).filter(|_| !matches!(value, Value::Uninit)),
        };
        match number {
            Some(number) => {
                let code = number as i64;
                let character = u32::try_from(code).ok().and_then(char::from_u32);
                match character.filter(|_| record.utf8) {
                    Some(character) => {
                        let mut bytes = [0; 4];
                        self.text(character.encode_utf8(&mut bytes).as_bytes(), None, true, out);
                    }
                    None => self.text(&[code as u8], None, false, out),
                }
            }
            None => {
                let text = record.text(value, &mut buffer);
                let text = if text.is_empty() { b"\0" } else { text };
                self.text(text, Some(1), record.utf8, out);
            }
        }
    }

    fn text(&self, text: &[u8], most: Option<usize>, utf8: bool, out: &mut Vec<u8>) {
        let text = match most {
            Some(most) if most < text.len() => {
                text.get(..super::builtins::offset(text, most, utf8)).unwrap_or_default()
            }
            _ => text,
        };
        let length = if self.width > 0 { super::builtins::length(text, utf8) } else { 0 };
        let padding = self.width.saturating_sub(length);
        if !self.left {
            out.extend(std::iter::repeat_n(b' ', padding));
        }
        out.extend_from_slice(text);
        if self.left {
            out.extend(std::iter::repeat_n(b' ', padding));
        }
    }

    fn number(&self, value: f64, out: &mut Vec<u8>) {
        if !value.is_finite() {
            let mut text = Vec::new();
            push_special(value, &mut text);
            return self.text(&text, None, false, out);
        }
        match self.conversion {
            b'd' | b'i' => {
                let whole = value.trunc();
                let mut digits = Vec::new();
                match number::integer(whole.abs()) {
                    Some(integer) => number::push_integer(integer, &mut digits),
                    None => digits.extend_from_slice(format!("{:.0}", whole.abs()).as_bytes()),
                }
                self.integer(whole < 0.0, b"", &digits, out);
            }
            b'o' | b'x' | b'X' | b'u' => self.unsigned(value.trunc(), out),
            conversion => self.float(conversion, value, out),
        }
    }

    fn float(&self, conversion: u8, value: f64, out: &mut Vec<u8>) {
        Spec {
            left: self.left,
            plus: self.plus,
            space: self.space,
            alternate: self.alternate,
            zero: self.zero,
            width: self.width,
            precision: self.precision,
            conversion,
        }
        .format(value, out);
    }

    fn unsigned(&self, value: f64, out: &mut Vec<u8>) {
        let bits = if value < 0.0 { value as i64 as u64 } else { value as u64 };
        let exact = if value < 0.0 { value as i64 as f64 == value } else { bits as f64 == value };
        if !exact {
            return self.float(b'g', value, out);
        }
        let digits = match self.conversion {
            b'o' => format!("{bits:o}"),
            b'x' => format!("{bits:x}"),
            b'X' => format!("{bits:X}"),
            _ => bits.to_string(),
        };
        let prefix: &[u8] = match self.conversion {
            b'x' if self.alternate && bits != 0 => b"0x",
            b'X' if self.alternate && bits != 0 => b"0X",
            b'o' if self.alternate && bits != 0 => b"0",
            _ => b"",
        };
        Directive { plus: false, space: false, ..*self }.integer(false, prefix, digits.as_bytes(), out);
    }

    fn integer(&self, negative: bool, prefix: &[u8], digits: &[u8], out: &mut Vec<u8>) {
        let digits = if self.precision == Some(0) && digits == b"0" { b"" } else { digits };
        let sign: &[u8] = match (negative, self.plus, self.space) {
            (true, ..) => b"-",
            (_, true, _) => b"+",
            (_, _, true) => b" ",
            _ => b"",
        };
        let mut zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        let length = sign.len() + prefix.len() + zeros + digits.len();
        let mut padding = self.width.saturating_sub(length);
        if self.zero && !self.left && self.precision.is_none() {
            zeros += padding;
            padding = 0;
        }
        if !self.left {
            out.extend(std::iter::repeat_n(b' ', padding));
        }
        out.extend_from_slice(sign);
        out.extend_from_slice(prefix);
        out.extend(std::iter::repeat_n(b'0', zeros));
        out.extend_from_slice(digits);
        if self.left {
            out.extend(std::iter::repeat_n(b' ', padding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions() {
        let record = Record::new(true);
        let rows: &[(&str, &[Value], &str)] = &[
            (
                "%5d|%-5d|%05d",
                &[Value::Number(42.9), Value::Number(-3.2), Value::Number(7.0)],
                "   42|-3   |00007",
            ),
            (
                "%x %o %#X %u",
                &[Value::Number(255.0), Value::Number(8.0), Value::Number(255.0), Value::Number(-1.0)],
                "ff 10 0XFF 18446744073709551615",
            ),
            ("%c%c%c", &[Value::Number(65.0), Value::text(b"hello"), Value::Number(228.0)], "Ahä"),
            (
                "%.2s|%5s|%-3s|",
                &[Value::text("äöü".as_bytes()), Value::text("ä".as_bytes()), Value::text(b"x")],
                "äö|    ä|x  |",
            ),
            (
                "%*d|%.*f",
                &[Value::Number(4.0), Value::Number(1.0), Value::Number(1.0), Value::Number(2.55)],
                "   1|2.5",
            ),
            (
                "%.3d %+d % d %i%%",
                &[Value::Number(5.0), Value::Number(5.0), Value::Number(5.0), Value::text(b"12abc")],
                "005 +5  5 12%",
            ),
            (
                "%d %e",
                &[Value::Number(2f64.powi(70)), Value::Number(12345.678)],
                "1180591620717411303424 1.234568e+04",
            ),
        ];
        for (text, args, want) in rows {
            let mut all = vec![Value::text(text.as_bytes())];
            all.extend_from_slice(args);
            let mut out = Vec::new();
            assert!(format(&record, &all, &mut out).is_ok());
            assert_eq!(String::from_utf8_lossy(&out), *want, "{text}");
        }
    }
}
