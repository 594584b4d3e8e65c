//! Where the text of a source comes from: whole, or line by line from a descriptor or for the history.

use super::{After, Source, SourceKind};
use crate::builtins::Lines;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Fault, Frame, FrameKind, Vm, Wait};
use std::rc::Rc;
use std::task::Poll;

/// A backslash at the end of a file joins the last line with nothing.
pub(super) fn drop_last_backslash(text: &mut Rc<[u8]>) {
    if text.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1 {
        *text = Rc::from(&text[..text.len() - 1]);
    }
}

impl Source {
    /// The history has its lines, when it is on. `-c` turns it on for itself.
    pub(super) fn may_keep_history(&self) -> bool {
        self.keeps_history || self.is_main() && self.kind != SourceKind::CommandString
    }

    /// Lets the history have its lines, or no more. What has not been run is read again.
    pub(super) fn set_history(&mut self, on: bool) {
        let rest = match self.lines.take() {
            Some(lines) => [self.text.get(self.position..).unwrap_or_default(), lines.rest()].concat().into(),
            None => self.text.clone(),
        };
        if on {
            self.lines = Some(Box::new(Lines::new(rest, self.position)));
            self.text = Rc::from(&b""[..]);
        } else {
            self.text = rest;
        }
        self.position = 0;
        self.ended = !on && self.input.is_none();
    }
}

impl Vm {
    /// The history was turned on by what runs now: it has the lines that follow.
    pub(crate) fn keep_history_of_source(&mut self) {
        let sources = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Source(source) => Some(source),
            _ => None,
        });
        if let Some(source) = sources {
            source.keeps_history = true;
        }
    }

    /// Whether the lines of what runs now get into the history.
    pub(crate) fn keeps_history(&self) -> bool {
        let sources = self.frames.iter().rev().find_map(|frame| match &frame.kind {
            FrameKind::Source(source) => Some(source.may_keep_history()),
            _ => None,
        });
        self.state.options.has(Set::History) && sources.unwrap_or(true)
    }

    /// Runs the commands of a file that is no more, as they would be typed: they are shown, and get
    /// into the history.
    pub(crate) fn push_edited(&mut self, name: Text, text: Rc<[u8]>) -> Result<(), Fault> {
        let mut source = Source::text(SourceKind::File, name, text, 1);
        source.after = After::Startup;
        source.keeps_history = true;
        source.is_shown = true;
        self.push_source(source, 0)
    }

    /// Reads the next line of the source's input.
    pub(super) fn read_more(&mut self) -> Result<(), Fault> {
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut()
            && let Some(lines) = &mut source.lines
        {
            if let Some(line) = lines.next() {
                return self.take_line(line);
            }
            if source.input.is_none() {
                source.ended = true;
                return Ok(());
            }
        }
        let is_prompted = self.state.options.has(Set::Interactive) && self.reads_main() && !self.is_session();
        if is_prompted && let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last() {
            let is_new = source.position >= source.text.len();
            let name = self.state.symbols.intern(if is_new { b"PS1" } else { b"PS2" });
            let prompt = self.variable(name).unwrap_or_default();
            let prompt = self.expand_next_prompt(&prompt);
            let _ = self.write(2, &prompt);
        }
        self.wait = Some(Box::new(ReadLine { line: Vec::new(), is_shown: is_prompted }));
        Ok(())
    }

    /// Adds a line to the text of the innermost source, as the history lets it be.
    fn take_line(&mut self, mut line: Vec<u8>) -> Result<(), Fault> {
        let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() else {
            return Ok(());
        };
        if let Some(mut lines) = source.lines.take() {
            let unread = source.text.get(source.position..).unwrap_or_default();
            let number = source.line.saturating_add(memchr::memchr_iter(b'\n', unread).count() as u32);
            let is_new = unread.is_empty();
            let saved = std::mem::replace(&mut self.line, number);
            let taken = self.take_history_line(&mut lines, line, is_new);
            self.line = saved;
            let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() else {
                return Ok(());
            };
            source.lines = Some(lines);
            line = taken?.unwrap_or_default();
        }
        if let Some(Frame { kind: FrameKind::Source(source), .. }) = self.frames.last_mut() {
            // What has been run is dropped, so that a long input is not copied again and again.
            let mut text = source.text.get(source.position..).unwrap_or_default().to_vec();
            text.append(&mut line);
            source.position = 0;
            source.text = text.into();
        }
        Ok(())
    }
}

/// Reads one line of a source's input, no byte further.
struct ReadLine {
    line: Vec<u8>,
    /// The line editor of an interactive shell shows what it reads.
    is_shown: bool,
}

impl Wait for ReadLine {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let Some(Frame { kind: FrameKind::Source(source), .. }) = vm.frames.last_mut() else {
            return Poll::Ready(Ok(()));
        };
        let Some(file) = source.input.clone() else {
            source.ended = true;
            return Poll::Ready(Ok(()));
        };
        let mut is_end = false;
        loop {
            match file.try_read_line(4096, &mut self.line) {
                Ok(None) => return Poll::Pending,
                Ok(Some(0)) | Err(_) => {
                    source.ended = true;
                    is_end = true;
                    break;
                }
                Ok(Some(_)) if self.line.ends_with(b"\n") => break,
                Ok(Some(_)) => {}
            }
        }
        let line = std::mem::take(&mut self.line);
        if self.is_shown {
            let shown = if is_end { b"exit\n" } else { &line[..] };
            let _ = vm.write(2, shown);
        }
        let taken = if line.is_empty() { Ok(()) } else { vm.take_line(line) };
        if is_end && let Some(Frame { kind: FrameKind::Source(source), .. }) = vm.frames.last_mut() {
            drop_last_backslash(&mut source.text);
        }
        Poll::Ready(taken)
    }
}
