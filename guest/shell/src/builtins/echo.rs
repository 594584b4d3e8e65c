//! `echo [-neE] [arg ...]`: writes its arguments.

use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let xpg = vm.state.options.shopt(Shopt::XpgEcho);
    let posix = xpg && vm.state.options.has(Set::Posix);
    let (mut newline, mut escapes) = (true, xpg);
    let mut rest = &args[1..];
    while let Some((first, more)) = rest.split_first() {
        let is_option =
            !posix && first.len() > 1 && first[0] == b'-' && first[1..].iter().all(|b| b"neE".contains(b));
        if !is_option {
            break;
        }
        for letter in &first[1..] {
            match letter {
                b'n' => newline = false,
                b'e' => escapes = true,
                _ => escapes = false,
            }
        }
        rest = more;
    }
    let mut out = Vec::with_capacity(rest.iter().map(|arg| arg.len() + 1).sum());
    for (at, arg) in rest.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        if !escapes {
            out.extend_from_slice(arg);
        } else if expand_escapes(arg, &mut out, vm.state.utf8) {
            newline = false;
            break;
        }
    }
    if newline {
        out.push(b'\n');
    }
    Ok(Done::Status(super::write_out(vm, b"echo", &out)))
}

/// Adds a text with its escapes carried out; true where `\c` ends all output.
pub(crate) fn expand_escapes(text: &[u8], out: &mut Vec<u8>, utf8: bool) -> bool {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&letter) = text.get(at) else {
            out.push(b'\\');
            break;
        };
        at += 1;
        if let Some(byte) = letter_escape(letter) {
            out.push(byte);
            continue;
        }
        match letter {
            b'c' => return true,
            b'0' => out.push(digits(text, &mut at, 3, 8).unwrap_or(0) as u8),
            b'x' => match digits(text, &mut at, 2, 16) {
                Some(value) => out.push(value as u8),
                None => out.extend_from_slice(b"\\x"),
            },
            b'u' | b'U' => match digits(text, &mut at, if letter == b'u' { 4 } else { 8 }, 16) {
                Some(value) => push_code_point(out, value, utf8),
                None => out.extend_from_slice(&[b'\\', letter]),
            },
            other => out.extend_from_slice(&[b'\\', other]),
        }
    }
    false
}

/// The byte that a backslash and a letter stand for.
pub(crate) fn letter_escape(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' => 7,
        b'b' => 8,
        b'e' | b'E' => 27,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        _ => return None,
    })
}

/// Up to `max` digits of a base.
pub(crate) fn digits(text: &[u8], at: &mut usize, max: usize, base: u32) -> Option<u32> {
    let mut value = None;
    for _ in 0..max {
        let Some(digit) = text.get(*at).and_then(|byte| (*byte as char).to_digit(base)) else { break };
        value = Some(value.unwrap_or(0u32).wrapping_mul(base).wrapping_add(digit));
        *at += 1;
    }
    value
}

/// A code point as UTF-8; one that is none as the bytes that its number would have.
/// In a locale that is not UTF-8 it stays an escape.
pub(crate) fn push_code_point(out: &mut Vec<u8>, value: u32, utf8: bool) {
    match char::from_u32(value) {
        _ if !utf8 && value > 0xffff => out.extend_from_slice(format!("\\U{value:08X}").as_bytes()),
        _ if !utf8 && value > 0x7f => out.extend_from_slice(format!("\\u{value:04X}").as_bytes()),
        Some(ch) => {
            let mut bytes = [0; 4];
            out.extend_from_slice(ch.encode_utf8(&mut bytes).as_bytes());
        }
        None => {
            let tail = |shift: u32| 0x80 | (value >> shift & 0x3f) as u8;
            match value {
                0..=0xffff => out.extend_from_slice(&[0xe0 | (value >> 12) as u8, tail(6), tail(0)]),
                0x1_0000..=0x1f_ffff => {
                    out.extend_from_slice(&[0xf0 | (value >> 18) as u8, tail(12), tail(6), tail(0)]);
                }
                _ => out.extend_from_slice(&[
                    0xf8 | (value >> 24) as u8 & 3,
                    tail(18),
                    tail(12),
                    tail(6),
                    tail(0),
                ]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (text, want) in [
            (r"a\tb", &b"a\tb"[..]),
            (r"\0101", b"A"),
            (r"\x41\x", b"A\\x"),
            (r"\u00e9", "é".as_bytes()),
            (r"\q\", b"\\q\\"),
        ] {
            let mut out = Vec::new();
            assert!(!expand_escapes(text.as_bytes(), &mut out, true));
            assert_eq!(out, want, "{text}");
        }
        assert!(expand_escapes(b"x\\cy", &mut Vec::new(), true));
    }
}
