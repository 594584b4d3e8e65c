//! `long double` of x86, in which bash's printf calculates: 64 bits of mantissa.

use crate::big::Big;
use crate::{Decimal, Number, zeros};

/// A number ±mantissa × 2^exponent, or one that is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extended {
    negative: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Finite { mantissa: u64, exponent: i32 },
    Infinite,
    Nan,
}

/// How far the text of a number went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parsed {
    /// So many bytes are the number; 0 where there is none.
    pub length: usize,
    /// It is too great, or so small that bits are lost.
    pub out_of_range: bool,
}

/// The exponent of the lowest bit of the smallest numbers, and the highest that the mantissa
/// of the greatest may have.
const LEAST: i32 = -16445;
const MOST: i32 = 16383 - 63;

/// Significant digits beyond these only say that the number is not exactly the one before.
const DIGITS: usize = 11_600;

impl From<i64> for Extended {
    fn from(value: i64) -> Self {
        Extended { negative: value < 0, kind: Kind::Finite { mantissa: value.unsigned_abs(), exponent: 0 } }
    }
}

impl Extended {
    /// Whether it is a number.
    pub fn is_finite(&self) -> bool {
        matches!(self.kind, Kind::Finite { .. })
    }

    /// The nearest `double`.
    pub fn to_f64(self) -> f64 {
        let value = match self.kind {
            Kind::Infinite => f64::INFINITY,
            Kind::Nan => f64::NAN,
            Kind::Finite { mantissa: 0, .. } => 0.0,
            Kind::Finite { mantissa, exponent } => {
                let (mantissa, exponent) = round(Big::new(mantissa), exponent, false, 53, -1074).0;
                let unit = match exponent {
                    972.. => return if self.negative { f64::NEG_INFINITY } else { f64::INFINITY },
                    -1022.. => f64::from_bits(((exponent + 1023) as u64) << 52),
                    _ => f64::from_bits(1 << (exponent + 1074).clamp(0, 51)),
                };
                mantissa as f64 * unit
            }
        };
        if self.negative { -value } else { value }
    }

    /// Reads a number at the start of a text as strtold(3) does.
    pub fn parse(text: &[u8]) -> (Extended, Parsed) {
        let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0x0b).count();
        let (negative, sign) = match text.get(blanks) {
            Some(b'-') => (true, 1),
            Some(b'+') => (false, 1),
            _ => (false, 0),
        };
        let start = blanks + sign;
        let rest = text.get(start..).unwrap_or_default();
        let (kind, mut parsed) = name(rest).unwrap_or_else(|| match hexadecimal(rest) {
            (_, Parsed { length: 0, .. }) => decimal(rest),
            found => found,
        });
        parsed.length = if parsed.length == 0 { 0 } else { parsed.length + start };
        (Extended { negative: negative && parsed.length > 0, kind }, parsed)
    }
}

const ZERO: Kind = Kind::Finite { mantissa: 0, exponent: 0 };

/// `inf`, `infinity`, `nan`, `nan(…)`.
fn name(text: &[u8]) -> Option<(Kind, Parsed)> {
    let begins =
        |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    let (kind, length) = if begins("infinity") {
        (Kind::Infinite, 8)
    } else if begins("inf") {
        (Kind::Infinite, 3)
    } else if begins("nan") {
        let more = text.get(3..).unwrap_or_default();
        let word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let inside = more.iter().skip(1).take_while(word).count();
        let bracketed = more.first() == Some(&b'(') && more.get(inside + 1) == Some(&b')');
        (Kind::Nan, if bracketed { inside + 5 } else { 3 })
    } else {
        return None;
    };
    Some((kind, Parsed { length, out_of_range: false }))
}

/// The exponent behind a letter (`e5`, `p-3`) and its length.
fn exponent(text: &[u8], letter: u8) -> (i64, usize) {
    if !text.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&letter)) {
        return (0, 0);
    }
    let sign = usize::from(matches!(text.get(1), Some(b'-' | b'+')));
    let digits = text.get(1 + sign..).unwrap_or_default();
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return (0, 0);
    }
    let value = digits[..count].iter().fold(0i64, |value, digit| {
        value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(1 << 40)
    });
    (if text[1] == b'-' { -value } else { value }, 1 + sign + count)
}

