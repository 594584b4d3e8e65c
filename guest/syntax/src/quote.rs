//! Quoting: from bytes to shell text that reads back as those bytes, and back.

use std::borrow::Cow;

/// `'…'`, with `'\''` for a quote inside: as `alias` and `${x@Q}` show values.
pub fn single(text: &[u8]) -> Vec<u8> {
    if text == b"'" {
        return b"\\'".to_vec();
    }
    let mut quoted = Vec::with_capacity(text.len() + 2);
    quoted.push(b'\'');
    for (index, run) in text.split(|&b| b == b'\'').enumerate() {
        if index > 0 {
            quoted.extend_from_slice(b"'\\''");
        }
        quoted.extend_from_slice(run);
    }
    quoted.push(b'\'');
    quoted
}

/// What bytes beyond ASCII are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// Nothing that can be shown: the C locale.
    Ascii,
    /// UTF-8.
    Utf8,
}

/// `$'…'`.
pub fn ansi_c(text: &[u8], charset: Charset) -> Vec<u8> {
    let mut quoted = b"$'".to_vec();
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            let letter = match c {
                '\x1b' => 'E',
                '\x07' => 'a',
                '\x08' => 'b',
                '\x0c' => 'f',
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                '\x0b' => 'v',
                '\\' | '\'' => c,
                c if is_printable(c) && (charset == Charset::Utf8 || c.is_ascii()) => {
                    quoted.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    continue;
                }
                c => {
                    c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| octal(&mut quoted, b));
                    continue;
                }
            };
            quoted.push(b'\\');
            quoted.push(letter as u8);
        }
        chunk.invalid().iter().for_each(|&b| octal(&mut quoted, b));
    }
    quoted.push(b'\'');
    quoted
}

fn octal(text: &mut Vec<u8>, b: u8) {
    text.extend_from_slice(&[b'\\', b'0' + (b >> 6), b'0' + (b >> 3 & 7), b'0' + (b & 7)]);
}

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Holds bytes that only `$'…'` can show: control characters or bytes that are no text.
pub fn needs_ansi_c(text: &[u8], charset: Charset) -> bool {
    if text.is_ascii() {
        return text.iter().any(u8::is_ascii_control);
    }
    if charset == Charset::Ascii {
        return true;
    }
    text.utf8_chunks().any(|chunk| !chunk.invalid().is_empty() || !chunk.valid().chars().all(is_printable))
}

/// With backslashes, as `printf %q` does; `$'…'` where [`needs_ansi_c`].
pub fn backslash(text: &[u8], charset: Charset) -> Vec<u8> {
    if text.is_empty() {
        return b"''".to_vec();
    }
    if needs_ansi_c(text, charset) {
        return ansi_c(text, charset);
    }
    let mut quoted = Vec::with_capacity(text.len() + 8);
    let mut before = None;
    for &b in text {
        let special = match b {
            b'~' => matches!(before, None | Some(b':' | b'=')),
            b'#' => before.is_none(),
            _ => is_special(b),
        };
        if special {
            quoted.push(b'\\');
        }
        quoted.push(b);
        before = Some(b);
    }
    quoted
}

fn is_special(b: u8) -> bool {
    b" \t\n'\"\\|&;()<>!{}*[]?^$`,".contains(&b)
}

/// As `declare -p` shows a value: `"…"`, or `$'…'` where [`needs_ansi_c`].
pub fn for_declare(text: &[u8], charset: Charset) -> Vec<u8> {
    if needs_ansi_c(text, charset) { ansi_c(text, charset) } else { double(text) }
}

