//! Integer constants: decimal, `0` octal, `0x`, `BASE#`.

use crate::lex::is_name_byte;

/// How far a constant reaches from a place on.
pub fn arith_integer_end(text: &[u8], pos: usize) -> usize {
    let rest = text.get(pos..).unwrap_or_default();
    pos + rest.iter().take_while(|&&b| is_name_byte(b) || matches!(b, b'#' | b'@')).count()
}

/// The value of a constant (`42`, `0x2a`, `052`, `5#132`), wrapped to 64 bits; or what bash says is
/// wrong with it.
pub fn arith_integer(text: &[u8]) -> Result<i64, &'static str> {
    const TOO_GREAT: &str = "value too great for base";
    let (mut base, digits) = match text {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', _, ..] => (8, text),
        _ => (10, text),
    };
    // A prefix counts as a base: another one behind it is an error.
    let mut explicit = base != 10;
    let mut value = 0_i64;
    let mut digits = digits.iter().copied().peekable();
    while let Some(b) = digits.next() {
        if b == b'#' {
            if explicit {
                return Err("invalid number");
            }
            if !(2..=64).contains(&value) {
                return Err("invalid arithmetic base");
            }
            base = value;
            value = 0;
            explicit = true;
            if digits.peek().is_none() {
                return Err("invalid integer constant");
            }
            continue;
        }
        let digit = match b {
            b'0'..=b'9' => b - b'0',
            b'a'..=b'z' => b - b'a' + 10,
            b'A'..=b'Z' if base <= 36 => b - b'A' + 10,
            b'A'..=b'Z' => b - b'A' + 36,
            b'@' => 62,
            b'_' => 63,
            _ => return Err(TOO_GREAT),
        };
        if i64::from(digit) >= base {
            return Err(TOO_GREAT);
        }
        value = value.wrapping_mul(base).wrapping_add(i64::from(digit));
    }
    Ok(value)
}
