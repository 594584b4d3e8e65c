//! `l`: a text without ambiguity.

/// Appends `text` as `l` shows it, wrapped so that no line is longer than `length` (0: never).
pub(super) fn list(text: &[u8], length: usize, delimiter: u8, out: &mut Vec<u8>) {
    let mut width = 0;
    for &byte in text {
        let mut shown = [byte, 0, 0, 0];
        let used = match byte {
            b'\\' => escape(&mut shown, b'\\'),
            7 => escape(&mut shown, b'a'),
            8 => escape(&mut shown, b'b'),
            9 => escape(&mut shown, b't'),
            10 => escape(&mut shown, b'n'),
            11 => escape(&mut shown, b'v'),
            12 => escape(&mut shown, b'f'),
            13 => escape(&mut shown, b'r'),
            0x20..=0x7e => 1,
            _ => {
                shown = [b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)];
                4
            }
        };
        if length > 0 && width + used > length - 1 {
            out.extend_from_slice(&[b'\\', delimiter]);
            width = 0;
        }
        width += used;
        out.extend_from_slice(shown.get(..used).unwrap_or_default());
    }
    out.extend_from_slice(&[b'$', delimiter]);
}

fn escape(shown: &mut [u8; 4], letter: u8) -> usize {
    *shown = [b'\\', letter, 0, 0];
    2
}
