//! Here-documents: delimiters, bodies, and putting the bodies into the tree.
//!
//! A body comes behind the newline that follows its operator, when the redirection is already
//! in the tree: bodies are queued and handed out in the order of the operators at the end.

use super::builder::Builder;
use super::cursor::{Lexer, PendingHereDoc};
use super::dollar::Quoting;
use crate::ast::{CommandSubst, HereDoc, List, Redirect, RedirectTarget, SubstStyle, Word, WordPart};
use crate::error::{Inside, Message, Res, SyntaxError, Warning};
use crate::quote;
use std::rc::Rc;

impl Lexer<'_> {
    /// Notes that a here-document is to come and makes its place in the tree.
    #[inline(never)]
    pub(crate) fn heredoc(&mut self, strip_tabs: bool) -> Res<RedirectTarget> {
        let line = self.line();
        let word = self.word(super::WordMode::PLAIN)?;
        let delimiter: Rc<[u8]> = Rc::from(quote::remove(&word.raw));
        let quoted = word.raw.iter().any(|b| matches!(b, b'\'' | b'"' | b'\\'));
        self.pending.push(PendingHereDoc { delimiter: delimiter.clone(), quoted, strip_tabs, line });
        Ok(RedirectTarget::HereDoc(Rc::new(HereDoc { body: Word::default(), delimiter, quoted, strip_tabs })))
    }

    /// Reads the bodies of all here-documents that wait; the cursor is at the start of a line.
    #[inline(never)]
    pub(crate) fn read_heredocs(&mut self) -> Res<()> {
        for mut pending in std::mem::take(&mut self.pending) {
            let line = self.line_at(self.pos);
            // Warnings name the line before the body.
            pending.line = pending.line.max(line.saturating_sub(1));
            let text = self.heredoc_text(&pending);
            self.count_copied(text.len());
            let raw: Rc<[u8]> = Rc::from(text);
            let body = if pending.quoted {
                let parts = if raw.is_empty() { Vec::new() } else { vec![WordPart::Quoted(raw.clone())] };
                Word { parts, raw }
            } else {
                let (parts, warnings) = {
                    let mut sub = self.sub(&raw, line);
                    let mut builder = Builder::new();
                    sub.enter(20)?;
                    if let Err(error) = sub.text_parts(b"$`\\", &mut builder) {
                        failing(*error, &raw, &mut builder);
                    }
                    self.copied.set(sub.copied.get());
                    (builder.finish(), std::mem::take(&mut sub.warnings))
                };
                self.warnings.extend(warnings);
                Word { parts, raw }
            };
            self.bodies.push_back(HereDoc {
                body,
                delimiter: pending.delimiter,
                quoted: pending.quoted,
                strip_tabs: pending.strip_tabs,
            });
        }
        Ok(())
    }

    /// Reads the bodies that wait from the line behind that of an error.
    pub(crate) fn heredocs_behind_error(&mut self) -> Res<()> {
        self.pos = self.find(b'\n').map_or(self.text.len(), |at| at + 1);
        self.read_heredocs()
    }

    /// Where the text ends within a command its here-documents are read all the same: what bash says.
    pub(crate) fn report_heredocs(&mut self, error: &mut SyntaxError) {
        let line = self.end_line() + 1;
        for pending in std::mem::take(&mut self.pending) {
            let warning = ended_by_eof(&PendingHereDoc { line, ..pending }, line);
            error.add(line, [b"warning: ", &warning.message[..]].concat());
        }
    }

    /// The line that the bodies that wait end on; the cursor is at the newline before them.
    #[inline(never)]
    pub(crate) fn line_behind_heredocs(&mut self) -> u32 {
        let mark = self.mark();
        self.pos += 1;
        for pending in self.pending.clone() {
            self.heredoc_text(&pending);
        }
        let line = self.line_at(self.pos.saturating_sub(1));
        self.reset(&mark);
        line
    }

    /// Reads the lines of a body and the line of its delimiter.
    #[inline(never)]
    fn heredoc_text(&mut self, pending: &PendingHereDoc) -> Vec<u8> {
        let mut text = Vec::new();
        loop {
            if self.at_end() {
                let line = self.end_line().saturating_sub(1).max(1);
                self.warnings.push(ended_by_eof(pending, line));
                return text;
            }
            if pending.strip_tabs {
                while self.peek_raw() == b'\t' {
                    self.pos += 1;
                }
            }
            let start = self.pos;
            let line = self.heredoc_line(pending.quoted);
            if *line == *pending.delimiter || self.ends_substitution(pending, start, &line) {
                return text;
            }
            text.extend_from_slice(&line);
            text.push(b'\n');
        }
    }

    /// Reads a line without its newline. Where the delimiter is not quoted, a backslash at the
    /// end of a line joins it to the next.
    fn heredoc_line(&mut self, quoted: bool) -> Vec<u8> {
        let mut line = Vec::new();
        loop {
            let start = self.pos;
            let end = self.find(b'\n').unwrap_or(self.text.len());
            let piece = self.slice(start, end);
            let backslashes = piece.iter().rev().take_while(|&&b| b == b'\\').count();
            let continues = !quoted && end < self.text.len() && backslashes % 2 == 1;
            line.extend_from_slice(piece.get(..piece.len() - usize::from(continues)).unwrap_or_default());
            self.pos = (end + 1).min(self.text.len());
            if !continues {
                return line;
            }
        }
    }

    /// Inside `$(…)` bash also takes `DELIMITER)` as the end.
    fn ends_substitution(&mut self, pending: &PendingHereDoc, start: usize, line: &[u8]) -> bool {
        let delimiter = &*pending.delimiter;
        if self.in_substitution == 0 {
            return false;
        }
        let Some(behind) = line.strip_prefix(delimiter) else { return false };
        if behind.first() != Some(&b')') || delimiter.is_empty() {
            return false;
        }
        let line = self.line_at(start);
        self.warnings.push(ended_by_eof(pending, line));
        self.pos = start + delimiter.len();
        true
    }

    /// Reads the whole text as in a here-document: as in double quotes, `"` stands for itself.
    /// `escapes`: what a backslash quotes.
    pub(crate) fn text_parts(&mut self, escapes: &[u8], builder: &mut Builder) -> Res<()> {
        loop {
            self.dquoted_run(builder);
            match self.peek() {
                b'"' => {
                    self.bump();
                    builder.quoted(b"\"");
                }
                b'\\' => self.dquoted_escape(escapes, builder),
                b'$' => self.dollar(Quoting::Text, builder)?,
                b'`' => self.backquote(Quoting::Text, builder)?,
                0 if self.at_end() => return Ok(()),
                _ => {}
            }
        }
    }

    /// Puts the bodies that have been read into the tree.
    pub(crate) fn fill_heredocs(&mut self, list: &mut List) {
        if !self.bodies.is_empty() {
            crate::parse::fill::list(list, &mut self.bodies);
        }
    }
}

