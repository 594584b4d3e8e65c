//! The delimited parts of scripts: expressions, replacements, the strings of `y`.

use super::parse::Parser;
use super::script::{Case, Expression, Map, Part, Substitution};
use super::source::{Refusal, Source};
use std::collections::HashMap;

/// Reads up to the delimiter; `None` if it never comes. A backslash before the delimiter goes
/// away; in an expression `\n` is a newline.
pub(super) fn delimited(source: &mut Source<'_>, delimiter: u8, regex: bool) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    loop {
        let mut byte = source.next()?;
        if byte == delimiter {
            return Some(text);
        }
        if byte == b'[' && regex {
            text.push(byte);
            bracket(source, &mut text)?;
            continue;
        }
        if byte == b'\n' {
            source.back(Some(byte));
            return None;
        }
        if byte == b'\\' {
            byte = source.next()?;
            if byte == b'n' && regex && delimiter != b'n' {
                byte = b'\n';
            } else if byte != b'\n' && (byte != delimiter || !regex && byte == b'&') {
                text.push(b'\\');
            }
        }
        text.push(byte);
    }
}

/// Copies a bracket expression behind its `[`, in which the delimiter is a character.
fn bracket(source: &mut Source<'_>, text: &mut Vec<u8>) -> Option<()> {
    let mut first = true;
    loop {
        let byte = source.next()?;
        if byte == b'\n' {
            source.back(Some(byte));
            return None;
        }
        text.push(byte);
        match byte {
            b'^' if first && text.ends_with(b"[^") => continue,
            b']' if !first => return Some(()),
            b'[' => {
                if let Some(kind @ (b':' | b'.' | b'=')) = source.peek() {
                    text.extend(source.next());
                    class(source, kind, text)?;
                }
            }
            _ => {}
        }
        first = false;
    }
}

/// Copies the rest of `[:alpha:]` and its kin.
fn class(source: &mut Source<'_>, kind: u8, text: &mut Vec<u8>) -> Option<()> {
    loop {
        let byte = source.next()?;
        if byte == b'\n' {
            source.back(Some(byte));
            return None;
        }
        text.push(byte);
        if byte == kind && source.peek() == Some(b']') {
            text.extend(source.next());
            return Some(());
        }
    }
}

/// A basic expression as POSIX has it: escaped letters and operators of GNU's are characters.
pub(super) fn without_extensions(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len());
    let mut bytes = pattern.iter().copied();
    while let Some(byte) = bytes.next() {
        match bytes.clone().next() {
            Some(letter) if byte == b'\\' => {
                bytes.next();
                if !b"+?|wWsSbB<>`'".contains(&letter) {
                    out.push(byte);
                }
                out.push(letter);
            }
            _ => out.push(byte),
        }
    }
    out
}

/// The byte of an escape that begins with `letter` (`\t`, `\x41`, `\o101`, `\d065`, `\cA`), and
/// how many bytes of `rest` belong to it.
fn escape(letter: u8, rest: &[u8]) -> Option<(u8, usize)> {
    let number = |radix: u32, most: usize| {
        let digits = rest.iter().take(most).take_while(|b| char::from(**b).is_digit(radix)).count();
        let value = rest
            .iter()
            .take(digits)
            .fold(0u32, |value, digit| value * radix + char::from(*digit).to_digit(radix).unwrap_or(0));
        (digits > 0).then_some(((value & 0xff) as u8, digits))
    };
    match letter {
        b'a' => Some((7, 0)),
        b'f' => Some((12, 0)),
        b'n' => Some((10, 0)),
        b'r' => Some((13, 0)),
        b't' => Some((9, 0)),
        b'v' => Some((11, 0)),
        b'c' if rest.starts_with(b"\\\\") => Some((0x1c, 2)),
        b'c' => rest.first().map(|letter| (letter.to_ascii_uppercase() ^ 0x40, 1)),
        b'd' => number(10, 3),
        b'o' => number(8, 3),
        b'x' => number(16, 2),
        _ => None,
    }
}

