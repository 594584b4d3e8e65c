//! How commands get into the history: line by line, as they are read.

use super::expand::{self, Expanded, View};
use super::history_variable;
use super::scan::{Scan, Separator};
use crate::state::history::{Entry, Marks, Own};
use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::vm::{Fault, Vm};
use bashwit_pattern::glob::{Options, Pattern};
use std::rc::Rc;

/// The lines of a source, as the history takes them.
pub(crate) struct Lines {
    /// What is still to be read of a source that has all of its text.
    pub ahead: Rc<[u8]>,
    /// How much of that has been read.
    pub at: usize,
    scan: Scan,
    /// How many lines the command has so far.
    count: u32,
    /// The first of them has been entered.
    is_entered: bool,
    /// Which of them was the last with a comment.
    comment: Option<u32>,
    /// The last line entered began a here-document.
    began_document: bool,
    /// How many more lines there are than have been read: an event may have several.
    extra: u32,
}

impl Lines {
    pub(crate) fn new(ahead: Rc<[u8]>, at: usize) -> Self {
        Lines {
            ahead,
            at,
            scan: Scan::behind(None),
            count: 0,
            is_entered: false,
            comment: None,
            began_document: false,
            extra: 0,
        }
    }

    /// The next line of the text.
    pub(crate) fn next(&mut self) -> Option<Vec<u8>> {
        let rest = self.ahead.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
        self.at += line.len();
        Some(line.to_vec())
    }

    /// Lines that do not count, since the last call.
    pub(crate) fn take_extra(&mut self) -> u32 {
        std::mem::take(&mut self.extra)
    }

    /// Nothing more is read.
    pub(crate) fn give_up(&mut self) {
        self.at = self.ahead.len();
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &[u8] {
        self.ahead.get(self.at..).unwrap_or_default()
    }
}

impl Vm {
    /// Takes a line that a source has read: expands its events and enters it. None where it is not
    /// to be run. `is_new`: a command begins with it.
    pub(crate) fn take_history_line(
        &mut self,
        lines: &mut Lines,
        line: Vec<u8>,
        is_new: bool,
    ) -> Result<Option<Vec<u8>>, Fault> {
        if is_new || !lines.scan.has_begun {
            lines.scan = Scan::behind(Some(&lines.scan));
            lines.count = 0;
            lines.is_entered = false;
            lines.comment = None;
            lines.began_document = false;
        }
        lines.count += 1;
        let ending: &[u8] = if line.ends_with(b"\n") { b"\n" } else { b"" };
        let mut text = line;
        if lines.scan.in_document() {
            self.enter_line(lines, &text);
        } else {
            text.truncate(text.len() - ending.len());
            if self.state.options.has(Set::HistExpand) {
                match self.expand_events(lines, text)? {
                    Some(expanded) => text = expanded,
                    None => {
                        lines.count -= 1;
                        return Ok(None);
                    }
                }
            }
            let wanted = !text.is_empty()
                || lines.count > 1
                    && (lines.scan.is_quoted() || lines.scan.separator(&text, false) == Separator::Semicolon);
            if wanted {
                self.enter_line(lines, &text);
            }
            lines.extra += memchr::memchr_iter(b'\n', &text).count() as u32;
            text.extend_from_slice(ending);
        }
        lines.scan.line(&text);
        Ok(Some(text))
    }

    /// A line with its events expanded, which is shown then; none where that fails or is all.
    fn expand_events(&mut self, lines: &Lines, text: Vec<u8>) -> Result<Option<Vec<u8>>, Fault> {
        // The command in the making is no event.
        let own = lines.count > 1 && lines.is_entered && self.state.options.shopt(Shopt::CmdHist);
        match self.expand_history(&text, usize::from(own), lines.scan.quote()) {
            Ok(expanded) if !expanded.changed => Ok(Some(expanded.text)),
            Ok(expanded) => {
                if !self.kernel.check_source(expanded.text.len()) {
                    return Err(Fault::Exit(1));
                }
                let _ = self.write(2, &[&*expanded.text, b"\n"].concat());
                if !expanded.only_shown {
                    return Ok(Some(expanded.text));
                }
                if !expanded.text.is_empty() {
                    let mut shown = Lines::new(Rc::from(&b""[..]), 0);
                    shown.count = 1;
                    if lines.count == 1 {
                        self.enter_line(&mut shown, &expanded.text);
                    } else {
                        self.join_line(lines, &expanded.text);
                    }
                }
                Ok(None)
            }
            Err(failed) => {
                self.report(&[&*failed.part, b": ", failed.reason.as_bytes()].concat());
                Ok(None)
            }
        }
    }

    /// Expands the events of a text; the newest `hidden` entries are none.
    pub(super) fn expand_history(
        &mut self,
        text: &[u8],
        hidden: usize,
        quote: u8,
    ) -> Result<Expanded, expand::Failed> {
        let marks = self.history_marks();
        let options = self.state.options;
        let history = Rc::make_mut(&mut self.state.history);
        let view = View {
            entries: &history.entries[..history.entries.len().saturating_sub(hidden)],
            base: history.base,
            marks,
            extglob: options.shopt(Shopt::ExtGlob),
            posix: options.has(Set::Posix),
            quote,
        };
        expand::expand(text, view, &mut history.memory)
    }

