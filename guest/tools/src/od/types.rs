//! What a datum is, and how it is written.

use super::options::quoted;
use bashwit_float::Spec;

/// How a datum is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Signed,
    Unsigned,
    Octal,
    Hexadecimal,
    Float,
    /// `c`: as in C.
    Char,
    /// `a`: by its ASCII name.
    Name,
}

/// One type of the dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    pub format: Format,
    /// Bytes of a datum.
    pub size: usize,
    /// `z`: the printable characters stand at the end of the line.
    pub trailer: bool,
}

impl Type {
    /// Reads a type string such as `x1zd4`; an error is the message.
    pub fn parse(text: &[u8], types: &mut Vec<Type>) -> Result<(), Vec<u8>> {
        let mut rest = text;
        while let Some((&letter, after)) = rest.split_first() {
            rest = after;
            let format = match letter {
                b'a' => Format::Name,
                b'c' => Format::Char,
                b'd' => Format::Signed,
                b'f' => Format::Float,
                b'o' => Format::Octal,
                b'u' => Format::Unsigned,
                b'x' => Format::Hexadecimal,
                other => {
                    let parts = [&b"invalid character '"[..], &[other], b"' in type string ", &quoted(text)];
                    return Err(parts.concat());
                }
            };
            let size = match format {
                Format::Name | Format::Char => 1,
                format => size(&mut rest, format, text)?,
            };
            let trailer = rest.first() == Some(&b'z');
            rest = rest.get(usize::from(trailer)..).unwrap_or_default();
            types.push(Type { format, size, trailer });
        }
        Ok(())
    }

    /// The width of a datum.
    pub fn width(self) -> usize {
        let widths: [usize; 4] = match self.format {
            Format::Name | Format::Char => return 3,
            Format::Float => return if self.size == 4 { 15 } else { 24 },
            Format::Signed => [4, 6, 11, 20],
            Format::Unsigned => [3, 5, 10, 20],
            Format::Octal => [3, 6, 11, 22],
            Format::Hexadecimal => [2, 4, 8, 16],
        };
        widths.get(self.size.trailing_zeros() as usize).copied().unwrap_or(0)
    }

    /// The text of a datum, without padding.
    pub fn text(self, bytes: &[u8], big_endian: bool) -> String {
        let mut bits = 0u64;
        for (index, &byte) in bytes.iter().enumerate() {
            let place = if big_endian { bytes.len() - 1 - index } else { index };
            bits |= u64::from(byte) << (8 * place);
        }
        let byte = bytes.first().copied().unwrap_or(0);
        match self.format {
            Format::Unsigned => bits.to_string(),
            Format::Octal => format!("{bits:0width$o}", width = self.width()),
            Format::Hexadecimal => format!("{bits:0width$x}", width = self.width()),
            Format::Signed => {
                let unused = 64 - 8 * self.size as u32;
                (((bits << unused) as i64) >> unused).to_string()
            }
            Format::Float if self.size == 4 => {
                let value = f32::from_bits(bits as u32);
                let least = if value.abs() < f32::MIN_POSITIVE { 1 } else { 6 };
                shortest(f64::from(value), least, |text| text.parse::<f32>().is_ok_and(|read| read == value))
            }
            Format::Float => {
                let value = f64::from_bits(bits);
                let least = if value.abs() < f64::MIN_POSITIVE { 1 } else { 15 };
                shortest(value, least, |text| text.parse::<f64>().is_ok_and(|read| read == value))
            }
            Format::Char => char_text(byte),
            Format::Name => name(byte & 0x7f),
        }
    }
}

fn size(rest: &mut &[u8], format: Format, text: &[u8]) -> Result<usize, Vec<u8>> {
    let float = format == Format::Float;
    let default = if float { 8 } else { 4 };
    let letter = match (rest.first(), float) {
        (Some(b'F'), true) | (Some(b'I'), false) => Some(4),
        (Some(b'D'), true) | (Some(b'L'), false) => Some(8),
        (Some(b'C'), false) => Some(1),
        (Some(b'S'), false) => Some(2),
        _ => None,
    };
    if let Some(size) = letter {
        *rest = rest.get(1..).unwrap_or_default();
        return Ok(size);
    }
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return Ok(default);
    }
    let (digits, after) = rest.split_at(digits);
    *rest = after;
    let shown = std::str::from_utf8(digits).unwrap_or_default();
    let invalid = [b"invalid type string ", &quoted(text)[..]].concat();
    let Ok(size) = shown.parse::<u64>() else { return Err(invalid) };
    match (size, float) {
        (4 | 8, _) | (1 | 2, false) => Ok(size as usize),
        _ => {
            let kind = if float { "floating point" } else { "integral" };
            let reason = format!(";\nthis system doesn't provide a {size}-byte {kind} type");
            Err([&invalid[..], reason.as_bytes()].concat())
        }
    }
}

/// The fewest digits that read back as the same number.
fn shortest(value: f64, least: usize, same: impl Fn(&str) -> bool) -> String {
    let mut text = Vec::new();
    for precision in least..=17 {
        text.clear();
        Spec::new(b'g', Some(precision)).format(value, &mut text);
        if value.is_nan() || same(&String::from_utf8_lossy(&text)) {
            break;
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn char_text(byte: u8) -> String {
    match byte {
        0 => "\\0".into(),
        7 => "\\a".into(),
        8 => "\\b".into(),
        9 => "\\t".into(),
        10 => "\\n".into(),
        11 => "\\v".into(),
        12 => "\\f".into(),
        13 => "\\r".into(),
        b' '..=b'~' => (byte as char).to_string(),
        _ => format!("{byte:03o}"),
    }
}

const NAMES: [&str; 33] = [
    "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si",
    "dle", "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs",
    "us", "sp",
];

fn name(byte: u8) -> String {
    match NAMES.get(usize::from(byte)) {
        Some(name) => (*name).into(),
        None if byte == 0x7f => "del".into(),
        None => (byte as char).to_string(),
    }
}
