//! The tokens of a date as people write it.

use super::words;

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Number {
    pub value: i64,
    /// How many digits it has; a year of two means one of this century.
    pub digits: usize,
    pub negative: bool,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// `12`.
    Unsigned(Number),
    /// `+12`, `-12`.
    Signed(Number),
    /// `1.5`: whole seconds, rounded down, and nanoseconds.
    UnsignedDecimal(i64, u32),
    /// `-1.5`.
    SignedDecimal(i64, u32),
    /// `am`, `pm`.
    Meridian {
        pm: bool,
    },
    /// 1 to 12.
    Month(i64),
    /// Sunday is 0.
    Day(i64),
    /// A zone's offset in seconds.
    Zone(i64),
    /// The standard offset of a zone that has daylight saving time now.
    DayZone(i64),
    /// A name of the zone in use.
    LocalZone {
        dst: bool,
    },
    /// `DST`.
    Dst,
    /// A unit, and how many of them a word means.
    Unit(Unit, i64),
    /// `next`, `third`, `last`.
    Ordinal(i64),
    /// `tomorrow`.
    DayShift(i64),
    /// `ago`, `hence`: the factor.
    Ago(i64),
    /// `T`: before a time, or a zone.
    T,
    /// `:`, `/`, `,`, `@`.
    Char(u8),
    End,
}

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// Reads all tokens; `None` where a word or number means nothing. `local` knows the names of
/// the zone in use.
pub(super) fn tokens(text: &[u8], local: &dyn Fn(&[u8]) -> Option<bool>) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(&byte) = rest.first() {
        match byte {
            byte if byte.is_ascii_whitespace() || byte == 0x0b => rest = &rest[1..],
            b'0'..=b'9' => tokens.push(number(&mut rest, None)?),
            b'+' | b'-' => {
                let blanks = rest[1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                rest = &rest[1 + blanks..];
                // A sign before anything but a number means nothing.
                if rest.first().is_some_and(u8::is_ascii_digit) {
                    tokens.push(number(&mut rest, Some(byte == b'-'))?);
                }
            }
            byte if byte.is_ascii_alphabetic() => {
                let length =
                    rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'.').count();
                let (word, tail) = rest.split_at(length);
                tokens.push(words::find(word, local)?);
                rest = tail;
            }
            b'(' => rest = comment(rest),
            b':' | b'/' | b',' | b'@' => {
                tokens.push(Token::Char(byte));
                rest = &rest[1..];
            }
            _ => return None,
        }
    }
    Some(tokens)
}

/// What follows a comment in parentheses; they nest, and need not end.
fn comment(text: &[u8]) -> &[u8] {
    let mut depth = 0usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    &[]
}

/// A number at the front, perhaps with a fraction, behind its sign.
fn number(rest: &mut &[u8], sign: Option<bool>) -> Option<Token> {
    let negative = sign == Some(true);
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (text, tail) = rest.split_at(digits);
    let mut value: i64 = 0;
    for digit in text {
        let digit = i64::from(digit - b'0');
        value = value.checked_mul(10)?;
        value = if negative { value.checked_sub(digit)? } else { value.checked_add(digit)? };
    }
    *rest = tail;
    if let [b'.' | b',', fraction @ ..] = tail
        && fraction.first().is_some_and(u8::is_ascii_digit)
    {
        let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (fraction, tail) = fraction.split_at(length);
        *rest = tail;
        return decimal(value, fraction, sign);
    }
    let number = Number { value, digits, negative };
    Some(if sign.is_some() { Token::Signed(number) } else { Token::Unsigned(number) })
}

/// Whole seconds with a fraction; nanoseconds are rounded down.
fn decimal(whole: i64, fraction: &[u8], sign: Option<bool>) -> Option<Token> {
    let mut nanoseconds = 0u32;
    for at in 0..9 {
        nanoseconds = nanoseconds * 10 + fraction.get(at).map_or(0, |digit| u32::from(digit - b'0'));
    }
    let mut whole = whole;
    if sign == Some(true) {
        nanoseconds += u32::from(fraction.iter().skip(9).any(|&digit| digit != b'0'));
        if nanoseconds > 0 {
            whole = whole.checked_sub(1)?;
            nanoseconds = 1_000_000_000 - nanoseconds;
        }
    }
    Some(match sign {
        Some(_) => Token::SignedDecimal(whole, nanoseconds),
        None => Token::UnsignedDecimal(whole, nanoseconds),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<Token>> {
        tokens(text.as_bytes(), &|_| None)
    }

    #[test]
    fn numbers() {
        let number = |value, digits, negative| Number { value, digits, negative };
        assert_eq!(
            read("007 -5"),
            Some(vec![Token::Unsigned(number(7, 3, false)), Token::Signed(number(-5, 1, true)),])
        );
        assert_eq!(
            read("1.5 -1.5 + 2,25"),
            Some(vec![
                Token::UnsignedDecimal(1, 500_000_000),
                Token::SignedDecimal(-2, 500_000_000),
                Token::SignedDecimal(2, 250_000_000),
            ])
        );
        assert_eq!(read("99999999999999999999"), None);
        assert_eq!(
            read("- (a (comment) here) 1:"),
            Some(vec![Token::Unsigned(number(1, 1, false)), Token::Char(b':'),])
        );
        assert_eq!(read("(open"), Some(Vec::new()));
        assert_eq!(read("#"), None);
    }
}
