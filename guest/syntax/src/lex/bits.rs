//! Classes of bytes.

/// May stand in a word without ending or changing anything.
pub(crate) const PLAIN: u8 = 1;
/// Ends a word: blank, newline or operator.
pub(crate) const META: u8 = 2;
/// Starts a name.
pub(crate) const NAME_START: u8 = 4;
/// Goes on with a name.
pub(crate) const NAME: u8 = 8;
/// Stands for itself inside double quotes.
pub(crate) const DQUOTED: u8 = 16;

/// The classes of each byte.
pub(crate) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        let mut class = 0;
        class |= match b {
            b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>' => META,
            0 | b'\\' | b'\'' | b'"' | b'`' | b'$' => 0,
            b'{' | b'=' | b':' | b'~' | b'[' | b'?' | b'*' | b'+' | b'@' | b'!' => 0,
            _ => PLAIN,
        };
        if b.is_ascii_alphabetic() || b == b'_' {
            class |= NAME_START | NAME;
        }
        if b.is_ascii_digit() {
            class |= NAME;
        }
        if !matches!(b, 0 | b'\\' | b'"' | b'`' | b'$') {
            class |= DQUOTED;
        }
        table[i] = class;
        i += 1;
    }
    table
}

/// Tells whether a byte has a class.
#[inline]
pub(crate) fn has(b: u8, class: u8) -> bool {
    CLASS[b as usize] & class != 0
}

/// Ends a word.
#[inline]
pub(crate) fn is_meta(b: u8) -> bool {
    has(b, META)
}

/// `[A-Za-z_]`.
#[inline]
pub(crate) fn is_name_start(b: u8) -> bool {
    has(b, NAME_START)
}

/// `[A-Za-z0-9_]`.
#[inline]
pub(crate) fn is_name_byte(b: u8) -> bool {
    has(b, NAME)
}

/// A valid variable name.
pub(crate) fn is_name(text: &[u8]) -> bool {
    text.first().is_some_and(|&b| is_name_start(b)) && text.iter().all(|&b| is_name_byte(b))
}
