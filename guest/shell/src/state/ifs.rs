//! The separators of word splitting, looked up by byte.

/// `$IFS`, prepared.
#[derive(Debug, Clone)]
pub struct Ifs {
    kinds: [Kind; 256],
    /// What joins `"$*"`: its first character; nothing where `IFS` is empty.
    pub joiner: Vec<u8>,
    /// No byte separates.
    pub is_empty: bool,
    /// Separators of several bytes, which count as whole characters only.
    wide: Vec<Vec<u8>>,
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
    /// The first byte of a separator of several bytes, perhaps.
    Lead,
}

impl Ifs {
    /// The separators of a value in a UTF-8 locale; unset is space, tab, newline.
    pub fn new(value: Option<&[u8]>) -> Self {
        Self::of(value, true)
    }

    /// The same, of bytes where the locale is not UTF-8.
    pub fn of(value: Option<&[u8]>, utf8: bool) -> Self {
        let value = value.unwrap_or(b" \t\n");
        let mut kinds = [Kind::Field; 256];
        let mut wide = Vec::new();
        for chunk in value.utf8_chunks() {
            for letter in chunk.valid().chars() {
                let mut bytes = [0; 4];
                match letter.encode_utf8(&mut bytes).as_bytes() {
                    bytes if !utf8 && bytes.len() > 1 => {
                        bytes.iter().for_each(|byte| kinds[usize::from(*byte)] = Kind::Separator);
                    }
                    [byte @ (b' ' | b'\t' | b'\n')] => kinds[usize::from(*byte)] = Kind::Blank,
                    [byte] => kinds[usize::from(*byte)] = Kind::Separator,
                    bytes => {
                        kinds[usize::from(bytes[0])] = Kind::Lead;
                        wide.push(bytes.to_vec());
                    }
                }
            }
            for &byte in chunk.invalid() {
                kinds[usize::from(byte)] = Kind::Separator;
            }
        }
        let first = value.first().map_or(0, |&lead| match lead {
            _ if !utf8 => 1,
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        });
        Ifs { kinds, joiner: value.get(..first).unwrap_or(value).to_vec(), is_empty: value.is_empty(), wide }
    }

    /// Whether a text begins with a blank.
    pub fn begins_blank(&self, text: &[u8]) -> bool {
        text.first().is_some_and(|&byte| self.kind(byte) == Kind::Blank)
    }

    /// What a byte does.
    #[inline]
    pub fn kind(&self, byte: u8) -> Kind {
        self.kinds[usize::from(byte)]
    }

    /// How many bytes a separator of several bytes takes at the start of a text.
    pub fn wide(&self, text: &[u8]) -> Option<usize> {
        self.wide.iter().find(|wide| text.starts_with(wide)).map(Vec::len)
    }

    /// Whether splitting would change a text.
    #[inline]
    pub fn splits(&self, text: &[u8]) -> bool {
        text.iter().any(|&byte| self.kind(byte) != Kind::Field)
    }
}
