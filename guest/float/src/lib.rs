//! Floating-point numbers as printf(3) writes them and strtold(3) reads them.
//!
//! [`Spec`] is a conversion of printf(3) for whatever is a [`Number`]: `f64`, and
//! [`Extended`], the `long double` in which bash's printf calculates.

mod big;
mod decimal;
mod extended;

use decimal::Decimal;
pub use extended::{Extended, Parsed};

/// Longer fractions are padded with zeros: no `f64` has more digits.
const DIGITS: usize = 1100;

/// A conversion such as `%-08.3g`, without its percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// `-`: padded on the right.
    pub left: bool,
    /// `+`: a plus sign before what is not negative.
    pub plus: bool,
    /// A blank there.
    pub space: bool,
    /// `#`: a point in any case, and no zeros dropped by `g`.
    pub alternate: bool,
    /// `0`: padded with zeros.
    pub zero: bool,
    /// The least width.
    pub width: usize,
    /// Digits behind the point; for `g` all digits.
    pub precision: Option<usize>,
    /// `a`, `e`, `f`, `g`, or one of them in upper case.
    pub conversion: u8,
}

impl Spec {
    /// A conversion without flags and width.
    pub const fn new(conversion: u8, precision: Option<usize>) -> Self {
        Spec {
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: 0,
            precision,
            conversion,
        }
    }

    /// Appends a number.
    pub fn format(&self, value: impl Number, out: &mut Vec<u8>) {
        let name = value.name();
        let mut digits = name.map_or_else(|| self.magnitude(&value), str::to_owned);
        if self.conversion.is_ascii_uppercase() {
            digits.make_ascii_uppercase();
        }
        let sign = match value.is_negative() {
            true => "-",
            false if self.plus => "+",
            false if self.space => " ",
            false => "",
        };
        let padding = self.width.saturating_sub(sign.len() + digits.len());
        if self.left {
            out.extend_from_slice(sign.as_bytes());
            out.extend_from_slice(digits.as_bytes());
            out.resize(out.len() + padding, b' ');
        } else if self.zero && name.is_none() {
            out.extend_from_slice(sign.as_bytes());
            // The zeros stand behind `0x`.
            let prefix = if self.conversion.eq_ignore_ascii_case(&b'a') { 2 } else { 0 };
            let (prefix, rest) = digits.split_at_checked(prefix).unwrap_or(("", &digits));
            out.extend_from_slice(prefix.as_bytes());
            out.resize(out.len() + padding, b'0');
            out.extend_from_slice(rest.as_bytes());
        } else {
            out.resize(out.len() + padding, b' ');
            out.extend_from_slice(sign.as_bytes());
            out.extend_from_slice(digits.as_bytes());
        }
    }

    fn magnitude(&self, value: &impl Number) -> String {
        match self.conversion.to_ascii_lowercase() {
            b'a' => value.hexadecimal(self.precision, self.alternate),
            b'e' => self.exponential(value, self.precision.unwrap_or(6)),
            b'f' => self.fixed(value, self.precision.unwrap_or(6)),
            _ => self.general(value),
        }
    }

    fn fixed(&self, value: &impl Number, precision: usize) -> String {
        let mut text = value.fixed(precision);
        if self.alternate && precision == 0 {
            text.push('.');
        }
        text
    }

    fn exponential(&self, value: &impl Number, precision: usize) -> String {
        let (mut mantissa, exponent) = value.scientific(precision);
        if self.alternate && precision == 0 {
            mantissa.push('.');
        }
        format!("{mantissa}{}", with_sign(exponent))
    }

    fn general(&self, value: &impl Number) -> String {
        let digits = self.precision.unwrap_or(6).max(1);
        let (_, exponent) = value.scientific((digits - 1).min(DIGITS));
        let fixed = exponent >= -4 && exponent < i32::try_from(digits).unwrap_or(i32::MAX);
        let text = if fixed {
            let places = i64::try_from(digits).unwrap_or(i64::MAX) - 1 - i64::from(exponent);
            self.fixed(value, usize::try_from(places).unwrap_or(0))
        } else {
            self.exponential(value, digits - 1)
        };
        if self.alternate { text } else { without_zeros(&text) }
    }
}

/// What a conversion can show. The digits are those without the sign.
pub trait Number {
    /// It has a minus sign.
    fn is_negative(&self) -> bool;
    /// `inf` or `nan`, where it has no digits.
    fn name(&self) -> Option<&'static str>;
    /// With so many digits behind the point.
    fn fixed(&self, precision: usize) -> String;
    /// A mantissa with so many digits behind the point, and the decimal exponent.
    fn scientific(&self, precision: usize) -> (String, i32);
    /// As `%a` shows it.
    fn hexadecimal(&self, precision: Option<usize>, alternate: bool) -> String;
}

impl Number for f64 {
    fn is_negative(&self) -> bool {
        self.is_sign_negative()
    }

