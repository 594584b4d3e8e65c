//! The output of a dump, block by block.

use super::format::{Conversion, Format, Kind, Piece, Unit};
use crate::filter::{Broken, Filter};
use bashwit_float::Spec;

/// The dump as it goes on.
pub(super) struct Display<'f> {
    format: &'f Format,
    offset: u64,
    /// Equal blocks are shown too.
    all: bool,
    before: Vec<u8>,
    /// A `*` stands for the blocks since.
    starred: bool,
}

impl<'f> Display<'f> {
    pub fn new(format: &'f Format, offset: u64, all: bool) -> Self {
        Display { format, offset, all, before: Vec::new(), starred: false }
    }

    /// The next bytes: a full block, but for the last one.
    pub async fn block(
        &mut self,
        block: &mut Vec<u8>,
        size: usize,
        filter: &mut Filter<'_>,
    ) -> Result<(), Broken> {
        let there = block.len();
        if !self.all && there == size && *block == self.before {
            if !std::mem::replace(&mut self.starred, true) {
                filter.output.buffer().extend_from_slice(b"*\n");
            }
        } else {
            self.starred = false;
            self.before.clone_from(block);
            block.resize(size, 0);
            for units in &self.format.strings {
                self.units(units, block, there, filter).await?;
            }
        }
        self.offset += there as u64;
        Ok(())
    }