/// Replaces the escapes of an expression that stand for one character.
pub(super) fn unescape(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len());
    let mut at = 0;
    while let Some(&byte) = pattern.get(at) {
        at += 1;
        let Some(&letter) = pattern.get(at).filter(|_| byte == b'\\') else {
            out.push(byte);
            continue;
        };
        at += 1;
        match escape(letter, pattern.get(at..).unwrap_or_default()) {
            Some((value, length)) => {
                at += length;
                // A backslash stays one.
                if value == b'\\' {
                    out.push(b'\\');
                }
                out.push(value);
            }
            None => out.extend_from_slice(&[byte, letter]),
        }
    }
    out
}

/// An escape in the text of `a`, `i` or `c`, of which `letter` was read.
pub(super) fn escape_in_text(source: &mut Source<'_>, letter: u8, text: &mut Vec<u8>) {
    let mut rest = [0; 3];
    let mut length = 0;
    while let Some(place) = rest.get_mut(length) {
        match source.next() {
            Some(byte) => *place = byte,
            None => break,
        }
        length += 1;
    }
    let (value, used) = escape(letter, rest.get(..length).unwrap_or_default()).unwrap_or((letter, 0));
    for byte in rest.get(used..length).unwrap_or_default().iter().rev() {
        source.back(Some(*byte));
    }
    text.push(value);
}

/// Parts a replacement into texts, groups and cases.
fn replacement(text: &[u8], posix: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut literal = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        let part = match (byte, text.get(at)) {
            (b'&', _) => Part::Group(0),
            (b'\\', Some(&letter)) => {
                at += 1;
                match letter {
                    b'0'..=b'9' => Part::Group(usize::from(letter - b'0')),
                    b'U' | b'L' | b'u' | b'l' | b'E' if posix => {
                        literal.push(letter);
                        continue;
                    }
                    b'U' => Part::Case(Case::Upper),
                    b'L' => Part::Case(Case::Lower),
                    b'u' => Part::Case(Case::UpperNext),
                    b'l' => Part::Case(Case::LowerNext),
                    b'E' => Part::Case(Case::End),
                    _ => {
                        let rest = text.get(at..).unwrap_or_default();
                        let (value, length) = escape(letter, rest).unwrap_or((letter, 0));
                        literal.push(value);
                        at += length;
                        continue;
                    }
                }
            }
            _ => {
                literal.push(byte);
                continue;
            }
        };
        if !literal.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut literal)));
        }
        parts.push(part);
    }
    if !literal.is_empty() {
        parts.push(Part::Text(literal));
    }
    parts
}

impl Parser {
    /// `s/regex/replacement/flags`, behind the `s`.
    pub(super) fn substitution(&mut self, source: &mut Source<'_>) -> Result<Substitution, Refusal> {
        let unterminated = "unterminated `s' command";
        let Some(delimiter) = source.next() else { return Err(source.refuse(unterminated)) };
        if matches!(delimiter, b'\n' | b'\\') {
            return Err(source.refuse(unterminated));
        }
        let Some(pattern) = delimited(source, delimiter, true) else {
            return Err(source.refuse(unterminated));
        };
        let Some(text) = delimited(source, delimiter, false) else {
            return Err(source.refuse(unterminated));
        };
        let replacement = replacement(&text, self.dialect.posix);
        let plain = matches!(replacement.as_slice(), [] | [Part::Text(_)]);
        let mut substitution = Substitution {
            regex: None,
            replacement,
            number: 1,
            global: false,
            print: 0,
            evaluate: false,
            write: None,
            plain,
        };
        let flags = self.substitution_flags(source, &mut substitution)?;
        substitution.regex = self.regex(source, &pattern, flags)?;
        if let Some(Expression { regex, .. }) = substitution.regex.as_deref() {
            let highest = substitution.replacement.iter().filter_map(|part| match part {
                Part::Group(group) => Some(*group),
                _ => None,
            });
            let highest = highest.max().unwrap_or(0);
            if highest >= regex.group_count() {
                return Err(source.refuse(format!("invalid reference \\{highest} on `s' command's RHS")));
            }
        }
        Ok(substitution)
    }

