//! The parts of a path, eight bytes at a time.

/// A part of a path: where it ends, and its key.
#[derive(Clone, Copy)]
pub(super) struct Component {
    pub(super) end: usize,
    pub(super) key: u64,
}

const SLASHES: u64 = u64::from_ne_bytes([b'/'; 8]);
const LOW: u64 = u64::from_ne_bytes([0x7F; 8]);

/// The first eight bytes of a name, big-endian, filled up with zeros: orders like the name.
pub(super) fn key(name: &[u8]) -> u64 {
    u64::from_be_bytes(chunk::<0>(name, 0))
}

/// Eight bytes from `at`, filled up with `FILL`.
fn chunk<const FILL: u8>(bytes: &[u8], at: usize) -> [u8; 8] {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(chunk) => *chunk,
        None => {
            let mut chunk = [FILL; 8];
            for (to, from) in chunk.iter_mut().zip(rest) {
                *to = *from;
            }
            chunk
        }
    }
}

/// How many bytes of a chunk stand before its first `/`.
fn before_slash(word: u64) -> usize {
    // A byte of `zeros` is 0x80 exactly where `word` has a `/`.
    let differs = word ^ SLASHES;
    let zeros = !(((differs & LOW) + LOW) | differs | LOW);
    (zeros.leading_zeros() / 8) as usize
}

/// The part that begins at `start`.
pub(super) fn component(path: &[u8], start: usize) -> Component {
    let word = u64::from_be_bytes(chunk::<b'/'>(path, start));
    let length = before_slash(word);
    if length < 8 {
        // Of zero bytes nothing is kept; a shift by 64 would be too far.
        let mask = !(u64::MAX >> (8 * length));
        return Component { end: start + length, key: word & mask };
    }
    let mut end = start + 8;
    loop {
        let length = before_slash(u64::from_be_bytes(chunk::<b'/'>(path, end)));
        end += length;
        if length < 8 {
            return Component { end, key: word };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_like_split() {
        let texts = [
            "",
            "a",
            "abc/",
            "abcdefg",
            "abcdefgh",
            "abcdefgh/i",
            "abcdefghi",
            "/x",
            "abcdefghijklmnop/q",
            "é/\u{ff}//.",
        ];
        for text in texts {
            for start in 0..=text.len() {
                let rest = &text.as_bytes()[start..];
                let want = rest.split(|byte| *byte == b'/').next().expect("a first part");
                let got = component(text.as_bytes(), start);
                assert_eq!((got.end, got.key), (start + want.len(), key(want)), "{text} {start}");
            }
        }
    }
}
