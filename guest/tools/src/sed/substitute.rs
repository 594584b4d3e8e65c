//! The `s` and `y` commands on a text.

use super::script::{Case, Map, Part, Substitution};
use bashwit_pattern::regex::{Captures, Error, Regex};

/// Buffers that outlive a substitution.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    captures: Captures,
    out: Vec<u8>,
}

/// Replaces in `text`; whether anything was.
pub(super) fn substitute(
    substitution: &Substitution,
    regex: &Regex,
    text: &mut Vec<u8>,
    scratch: &mut Scratch,
    utf8: bool,
) -> Result<bool, Error> {
    let mut start = 0;
    let mut copied = 0;
    let mut count = 0;
    let mut replaced = false;
    // The end of the match before, where an empty one does not count.
    let mut barrier = None;
    let needs_groups = !substitution.plain;
    scratch.out.clear();
    while start <= text.len() {
        let found = if needs_groups {
            match regex.captures_at(text, start, false, &mut scratch.captures)? {
                true => scratch.captures.get(0),
                false => None,
            }
        } else {
            regex.find_at(text, start, false)?
        };
        let Some(found) = found else { break };
        let empty = found.is_empty();
        if !(empty && barrier == Some(found.start)) {
            count += 1;
            if count >= substitution.number {
                replaced = true;
                scratch.out.extend_from_slice(text.get(copied..found.start).unwrap_or_default());
                append(&substitution.replacement, text, &scratch.captures, &mut scratch.out);
                copied = found.end;
                if !substitution.global {
                    break;
                }
            }
        }
        barrier = Some(found.end);
        start = found.end;
        if empty {
            start += match text.get(start) {
                Some(0x80..) if utf8 => bstr::decode_utf8(text.get(start..).unwrap_or_default()).1.max(1),
                _ => 1,
            };
        }
    }
    if replaced {
        scratch.out.extend_from_slice(text.get(copied..).unwrap_or_default());
        std::mem::swap(text, &mut scratch.out);
    }
    Ok(replaced)
}

/// Appends the replacement of a match.
fn append(parts: &[Part], text: &[u8], captures: &Captures, out: &mut Vec<u8>) {
    let mut case = Case::End;
    let mut next = Case::End;
    for part in parts {
        let piece = match part {
            Part::Text(piece) => piece.as_slice(),
            Part::Group(group) => captures.get(*group).and_then(|range| text.get(range)).unwrap_or_default(),
            Part::Case(letter @ (Case::UpperNext | Case::LowerNext)) => {
                next = *letter;
                continue;
            }
            Part::Case(letter) => {
                (case, next) = (*letter, Case::End);
                continue;
            }
        };
        if case == Case::End && next == Case::End {
            out.extend_from_slice(piece);
        } else if !piece.is_empty() {
            convert(piece, case, next, out);
            next = Case::End;
        }
    }
}

/// Appends a text in upper or lower case, its first character perhaps in another.
fn convert(piece: &[u8], case: Case, next: Case, out: &mut Vec<u8>) {
    let mut now = if next == Case::End { case } else { next };
    let mut rest = piece;
    while !rest.is_empty() {
        let (character, length) = bstr::decode_utf8(rest);
        let (bytes, after) = rest.split_at(length.max(1));
        let upper = matches!(now, Case::Upper | Case::UpperNext);
        match character {
            Some(c) if now != Case::End => push_cased(c, upper, out),
            _ => out.extend_from_slice(bytes),
        }
        rest = after;
        now = case;
    }
}

fn push_cased(c: char, upper: bool, out: &mut Vec<u8>) {
    let mut buffer = [0; 4];
    let single = |mut cases: Box<dyn Iterator<Item = char>>| match (cases.next(), cases.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    let cased = match (c.is_ascii(), upper) {
        (true, true) => c.to_ascii_uppercase(),
        (true, false) => c.to_ascii_lowercase(),
        (false, true) => single(Box::new(c.to_uppercase())),
        (false, false) => single(Box::new(c.to_lowercase())),
    };
    out.extend_from_slice(cased.encode_utf8(&mut buffer).as_bytes());
}

/// `y` on a text.
pub(super) fn transliterate(map: &Map, text: &mut Vec<u8>) {
    match map {
        Map::Bytes(map) => {
            for byte in text.iter_mut() {
                *byte = map.get(usize::from(*byte)).copied().unwrap_or(*byte);
            }
        }
        Map::Characters(map) => {
            let mut out = Vec::with_capacity(text.len());
            let mut rest = text.as_slice();
            while !rest.is_empty() {
                let (character, length) = bstr::decode_utf8(rest);
                let (bytes, after) = rest.split_at(length.max(1));
                match character.and_then(|c| map.get(&c)) {
                    Some(to) => out.extend_from_slice(to),
                    None => out.extend_from_slice(bytes),
                }
                rest = after;
            }
            *text = out;
        }
    }
}
