//! What keys with a meaning (numbers, months, hashes) say, as a `u64` that orders like them.

use std::cmp::Ordering;

/// What a key says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    /// Orders as the key does.
    pub value: u64,
    /// Equal ranks mean equal keys.
    pub exact: bool,
}

const MIDDLE: u64 = 1 << 63;

/// A decimal number as `-n` reads it: a sign, digits without leading zeros, a fraction without
/// trailing zeros.
struct Decimal<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    /// What follows.
    rest: &'a [u8],
}

impl<'a> Decimal<'a> {
    fn parse(text: &'a [u8]) -> Self {
        let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count();
        let text = text.get(blanks..).unwrap_or_default();
        let (negative, text) = match text {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, text),
        };
        let (whole, mut rest) = split_digits(text);
        let mut fraction = &[][..];
        if let [b'.', after @ ..] = rest {
            (fraction, rest) = split_digits(after);
        }
        let zeros = whole.iter().take_while(|&&digit| digit == b'0').count();
        let whole = whole.get(zeros..).unwrap_or_default();
        while let [before @ .., b'0'] = fraction {
            fraction = before;
        }
        let zero = whole.is_empty() && fraction.is_empty();
        Decimal { negative: negative && !zero, whole, fraction, rest }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// The whole part with its sign, at most `limit` in size.
    fn bounded(&self, limit: i64) -> (i64, bool) {
        let mut value = 0i64;
        for digit in self.whole {
            value = value.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
        }
        let exact = value < limit && self.fraction.is_empty();
        let value = value.min(limit);
        (if self.negative { -value } else { value }, exact)
    }

    fn cmp(&self, other: &Decimal<'_>) -> Ordering {
        let order = |a: &Decimal<'_>, b: &Decimal<'_>| {
            (a.whole.len().cmp(&b.whole.len()))
                .then_with(|| a.whole.cmp(b.whole))
                .then_with(|| a.fraction.cmp(b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => order(self, other),
            (true, true) => order(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.split_at(digits)
}

/// `-n`.
pub(super) fn numeric(text: &[u8]) -> Rank {
    let (value, exact) = Decimal::parse(text).bounded(i64::MAX - 1);
    Rank { value: (value as u64).wrapping_add(MIDDLE), exact }
}

/// `-n`, to the last digit.
pub(super) fn compare_numeric(a: &[u8], b: &[u8]) -> Ordering {
    Decimal::parse(a).cmp(&Decimal::parse(b))
}

/// `-h`: first the suffix, then the number.
pub(super) fn human(text: &[u8]) -> Rank {
    let decimal = Decimal::parse(text);
    let limit = 1 << 57;
    let (value, exact) = decimal.bounded(limit);
    let unit = unit(&decimal);
    Rank { value: ((unit + 16) as u64) << 58 | (value + limit) as u64, exact }
}

fn unit(decimal: &Decimal<'_>) -> i64 {
    if decimal.is_zero() {
        return 0;
    }
    let letter = match decimal.rest.first() {
        Some(b'k') => b'K',
        Some(&letter) => letter,
        None => return 0,
    };
    let unit = b"KMGTPEZY".iter().position(|&unit| unit == letter).map_or(0, |index| index as i64 + 1);
    if decimal.negative { -unit } else { unit }
}

/// `-g`: no number, then not-a-number, then by value.
pub(super) fn general(text: &[u8]) -> Rank {
    let value = match float(text.trim_ascii_start()) {
        None => 0,
        Some(number) if number.is_nan() => 1,
        Some(number) => {
            // Both zeros are one.
            let bits = (number + 0.0).to_bits();
            let ordered = if bits >> 63 == 1 { !bits } else { bits | MIDDLE };
            ordered.saturating_add(2)
        }
    };
    Rank { value, exact: true }
}

/// The longest number at the front, as strtod(3) finds it.
fn float(text: &[u8]) -> Option<f64> {
    let (sign, rest) = match text {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        rest => (1.0, rest),
    };
    let lower: Vec<u8> = rest.iter().take(3).map(u8::to_ascii_lowercase).collect();
    match &lower[..] {
        b"inf" => return Some(sign * f64::INFINITY),
        b"nan" => return Some(f64::NAN),
        _ => {}
    }
    if let [b'0', b'x' | b'X', digits @ ..] = rest {
        let hex = digits.iter().map_while(|byte| (*byte as char).to_digit(16));
        return Some(sign * hex.fold(0.0, |value, digit| value * 16.0 + f64::from(digit)));
    }
    let (whole, mut after) = split_digits(rest);
    let mut fraction = &[][..];
    if let [b'.', more @ ..] = after {
        (fraction, after) = split_digits(more);
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut length = rest.len() - after.len();
    if let [b'e' | b'E', exponent @ ..] = after {
        let signed = usize::from(matches!(exponent.first(), Some(b'+' | b'-')));
        let digits = split_digits(exponent.get(signed..).unwrap_or_default()).0.len();
        if digits > 0 {
            length += 1 + signed + digits;
        }
    }
    let number = std::str::from_utf8(rest.get(..length)?).ok()?;
    number.parse::<f64>().ok().map(|number| sign * number)
}

const MONTHS: [&[u8; 3]; 12] =
    [b"JAN", b"FEB", b"MAR", b"APR", b"MAY", b"JUN", b"JUL", b"AUG", b"SEP", b"OCT", b"NOV", b"DEC"];

/// `-M`.
pub(super) fn month(text: &[u8]) -> Rank {
    let name = text.trim_ascii_start().get(..3).map(<[u8]>::to_ascii_uppercase);
    let month = name.and_then(|name| MONTHS.iter().position(|month| month[..] == name));
    Rank { value: month.map_or(0, |index| index as u64 + 1), exact: true }
}

/// `-R`: FNV-1a with a stronger end.
pub(super) fn hash(text: &[u8], seed: u64) -> u64 {
    let mut hash = seed ^ 0xcbf2_9ce4_8422_2325;
    for &byte in text {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}