    async fn units(
        &self,
        units: &[Unit],
        block: &[u8],
        there: usize,
        filter: &mut Filter<'_>,
    ) -> Result<(), Broken> {
        let mut at = 0;
        for unit in units {
            for round in 0..unit.count {
                let is_last = round + 1 == unit.count;
                for (number, piece) in unit.pieces.iter().enumerate() {
                    // Counts and widths can make a block's text far larger than the block.
                    filter.flush_if_full().await?;
                    let out = filter.output.buffer();
                    match piece {
                        Piece::Text(text) => {
                            let drop = is_last && unit.last_blank && number + 1 == unit.pieces.len();
                            out.extend_from_slice(&text[..text.len() - usize::from(drop)]);
                        }
                        Piece::Convert(conversion) => {
                            let bytes = block.get(at..at + conversion.bytes).unwrap_or_default();
                            let address = self.offset + at as u64;
                            if at >= there && there < block.len() {
                                out.extend(std::iter::repeat_n(b' ', conversion.width));
                            } else {
                                show(conversion, bytes, address, out);
                            }
                            at += conversion.bytes;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// What stands behind the last byte.
    pub fn end(&self, out: &mut Vec<u8>) {
        let Some(unit) = self.format.end.as_ref().filter(|_| self.offset > 0) else { return };
        for piece in &unit.pieces {
            match piece {
                Piece::Text(text) => out.extend_from_slice(text),
                Piece::Convert(conversion) => show(conversion, &[], self.offset, out),
            }
        }
    }
}

/// Writes one datum.
fn show(conversion: &Conversion, bytes: &[u8], address: u64, out: &mut Vec<u8>) {
    let byte = bytes.first().copied().unwrap_or(0);
    let text = match conversion.kind {
        Kind::Address(base) => return number(conversion, base, address, b"", out),
        Kind::Unsigned(base) => return number(conversion, base, unsigned(bytes), b"", out),
        Kind::Signed => {
            let value = signed(bytes);
            let sign: &[u8] = match value {
                ..0 => b"-",
                _ if conversion.flags.contains(&b'+') => b"+",
                _ if conversion.flags.contains(&b' ') => b" ",
                _ => b"",
            };
            return number(conversion, b'u', value.unsigned_abs(), sign, out);
        }
        Kind::Float(letter) => return real(conversion, letter, bytes, out),
        Kind::Character => vec![byte],
        Kind::Text => {
            let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
            bytes.get(..end).unwrap_or_default().to_vec()
        }
        Kind::Escaped => escaped(byte),
        Kind::Printable => vec![if matches!(byte, b' '..=b'~') { byte } else { b'.' }],
        Kind::Named => named(byte),
    };
    pad(conversion, b"", &text, b' ', out);
}

/// An unsigned number in a base, with the precision's zeros.
fn number(conversion: &Conversion, base: u8, value: u64, sign: &[u8], out: &mut Vec<u8>) {
    let mut text = match base {
        b'o' => format!("{value:o}"),
        b'x' => format!("{value:x}"),
        b'X' => format!("{value:X}"),
        _ => value.to_string(),
    };
    let least = conversion.precision.unwrap_or(0);
    if text.len() < least {
        text.insert_str(0, &"0".repeat(least - text.len()));
    }
    let mut prefix = sign.to_vec();
    if conversion.flags.contains(&b'#') {
        match base {
            b'x' | b'X' if value != 0 => prefix.extend_from_slice(&[b'0', base]),
            b'o' if !text.starts_with('0') => text.insert(0, '0'),
            _ => {}
        }
    }
    let zeros = conversion.flags.contains(&b'0') && conversion.precision.is_none();
    pad(conversion, &prefix, text.as_bytes(), if zeros { b'0' } else { b' ' }, out);
}

fn real(conversion: &Conversion, letter: u8, bytes: &[u8], out: &mut Vec<u8>) {
    let value = match (<[u8; 4]>::try_from(bytes), <[u8; 8]>::try_from(bytes)) {
        (Ok(four), _) => f64::from(f32::from_le_bytes(four)),
        (_, Ok(eight)) => f64::from_le_bytes(eight),
        _ => 0.0,
    };
    let has = |flag: u8| conversion.flags.contains(&flag);
    let spec = Spec {
        left: has(b'-'),
        plus: has(b'+'),
        space: has(b' '),
        alternate: has(b'#'),
        zero: has(b'0'),
        width: conversion.width,
        precision: conversion.precision,
        conversion: letter,
    };
    spec.format(value, out);
}

/// Writes a text in its width.
fn pad(conversion: &Conversion, prefix: &[u8], text: &[u8], fill: u8, out: &mut Vec<u8>) {
    let missing = conversion.width.saturating_sub(prefix.len() + text.len());
    let left = conversion.flags.contains(&b'-');
    if !left && fill == b' ' {
        out.extend(std::iter::repeat_n(b' ', missing));
    }
    out.extend_from_slice(prefix);
    if !left && fill == b'0' {
        out.extend(std::iter::repeat_n(b'0', missing));
    }
    out.extend_from_slice(text);
    if left {
        out.extend(std::iter::repeat_n(b' ', missing));
    }
}

/// The number of up to eight bytes, the lowest first.
fn unsigned(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn signed(bytes: &[u8]) -> i64 {
    let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
    ((unsigned(bytes) << unused) as i64) >> unused
}

/// `%_c`: characters as they are or as escapes, else in octal.
fn escaped(byte: u8) -> Vec<u8> {
    match byte {
        0 => b"\\0".to_vec(),
        7 => b"\\a".to_vec(),
        8 => b"\\b".to_vec(),
        12 => b"\\f".to_vec(),
        b'\n' => b"\\n".to_vec(),
        b'\r' => b"\\r".to_vec(),
        b'\t' => b"\\t".to_vec(),
        11 => b"\\v".to_vec(),
        b' '..=b'~' => vec![byte],
        _ => format!("{byte:03o}").into_bytes(),
    }
}

/// `%_u`: names of control characters, else in hexadecimal.
fn named(byte: u8) -> Vec<u8> {
    const NAMES: [&str; 32] = [
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "lf", "vt", "ff", "cr", "so",
        "si", "dle", "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs",
        "rs", "us",
    ];
    match (NAMES.get(usize::from(byte)), byte) {
        (Some(name), _) => name.as_bytes().to_vec(),
        (None, 127) => b"del".to_vec(),
        (None, b' '..=b'~') => vec![byte],
        _ => format!("{byte:02x}").into_bytes(),
    }
}
