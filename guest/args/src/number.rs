//! Numbers in arguments, with the size suffixes of gnulib's `xstrtoumax`.

use std::ops::RangeInclusive;

/// Why a text is no acceptable number; [`crate::Synopsis::invalid_number`] words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// No number, or an unknown suffix.
    Invalid,
    /// Outside the range, which is small.
    OutOfRange,
    /// Larger than the type or the (large) range holds.
    Overflow,
}

/// Suffixes of most coreutils that count bytes: `head -c`, `tail`, `split -b`, `truncate -s`.
/// `0` allows a second letter: `KB` (1000), `KiB` (1024).
const SIZE_SUFFIXES: &[u8] = b"bkKmMGTPEZY0";

/// Reads a size such as `10`, `2K`, `1MB` or `3GiB`; `K` alone counts as `1K`.
///
/// # Errors
/// See [`NumberError`].
pub fn parse_size(text: &[u8], range: RangeInclusive<u64>) -> Result<u64, NumberError> {
    parse_scaled(text, SIZE_SUFFIXES, range)
}

/// Reads a number that may end in one of `suffixes` (none: a plain number). `b` is 512, `c` 1,
/// `w` 2, a letter of `kKmMgGtTPEZY` a power of 1024; `0` among them allows `kB` and `KiB`.
///
/// # Errors
/// See [`NumberError`].
pub fn parse_scaled(text: &[u8], suffixes: &[u8], range: RangeInclusive<u64>) -> Result<u64, NumberError> {
    let text = text.trim_ascii_start();
    let text = text.strip_prefix(b"+").unwrap_or(text);
    let number = scaled(text, suffixes)?;
    within(i128::from(number), i128::from(*range.start()), i128::from(*range.end()))?;
    Ok(number)
}

/// Reads a decimal number without suffix, a sign allowed.
///
/// # Errors
/// See [`NumberError`].
pub fn parse_signed(text: &[u8], range: RangeInclusive<i64>) -> Result<i64, NumberError> {
    let text = text.trim_ascii_start();
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() {
        return Err(NumberError::Invalid);
    }
    let magnitude = i128::from(scaled(digits, b"")?);
    let number = if negative { -magnitude } else { magnitude };
    within(number, i128::from(*range.start()), i128::from(*range.end()))?;
    i64::try_from(number).map_err(|_| NumberError::Overflow)
}

/// gnulib tells a small bound from a large one by the half of an `int`.
fn within(number: i128, least: i128, most: i128) -> Result<(), NumberError> {
    let half = i128::from(i32::MAX / 2);
    if number < least {
        return Err(if least < -half { NumberError::Overflow } else { NumberError::OutOfRange });
    }
    if number > most {
        return Err(if number > half { NumberError::Overflow } else { NumberError::OutOfRange });
    }
    Ok(())
}

fn scaled(text: &[u8], suffixes: &[u8]) -> Result<u64, NumberError> {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let (digits, suffix) = text.split_at(end);
    let mut number: Option<u64> = Some(0);
    for digit in digits {
        number = number.and_then(|n| n.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
    }
    let Some((&unit, rest)) = suffix.split_first() else {
        return if digits.is_empty() {
            Err(NumberError::Invalid)
        } else {
            number.ok_or(NumberError::Overflow)
        };
    };
    if unit == b'0' || !suffixes.contains(&unit) {
        return Err(NumberError::Invalid);
    }
    if digits.is_empty() {
        number = Some(1);
    }
    let power = b"KMGTPEZY".iter().position(|&u| u == unit.to_ascii_uppercase());
    let (base, power) = match (unit, power, rest) {
        (b'b', _, b"") => (512, 1),
        (b'c', _, b"") => (1, 1),
        (b'w', _, b"") => (2, 1),
        (_, Some(power), b"") => (1024, power + 1),
        (_, Some(power), b"iB") if suffixes.contains(&b'0') => (1024, power + 1),
        (_, Some(power), b"B" | b"D") if suffixes.contains(&b'0') => (1000, power + 1),
        _ => return Err(NumberError::Invalid),
    };
    for _ in 0..power {
        number = number.and_then(|n| n.checked_mul(base));
    }
    number.ok_or(NumberError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::NumberError::*;
    use super::*;

    #[test]
    fn sizes() {
        let rows: &[(&str, Result<u64, NumberError>)] = &[
            ("1b", Ok(512)),
            ("1kB", Ok(1000)),
            ("1K", Ok(1024)),
            ("1KB", Ok(1000)),
            ("1k", Ok(1024)),
            ("1kiB", Ok(1024)),
            ("1MB", Ok(1_000_000)),
            ("5m", Ok(5 << 20)),
            ("15E", Ok(15 << 60)),
            ("16E", Err(Overflow)),
            ("1Z", Err(Overflow)),
            ("0Y", Ok(0)),
            ("K", Ok(1024)),
            ("+5", Ok(5)),
            (" 5", Ok(5)),
            ("010", Ok(10)),
            ("", Err(Invalid)),
            ("5 ", Err(Invalid)),
            ("0x10", Err(Invalid)),
            ("-5", Err(Invalid)),
            ("5g", Err(Invalid)),
            ("1bB", Err(Invalid)),
            ("1kK", Err(Invalid)),
            ("1c", Err(Invalid)),
            ("99999999999999999999", Err(Overflow)),
            ("99999999999999999999x", Err(Invalid)),
        ];
        for (text, want) in rows {
            assert_eq!(parse_size(text.as_bytes(), 0..=u64::MAX), *want, "{text}");
        }
        assert_eq!(parse_scaled(b"2c", b"cw", 0..=9), Ok(2));
        assert_eq!(parse_scaled(b"2w", b"cw", 0..=9), Ok(4));
        assert_eq!(parse_scaled(b"2", b"", 0..=9), Ok(2));
        assert_eq!(parse_scaled(b"2k", b"", 0..=9), Err(Invalid));
        assert_eq!(parse_size(b"0", 1..=u64::MAX), Err(OutOfRange));
        assert_eq!(parse_size(b"99999999999", 1..=2_147_483_647), Err(Overflow));
        assert_eq!(parse_size(b"11", 1..=10), Err(OutOfRange));
    }

    #[test]
    fn signed() {
        let rows: &[(&str, Result<i64, NumberError>)] = &[
            ("-5", Ok(-5)),
            ("+5", Ok(5)),
            ("- 5", Err(Invalid)),
            ("5k", Err(Invalid)),
            ("-", Err(Invalid)),
            ("9223372036854775808", Err(Overflow)),
            ("-9223372036854775808", Ok(i64::MIN)),
        ];
        for (text, want) in rows {
            assert_eq!(parse_signed(text.as_bytes(), i64::MIN..=i64::MAX), *want, "{text}");
        }
    }
}