/// The digits of a number without its point, how many stand behind the point, and the length
/// of it all; 0 where there is no digit.
fn mantissa(text: &[u8], is_digit: impl Fn(&u8) -> bool) -> (Vec<u8>, i64, usize) {
    let whole = text.iter().take_while(|byte| is_digit(byte)).count();
    let mut digits = text[..whole].to_vec();
    let (mut places, mut length) = (0, whole);
    if text.get(whole) == Some(&b'.') {
        let fraction = text[whole + 1..].iter().take_while(|byte| is_digit(byte)).count();
        digits.extend_from_slice(&text[whole + 1..whole + 1 + fraction]);
        places = fraction as i64;
        length = if digits.is_empty() { 0 } else { whole + 1 + fraction };
    }
    (digits, places, length)
}

fn hexadecimal(text: &[u8]) -> (Kind, Parsed) {
    let nothing = (ZERO, Parsed { length: 0, out_of_range: false });
    let [b'0', b'x' | b'X', rest @ ..] = text else { return nothing };
    let (digits, places, length) = mantissa(rest, u8::is_ascii_hexdigit);
    if length == 0 {
        return nothing;
    }
    let (power, more) = exponent(&rest[length..], b'p');
    let mut value = Big::default();
    let mut dropped = 0;
    let mut lost = false;
    for digit in digits {
        let digit = (digit as char).to_digit(16).unwrap_or(0);
        // 40 digits are more than any mantissa has.
        if value.bits() < 160 {
            value.multiply_add(16, digit);
        } else {
            dropped += 1;
            lost |= digit != 0;
        }
    }
    let power = (power - 4 * places + 4 * dropped).clamp(-40_000, 40_000) as i32;
    let (kind, out_of_range) = finite(value, power, lost);
    (kind, Parsed { length: 2 + length + more, out_of_range })
}

fn decimal(text: &[u8]) -> (Kind, Parsed) {
    let (digits, places, length) = mantissa(text, u8::is_ascii_digit);
    if length == 0 {
        return (ZERO, Parsed { length: 0, out_of_range: false });
    }
    let (power, more) = exponent(&text[length..], b'e');
    let length = length + more;
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let digits = &digits[zeros..];
    let kept = digits.len().min(DIGITS);
    let lost = digits[kept..].iter().any(|digit| *digit != b'0');
    let power = power - places + (digits.len() - kept) as i64;
    if kept == 0 {
        return (ZERO, Parsed { length, out_of_range: false });
    }
    // The number has its first digit at this place.
    match power + kept as i64 {
        4934.. => return (Kind::Infinite, Parsed { length, out_of_range: true }),
        ..-4960 => return (ZERO, Parsed { length, out_of_range: true }),
        _ => {}
    }
    let mut value = Big::default();
    for part in digits[..kept].chunks(9) {
        let number = part.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        value.multiply_add(10u32.pow(part.len() as u32), number);
    }
    let power = power as i32;
    let (kind, out_of_range) = if power >= 0 {
        value.multiply_by_power_of_5(power as usize);
        finite(value, power, lost)
    } else {
        let mut divisor = Big::new(1);
        divisor.multiply_by_power_of_5(power.unsigned_abs() as usize);
        let (quotient, exponent, rest) = divide(value, divisor);
        finite(quotient, exponent + power, lost || rest)
    };
    (kind, Parsed { length, out_of_range })
}

/// At least 66 bits of a quotient as `quotient × 2^exponent`, and whether anything is left.
fn divide(mut value: Big, mut divisor: Big) -> (Big, i32, bool) {
    const BITS: i32 = 67;
    let shift = value.bits() as i32 - divisor.bits() as i32;
    match shift {
        1.. => divisor.shift_left(shift as usize),
        _ => value.shift_left(shift.unsigned_abs() as usize),
    }
    let mut quotient = Big::default();
    for _ in 0..BITS {
        let fits = value.compare(&divisor).is_ge();
        if fits {
            value.subtract(&divisor);
        }
        quotient.multiply_add(2, u32::from(fits));
        value.shift_left(1);
    }
    (quotient, shift - (BITS - 1), !value.is_zero())
}

/// The nearest number, and whether it is out of range.
fn finite(value: Big, exponent: i32, lost: bool) -> (Kind, bool) {
    let is_zero = value.is_zero();
    let ((mantissa, exponent), exact) = round(value, exponent, lost, 64, LEAST);
    let subnormal = mantissa >> 63 == 0;
    if mantissa != 0 && exponent > MOST {
        return (Kind::Infinite, true);
    }
    (Kind::Finite { mantissa, exponent }, !is_zero && !exact && subnormal && exponent == LEAST)
}

