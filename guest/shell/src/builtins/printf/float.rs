//! Floating-point conversions of printf(3).

/// Reads a number at the start of a text; whether that was the whole text.
pub fn parse(text: &[u8]) -> (f64, bool) {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start();
    if text.is_empty() {
        return (0.0, true);
    }
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let sign = if negative { -1.0 } else { 1.0 };
    let lower = rest.to_ascii_lowercase();
    for (name, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        if let Some(more) = lower.strip_prefix(name) {
            return (sign * value, more.is_empty());
        }
    }
    if let Some(hex) = lower.strip_prefix("0x") {
        let count = hex.bytes().take_while(u8::is_ascii_hexdigit).count();
        let value = u64::from_str_radix(&hex[..count], 16).unwrap_or(0);
        return (sign * value as f64, count == hex.len() && count > 0);
    }
    let bytes = rest.as_bytes();
    let mut end = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if bytes.get(end) == Some(&b'.') {
        end += 1 + bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign_length = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
        let count = bytes[end + 1 + sign_length..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count > 0 {
            end += 1 + sign_length + count;
        }
    }
    match rest[..end].parse::<f64>() {
        Ok(value) => (sign * value, end == rest.len()),
        Err(_) => (0.0, false),
    }
}

/// The digits of a number by a conversion letter; whether it is negative.
pub fn format(value: f64, letter: u8, precision: Option<usize>, alternate: bool) -> (bool, String) {
    let negative = value.is_sign_negative() && !value.is_nan();
    let value = value.abs();
    let upper = letter.is_ascii_uppercase();
    let precision = precision.map(|precision| precision.min(4096));
    let text = if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        "inf".to_owned()
    } else {
        match letter.to_ascii_lowercase() {
            b'f' => fixed(value, precision.unwrap_or(6), alternate),
            b'e' => exponent(value, precision.unwrap_or(6), alternate),
            b'a' => hexadecimal(value, precision),
            _ => general(value, precision.unwrap_or(6).max(1), alternate),
        }
    };
    (negative, if upper { text.to_uppercase() } else { text })
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let mut text = format!("{value:.precision$}");
    if alternate && precision == 0 {
        text.push('.');
    }
    text
}

fn exponent(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.precision$e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{digits}{point}e{}{:02}", if power < 0 { '-' } else { '+' }, power.abs())
}

fn general(value: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{value:.*e}", precision - 1);
    let power: i32 = text.split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
    let by_exponent = power < -4 || power >= precision as i32;
    let text = if by_exponent {
        exponent(value, precision - 1, alternate)
    } else {
        fixed(value, (precision as i32 - 1 - power).max(0) as usize, alternate)
    };
    if alternate {
        return text;
    }
    let (digits, tail) = match text.split_once('e') {
        Some((digits, tail)) => (digits.to_owned(), format!("e{tail}")),
        None => (text, String::new()),
    };
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    format!("{digits}{tail}")
}

/// `%a`, normalised as glibc shows a long double: the first digit is 8 to f.
fn hexadecimal(value: f64, precision: Option<usize>) -> String {
    if value == 0.0 {
        return "0x0p+0".to_owned();
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mut mantissa, mut power) =
        if exponent == 0 { (fraction, -1022) } else { (fraction | 1 << 52, exponent - 1023) };
    while mantissa >> 52 == 0 {
        mantissa <<= 1;
        power -= 1;
    }
    // 53 bits as one hexadecimal digit before the point and 13 behind it.
    let mut digits = format!("{:x}", (mantissa as u128) << 3);
    let first = digits.remove(0);
    let mut rest = digits.trim_end_matches('0').to_owned();
    if let Some(precision) = precision {
        rest = format!("{digits:0<precision$}");
        rest.truncate(precision);
    }
    let point = if rest.is_empty() { "" } else { "." };
    let power = power - 3;
    format!("0x{first}{point}{rest}p{}{}", if power < 0 { '-' } else { '+' }, power.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (value, letter, precision, want) in [
            (3.1428, b'f', Some(2), "3.14"),
            (1234567.0, b'g', None, "1.23457e+06"),
            (0.0001, b'g', None, "0.0001"),
            (100.0, b'g', None, "100"),
            (12.5, b'e', None, "1.250000e+01"),
            (1.0, b'a', None, "0x8p-3"),
        ] {
            assert_eq!(format(value, letter, precision, false).1, want);
        }
        assert_eq!(parse(b"1.5e3x"), (1500.0, false));
        assert_eq!(parse(b"-inf"), (f64::NEG_INFINITY, true));
    }
}
