//! Names in messages, quoted as gnulib's `quotearg` does in a UTF-8 locale.

use std::borrow::Cow;

/// A file name, quoted for a shell only if it needs it: `a`, `'a b'`, `'a'$'\n''b'`.
#[must_use]
pub fn quotef(name: &[u8]) -> Cow<'_, [u8]> {
    if needs_quotes(name) { Cow::Owned(quoteaf(name)) } else { Cow::Borrowed(name) }
}

/// [`quotef`] before a colon, as in `cat: NAME: No such file or directory`: a colon within the
/// name asks for quotes too.
#[must_use]
pub fn quotef_colon(name: &[u8]) -> Cow<'_, [u8]> {
    if name.contains(&b':') { Cow::Owned(quoteaf(name)) } else { quotef(name) }
}

/// A file name always in quotes, for a shell: `'a'`, `"a'b"`.
#[must_use]
pub fn quoteaf(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len() + 2);
    if name.contains(&b'\'') && pieces(name).enumerate().all(|(i, p)| stands_in_double_quotes(i, p)) {
        out.push(b'"');
        out.extend_from_slice(name);
        out.push(b'"');
        return out;
    }
    out.push(b'\'');
    let mut escaping = false;
    for piece in pieces(name) {
        match piece {
            Piece::Raw(b"'") => {
                out.extend_from_slice(b"'\\''");
                escaping = false;
            }
            Piece::Raw(raw) => {
                if escaping {
                    out.extend_from_slice(b"''");
                    escaping = false;
                }
                out.extend_from_slice(raw);
            }
            Piece::Escape(bytes) => {
                if !escaping {
                    out.extend_from_slice(b"'$'");
                    escaping = true;
                }
                escape(&mut out, bytes);
            }
        }
    }
    out.push(b'\'');
    out
}

/// A text in the locale's quotes with escapes as in C: `‘a\nb’`.
#[must_use]
pub fn quote(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 6);
    out.extend_from_slice("‘".as_bytes());
    for piece in pieces(text) {
        match piece {
            Piece::Raw(b"\\") => out.extend_from_slice(b"\\\\"),
            Piece::Raw(raw) => {
                if raw == "’".as_bytes() {
                    out.push(b'\\');
                }
                out.extend_from_slice(raw);
            }
            Piece::Escape(bytes) => escape(&mut out, bytes),
        }
    }
    out.extend_from_slice("’".as_bytes());
    out
}

enum Piece<'a> {
    /// One printable character.
    Raw(&'a [u8]),
    /// One that is not, or bytes that are no character.
    Escape(&'a [u8]),
}

fn pieces(text: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    text.utf8_chunks().flat_map(|chunk| {
        let valid = chunk.valid();
        let characters = valid.char_indices().map(move |(i, c)| {
            let bytes = valid.as_bytes().get(i..i + c.len_utf8()).unwrap_or(b"");
            if printable(c) { Piece::Raw(bytes) } else { Piece::Escape(bytes) }
        });
        let invalid = Some(chunk.invalid()).filter(|bytes| !bytes.is_empty()).map(Piece::Escape);
        characters.chain(invalid)
    })
}

fn printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}')
        && !matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
}

fn needs_quotes(name: &[u8]) -> bool {
    if name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'_' | b'-')) {
        return name.is_empty();
    }
    let first = name.first().copied().unwrap_or(0);
    matches!(first, b'#' | b'~')
        || matches!(name, b"{" | b"}")
        || name.iter().any(|b| b" !\"$&()*;<=>[^`|\\?'".contains(b))
        || pieces(name).any(|piece| matches!(piece, Piece::Escape(_)))
}

/// Characters that mean the same in C's quotes and in a shell's.
fn stands_in_double_quotes(index: usize, piece: Piece<'_>) -> bool {
    match piece {
        Piece::Raw([b'#' | b'~']) => index == 0,
        Piece::Raw([b]) => !b"!\"$&()*;<=>[^`|\\?{}".contains(b),
        Piece::Raw(_) => true,
        Piece::Escape(_) => false,
    }
}

fn escape(out: &mut Vec<u8>, bytes: &[u8]) {
    for &b in bytes {
        out.push(b'\\');
        match b {
            7 => out.push(b'a'),
            8 => out.push(b'b'),
            9 => out.push(b't'),
            10 => out.push(b'n'),
            11 => out.push(b'v'),
            12 => out.push(b'f'),
            13 => out.push(b'r'),
            _ => out.extend([b'0' + (b >> 6), b'0' + (b >> 3 & 7), b'0' + (b & 7)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows from `cat -- NAME` of coreutils 9.1 in C.UTF-8.
    #[test]
    fn file_names() {
        let rows: &[(&[u8], &[u8])] = &[
            (b"plain-a_b.c/d", b"plain-a_b.c/d"),
            (b"a b", b"'a b'"),
            (b"a'b", b"\"a'b\""),
            (b"a\"b", b"'a\"b'"),
            (b"a\\b", b"'a\\b'"),
            (b"a\nb", b"'a'$'\\n''b'"),
            (b"a\x01b", b"'a'$'\\001''b'"),
            (b"~a", b"'~a'"),
            (b"a~", b"a~"),
            (b"#a", b"'#a'"),
            (b"a#", b"a#"),
            (b"a=b", b"'a=b'"),
            (b"a]b", b"a]b"),
            (b"{", b"'{'"),
            (b"a{b", b"a{b"),
            (b"a%@,+b", b"a%@,+b"),
            ("é".as_bytes(), "é".as_bytes()),
            (b"\xff", b"''$'\\377'"),
            (b"a\xffb", b"'a'$'\\377''b'"),
            (b"", b"''"),
            (b"'", b"\"'\""),
            (b"'\x01", b"''\\'''$'\\001'"),
            (b"a'b\"c", b"'a'\\''b\"c'"),
            (b"a'\nb", b"'a'\\'''$'\\n''b'"),
            (b"a' b", b"\"a' b\""),
            (b"a'!", b"'a'\\''!'"),
            (b"a'b#", b"'a'\\''b#'"),
            (b"#'", b"\"#'\""),
            (b"a'b@", b"\"a'b@\""),
            (b"a' {", b"'a'\\'' {'"),
            ("\u{2028}\u{85}\u{e000}".as_bytes(), "''$'\\342\\200\\250\\302\\205''\u{e000}'".as_bytes()),
        ];
        for (name, want) in rows {
            assert_eq!(quotef(name).as_ref(), *want, "{}", String::from_utf8_lossy(want));
        }
        assert_eq!(quotef_colon(b"a:b").as_ref(), b"'a:b'");
        assert_eq!(quotef(b"a:b").as_ref(), b"a:b");
        assert_eq!(quotef_colon(b"a'b:").as_ref(), b"\"a'b:\"");
    }

    /// Rows from `tail -n TEXT`.
    #[test]
    fn texts() {
        let rows: &[(&[u8], &str)] = &[
            (b"x", "‘x’"),
            (b"", "‘’"),
            (b"a'b", "‘a'b’"),
            (b"a\\b", "‘a\\\\b’"),
            (b"a\nb", "‘a\\nb’"),
            (b"a\xffb", "‘a\\377b’"),
            ("’x‘".as_bytes(), "‘\\’x‘’"),
        ];
        for (text, want) in rows {
            assert_eq!(String::from_utf8(quote(text)).unwrap(), *want);
        }
    }
}