/// `"…"`.
pub fn double(text: &[u8]) -> Vec<u8> {
    let mut quoted = Vec::with_capacity(text.len() + 2);
    quoted.push(b'"');
    for &b in text {
        if matches!(b, b'"' | b'$' | b'`' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(b);
    }
    quoted.push(b'"');
    quoted
}

/// As `set` shows a value: as it is where nothing in it is special, else quoted.
pub fn for_set(text: &[u8], charset: Charset) -> Cow<'_, [u8]> {
    if needs_ansi_c(text, charset) {
        Cow::Owned(ansi_c(text, charset))
    } else if has_shell_metas(text) {
        Cow::Owned(single(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// Holds a byte that the shell would not take as it is (as `set` and `set -x` decide).
pub fn has_shell_metas(text: &[u8]) -> bool {
    let mut before = None;
    for &b in text {
        let meta = match b {
            b'~' => matches!(before, None | Some(b':' | b'=')),
            b'#' => matches!(before, None | Some(b' ' | b'\t')),
            _ => is_special(b) && b != b',',
        };
        if meta {
            return true;
        }
        before = Some(b);
    }
    false
}

/// Removes quotes and backslashes, as from the delimiter of a here-document. Nothing is expanded.
pub fn remove(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    let mut quote = 0;
    while let Some(b) = bytes.next() {
        match b {
            b'\'' if quote == 0 => quote = b'\'',
            b'"' if quote == 0 => quote = b'"',
            b if b == quote => quote = 0,
            b'\\' if quote == 0 => plain.extend(bytes.next()),
            b'\\' if quote == b'"' => match bytes.peek() {
                Some(b'$' | b'`' | b'"' | b'\\') => plain.extend(bytes.next()),
                _ => plain.push(b),
            },
            b => plain.push(b),
        }
    }
    plain
}

/// Decodes the inside of `$'…'`. A NUL ends the text, as in bash.
pub fn decode_ansi_c(text: &[u8], charset: Charset) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&b, tail)) = rest.split_first() {
        rest = tail;
        if b != b'\\' {
            decoded.push(b);
            continue;
        }
        let Some((&letter, tail)) = rest.split_first() else {
            decoded.push(b'\\');
            break;
        };
        rest = tail;
        let byte = match letter {
            b'a' => 7,
            b'b' => 8,
            b'e' | b'E' => 0x1b,
            b'f' => 0x0c,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 0x0b,
            b'\\' | b'\'' | b'"' | b'?' => letter,
            b'0'..=b'7' => {
                let (value, len) = digits(text_from(text, rest, 1), 8, 3);
                rest = rest.get(len - 1..).unwrap_or_default();
                (value & 0xff) as u8
            }
            b'x' => match hex_escape(rest) {
                Some((value, len)) => {
                    rest = rest.get(len..).unwrap_or_default();
                    (value & 0xff) as u8
                }
                None => {
                    decoded.extend_from_slice(b"\\x");
                    continue;
                }
            },
            b'u' | b'U' => {
                let (value, len) = digits(rest, 16, if letter == b'u' { 4 } else { 8 });
                if len == 0 {
                    decoded.extend_from_slice(&[b'\\', letter]);
                    continue;
                }
                rest = rest.get(len..).unwrap_or_default();
                if value == 0 {
                    return decoded;
                }
                match charset {
                    Charset::Ascii if value > 0xffff => decoded.extend(format!("\\U{value:08X}").bytes()),
                    Charset::Ascii if value > 0x7f => decoded.extend(format!("\\u{value:04X}").bytes()),
                    _ => push_code_point(&mut decoded, value),
                }
                continue;
            }
            b'c' => {
                let Some((&control, tail)) = rest.split_first() else {
                    decoded.extend_from_slice(b"\\c");
                    break;
                };
                rest = tail;
                if control == b'\\' && rest.first() == Some(&b'\\') {
                    rest = rest.get(1..).unwrap_or_default();
                }
                if control == b'?' { 0x7f } else { control.to_ascii_uppercase() & 0x1f }
            }
            other => {
                decoded.extend_from_slice(&[b'\\', other]);
                continue;
            }
        };
        if byte == 0 {
            return decoded;
        }
        decoded.push(byte);
    }
    decoded
}

/// `rest` with so many bytes of `text` before it.
fn text_from<'a>(text: &'a [u8], rest: &[u8], before: usize) -> &'a [u8] {
    text.get(text.len() - rest.len() - before..).unwrap_or_default()
}

/// The value of at most `max` digits, and how many there are.
fn digits(text: &[u8], base: u32, max: usize) -> (u32, usize) {
    let mut value = 0_u32;
    let mut len = 0;
    for &b in text.iter().take(max) {
        let Some(digit) = char::from(b).to_digit(base) else { break };
        value = value.wrapping_mul(base).wrapping_add(digit);
        len += 1;
    }
    (value, len)
}

/// `HH` or `{H…}` behind `\x`; the value and the length.
fn hex_escape(text: &[u8]) -> Option<(u32, usize)> {
    if text.first() == Some(&b'{') {
        let (value, len) = digits(text.get(1..)?, 16, usize::MAX);
        let closed = text.get(len + 1) == Some(&b'}');
        return (len > 0).then_some((value, len + 1 + usize::from(closed)));
    }
    let (value, len) = digits(text, 16, 2);
    (len > 0).then_some((value, len))
}

/// Encodes a code point as UTF-8; also those that Unicode does not know, as bash does.
fn push_code_point(text: &mut Vec<u8>, value: u32) {
    if let Some(c) = char::from_u32(value) {
        text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        return;
    }
    let (lead, count) = match value {
        0..0x1_0000 => (0xe0, 2),
        0x1_0000..0x20_0000 => (0xf0, 3),
        0x20_0000..0x400_0000 => (0xf8, 4),
        _ => (0xfc, 5),
    };
    text.push(lead | (value >> (6 * count)) as u8);
    for index in (0..count).rev() {
        text.push(0x80 | (value >> (6 * index) & 0x3f) as u8);
    }
}