/// Rounds to so many bits, the lowest of which is not below 2^least: to the nearest, of two
/// to the even one. Where there are too few bits the mantissa is shifted up. Says whether
/// nothing was lost.
fn round(value: Big, exponent: i32, lost: bool, bits: u32, least: i32) -> ((u64, i32), bool) {
    if value.is_zero() {
        return ((0, 0), true);
    }
    let all = value.bits() as i32;
    let (top, below) = value.top();
    // The top 64 bits stand at the left of the word.
    let top = if all < 64 { top << (64 - all) } else { top };
    let lowest = exponent + all - bits as i32;
    let drop = 64 - bits as i32 + (least - lowest).max(0);
    let exponent = lowest.max(least);
    let sticky = below || lost;
    if drop == 0 {
        // What is lost is half or more where the next bit is set: `top` does not have it.
        let half = value.bit(all - 65);
        let more = value.any_below(all - 65) || lost;
        let up = half && (more || top & 1 == 1);
        return match top.checked_add(u64::from(up)) {
            Some(mantissa) => ((mantissa, exponent), !half && !more),
            None => ((1 << 63, exponent + 1), false),
        };
    }
    if drop > 64 {
        return ((0, 0), false);
    }
    let cut = if drop == 64 { top } else { top & ((1 << drop) - 1) };
    let half = 1u64 << (drop - 1);
    let kept = if drop == 64 { 0 } else { top >> drop };
    let up = cut > half || cut == half && (sticky || kept & 1 == 1);
    let mantissa = kept + u64::from(up);
    let exact = cut == 0 && !sticky;
    if bits < 64 && mantissa >> bits == 1 {
        return ((mantissa >> 1, exponent + 1), exact);
    }
    ((mantissa, exponent), exact)
}

impl Number for Extended {
    fn is_negative(&self) -> bool {
        self.negative
    }

    fn name(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Finite { .. } => None,
            Kind::Infinite => Some("inf"),
            Kind::Nan => Some("nan"),
        }
    }

    fn fixed(&self, precision: usize) -> String {
        self.decimal().fixed(precision)
    }

    fn scientific(&self, precision: usize) -> (String, i32) {
        self.decimal().scientific(precision)
    }

    /// The first digit has four bits, but for numbers too small for that.
    fn hexadecimal(&self, precision: Option<usize>, alternate: bool) -> String {
        let Kind::Finite { mantissa, exponent } = self.kind else { return String::new() };
        let (mut mantissa, mut power) = (mantissa, 0);
        if mantissa != 0 {
            let shift = (mantissa.leading_zeros() as i32).min(exponent - LEAST);
            mantissa <<= shift;
            power = exponent - shift + 60;
        }
        let mut lead = mantissa >> 60;
        let mut rest = mantissa & ((1 << 60) - 1);
        if let Some(precision) = precision.filter(|&precision| precision < 15) {
            let drop = 4 * (15 - precision as u32);
            let (kept, cut) = (mantissa >> drop, mantissa & ((1 << drop) - 1));
            let half = 1 << (drop - 1);
            let kept = u128::from(kept) + u128::from(cut > half || cut == half && kept & 1 == 1);
            let whole = kept << drop;
            (lead, rest) = ((whole >> 60) as u64, whole as u64 & ((1 << 60) - 1));
            if lead == 16 {
                (lead, power) = (1, power + 4);
            }
        }
        let mut digits = format!("{rest:015x}");
        match precision {
            Some(precision) => {
                digits.truncate(precision);
                digits.push_str(&zeros(precision.saturating_sub(15)));
            }
            None => digits.truncate(digits.trim_end_matches('0').len()),
        }
        let point = if digits.is_empty() && !alternate { "" } else { "." };
        format!("0x{lead:x}{point}{digits}p{power:+}")
    }
}