    /// The characters that mean something to the history (`histchars`).
    pub(super) fn history_marks(&mut self) -> Marks {
        let before = self.state.history.marks;
        let mut marks = match history_variable(self, b"histchars") {
            Some(chars) => Marks {
                event: chars.first().copied().unwrap_or(0),
                quick: chars.get(1).copied().unwrap_or(before.quick),
                comment: chars.get(2).copied().unwrap_or(before.comment),
                is_set: true,
            },
            None if before.is_set || self.state.options.has(Set::HistExpand) => Marks::default(),
            None => before,
        };
        if marks.comment == 0 && history_variable(self, b"HISTTIMEFORMAT").is_some() {
            marks.comment = Marks::default().comment;
        }
        if marks != before {
            Rc::make_mut(&mut self.state.history).marks = marks;
        }
        marks
    }

    /// Enters a line, unless `HISTCONTROL` or `HISTIGNORE` keeps it out.
    fn enter_line(&mut self, lines: &mut Lines, line: &[u8]) {
        let kind = comment_in(line);
        if lines.count == 1 {
            Rc::make_mut(&mut self.state.history).own = Own::None;
            lines.comment = kind.map(|_| lines.count);
            let text = Text::from(line);
            lines.is_entered = self.is_kept(&text);
            if lines.is_entered {
                self.add_history(text);
            }
            return;
        }
        let options = self.state.options;
        let literal = options.shopt(Shopt::LitHist) || lines.scan.is_quoted() || lines.scan.in_document();
        if lines.is_entered && (literal || kind != Some(Comment::Whole)) {
            if !options.shopt(Shopt::CmdHist) {
                lines.comment = kind.map(|_| lines.count);
                self.add_history(Text::from(line));
                return;
            }
            let began = lines.join_began(line, options.shopt(Shopt::LitHist));
            self.join_line(lines, line);
            lines.began_document = began;
        }
        lines.comment = kind.map(|_| lines.count);
    }

    /// Joins a line to the entry of its command.
    fn join_line(&mut self, lines: &Lines, line: &[u8]) {
        let literal = self.state.options.shopt(Shopt::LitHist);
        let mut separator = lines.separator(line, literal).text();
        let history = Rc::make_mut(&mut self.state.history);
        history.own = if history.own == Own::None { Own::None } else { Own::Lines };
        let Some(entry) = history.entries.last_mut() else { return };
        let mut text = entry.line.to_vec();
        let quoted = lines.scan.is_quoted();
        if !quoted && text.ends_with(b"\\") && !text.ends_with(b"\\\\") {
            text.pop();
            separator = b"";
        }
        if !quoted && text.ends_with(b"\n") && separator.starts_with(b";") {
            separator = &separator[1..];
        }
        text.extend_from_slice(separator);
        text.extend_from_slice(line);
        entry.line = Text::from(text);
    }

    /// Enters a line, as `HISTSIZE` allows.
    pub(crate) fn add_history(&mut self, line: Text) {
        // A time is kept where there is a character to mark it with in a file.
        let now = self.kernel.system().wall_clock().seconds;
        let time = (self.history_marks().comment != 0).then_some(now);
        let limit = self.history_limit();
        let history = Rc::make_mut(&mut self.state.history);
        history.add(Entry { line, time }, limit);
        history.own = Own::Line;
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

    pub(super) fn is_kept(&mut self, line: &Text) -> bool {
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

    /// Another command is run in the place of the one that runs (`fc -s`).
    pub(crate) fn replace_history_of_command(&mut self, line: Text) {
        let is_on = self.state.options.has(Set::History);
        let history = Rc::make_mut(&mut self.state.history);
        if history.own == Own::Line || !is_on {
            history.entries.pop();
            history.new = history.new.saturating_sub(1);
        }
        if self.is_kept(&line) {
            self.add_history(line);
        }
    }

    /// The entry of the command that runs goes: the builtin enters another, or none. One of several
    /// lines stays.
    pub(crate) fn forget_history_of_command(&mut self) {
        if self.state.history.own == Own::Line {
            self.forget_history_of_lines();
        }
    }

    /// The same, whatever the command is.
    pub(super) fn forget_history_of_lines(&mut self) {
        if self.state.options.has(Set::History) && self.state.history.own != Own::None {
            let history = Rc::make_mut(&mut self.state.history);
            history.own = Own::None;
            history.entries.pop();
            history.new = history.new.saturating_sub(1);
        }
    }
}

impl Lines {
    /// What joins a line to those before it.
    fn separator(&self, line: &[u8], literal: bool) -> Separator {
        if self.scan.in_document() && !self.scan.first_of_document && line.ends_with(b"\n") {
            Separator::Nothing
        } else if literal || self.comment.is_some_and(|comment| comment + 1 == self.count) {
            Separator::Newline
        } else {
            self.scan.separator(line, self.began_document)
        }
    }

    fn join_began(&self, line: &[u8], literal: bool) -> bool {
        self.separator(line, literal) == Separator::DocumentLine
    }
}

/// A comment in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comment {
    /// It is all of the line.
    Whole,
    Behind,
}

/// Whether a line has a comment, or something that looks like one.
fn comment_in(line: &[u8]) -> Option<Comment> {
    let start = line.trim_ascii_start();
    if start.starts_with(b"#") {
        return Some(Comment::Whole);
    }
    let (mut at, mut quote) = (0, 0);
    while let Some(&byte) = start.get(at) {
        match byte {
            b'\\' if quote != b'\'' => at += 1,
            _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
            b'\'' | b'"' | b'`' => quote = byte,
            b'$' if matches!(start.get(at + 1), Some(b'{')) => quote = b'}',
            b'$' if matches!(start.get(at + 1), Some(b'(')) => quote = b')',
            b'#' => return Some(Comment::Behind),
            _ => {}
        }
        at += 1;
    }
    None
}
