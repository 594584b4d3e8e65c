//! Numbers as texts hold them, and integers as texts.

/// Powers of ten that are exact.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Integers below this are written digit by digit; all are exact.
const EXACT: f64 = 1e16;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 11 | 12)
}

/// The number that a text begins with, without blanks before it, and its length; 0 if none.
pub(super) fn prefix(text: &[u8]) -> (f64, usize) {
    let mut at = 0;
    let negative = match text.first() {
        Some(b'-') => true,
        Some(b'+') => false,
        _ => {
            at = usize::MAX;
            false
        }
    };
    let mut at = at.wrapping_add(1);
    let first = at;
    let mut mantissa = 0u64;
    let mut digits = 0usize;
    while let Some(digit @ b'0'..=b'9') = text.get(at) {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        digits += 1;
        at += 1;
    }
    if digits > 0 && digits <= 15 && !matches!(text.get(at), Some(b'.' | b'e' | b'E')) {
        let value = mantissa as f64;
        return (if negative { -value } else { value }, at);
    }
    let mut places = 0usize;
    if text.get(at) == Some(&b'.') {
        at += 1;
        while let Some(digit @ b'0'..=b'9') = text.get(at) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            digits += 1;
            places += 1;
            at += 1;
        }
    }
    if digits == 0 {
        return special(text, first, negative);
    }
    let mut plain = true;
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'-' | b'+')));
        let mut end = at + 1 + sign;
        while let Some(b'0'..=b'9') = text.get(end) {
            end += 1;
        }
        if end > at + 1 + sign {
            at = end;
            plain = false;
        }
    }
    if plain && digits <= 15 {
        let value = mantissa as f64 / POWERS.get(places).copied().unwrap_or(1.0);
        return (if negative { -value } else { value }, at);
    }
    let shown = std::str::from_utf8(text.get(..at).unwrap_or_default()).unwrap_or_default();
    (shown.parse().unwrap_or(0.0), at)
}

/// `+inf` and `-nan`, with a sign only, and nothing behind them.
fn special(text: &[u8], first: usize, negative: bool) -> (f64, usize) {
    if first == 0 || text.get(first + 3).is_some_and(|&byte| !is_blank(byte)) {
        return (0.0, 0);
    }
    let word = text.get(first..first + 3).unwrap_or_default();
    let value = if word.eq_ignore_ascii_case(b"inf") {
        f64::INFINITY
    } else if word.eq_ignore_ascii_case(b"nan") {
        f64::NAN.copysign(1.0)
    } else {
        return (0.0, 0);
    };
    (if negative { -value } else { value }, first + 3)
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    match text.first() {
        Some(&byte) if is_blank(byte) => {
            let at = text.iter().position(|&byte| !is_blank(byte)).unwrap_or(text.len());
            text.get(at..).unwrap_or_default()
        }
        _ => text,
    }
}

/// The number that a text stands for: the one that it begins with, or 0.
pub(super) fn parse(text: &[u8]) -> f64 {
    prefix(skip_blanks(text)).0
}

/// The number that a text is, blanks around it apart.
pub(super) fn whole(text: &[u8]) -> Option<f64> {
    let text = skip_blanks(text);
    if text.first().is_none_or(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let (value, length) = prefix(text);
    let rest = text.get(length..).unwrap_or_default();
    (length > 0 && rest.iter().all(|&byte| is_blank(byte))).then_some(value)
}

/// The integer that a number is, if it is one with few digits.
pub(super) fn integer(number: f64) -> Option<i64> {
    (number.abs() < EXACT && number == number.trunc()).then_some(number as i64)
}

/// Appends an integer.
pub(super) fn push_integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        // `at` is at least 0: no u64 has more than 20 digits.
        if let Some(place) = digits.get_mut(at) {
            *place = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
}

/// The integer that a text is, as awk would write it: `7`, not `07`.
pub(super) fn canonical(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let value = match digits {
        [b'0'] if !negative => 0,
        [b'1'..=b'9', ..] if digits.len() <= 15 => {
            let mut value = 0i64;
            for &byte in digits {
                if !byte.is_ascii_digit() {
                    return None;
                }
                value = value * 10 + i64::from(byte - b'0');
            }
            value
        }
        _ => return None,
    };
    Some(if negative { -value } else { value })
}

/// The number in a text that may be hexadecimal or octal (`strtonum`).
pub(super) fn with_base(text: &[u8]) -> f64 {
    let text = skip_blanks(text);
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    let (base, digits) = match digits {
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', digits @ ..] if digits.iter().all(|byte| matches!(byte, b'0'..=b'7')) => (8, digits),
        _ => return parse(text),
    };
    let mut value = 0.0;
    for digit in digits.iter().map_while(|&byte| char::from(byte).to_digit(base)) {
        value = value * f64::from(base) + f64::from(digit);
    }
    if negative { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let rows: &[(&str, f64, bool)] = &[
            ("", 0.0, false),
            ("12", 12.0, true),
            (" -12 ", -12.0, true),
            ("1.5e3x", 1500.0, false),
            ("1e", 1.0, false),
            (".5", 0.5, true),
            ("5.", 5.0, true),
            (".", 0.0, false),
            ("+inf", f64::INFINITY, true),
            ("inf", 0.0, false),
            ("0x11", 0.0, false),
            ("123456789012345678", 123456789012345680.0, true),
            ("1e-7", 1e-7, true),
        ];
        for (text, value, is_whole) in rows {
            assert_eq!(parse(text.as_bytes()), *value, "{text}");
            assert_eq!(whole(text.as_bytes()).is_some(), *is_whole, "{text}");
        }
    }

    #[test]
    fn integers() {
        for value in [0, 7, -7, 1234567890123456, i64::MIN] {
            let mut out = Vec::new();
            push_integer(value, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), value.to_string());
        }
        assert_eq!(canonical(b"-12"), Some(-12));
        assert_eq!((canonical(b"012"), canonical(b"-0"), canonical(b"")), (None, None, None));
        assert_eq!((with_base(b"0x1F"), with_base(b"017"), with_base(b"19")), (31.0, 15.0, 19.0));
    }
}