    fn substitution_flags(
        &mut self,
        source: &mut Source<'_>,
        substitution: &mut Substitution,
    ) -> Result<bashwit_pattern::regex::Flags, Refusal> {
        let mut flags = self.flags();
        let mut numbered = false;
        loop {
            let byte = source.next();
            match byte {
                Some(b'i' | b'I') if !self.dialect.posix => flags.icase = true,
                Some(b'm' | b'M') if !self.dialect.posix => flags.newline = true,
                Some(b'e') if !self.dialect.posix => {
                    if self.dialect.sandbox {
                        return Err(source.refuse("e/r/w commands disabled in sandbox mode"));
                    }
                    substitution.evaluate = true;
                }
                Some(b'p') => {
                    if substitution.print > 0 {
                        return Err(source.refuse("multiple `p' options to `s' command"));
                    }
                    // Printed before or after it is evaluated.
                    substitution.print = 1 + u8::from(substitution.evaluate);
                }
                Some(b'g') => {
                    if substitution.global {
                        return Err(source.refuse("multiple `g' options to `s' command"));
                    }
                    substitution.global = true;
                }
                Some(b'w') => {
                    if self.dialect.sandbox {
                        return Err(source.refuse("e/r/w commands disabled in sandbox mode"));
                    }
                    let blank = source.next_nonblank();
                    source.back(blank);
                    let name = source.rest_of_line();
                    if name.is_empty() {
                        return Err(source.refuse("missing filename in r/R/w/W commands"));
                    }
                    substitution.write = Some(self.target(name));
                    return Ok(flags);
                }
                Some(digit @ b'0'..=b'9') => {
                    if numbered {
                        return Err(source.refuse("multiple number options to `s' command"));
                    }
                    numbered = true;
                    substitution.number = source.number(digit);
                    if substitution.number == 0 {
                        return Err(source.refuse("number option to `s' command may not be zero"));
                    }
                }
                Some(b'}' | b'#') => {
                    source.back(byte);
                    return Ok(flags);
                }
                None | Some(b'\n' | b';') => return Ok(flags),
                Some(b' ' | b'\t') => {}
                Some(b'\r') if matches!(source.peek(), None | Some(b'\n')) => {}
                Some(_) => return Err(source.refuse("unknown option to `s'")),
            }
        }
    }
}

/// `y/source/target/`, behind the `y`.
pub(super) fn transliteration(source: &mut Source<'_>, utf8: bool) -> Result<Map, Refusal> {
    let unterminated = "unterminated `y' command";
    let Some(delimiter) = source.next() else { return Err(source.refuse(unterminated)) };
    let Some(from) = delimited(source, delimiter, false) else { return Err(source.refuse(unterminated)) };
    let Some(to) = delimited(source, delimiter, false) else { return Err(source.refuse(unterminated)) };
    let (from, to) = (characters(&from, utf8), characters(&to, utf8));
    if from.len() != to.len() {
        return Err(source.refuse("strings for `y' command are different lengths"));
    }
    let single = |text: &Vec<u8>| text.len() == 1;
    if from.iter().chain(&to).all(single) {
        let mut map = [0; 256];
        for (index, place) in (0..=255u8).zip(map.iter_mut()) {
            *place = index;
        }
        for (from, to) in from.iter().zip(&to).rev() {
            let (Some(&from), Some(&to)) = (from.first(), to.first()) else { continue };
            if let Some(place) = map.get_mut(usize::from(from)) {
                *place = to;
            }
        }
        return Ok(Map::Bytes(Box::new(map)));
    }
    let mut map = HashMap::new();
    for (from, to) in from.into_iter().zip(to).rev() {
        if let (Some(from), _) = bstr::decode_utf8(&from) {
            map.insert(from, to);
        }
    }
    Ok(Map::Characters(map))
}

/// The characters of a string of `y`, escapes resolved.
fn characters(text: &[u8], utf8: bool) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        if byte == b'\\' && rest.len() > 1 {
            let letter = rest.get(1).copied().unwrap_or(b'\\');
            let (value, used) = escape(letter, rest.get(2..).unwrap_or_default()).unwrap_or((letter, 0));
            all.push(vec![value]);
            at += 2 + used;
            continue;
        }
        let length = if utf8 && byte >= 0x80 { bstr::decode_utf8(rest).1.max(1) } else { 1 };
        all.push(rest.get(..length).unwrap_or_default().to_vec());
        at += length;
    }
    all
}
