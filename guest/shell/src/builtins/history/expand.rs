//! History expansion: `!!`, `!n`, `!string`, `^old^new^`, where quotes let it be.

use super::event::Cursor;
use super::words::is_blank;
use crate::state::history::{Entry, Marks, Memory};

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
    /// There was something to expand.
    pub changed: bool,
    /// `:p`: to be shown, not to be run.
    pub only_shown: bool,
}

/// The history as an expansion sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub entries: &'a [Entry],
    /// The number of the first entry.
    pub base: usize,
    pub marks: Marks,
    pub extglob: bool,
    pub posix: bool,
    /// The quote that the text begins in, or 0.
    pub quote: u8,
}

/// Expands the events in a line.
pub(crate) fn expand(text: &[u8], view: View<'_>, memory: &mut Memory) -> Result<Expanded, Failed> {
    let unchanged = |text: &[u8]| Expanded { text: text.to_vec(), changed: false, only_shown: false };
    let marks = view.marks;
    if marks.event == 0 {
        return Ok(unchanged(text));
    }
    let owned;
    let mut text = text;
    if marks.quick != 0 && text.first() == Some(&marks.quick) {
        owned = [&[marks.event, marks.event], &b":s"[..], text].concat();
        text = &owned;
    } else if !has_candidate(text, &view) {
        return Ok(unchanged(text));
    }
    let mut cursor = Cursor { text, at: 0, view, memory, only_shown: false };
    let (mut out, mut changed) = (Vec::new(), false);
    let mut shell = Quoting::new(&view);
    let mut double = view.quote == b'"';
    if view.quote == b'\'' {
        cursor.at = (closing(text, 0, false) + 1).min(text.len());
        out.extend_from_slice(&text[..cursor.at]);
    }
    while let Some(&byte) = text.get(cursor.at) {
        let at = cursor.at;
        let next = text.get(at + 1).copied();
        let mut end = at + 1;
        if byte == marks.event {
            out.push(byte);
            out.extend(next);
            let place = out.len() - 1 - usize::from(next.is_some());
            let kept = is_kept(next, double) || is_of_the_shell(&out, place, &view, &mut shell);
            out.truncate(place);
            if !kept {
                let expansion = cursor.event(if double { b'"' } else { 0 }, &out)?;
                changed = true;
                out.extend(expansion);
                continue;
            }
        } else if is_comment(text, at, double, marks.comment) {
            end = text.len();
        } else {
            match byte {
                b'\\' => end = (at + 2).min(text.len()),
                b'"' => double = !double,
                b'\'' if !double => {
                    let ansi = at > 0 && text[at - 1] == b'$';
                    end = (closing(text, at + 1, ansi) + 1).min(text.len());
                }
                _ => {}
            }
        }
        out.extend_from_slice(&text[at..end]);
        cursor.at = end;
    }
    let only_shown = cursor.only_shown;
    Ok(Expanded { text: out, changed, only_shown })
}

/// Whether there is anything to expand.
fn has_candidate(text: &[u8], view: &View<'_>) -> bool {
    let mut shell = Quoting::new(view);
    let mut double = view.quote == b'"';
    let mut at = if view.quote == b'\'' { closing(text, 0, false) + 1 } else { 0 };
    while let Some(&byte) = text.get(at) {
        let next = text.get(at + 1).copied();
        if is_comment(text, at, double, view.marks.comment) {
            return false;
        }
        if byte == view.marks.event {
            if !is_kept(next, double) && !is_of_the_shell(text, at, view, &mut shell) {
                return true;
            }
        } else {
            match byte {
                b'"' => double = !double,
                b'\'' if !double => at = closing(text, at + 1, at > 0 && text[at - 1] == b'$'),
                b'\\' if next.is_some() => at += 1,
                _ => {}
            }
        }
        at += 1;
    }
    false
}

/// Where a single quote closes, or the end.
fn closing(text: &[u8], from: usize, ansi: bool) -> usize {
    let mut at = from;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\'' => break,
            b'\\' if ansi => at += 2,
            _ => at += 1,
        }
    }
    at.min(text.len())
}

/// A comment begins here: nothing behind it is expanded.
fn is_comment(text: &[u8], at: usize, double: bool, comment: u8) -> bool {
    comment != 0 && text[at] == comment && !double && (at == 0 || is_blank(text[at - 1]))
}

/// Before a blank, `=`, a closing `"` or the end it is no event.
fn is_kept(next: Option<u8>, double: bool) -> bool {
    next.is_none_or(|next| matches!(next, b' ' | b'\t' | b'\n' | b'\r' | b'=') || double && next == b'"')
}

