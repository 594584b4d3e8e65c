//! Floating-point conversions of printf(3), on the numbers that bash has: long doubles of x86,
//! with 64 bits of mantissa. `printf %.2f 2.675` shows the difference to a double.

use super::big::Big;
use std::cmp::Ordering;

/// No more digits of a text than these are looked at, nor are more shown behind the point.
const MAX_DIGITS: usize = 4096;
/// Exponents of ten beyond this are zero or infinite.
const MAX_POWER: i64 = 5000;

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Float {
    negative: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Zero,
    /// `mantissa * 2^exponent`; the mantissa's highest bit is set.
    Finite {
        mantissa: u64,
        exponent: i32,
    },
    Infinite,
    Nan,
}

impl From<i64> for Float {
    fn from(value: i64) -> Self {
        let kind = rounded(&Big::from(value.unsigned_abs()), 0, false);
        Float { negative: value < 0, kind }
    }
}

/// The nearest number to `value * 2^exponent`, and a little more where `more` says so.
fn rounded(value: &Big, exponent: i64, more: bool) -> Kind {
    let bits = value.bits();
    if bits == 0 {
        return Kind::Zero;
    }
    let drop = bits.saturating_sub(64);
    let mut mantissa = value.shifted_right(drop).low();
    let mut exponent = exponent + drop as i64;
    if drop > 0 {
        let up = match value.compare_low(drop) {
            Ordering::Greater => true,
            Ordering::Equal => more || mantissa & 1 == 1,
            Ordering::Less => false,
        };
        mantissa = mantissa.wrapping_add(u64::from(up));
        if up && mantissa == 0 {
            (mantissa, exponent) = (1 << 63, exponent + 1);
        }
    }
    let shift = mantissa.leading_zeros();
    let exponent = exponent - i64::from(shift);
    if exponent > 16_384 - 64 {
        return Kind::Infinite;
    }
    Kind::Finite { mantissa: mantissa << shift, exponent: exponent as i32 }
}

/// The nearest number to `digits * 10^power`.
fn from_decimal(digits: &[u8], power: i64) -> Kind {
    let digits = &digits[digits.iter().take_while(|digit| **digit == b'0').count()..];
    let count = digits.len().min(MAX_DIGITS);
    let power = power + (digits.len() - count) as i64;
    if count == 0 || power + (count as i64) < -MAX_POWER {
        return Kind::Zero;
    }
    if power + (count as i64) > MAX_POWER {
        return Kind::Infinite;
    }
    if let Some(kind) = from_short_decimal(&digits[..count], power) {
        return kind;
    }
    let mut value = Big::default();
    for digit in &digits[..count] {
        value.multiply_add(10, u32::from(digit - b'0'));
    }
    if power >= 0 {
        value.multiply_power(10, power as usize);
        return rounded(&value, 0, false);
    }
    let mut divisor = Big::from(1);
    divisor.multiply_power(10, power.unsigned_abs() as usize);
    // Enough bits that the quotient has more than the mantissa holds.
    let shift = (divisor.bits() + 66).saturating_sub(value.bits());
    let (quotient, more) = value.shifted_left(shift).divided(&divisor);
    // What is left over decides only where the dropped bits are just a half.
    rounded(&quotient, -(shift as i64), more)
}

/// The same for the frequent case, which fits in 128 bits: up to 18 digits, and as many at most
/// behind the point.
fn from_short_decimal(digits: &[u8], power: i64) -> Option<Kind> {
    let divisor = 10u64.checked_pow(u32::try_from(-power).ok().filter(|places| *places <= 18)?)?;
    if digits.len() > 18 {
        return None;
    }
    let value = digits.iter().fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0'));
    let shift = value.leading_zeros();
    let dividend = u128::from(value << shift) << 64;
    let (quotient, rest) = (dividend / u128::from(divisor), dividend % u128::from(divisor));
    // The dividend has 128 bits and the divisor at most 60: some are dropped for the mantissa.
    let drop = 64 - quotient.leading_zeros();
    let (mantissa, low) = ((quotient >> drop) as u64, quotient & ((1 << drop) - 1));
    let half = 1 << (drop - 1);
    let up = low > half || low == half && (rest > 0 || mantissa & 1 == 1);
    let exponent = drop as i32 - 64 - shift as i32;
    Some(match mantissa.checked_add(u64::from(up)) {
        Some(mantissa) => Kind::Finite { mantissa, exponent },
        None => Kind::Finite { mantissa: 1 << 63, exponent: exponent + 1 },
    })
}