impl Extended {
    /// All of its digits.
    fn decimal(&self) -> Decimal {
        let Kind::Finite { mantissa, exponent } = self.kind else { return Decimal::default() };
        let twos = if mantissa == 0 { 0 } else { mantissa.trailing_zeros() };
        let (mantissa, exponent) = (mantissa >> twos, exponent + twos as i32);
        let mut value = Big::new(mantissa);
        if exponent >= 0 {
            value.shift_left(exponent as usize);
            let digits = value.into_decimal();
            let point = digits.len() as i32;
            return Decimal { digits, point };
        }
        // m / 2ⁿ = m × 5ⁿ / 10ⁿ.
        value.multiply_by_power_of_5(exponent.unsigned_abs() as usize);
        let digits = value.into_decimal();
        let point = digits.len() as i32 + exponent;
        Decimal { digits, point }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Spec;

    fn shown(conversion: u8, precision: Option<usize>, text: &str) -> String {
        let (value, parsed) = Extended::parse(text.as_bytes());
        assert_eq!(parsed.length, text.len(), "{text}");
        let mut out = Vec::new();
        Spec::new(conversion, precision).format(value, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// Rows from bash's printf.
    #[test]
    fn conversions() {
        for (conversion, precision, text, want) in [
            (b'f', Some(30), "3", "3.000000000000000000000000000000"),
            (b'f', Some(30), "-0.1", "-0.100000000000000000001355252716"),
            (b'f', Some(30), "123456789.987654321", "123456789.987654320997535251080989837646"),
            (b'f', Some(2), "1.005", "1.00"),
            (b'f', Some(2), "2.675", "2.67"),
            (b'f', Some(0), "0.5", "0"),
            (b'f', Some(0), "1.5", "2"),
            (b'f', Some(0), "99.5", "100"),
            (b'f', Some(1), "0.25", "0.2"),
            (b'e', Some(0), "25", "2e+01"),
            (b'e', Some(0), "35", "4e+01"),
            (b'e', Some(2), "0", "0.00e+00"),
            (b'e', Some(2), "9.999", "1.00e+01"),
            (b'g', Some(30), "1e-4940", "9.99999999996053252001185653346e-4941"),
            (b'g', Some(30), "1e400", "1.00000000000000000002818806839e+400"),
            (b'g', None, "1e5000", "inf"),
            (b'g', None, "-1e-5000", "-0"),
            (b'g', None, "0x1.8p3", "12"),
            (b'g', None, "nan(1)", "nan"),
            (b'g', None, "100000", "100000"),
            (b'g', None, "1000000", "1e+06"),
            (b'g', None, "0.0001", "0.0001"),
            (b'a', None, "3", "0xcp-2"),
            (b'a', None, "-0.1", "-0xc.ccccccccccccccdp-7"),
            (b'a', Some(3), "123456789.987654321", "0xe.b7ap+23"),
            (b'a', Some(0), "255.9", "0x1p+8"),
            (b'a', Some(0), "8.5", "0x8p+0"),
            (b'a', Some(0), "9.5", "0xap+0"),
            (b'a', None, "1e-4940", "0x0.000000663278e62p-16385"),
            (b'a', None, "0", "0x0p+0"),
            (b'A', Some(20), "1.5", "0XC.00000000000000000000P-3"),
        ] {
            assert_eq!(shown(conversion, precision, text), want, "{} {text}", conversion as char);
        }
    }

    #[test]
    fn ends_of_numbers() {
        for (text, length, out_of_range) in [
            ("INFx", 3, false),
            ("0x1p", 3, false),
            ("0x", 1, false),
            ("1e+", 1, false),
            (".", 0, false),
            ("--5", 0, false),
            (" 5 ", 2, false),
            ("1e5000", 6, true),
            ("1e-4940", 7, true),
            ("0e99999", 7, false),
            ("1_0", 1, false),
        ] {
            assert_eq!(Extended::parse(text.as_bytes()).1, Parsed { length, out_of_range }, "{text}");
        }
    }

    /// Rust's own conversions say the same for `double`.
    #[test]
    fn doubles() {
        for text in
            ["0.1", "1e23", "5e-324", "1.7976931348623157e308", "1e-310", "123456789012345678", "1e309"]
        {
            let (value, _) = Extended::parse(text.as_bytes());
            assert_eq!(value.to_f64(), text.parse::<f64>().unwrap(), "{text}");
        }
    }

    #[test]
    fn long_texts_end() {
        let nines = "9".repeat(100_000);
        assert_eq!(shown(b'g', None, &format!("0.{nines}")), "1");
        assert_eq!(shown(b'g', None, &nines), "inf");
        assert_eq!(shown(b'f', Some(1), &format!("{}.5e-100000", "1".repeat(100_001))), "1.1");
    }
}