/// The `!` of `$!`, `${!x}`, `[!x]` and `!(x)` is the shell's, and what it does not read is kept.
fn is_of_the_shell(text: &[u8], at: usize, view: &View<'_>, shell: &mut Quoting) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| text.get(place)).copied();
    let behind = |from: usize, byte: u8| text.get(from..).is_some_and(|rest| rest.contains(&byte));
    if before(1) == Some(b'[') && behind(at + 1, b']')
        || before(1) == Some(b'{') && before(2) == Some(b'$') && behind(at + 1, b'}')
        || before(1) == Some(b'$') && at > 1
        || view.extglob && at > 1 && text.get(at + 1) == Some(&b'(') && behind(at + 2, b')')
    {
        return true;
    }
    shell.skips(text, at)
}

/// Where the shell's quotes skip a `!`: in single quotes that stand in a substitution within double
/// quotes, say. It reads a text on from call to call.
struct Quoting {
    at: usize,
    pass: bool,
    single: bool,
    double: bool,
    /// Double quotes quote `!` in POSIX mode.
    posix: bool,
    backquoted: bool,
    substitutions: u32,
    double_outside: bool,
    event: u8,
    /// The text begins with a `!` of its own: bash takes that for none at all.
    begins: bool,
}

impl Quoting {
    fn new(view: &View<'_>) -> Self {
        let single = view.quote == b'\'';
        let (posix, at) = (view.posix, 0);
        Quoting {
            at,
            pass: false,
            single,
            double: false,
            posix,
            backquoted: false,
            substitutions: 0,
            double_outside: false,
            event: view.marks.event,
            begins: false,
        }
    }

    fn skips(&mut self, text: &[u8], at: usize) -> bool {
        while self.at < at {
            if text[self.at] == self.event && !self.is_skipping(text, self.at) {
                // Behind one that counts it begins anew.
                self.begins |= self.at == 0;
                (self.pass, self.single, self.double) = (false, false, false);
                (self.backquoted, self.substitutions, self.double_outside) = (false, 0, false);
                self.at += 1;
            } else {
                self.step(text);
            }
        }
        !self.begins && self.is_skipping(text, at)
    }

    fn is_skipping(&self, text: &[u8], at: usize) -> bool {
        self.pass || self.single || self.double && (self.posix || text.get(at + 1) == Some(&b'"'))
    }

    fn step(&mut self, text: &[u8]) {
        let byte = text[self.at];
        let next = |ahead: usize| text.get(self.at + ahead).copied();
        if self.single {
            self.single = byte != b'\'';
        } else if self.pass {
            self.pass = false;
        } else {
            match byte {
                b'\\' => self.pass = true,
                b'`' => {
                    self.backquoted = !self.backquoted;
                    if self.backquoted {
                        self.double_outside = std::mem::take(&mut self.double);
                    } else {
                        self.double = self.double_outside;
                    }
                }
                b'\'' => self.single = !self.double,
                b'"' => self.double = !self.double,
                b'$' | b'<' | b'>' if next(1) == Some(b'(') && next(2) != Some(b'(') => {
                    self.substitutions += 1;
                    self.double_outside = std::mem::take(&mut self.double);
                }
                b')' if self.substitutions > 0 => {
                    self.substitutions -= 1;
                    self.double = self.double_outside;
                }
                _ => {}
            }
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::text::Text;

    fn expanded(text: &str) -> Result<Expanded, Failed> {
        let lines: [&[u8]; 2] = [b"ls /usr/lib/x.so", b"echo a b c"];
        let entries: Vec<Entry> = lines.iter().map(|line| Entry::new(Text::from(*line), 0)).collect();
        let view = View {
            entries: &entries,
            base: 1,
            marks: Marks::default(),
            extglob: false,
            posix: false,
            quote: 0,
        };
        expand(text.as_bytes(), view, &mut Memory::default())
    }

    #[test]
    fn expands() {
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
            ("\"it's !1^ !\" $!", Some("\"it's /usr/lib/x.so !\" $!")),
            ("$! ${!x} [!x]", Some("$! ${!x} [!x]")),
            ("!nope", None),
            ("!!:9", None),
            ("!9", None),
        ] {
            let text_of = |it: Expanded| String::from_utf8_lossy(&it.text).into_owned();
            assert_eq!(expanded(text).ok().map(text_of).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn failures() {
        for (text, part, reason) in [
            ("x !nope y", "!nope", "event not found"),
            ("!7", "!7", "event not found"),
            ("!!:5 y", ":5", "bad word specifier"),
            ("!!:s/q/w/ y", ":s/q/w/", "substitution failed"),
            ("!!:z", "z", "unrecognized history modifier"),
        ] {
            let failed = expanded(text).expect_err(text);
            assert_eq!((String::from_utf8_lossy(&failed.part).as_ref(), failed.reason), (part, reason));
        }
        assert!(expanded("!!:p").expect("an event").only_shown);
    }
}