/// Reads a number at the start of a text; whether that was the whole text.
pub fn parse(text: &[u8]) -> (Float, bool) {
    let text = text.trim_ascii_start();
    let (negative, rest) = match text.first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let number = |kind| Float { negative, kind };
    if text.is_empty() {
        return (number(Kind::Zero), true);
    }
    let lower = rest.to_ascii_lowercase();
    for (name, kind) in
        [(&b"infinity"[..], Kind::Infinite), (&b"inf"[..], Kind::Infinite), (&b"nan"[..], Kind::Nan)]
    {
        if let Some(more) = lower.strip_prefix(name) {
            return (number(kind), more.is_empty());
        }
    }
    let (kind, length) = match lower.strip_prefix(b"0x") {
        Some(hex) => {
            let (kind, length) = hexadecimal(hex);
            (kind, length + 2)
        }
        None => decimal(&lower),
    };
    match length {
        0 => (Float { negative: false, kind: Kind::Zero }, false),
        length => (number(kind), length == lower.len()),
    }
}

/// The digits around a point, how many are behind it, and how long that is.
fn digits(text: &[u8], is_digit: fn(&u8) -> bool) -> (Vec<u8>, usize, usize) {
    let whole = text.iter().take_while(|byte| is_digit(byte)).count();
    let mut all = text[..whole].to_vec();
    let mut end = whole;
    let mut behind = 0;
    if text.get(whole) == Some(&b'.') {
        behind = text[whole + 1..].iter().take_while(|byte| is_digit(byte)).count();
        all.extend_from_slice(&text[whole + 1..][..behind]);
        end = whole + 1 + behind;
    }
    if all.is_empty() { (all, 0, 0) } else { (all, behind, end) }
}

/// An exponent behind its letter: the value, and how long it is with the letter.
fn exponent(text: &[u8], letter: u8) -> (i64, usize) {
    if text.first() != Some(&letter) {
        return (0, 0);
    }
    let sign = usize::from(matches!(text.get(1), Some(b'-' | b'+')));
    let digits: Vec<u8> = text[1 + sign..].iter().copied().take_while(u8::is_ascii_digit).collect();
    if digits.is_empty() {
        return (0, 0);
    }
    let value = digits.iter().fold(0i64, |value, digit| (value * 10 + i64::from(digit - b'0')).min(1 << 40));
    (if text[1] == b'-' { -value } else { value }, 1 + sign + digits.len())
}

fn decimal(text: &[u8]) -> (Kind, usize) {
    let (all, behind, end) = digits(text, u8::is_ascii_digit);
    if end == 0 {
        return (Kind::Zero, 0);
    }
    let (power, length) = exponent(&text[end..], b'e');
    (from_decimal(&all, power - behind as i64), end + length)
}

fn hexadecimal(text: &[u8]) -> (Kind, usize) {
    let (all, behind, end) = digits(text, u8::is_ascii_hexdigit);
    if end == 0 {
        return (Kind::Zero, 0);
    }
    let (power, length) = exponent(&text[end..], b'p');
    let mut value = Big::default();
    for digit in all.iter().take(MAX_DIGITS) {
        value.multiply_add(16, (*digit as char).to_digit(16).unwrap_or(0));
    }
    let power = power - 4 * behind as i64 + 4 * all.len().saturating_sub(MAX_DIGITS) as i64;
    let kind = match power {
        ..-20_000 => Kind::Zero,
        -20_000..=20_000 => rounded(&value, power, false),
        _ => Kind::Infinite,
    };
    (kind, end + length)
}

