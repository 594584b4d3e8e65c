//! History expansion: `!!`, `!n`, `!string`, words of a line and modifiers.

use crate::state::history::History;

/// Why text cannot be expanded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failed;

/// Expands `!` and a leading `^old^new^`.
pub(super) fn expand(text: &[u8], history: &History) -> Result<Vec<u8>, Failed> {
    let owned;
    let mut text = text;
    if let Some(rest) = text.strip_prefix(b"^") {
        owned = [b"!!:s^", rest].concat();
        text = &owned;
    }
    let mut out = Vec::new();
    let mut at = 0;
    let mut quoted = false;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => {
                out.extend_from_slice(&text[at..(at + 2).min(text.len())]);
                at += 2;
                continue;
            }
            b'\'' => quoted = !quoted,
            b'!' if !quoted && begins_event(&text[at + 1..]) => {
                let mut cursor = Cursor { text, at: at + 1 };
                let expansion = event(&mut cursor, history, &out)?;
                out.extend(expansion);
                at = cursor.at;
                continue;
            }
            _ => {}
        }
        out.push(byte);
        at += 1;
    }
    Ok(out)
}

/// `!` before a blank, `=`, `(` or the end is no event.
fn begins_event(rest: &[u8]) -> bool {
    rest.first().is_some_and(|byte| !b" \t\n=(".contains(byte))
}

struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let from = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        &self.text[from..self.at]
    }

    fn number(&mut self) -> Option<usize> {
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        std::str::from_utf8(digits).ok()?.parse().ok()
    }
}

/// The text of an event with its words and modifiers.
fn event(cursor: &mut Cursor<'_>, history: &History, before: &[u8]) -> Result<Vec<u8>, Failed> {
    let newest_first = || history.entries.iter().rev().map(|entry| &*entry.line);
    let line: Vec<u8> = match cursor.peek() {
        Some(b'!') => {
            cursor.at += 1;
            newest_first().next().ok_or(Failed)?.to_vec()
        }
        Some(b'#') => {
            cursor.at += 1;
            before.to_vec()
        }
        // `!$`, `!^`, `!*` and `!:1` are words of the last line.
        Some(b'$' | b'^' | b'*' | b':') => newest_first().next().ok_or(Failed)?.to_vec(),
        Some(b'?') => {
            cursor.at += 1;
            let part = cursor.take_while(|byte| byte != b'?' && byte != b'\n');
            cursor.take(b'?');
            newest_first().find(|line| memchr::memmem::find(line, part).is_some()).ok_or(Failed)?.to_vec()
        }
        Some(b'-' | b'0'..=b'9') => {
            let back = cursor.take(b'-');
            let number = i64::try_from(cursor.number().ok_or(Failed)?).map_err(|_| Failed)?;
            let place = history.place(if back { -number } else { number }).ok_or(Failed)?;
            history.entries.get(place).ok_or(Failed)?.line.to_vec()
        }
        _ => {
            let start = cursor.take_while(|byte| !b" \t\n:;&()|<>^$*\"".contains(&byte));
            newest_first().find(|line| line.starts_with(start)).ok_or(Failed)?.to_vec()
        }
    };
    let mut text = words(cursor, line)?;
    while cursor.peek() == Some(b':') {
        let Some(modifier) = cursor.text.get(cursor.at + 1) else { break };
        cursor.at += 2;
        text = modify(cursor, *modifier, text)?;
    }
    Ok(text)
}

/// The words that are asked for, else the whole line.
fn words(cursor: &mut Cursor<'_>, line: Vec<u8>) -> Result<Vec<u8>, Failed> {
    let designator = |byte: Option<u8>| byte.is_some_and(|byte| b"^$*-%".contains(&byte));
    let from = cursor.at;
    if cursor.take(b':') {
        let is_word = designator(cursor.peek()) || cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
        if !is_word {
            cursor.at = from;
            return Ok(line);
        }
    } else if !cursor.peek().is_some_and(|byte| b"^$*".contains(&byte)) {
        return Ok(line);
    }
    let all = split(&line);
    let last = all.len().saturating_sub(1);
    if cursor.take(b'*') {
        return Ok(all.get(1..).unwrap_or_default().join(&b' '));
    }
    let bound = |cursor: &mut Cursor<'_>| {
        if cursor.take(b'^') {
            Some(1)
        } else if cursor.take(b'$') {
            Some(last)
        } else {
            cursor.number()
        }
    };
    let first = bound(cursor).unwrap_or(0);
    let end = if cursor.take(b'*') {
        last
    } else if cursor.take(b'-') {
        bound(cursor).unwrap_or(last.saturating_sub(1))
    } else {
        first
    };
    if first > end + 1 || end > last {
        return Err(Failed);
    }
    Ok(all.get(first..=end).unwrap_or_default().join(&b' '))
}

