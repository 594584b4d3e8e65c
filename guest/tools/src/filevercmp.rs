//! The order of version numbers in names (`sort -V`, `ls -v`), as gnulib's `filevercmp`.

use std::cmp::Ordering;

/// Compares two names: runs of digits by their value, the rest by bytes, suffixes last.
pub(crate) fn filevercmp(a: &[u8], b: &[u8]) -> Ordering {
    match (a, b) {
        ([], _) | (_, []) => return a.len().cmp(&b.len()),
        ([b'.', ..], [b'.', ..]) => {
            for special in [&b"."[..], b".."] {
                if a == special || b == special {
                    return (a != special).cmp(&(b != special));
                }
            }
        }
        ([b'.', ..], _) => return Ordering::Less,
        (_, [b'.', ..]) => return Ordering::Greater,
        _ => {}
    }
    let (a_stem, b_stem) = (stem(a), stem(b));
    versions(a_stem, b_stem).then_with(|| versions(a, b))
}

/// A name without its suffixes such as `.tar.gz`.
fn stem(name: &[u8]) -> &[u8] {
    let mut at = 0;
    let mut length = 0;
    loop {
        while let (Some(b'.'), Some(next)) = (name.get(at), name.get(at + 1)) {
            if !next.is_ascii_alphabetic() && *next != b'~' {
                break;
            }
            at += 2;
            while name.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'~') {
                at += 1;
            }
        }
        if at >= name.len() {
            break;
        }
        at += 1;
        length = at;
    }
    name.get(..length).unwrap_or(name)
}

fn order(byte: Option<&u8>) -> i32 {
    match byte {
        None => -1,
        Some(b'~') => -2,
        Some(byte) if byte.is_ascii_digit() => 0,
        Some(byte) if byte.is_ascii_alphabetic() => i32::from(*byte),
        Some(byte) => i32::from(*byte) + 256,
    }
}

fn versions(a: &[u8], b: &[u8]) -> Ordering {
    let (mut i, mut j) = (0, 0);
    let is_text = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii_digit());
    while i < a.len() || j < b.len() {
        while is_text(a.get(i)) || is_text(b.get(j)) {
            let difference = order(a.get(i)).cmp(&order(b.get(j)));
            if difference.is_ne() {
                return difference;
            }
            i += 1;
            j += 1;
        }
        let (x, y) = (digits(a, &mut i), digits(b, &mut j));
        let difference = x.len().cmp(&y.len()).then_with(|| x.cmp(y));
        if difference.is_ne() {
            return difference;
        }
    }
    Ordering::Equal
}

/// Takes a run of digits; zeros before it do not count.
fn digits<'a>(text: &'a [u8], at: &mut usize) -> &'a [u8] {
    while text.get(*at) == Some(&b'0') {
        *at += 1;
    }
    let start = *at;
    while text.get(*at).is_some_and(u8::is_ascii_digit) {
        *at += 1;
    }
    text.get(start..*at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascending() {
        let names = [
            "",
            ".",
            "..",
            ".0",
            ".a",
            "0",
            "1",
            "a",
            "a~",
            "a-1",
            "a-2.tar",
            "a-2",
            "a-10.tar.gz",
            "a0",
            "b.1",
            "b.9.txt",
            "b.10",
        ];
        let mut sorted = names.to_vec();
        sorted.sort_by(|a, b| filevercmp(a.as_bytes(), b.as_bytes()));
        let real = [
            "",
            ".",
            "..",
            ".a",
            ".0",
            "0",
            "1",
            "a~",
            "a",
            "a0",
            "a-1",
            "a-2",
            "a-2.tar",
            "a-10.tar.gz",
            "b.1",
            "b.9.txt",
            "b.10",
        ];
        assert_eq!(sorted, real);
    }
}
