//! How commands get into the history.

use super::history_variable;
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::vm::Vm;
use bashwit_pattern::glob::{Options, Pattern};
use std::rc::Rc;

impl Vm {
    /// Enters a line, as `HISTSIZE` allows.
    pub(crate) fn add_history(&mut self, line: Text) {
        let now = self.kernel.system().wall_clock().seconds;
        let limit = self.history_limit();
        Rc::make_mut(&mut self.state.history).add(line, now, limit);
    }

    fn history_limit(&mut self) -> Option<usize> {
        let size = history_variable(self, b"HISTSIZE")?;
        super::super::number(&size).and_then(|size| usize::try_from(size).ok())
    }

    /// Lets the history be as long as `HISTSIZE` says now.
    pub(crate) fn settle_history(&mut self) {
        let limit = self.history_limit();
        if self.state.history.limit != limit {
            Rc::make_mut(&mut self.state.history).set_limit(limit);
        }
    }

    /// Under `set -o history`: enters commands that have been read, unless `HISTCONTROL` or
    /// `HISTIGNORE` keeps them out.
    pub(crate) fn record_history(&mut self, text: &[u8]) {
        let options = self.state.options;
        let lines = match (options.shopt(Shopt::CmdHist), options.shopt(Shopt::LitHist)) {
            (false, _) => Lines::Apart,
            (true, false) => Lines::Joined,
            (true, true) => Lines::Kept,
        };
        for line in commands(text, lines) {
            if self.is_kept(&line) {
                self.add_history(line);
            }
        }
    }

    fn is_kept(&mut self, line: &Text) -> bool {
        let control = history_variable(self, b"HISTCONTROL").unwrap_or_default();
        let wants = |name: &[u8]| {
            control
                .split(|&byte| byte == b':')
                .any(|one| one == name || one == b"ignoreboth" && name != b"erasedups")
        };
        if wants(b"ignorespace") && line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
            return false;
        }
        let last = self.state.history.entries.last().map(|entry| entry.line.clone());
        if wants(b"ignoredups") && last.as_ref() == Some(line) {
            return false;
        }
        let ignored = history_variable(self, b"HISTIGNORE").unwrap_or_default();
        let options = Options { extglob: true, ..self.match_options(false) };
        let is_ignored = |pattern: &[u8]| match pattern {
            b"" => false,
            b"&" => last.as_ref() == Some(line),
            pattern => Pattern::parse(pattern, options).is_match(line),
        };
        if ignored.split(|&byte| byte == b':').any(is_ignored) {
            return false;
        }
        if wants(b"erasedups") {
            Rc::make_mut(&mut self.state.history).entries.retain(|entry| entry.line != *line);
        }
        true
    }

    /// A command that changes the history is no part of it.
    pub(crate) fn forget_history_of_command(&mut self) {
        if self.state.options.has(Set::History) {
            let history = Rc::make_mut(&mut self.state.history);
            history.entries.pop();
            history.new = history.new.saturating_sub(1);
        }
    }
}

/// What becomes of the lines of a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// Each is an entry (`shopt -u cmdhist`).
    Apart,
    /// They are joined into one.
    Joined,
    /// They are one entry as they are (`shopt -s lithist`).
    Kept,
}

/// The entries for the text of one command; comments before it are entries of their own.
fn commands(text: &[u8], lines: Lines) -> Vec<Text> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = &rest[..end];
        let trimmed = line.trim_ascii();
        if !trimmed.is_empty() && !trimmed.starts_with(b"#") {
            break;
        }
        if !trimmed.is_empty() {
            found.push(Text::from(line));
        }
        match rest.get(end + 1..) {
            Some(more) if end < rest.len() => rest = more,
            _ => return found,
        }
    }
    let whole = rest.strip_suffix(b"\n").unwrap_or(rest);
    match lines {
        Lines::Apart => found.extend(whole.split(|&byte| byte == b'\n').map(Text::from)),
        Lines::Joined => found.push(Text::from(joined(rest))),
        Lines::Kept if memchr::memmem::find(rest, b"<<").is_some() => found.push(Text::from(rest)),
        Lines::Kept => found.push(Text::from(whole)),
    }
    found
}

/// The lines of a command in one, parted by `;` where they have to be.
fn joined(text: &[u8]) -> Vec<u8> {
    // The text of a here-document and of quoted lines stays as it is.
    if memchr::memmem::find(text, b"<<").is_some() {
        return text.to_vec();
    }
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let verbatim = text.contains(&b'\'') || text.contains(&b'"');
    if verbatim {
        return text.to_vec();
    }
    let mut out: Vec<u8> = Vec::new();
    for line in text.split(|&byte| byte == b'\n') {
        if !out.is_empty() {
            if out.ends_with(b"\\") {
                out.pop();
            } else {
                out.extend_from_slice(separator(&out));
            }
        }
        out.extend_from_slice(line);
    }
    out
}

/// What parts a line from the one before it.
fn separator(before: &[u8]) -> &'static [u8] {
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    if line.starts_with(b"#")
        || [b" #", b"\t#"].iter().any(|mark| memchr::memmem::find(line, *mark).is_some())
    {
        // A comment goes on to the end of its line.
        return b"\n";
    }
    let before = before.trim_ascii_end();
    let word = before.rsplit(|byte| byte.is_ascii_whitespace() || *byte == b';').next().unwrap_or_default();
    let opens = matches!(word, b"do" | b"then" | b"else" | b"{" | b"in" | b"!");
    if opens || before.last().is_some_and(|byte| b"|&;({)".contains(byte)) { b" " } else { b"; " }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_lines() {
        for (text, entries) in [
            ("echo a\n", &["echo a"][..]),
            ("for i in 1 2\ndo\necho $i\ndone\n", &["for i in 1 2; do echo $i; done"]),
            ("f() {\n  echo hi\n}\n", &["f() {   echo hi; }"]),
            ("# c\n\n ls; pwd\n", &["# c", " ls; pwd"]),
            ("cat <<X\nh\nX\n", &["cat <<X\nh\nX\n"]),
            ("a |\nb\n", &["a | b"]),
        ] {
            let expected: Vec<Text> = entries.iter().map(|entry| Text::from(*entry)).collect();
            assert_eq!(commands(text.as_bytes(), Lines::Joined), expected, "{text}");
        }
    }
}
