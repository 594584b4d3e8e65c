//! History expansion: `!!`, `!n`, `!string`, words of a line and modifiers.

use crate::state::history::History;

/// Why text cannot be expanded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed {
    /// The part of the text that it is about.
    pub part: Vec<u8>,
    /// As bash words it.
    pub reason: &'static str,
}

/// What text becomes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Expanded {
    pub text: Vec<u8>,
    /// `:p`: to be shown, not to be run.
    pub only_shown: bool,
}

/// Expands `!` and a leading `^old^new^`.
pub(crate) fn expand(text: &[u8], history: &History) -> Result<Expanded, Failed> {
    let owned;
    let mut text = text;
    if let Some(rest) = text.strip_prefix(b"^") {
        owned = [b"!!:s^", rest].concat();
        text = &owned;
    }
    let mut cursor = Cursor { text, at: 0, only_shown: false };
    let mut out = Vec::new();
    let (mut quoted, mut double) = (false, false);
    while let Some(byte) = cursor.peek() {
        let at = cursor.at;
        cursor.at += 1;
        match byte {
            b'\\' if !quoted => {
                cursor.at = (at + 2).min(text.len());
                out.extend_from_slice(&text[at..cursor.at]);
                continue;
            }
            b'\'' if !double => quoted = !quoted,
            b'"' if !quoted => double = !double,
            b'!' if !quoted && begins_event(&text[..at], &text[cursor.at..]) => {
                let expansion = event(&mut cursor, history, &out)?;
                out.extend(expansion);
                continue;
            }
            _ => {}
        }
        out.push(byte);
    }
    Ok(Expanded { text: out, only_shown: cursor.only_shown })
}

/// `!` before a blank, `=`, `(`, a closing `"` or the end is no event, nor is it in `$!`, `${!x}`
/// and `[!x]`.
fn begins_event(before: &[u8], rest: &[u8]) -> bool {
    let of_the_shell = [&b"$"[..], b"${", b"["].iter().any(|opening| before.ends_with(opening));
    !of_the_shell && rest.first().is_some_and(|byte| !b" \t\n=(\"".contains(byte))
}

struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
    only_shown: bool,
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

    /// A failure over what stands between a place and here.
    fn fail(&self, from: usize, reason: &'static str) -> Failed {
        Failed { part: self.text.get(from..self.at).unwrap_or_default().to_vec(), reason }
    }

    fn number(&mut self) -> Option<usize> {
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        std::str::from_utf8(digits).ok()?.parse().ok()
    }
}

/// The text of an event with its words and modifiers; the `!` has been read.
fn event(cursor: &mut Cursor<'_>, history: &History, before: &[u8]) -> Result<Vec<u8>, Failed> {
    let from = cursor.at - 1;
    let line = line(cursor, history, before).ok_or_else(|| cursor.fail(from, "event not found"))?;
    let from = cursor.at;
    let mut text = words(cursor, line).ok_or_else(|| cursor.fail(from, "bad word specifier"))?;
    while cursor.peek() == Some(b':') {
        let Some(modifier) = cursor.text.get(cursor.at + 1) else { break };
        let from = cursor.at;
        cursor.at += 2;
        text = modify(cursor, *modifier, text).map_err(|reason| {
            // Of an unknown one, the letter alone.
            cursor.fail(from + usize::from(reason == UNKNOWN), reason)
        })?;
    }
    Ok(text)
}

/// The line that an event names.
fn line(cursor: &mut Cursor<'_>, history: &History, before: &[u8]) -> Option<Vec<u8>> {
    let newest_first = || history.entries.iter().rev().map(|entry| &*entry.line);
    let line: Vec<u8> = match cursor.peek() {
        Some(b'!') => {
            cursor.at += 1;
            newest_first().next()?.to_vec()
        }
        Some(b'#') => {
            cursor.at += 1;
            before.to_vec()
        }
        // `!$`, `!^`, `!*` and `!:1` are words of the last line.
        Some(b'$' | b'^' | b'*' | b':') => newest_first().next()?.to_vec(),
        Some(b'?') => {
            cursor.at += 1;
            let part = cursor.take_while(|byte| byte != b'?' && byte != b'\n');
            cursor.take(b'?');
            newest_first().find(|line| memchr::memmem::find(line, part).is_some())?.to_vec()
        }
        Some(b'-' | b'0'..=b'9') => {
            let back = cursor.take(b'-');
            let number = i64::try_from(cursor.number()?).ok()?;
            let place = history.place(if back { -number } else { number })?;
            history.entries.get(place)?.line.to_vec()
        }
        _ => {
            let start = cursor.take_while(|byte| !b" \t\n:;&()|<>^$*\"".contains(&byte));
            newest_first().find(|line| line.starts_with(start))?.to_vec()
        }
    };
    Some(line)
}

