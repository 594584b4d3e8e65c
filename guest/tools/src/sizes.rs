//! Sizes of files as `du` and `df` show them: in blocks, or with a unit.

use bashwit_args::parse_size;
use bashwit_kernel::{FileKind, Metadata};

/// Bytes of a block of the file system.
pub(crate) const BLOCK: u64 = 4096;

/// How sizes are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scale {
    /// In so many bytes, rounded up, followed by a unit.
    Blocks(u64, String),
    /// `-h`: powers of 1024.
    Human,
    /// `--si`: powers of 1000.
    Si,
}

impl Scale {
    /// Blocks without a unit.
    pub fn blocks(bytes: u64) -> Scale {
        Scale::Blocks(bytes, String::new())
    }

    /// The value of `--block-size`: a size, whose unit is shown where there is no number.
    pub fn parse(text: &[u8]) -> Option<Scale> {
        match text {
            b"human-readable" => return Some(Scale::Human),
            b"si" => return Some(Scale::Si),
            _ => {}
        }
        let text = text.strip_prefix(b"'").unwrap_or(text);
        let bytes = parse_size(text, 1..=i64::MAX as u64).ok()?;
        let unit = if text.first().is_some_and(u8::is_ascii_digit) {
            String::new()
        } else {
            let unit = String::from_utf8_lossy(text).into_owned();
            if unit == "KB" { "kB".into() } else { unit }
        };
        Some(Scale::Blocks(bytes, unit))
    }

    /// A number of bytes.
    pub fn show(&self, bytes: u64) -> String {
        match self {
            Scale::Blocks(block, unit) => format!("{}{unit}", bytes.div_ceil((*block).max(1))),
            Scale::Human => human(bytes, 1024, ["K", "M", "G", "T", "P", "E"]),
            Scale::Si => human(bytes, 1000, ["k", "M", "G", "T", "P", "E"]),
        }
    }
}

/// Rounded up to two or three digits.
fn human(bytes: u64, base: u64, units: [&str; 6]) -> String {
    if bytes < base {
        return bytes.to_string();
    }
    let (value, base) = (u128::from(bytes), u128::from(base));
    let mut scale = base;
    for unit in units {
        let tenths = (value * 10).div_ceil(scale);
        if tenths < 100 {
            return format!("{}.{}{unit}", tenths / 10, tenths % 10);
        }
        let whole = value.div_ceil(scale);
        if whole < base {
            return format!("{whole}{unit}");
        }
        scale *= base;
    }
    format!("{}E", value.div_ceil(scale / base))
}

/// Bytes that an entry takes up on the file system.
pub(crate) fn disk_bytes(metadata: &Metadata) -> u64 {
    match metadata.kind {
        FileKind::Regular => metadata.size.div_ceil(BLOCK) * BLOCK,
        FileKind::Directory => BLOCK,
        FileKind::SymbolicLink | FileKind::Fifo | FileKind::CharacterDevice => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows() {
        let rows: &[(&[u8], u64, &str)] = &[
            (b"human-readable", 1023, "1023"),
            (b"human-readable", 1024, "1.0K"),
            (b"human-readable", 1025, "1.1K"),
            (b"human-readable", 10_137, "9.9K"),
            (b"human-readable", 10_138, "10K"),
            (b"human-readable", 1_048_575, "1.0M"),
            (b"human-readable", 5_000_000_000, "4.7G"),
            (b"si", 4096, "4.1k"),
            (b"1K", 1025, "2"),
            (b"K", 1025, "2K"),
            (b"1M", 1, "1"),
        ];
        for (text, bytes, want) in rows {
            assert_eq!(Scale::parse(text).map(|scale| scale.show(*bytes)).as_deref(), Some(*want), "{bytes}");
        }
        assert_eq!(Scale::parse(b"x"), None);
    }
}