/// The exact decimal digits of a number, and how many of them stand before the point (less than
/// none where zeros follow the point).
struct Decimal {
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    fn new(mantissa: u64, exponent: i32) -> Self {
        let mut value = Big::from(mantissa);
        let mut behind = 0;
        if exponent >= 0 {
            value = value.shifted_left(exponent as usize);
        } else {
            // m / 2^k is m * 5^k / 10^k.
            let halves = mantissa.trailing_zeros().min(exponent.unsigned_abs());
            value = value.shifted_right(halves as usize);
            behind = (exponent.unsigned_abs() - halves) as usize;
            value.multiply_power(5, behind);
        }
        let digits = value.to_decimal();
        let point = digits.len() as i64 - behind as i64;
        Decimal { digits, point }
    }

    fn zero() -> Self {
        Decimal { digits: vec![b'0'], point: 1 }
    }

    /// Keeps `count` digits, rounded half to even; what is above may grow by a digit.
    fn round(&mut self, count: i64) {
        if count >= self.digits.len() as i64 {
            return;
        }
        if count < 0 {
            self.digits.clear();
            return;
        }
        let kept = count as usize;
        let rest = &self.digits[kept..];
        let half = rest[1..].iter().all(|digit| *digit == b'0');
        let up = match rest[0] {
            b'5' if half => kept > 0 && self.digits[kept - 1] % 2 == 1,
            digit => digit >= b'5',
        };
        self.digits.truncate(kept);
        if !up {
            return;
        }
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    fn digit(&self, at: i64) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
        digit.map_or('0', |digit| *digit as char)
    }

    fn fixed(mut self, precision: usize, alternate: bool) -> String {
        self.round(self.point + precision as i64);
        let mut text: String = (0..self.point).map(|at| self.digit(at)).collect();
        if text.is_empty() {
            text.push('0');
        }
        if precision > 0 || alternate {
            text.push('.');
        }
        text.extend((self.point..self.point + precision as i64).map(|at| self.digit(at)));
        text
    }

    fn exponent(mut self, precision: usize, alternate: bool) -> String {
        self.round(precision as i64 + 1);
        let power = if self.digits == b"0" { 0 } else { self.point - 1 };
        let point = if precision > 0 || alternate { "." } else { "" };
        let rest: String = (1..=precision as i64).map(|at| self.digit(at)).collect();
        let sign = if power < 0 { '-' } else { '+' };
        format!("{}{point}{rest}e{sign}{:02}", self.digit(0), power.abs())
    }

    fn general(mut self, precision: usize, alternate: bool) -> String {
        self.round(precision as i64);
        let power = self.point - 1;
        let text = if power < -4 || power >= precision as i64 {
            self.exponent(precision - 1, alternate)
        } else {
            self.fixed((precision as i64 - 1 - power).max(0) as usize, alternate)
        };
        if alternate {
            return text;
        }
        let (digits, tail) = match text.find('e') {
            Some(at) => text.split_at(at),
            None => (&*text, ""),
        };
        let short =
            if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
        format!("{short}{tail}")
    }
}

impl Float {
    /// Whether it is infinite.
    pub fn is_infinite(self) -> bool {
        self.kind == Kind::Infinite
    }

    /// Whether it is neither infinite nor no number.
    pub fn is_finite(self) -> bool {
        matches!(self.kind, Kind::Zero | Kind::Finite { .. })
    }

