//! Reading records: where they end, and the main input.

use super::machine::{Machine, Pause};
use super::regexes::Pattern;
use super::symbols::{self, RT};
use super::value::Value;
use bashwit_kernel::Process;
use bashwit_kernel::io::Reader;
use std::rc::Rc;

/// What ends a record (`RS`).
#[derive(Debug, Clone)]
pub(super) enum Ending {
    Byte(u8),
    /// Empty lines.
    Paragraph,
    Regex(Pattern),
}

/// Where records are read from.
#[derive(Debug)]
pub(super) struct Input {
    pub reader: Reader,
    /// So much of what is buffered has no end of a record.
    searched: usize,
    /// There is no more than what is buffered.
    pub ended: bool,
    /// The command that writes it.
    pub child: Option<Rc<Process>>,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A record in the buffer, where its terminator ends, and how much to consume.
    Record {
        start: usize,
        end: usize,
        terminator: usize,
        consume: usize,
    },
    /// More is to be read first.
    More,
    End,
}

impl Input {
    pub fn new(reader: Reader, child: Option<Rc<Process>>) -> Self {
        Input { reader, searched: 0, ended: false, child }
    }

    /// The next record.
    pub fn find(&mut self, ending: &Ending) -> Found {
        let buffer = self.reader.buffered();
        if buffer.is_empty() {
            return if self.ended { Found::End } else { Found::More };
        }
        let found = match ending {
            Ending::Byte(byte) => {
                let fresh = buffer.get(self.searched..).unwrap_or_default();
                memchr::memchr(*byte, fresh).map(|at| {
                    let end = self.searched + at;
                    Found::Record { start: 0, end, terminator: end + 1, consume: end + 1 }
                })
            }
            Ending::Paragraph => return self.paragraph(),
            Ending::Regex(regex) => match regex.find(buffer, 0) {
                // A match at the very end could go on.
                Some(found) if !found.is_empty() && (found.end < buffer.len() || self.ended) => {
                    Some(Found::Record {
                        start: 0,
                        end: found.start,
                        terminator: found.end,
                        consume: found.end,
                    })
                }
                _ => None,
            },
        };
        let length = buffer.len();
        match found {
            Some(found) => {
                self.searched = 0;
                found
            }
            None if self.ended => {
                self.searched = 0;
                Found::Record { start: 0, end: length, terminator: length, consume: length }
            }
            None => {
                self.searched = length;
                Found::More
            }
        }
    }

    fn paragraph(&mut self) -> Found {
        let buffer = self.reader.buffered();
        let Some(start) = buffer.iter().position(|&byte| byte != b'\n') else {
            let length = buffer.len();
            self.reader.consume(length);
            return if self.ended { Found::End } else { Found::More };
        };
        let text = buffer.get(start..).unwrap_or_default();
        match memchr::memmem::find(text, b"\n\n") {
            Some(at) => {
                let end = start + at;
                let behind = buffer.get(end..).unwrap_or_default();
                let newlines = behind.iter().position(|&byte| byte != b'\n');
                let consume = newlines.map_or(buffer.len(), |count| end + count);
                Found::Record { start, end, terminator: consume, consume }
            }
            None if self.ended => {
                let end = if text.ends_with(b"\n") { buffer.len() - 1 } else { buffer.len() };
                Found::Record { start, end, terminator: buffer.len(), consume: buffer.len() }
            }
            None => Found::More,
        }
    }

    pub fn consume(&mut self, count: usize) {
        self.reader.consume(count);
        self.searched = 0;
    }
}

/// The operands of the command line, one after the other.
#[derive(Debug)]
pub(super) struct MainInput {
    pub separator: Ending,
    pub current: Option<Input>,
    /// The next operand, by its place in `ARGV`.
    pub next: u32,
    /// Some operand was a file.
    pub any: bool,
    pub finished: bool,
}

impl Default for MainInput {
    fn default() -> Self {
        MainInput { separator: Ending::Byte(b'\n'), current: None, next: 1, any: false, finished: false }
    }
}

impl MainInput {
    /// `nextfile`.
    pub fn drop_file(&mut self) {
        self.current = None;
    }
}

impl Machine<'_> {
    /// The next record of the main input becomes the record; at its end on at `target`.
    pub fn next_record(&mut self, target: u32) -> Option<Pause> {
        match self.find_main() {
            Found::Record { start, end, terminator, consume } => {
                self.nr += 1.0;
                self.fnr += 1.0;
                if let Some(input) = &mut self.input.current {
                    let buffer = input.reader.buffered();
                    self.record.set(buffer.get(start..end).unwrap_or_default());
                    note_terminator(&mut self.globals, &self.input.separator, buffer, end, terminator);
                    input.consume(consume);
                }
                None
            }
            Found::End => {
                self.at = target as usize;
                self.begin_end();
                None
            }
            Found::More => {
                self.at -= 1;
                Some(Pause::FillMain)
            }
        }
    }

    /// The next record of the main input; `End` at the end of the last file.
    pub fn find_main(&mut self) -> Found {
        if self.input.finished {
            return Found::End;
        }
        let Some(input) = &mut self.input.current else { return Found::More };
        match input.find(&self.input.separator) {
            Found::End => {
                self.input.current = None;
                Found::More
            }
            found => found,
        }
    }
}

/// Sets `RT` where that tells anything.
pub(super) fn note_terminator(
    globals: &mut [Value],
    ending: &Ending,
    buffer: &[u8],
    end: usize,
    terminator: usize,
) {
    if matches!(ending, Ending::Byte(b'\n')) && matches!(globals.get(RT as usize), Some(Value::Short(_))) {
        // It mostly stays a newline.
        if terminator > end {
            return;
        }
    }
    if let Some(slot) = globals.get_mut(symbols::RT as usize) {
        *slot = Value::text(buffer.get(end..terminator).unwrap_or_default());
    }
}