    fn name(&self) -> Option<&'static str> {
        match self {
            _ if self.is_nan() => Some("nan"),
            _ if self.is_infinite() => Some("inf"),
            _ => None,
        }
    }

    fn fixed(&self, precision: usize) -> String {
        let mut text = format!("{:.*}", precision.min(DIGITS), self.abs());
        text.push_str(&zeros(precision.saturating_sub(DIGITS)));
        text
    }

    fn scientific(&self, precision: usize) -> (String, i32) {
        let (mut mantissa, exponent) = parts(self.abs(), precision.min(DIGITS));
        mantissa.push_str(&zeros(precision.saturating_sub(DIGITS)));
        (mantissa, exponent)
    }

    fn hexadecimal(&self, precision: Option<usize>, alternate: bool) -> String {
        let bits = self.abs().to_bits();
        let (mut exponent, mut fraction) = ((bits >> 52) as i64 - 1023, bits & ((1 << 52) - 1));
        let mut lead = 1u64;
        if *self == 0.0 {
            (exponent, lead) = (0, 0);
        } else if exponent == -1023 {
            // Subnormal numbers are shown normalised.
            let shift = fraction.leading_zeros() - 11;
            fraction = (fraction << shift) & ((1 << 52) - 1);
            exponent = -1022 - i64::from(shift);
        }
        let mut digits = 13;
        if let Some(precision) = precision.filter(|&precision| precision < 13) {
            let drop = 4 * (13 - precision);
            let whole = lead << 52 | fraction;
            let (half, rest) = (1u64 << (drop - 1), whole & ((1 << drop) - 1));
            let mut kept = whole >> drop;
            kept += u64::from(rest > half || rest == half && kept & 1 == 1);
            lead = kept >> (52 - drop);
            fraction = kept & ((1u64 << (52 - drop)) - 1);
            digits = precision;
        }
        let mut text = format!("{fraction:0digits$x}");
        if digits == 0 {
            text.clear();
        }
        match precision {
            None => text.truncate(text.trim_end_matches('0').len()),
            Some(precision) => text.push_str(&zeros(precision.saturating_sub(13))),
        }
        let point = if text.is_empty() && !alternate { "" } else { "." };
        format!("0x{lead}{point}{text}p{exponent:+}")
    }
}

/// Mantissa and exponent in decimal.
fn parts(value: f64, precision: usize) -> (String, i32) {
    let text = format!("{value:.precision$e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => (mantissa.to_owned(), exponent.parse().unwrap_or(0)),
        None => (text, 0),
    }
}

/// So many zeros: the digits behind the last that a number has.
fn zeros(count: usize) -> String {
    "0".repeat(count)
}

/// `e+05`.
fn with_sign(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

fn without_zeros(text: &str) -> String {
    let (mantissa, exponent) = match text.find('e') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    if !mantissa.contains('.') {
        return text.to_owned();
    }
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    format!("{mantissa}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows from printf(1) of coreutils.
    #[test]
    fn conversions() {
        let plain = Spec::new(b'f', None);
        let rows = [
            (Spec::new(b'f', Some(2)), 1.005, "1.00"),
            (plain, 1.5, "1.500000"),
            (Spec::new(b'f', Some(0)), 2.5, "2"),
            (Spec::new(b'e', None), 12345.678, "1.234568e+04"),
            (Spec::new(b'E', Some(0)), 0.0001, "1E-04"),
            (Spec::new(b'g', None), 100000.0, "100000"),
            (Spec::new(b'g', None), 1_000_000.0, "1e+06"),
            (Spec::new(b'g', None), 0.0001, "0.0001"),
            (Spec::new(b'g', None), 0.00001, "1e-05"),
            (Spec::new(b'g', Some(3)), 3.1428, "3.14"),
            (Spec { alternate: true, ..Spec::new(b'g', None) }, 1.0, "1.00000"),
            (Spec::new(b'a', None), 1.5, "0x1.8p+0"),
            (Spec::new(b'a', Some(1)), 1.96875, "0x2.0p+0"),
            (Spec::new(b'g', None), f64::INFINITY, "inf"),
            (Spec::new(b'G', None), f64::NAN, "NAN"),
            (Spec { width: 8, ..plain }, -1.0, "-1.000000"),
            (Spec { width: 8, zero: true, ..Spec::new(b'f', Some(1)) }, -1.5, "-00001.5"),
            (Spec { width: 6, left: true, ..Spec::new(b'f', Some(1)) }, 1.5, "1.5   "),
            (Spec { plus: true, ..Spec::new(b'g', None) }, 1.0, "+1"),
            (Spec { space: true, ..Spec::new(b'g', None) }, 1.0, " 1"),
            (Spec { width: 6, zero: true, ..plain }, f64::INFINITY, "   inf"),
        ];
        for (spec, value, want) in rows {
            let mut out = Vec::new();
            spec.format(value, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), want, "{spec:?}");
        }
    }
}
