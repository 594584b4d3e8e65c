//! The separators of word splitting, looked up by byte.

/// `$IFS`, prepared.
#[derive(Debug, Clone)]
pub struct Ifs {
    kinds: [Kind; 256],
    /// What joins `"$*"`: its first character; nothing where `IFS` is empty.
    pub joiner: Vec<u8>,
    /// No byte separates.
    pub is_empty: bool,
}

/// What a byte does in splitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Part of a field.
    Field,
    /// Space, tab or newline in `IFS`: several count as one.
    Blank,
    /// Another separator: each ends a field.
    Separator,
}

impl Ifs {
    /// The separators of a value; unset is space, tab, newline.
    pub fn new(value: Option<&[u8]>) -> Self {
        let value = value.unwrap_or(b" \t\n");
        let mut kinds = [Kind::Field; 256];
        for &byte in value {
            kinds[usize::from(byte)] =
                if matches!(byte, b' ' | b'\t' | b'\n') { Kind::Blank } else { Kind::Separator };
        }
        let first = value.first().map_or(0, |&lead| match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        });
        Ifs { kinds, joiner: value.get(..first).unwrap_or(value).to_vec(), is_empty: value.is_empty() }
    }

    /// What a byte does.
    #[inline]
    pub fn kind(&self, byte: u8) -> Kind {
        self.kinds[usize::from(byte)]
    }

    /// Whether splitting would change a text.
    #[inline]
    pub fn splits(&self, text: &[u8]) -> bool {
        text.iter().any(|&byte| self.kind(byte) != Kind::Field)
    }
}