/// The words of a line: quotes keep blanks inside, operators stand alone.
fn split(line: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if line[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let from = at;
        let is_operator = |byte: u8| b"|&;()<>".contains(&byte);
        if is_operator(line[at]) {
            while at < line.len() && is_operator(line[at]) && at - from < 2 {
                at += 1;
            }
        } else {
            let mut quote = None;
            while let Some(&byte) = line.get(at) {
                match (quote, byte) {
                    (_, b'\\') => at += 1,
                    (Some(open), byte) if open == byte => quote = None,
                    (None, b'\'' | b'"' | b'`') => quote = Some(byte),
                    (None, byte) if byte.is_ascii_whitespace() || is_operator(byte) => break,
                    _ => {}
                }
                at += 1;
            }
        }
        at = at.min(line.len());
        found.push(&line[from..at]);
    }
    found
}

fn modify(cursor: &mut Cursor<'_>, modifier: u8, text: Vec<u8>) -> Result<Vec<u8>, Failed> {
    let slash = text.iter().rposition(|&byte| byte == b'/');
    let dot = text.iter().rposition(|&byte| byte == b'.').filter(|at| slash.is_none_or(|slash| *at > slash));
    Ok(match modifier {
        b'h' => slash.map_or(text.clone(), |at| text[..at].to_vec()),
        b't' => slash.map_or(text.clone(), |at| text[at + 1..].to_vec()),
        b'r' => dot.map_or(text.clone(), |at| text[..at].to_vec()),
        b'e' => dot.map_or_else(Vec::new, |at| text[at..].to_vec()),
        b'p' => text,
        b'q' => bashwit_syntax::quote::single(&text),
        b'x' => {
            let words: Vec<Vec<u8>> = split(&text).into_iter().map(bashwit_syntax::quote::single).collect();
            words.join(&b' ')
        }
        b's' => substitute(cursor, &text, false)?,
        b'g' | b'a' => {
            if !cursor.take(b's') {
                return Err(Failed);
            }
            substitute(cursor, &text, true)?
        }
        _ => return Err(Failed),
    })
}

/// `s/old/new/`.
fn substitute(cursor: &mut Cursor<'_>, text: &[u8], all: bool) -> Result<Vec<u8>, Failed> {
    let mark = cursor.peek().ok_or(Failed)?;
    cursor.at += 1;
    let old = cursor.take_while(|byte| byte != mark);
    cursor.take(mark);
    let new = cursor.take_while(|byte| byte != mark && byte != b'\n');
    cursor.take(mark);
    if old.is_empty() {
        return Err(Failed);
    }
    let (mut out, mut rest) = (Vec::new(), text);
    let mut any = false;
    while let Some(at) = memchr::memmem::find(rest, old).filter(|_| all || !any) {
        out.extend_from_slice(&rest[..at]);
        // `&` in the new text is the old one.
        new.iter().for_each(|&byte| if byte == b'&' { out.extend_from_slice(old) } else { out.push(byte) });
        rest = &rest[at + old.len()..];
        any = true;
    }
    if !any {
        return Err(Failed);
    }
    out.extend_from_slice(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::text::Text;

    #[test]
    fn expands() {
        let mut history = History::default();
        history.add(Text::from(b"ls /usr/lib/x.so"), 0, None);
        history.add(Text::from(b"echo a b c"), 0, None);
        for (text, expected) in [
            ("!!", Some("echo a b c")),
            ("!1", Some("ls /usr/lib/x.so")),
            ("!-2:1:h", Some("/usr/lib")),
            ("!ls:$:t:r", Some("x")),
            ("!?b?:2", Some("b")),
            ("!!:*", Some("a b c")),
            ("!!:1-2 z", Some("a b z")),
            ("x!!y", Some("xecho a b cy")),
            ("!!:s/a/Q/", Some("echo Q b c")),
            ("^a^Z^", Some("echo Z b c")),
            ("!!:gs/ /_/:p", Some("echo_a_b_c")),
            ("!1^", Some("/usr/lib/x.so")),
            ("\\!! '!!' ! x", Some("\\!! '!!' ! x")),
            ("!nope", None),
            ("!!:9", None),
            ("!9", None),
        ] {
            let expanded = expand(text.as_bytes(), &history).ok();
            assert_eq!(
                expanded.map(|text| String::from_utf8_lossy(&text).into_owned()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