/// The warning of a here-document whose delimiter did not come.
fn ended_by_eof(pending: &PendingHereDoc, line: u32) -> Warning {
    let start = format!("here-document at line {} delimited by end-of-file (wanted `", pending.line);
    Warning { message: [start.as_bytes(), &*pending.delimiter, b"')"].concat(), line }
}

/// Adds what fails as it is expanded: that is when bash looks into a here-document.
fn failing(error: SyntaxError, text: &Rc<[u8]>, builder: &mut Builder) {
    let line = error.line;
    let is_unclosed = |message: &Message| {
        [&b"`}'"[..], b"`''", b"`\"'"]
            .iter()
            .any(|quote| message.text.ends_with(&[b"matching ", *quote].concat()))
    };
    let mut message = Rc::default();
    if error.inside != Inside::Substitution && error.messages.iter().any(is_unclosed) {
        message = super::word::no_closing_brace(text);
    } else {
        builder.part(WordPart::Command(Rc::new(CommandSubst {
            style: SubstStyle::Backquote,
            body: Rc::new(List::default()),
            raw: text.clone(),
            // It is the line before that of the command that counts.
            line: line.wrapping_sub(1),
            newlines: Box::default(),
            error: Some(Rc::new(error)),
        })));
    }
    builder.part(super::word::unreadable(message, line));
}

/// Gives a redirection its body.
pub(crate) fn fill(redirect: &mut Redirect, bodies: &mut std::collections::VecDeque<HereDoc>) {
    if let RedirectTarget::HereDoc(place) = &mut redirect.target
        && let Some(body) = bodies.pop_front()
    {
        *place = Rc::new(body);
    }
}