    /// The digits by a conversion letter; whether it is negative.
    pub fn format(self, letter: u8, precision: Option<usize>, alternate: bool) -> (bool, String) {
        let precision = precision.map(|precision| precision.min(MAX_DIGITS));
        let decimal = match self.kind {
            Kind::Finite { mantissa, exponent } => Decimal::new(mantissa, exponent),
            _ => Decimal::zero(),
        };
        let text = match (self.kind, letter.to_ascii_lowercase()) {
            (Kind::Nan, _) => "nan".to_owned(),
            (Kind::Infinite, _) => "inf".to_owned(),
            (_, b'f') => decimal.fixed(precision.unwrap_or(6), alternate),
            (_, b'e') => decimal.exponent(precision.unwrap_or(6), alternate),
            (kind, b'a') => show_hexadecimal(kind, precision, alternate),
            _ => decimal.general(precision.unwrap_or(6).max(1), alternate),
        };
        let text = if letter.is_ascii_uppercase() { text.to_uppercase() } else { text };
        (self.negative, text)
    }
}

/// `%a`, normalised as glibc shows a long double: the first digit is 8 to f.
fn show_hexadecimal(kind: Kind, precision: Option<usize>, alternate: bool) -> String {
    let (mut mantissa, mut power) = match kind {
        Kind::Finite { mantissa, exponent } => (mantissa, exponent + 60),
        _ => (0, 0),
    };
    if let Some(precision) = precision.filter(|precision| *precision < 15) {
        let drop = 60 - 4 * precision as u32;
        let (kept, rest, half) = (mantissa >> drop, mantissa & ((1 << drop) - 1), 1 << (drop - 1));
        let up = rest > half || rest == half && kept & 1 == 1;
        let kept = kept + u64::from(up);
        // A carry out of the first digit makes it 1, four bits higher.
        if kept >> (64 - drop) != 0 {
            (mantissa, power) = (1 << 60, power + 4);
        } else {
            mantissa = kept << drop;
        }
    }
    let digits = format!("{mantissa:016x}");
    let (first, rest) = digits.split_at(1);
    let rest = match precision {
        None => rest.trim_end_matches('0').to_owned(),
        Some(precision) => format!("{:0<precision$}", &rest[..precision.min(15)]),
    };
    let point = if rest.is_empty() && !alternate { "" } else { "." };
    format!("0x{first}{point}{rest}p{}{}", if power < 0 { '-' } else { '+' }, power.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, letter, precision, want) in [
            ("3.1428", b'f', Some(2), "3.14"),
            ("2.005", b'f', Some(2), "2.01"),
            ("0.5", b'f', Some(0), "0"),
            ("1.5", b'f', Some(0), "2"),
            ("0.06", b'f', Some(1), "0.1"),
            ("9.99", b'f', Some(1), "10.0"),
            ("0", b'e', None, "0.000000e+00"),
            ("1234567", b'g', None, "1.23457e+06"),
            ("0.0001", b'g', None, "0.0001"),
            ("0.00001", b'g', None, "1e-05"),
            ("100", b'g', None, "100"),
            ("999999.9", b'g', None, "1e+06"),
            ("12.5", b'e', None, "1.250000e+01"),
            ("1e4000", b'e', Some(1), "1.0e+4000"),
            ("1e5000", b'f', None, "inf"),
            ("1", b'a', None, "0x8p-3"),
            ("0x1.8p1", b'f', Some(1), "3.0"),
            ("0.1", b'f', Some(30), "0.100000000000000000001355252716"),
        ] {
            assert_eq!(parse(text.as_bytes()).0.format(letter, precision, false).1, want, "{text}");
        }
        // The short way and the long way agree.
        for digits in [&b"1"[..], b"25", b"123456789012345678", b"999999999999999999", b"5"] {
            for power in -18..=0i64 {
                let long = [digits, b"0000000000000000000"].concat();
                assert_eq!(from_decimal(digits, power), from_decimal(&long, power - 19), "{power}");
            }
        }
        assert!(!parse(b"1.5e3x").1 && parse(b"-inf").1 && !parse(b"e5").1 && parse(b"5.").1);
        assert_eq!(Float::from(-3).format(b'f', Some(0), false), (true, "3".to_owned()));
    }
}