/// The words that are asked for, else the whole line.
fn words(cursor: &mut Cursor<'_>, line: Vec<u8>) -> Option<Vec<u8>> {
    let designator = |byte: Option<u8>| byte.is_some_and(|byte| b"^$*-%".contains(&byte));
    let from = cursor.at;
    if cursor.take(b':') {
        let is_word = designator(cursor.peek()) || cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
        if !is_word {
            cursor.at = from;
            return Some(line);
        }
    } else if !cursor.peek().is_some_and(|byte| b"^$*".contains(&byte)) {
        return Some(line);
    }
    let all = split(&line);
    let last = all.len().saturating_sub(1);
    if cursor.take(b'*') {
        return Some(all.get(1..).unwrap_or_default().join(&b' '));
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
        return None;
    }
    Some(all.get(first..=end).unwrap_or_default().join(&b' '))
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

const UNKNOWN: &str = "unrecognized history modifier";

fn modify(cursor: &mut Cursor<'_>, modifier: u8, text: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    let slash = text.iter().rposition(|&byte| byte == b'/');
    let dot = text.iter().rposition(|&byte| byte == b'.').filter(|at| slash.is_none_or(|slash| *at > slash));
    Ok(match modifier {
        b'h' => slash.map_or(text.clone(), |at| text[..at].to_vec()),
        b't' => slash.map_or(text.clone(), |at| text[at + 1..].to_vec()),
        b'r' => dot.map_or(text.clone(), |at| text[..at].to_vec()),
        b'e' => dot.map_or_else(Vec::new, |at| text[at..].to_vec()),
        b'p' => {
            cursor.only_shown = true;
            text
        }
        b'q' => bashwit_syntax::quote::single(&text),
        b'x' => {
            let words: Vec<Vec<u8>> = split(&text).into_iter().map(bashwit_syntax::quote::single).collect();
            words.join(&b' ')
        }
        b's' => substitute(cursor, &text, false)?,
        b'g' | b'a' => {
            if !cursor.take(b's') {
                return Err(UNKNOWN);
            }
            substitute(cursor, &text, true)?
        }
        _ => return Err(UNKNOWN),
    })
}

/// `s/old/new/`.
fn substitute(cursor: &mut Cursor<'_>, text: &[u8], all: bool) -> Result<Vec<u8>, &'static str> {
    let mark = cursor.peek().ok_or("no previous substitution")?;
    cursor.at += 1;
    let old = cursor.take_while(|byte| byte != mark);
    cursor.take(mark);
    let new = cursor.take_while(|byte| byte != mark && byte != b'\n');
    cursor.take(mark);
    if old.is_empty() {
        return Err("no previous substitution");
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
        return Err("substitution failed");
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
            ("\"it's !1^ !\" $! ${!x} [!x]", Some("\"it's /usr/lib/x.so !\" $! ${!x} [!x]")),
            ("!nope", None),
            ("!!:9", None),
            ("!9", None),
        ] {
            let expanded = expand(text.as_bytes(), &history).ok();
            assert_eq!(
                expanded.map(|it| String::from_utf8_lossy(&it.text).into_owned()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
    #[test]
    fn failures() {
        let mut history = History::default();
        history.add(Text::from(b"echo a"), 0, None);
        for (text, part, reason) in [
            ("x !nope y", "!nope", "event not found"),
            ("!7", "!7", "event not found"),
            ("!!:5 y", ":5", "bad word specifier"),
            ("!!:s/q/w/ y", ":s/q/w/", "substitution failed"),
            ("!!:z", "z", "unrecognized history modifier"),
        ] {
            let failed = expand(text.as_bytes(), &history).expect_err(text);
            assert_eq!((String::from_utf8_lossy(&failed.part).as_ref(), failed.reason), (part, reason));
        }
        assert!(expand(b"!!:p", &history).expect("an event").only_shown);
    }
}
