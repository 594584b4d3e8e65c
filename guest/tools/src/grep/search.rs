//! The search of one file: chunks of whole lines go through the matcher; what is selected is
//! counted and printed with its context.

use super::matcher::Failure;
use super::options::{Binary, Grep};
use bashwit_kernel::Errno;
use bashwit_kernel::io::{Reader, Writer};
use std::borrow::Cow;
use std::ops::Range;

/// Why a search ends early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The file cannot be read.
    Read(Errno),
    /// Standard output does not work.
    Write(Errno),
    /// The matcher gave up.
    Match(Failure),
}

/// Whether there is more to do in this file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Continue,
    Done,
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub selected: u64,
    /// Where the last selected line ends, if the search ended by `-m`.
    pub stopped_at: Option<u64>,
    /// "binary file matches" is to be said.
    pub binary: bool,
}

/// The state of a search in one file.
pub(super) struct Search<'g> {
    pub grep: &'g Grep,
    pub out: &'g mut Writer,
    pub name: &'g [u8],
    pub with_name: bool,
    pub before: usize,
    pub after: usize,
    pub context_asked: bool,
    /// Nothing of the lines is shown.
    pub hush: bool,
    /// Lines go out as they are.
    plain: bool,
    many: bool,
    selected: u64,
    left: u64,
    /// The offset of the chunk in the file.
    pub base: u64,
    /// Newlines before `counted`, an offset in the file.
    pub lines: u64,
    pub counted: u64,
    /// The end of what was printed last, in the file.
    pub printed: Option<u64>,
    pub pending: usize,
    last_end: u64,
    /// NUL bytes were seen after so many selected lines.
    nul_after: Option<u64>,
    pub bad_encoding: bool,
    first_decides: bool,
}

impl<'g> Search<'g> {
    pub(super) fn new(grep: &'g Grep, out: &'g mut Writer, name: &'g [u8], with_name: bool) -> Self {
        let hush = grep.first_decides() || grep.count;
        let context_asked = grep.before.is_some() || grep.after.is_some();
        let show_context = !hush;
        let before = if show_context { grep.before.unwrap_or(0) } else { 0 };
        let after = if show_context { grep.after.unwrap_or(0) } else { 0 };
        let plain = !with_name
            && !grep.number
            && !grep.byte_offset
            && !grep.only
            && !grep.initial_tab
            && grep.colors.is_none()
            && !context_asked;
        Search {
            many: grep.matcher.searches_lines(grep.end),
            grep,
            out,
            name,
            with_name,
            before,
            after,
            context_asked,
            hush,
            plain,
            selected: 0,
            left: grep.max,
            base: 0,
            lines: 0,
            counted: 0,
            printed: None,
            pending: 0,
            last_end: 0,
            nul_after: None,
            bad_encoding: false,
            first_decides: grep.first_decides(),
        }
    }

    /// Searches to the end, or as far as it must.
    pub(super) async fn run(
        mut self,
        context: &bashwit_kernel::Context,
        reader: &mut Reader,
    ) -> Result<Found, Stop> {
        let end = self.grep.end;
        let (mut kept, mut chunks) = (0, 0u32);
        loop {
            let length = whole_records(reader, kept, end).await.map_err(Stop::Read)?;
            if length == kept {
                break;
            }
            let chunk = reader.buffered().get(..length).unwrap_or_default();
            let flow = self.chunk(chunk, kept)?;
            let keep_from = self.keep_from(chunk);
            self.base += keep_from as u64;
            reader.consume(keep_from);
            kept = length - keep_from;
            self.out.flush_if_full().await.map_err(Stop::Write)?;
            if flow == Flow::Done {
                break;
            }
            chunks += 1;
            if chunks.is_multiple_of(16) {
                context.kernel.yield_now().await;
            }
        }
        let shown = !self.grep.first_decides() && !self.grep.count;
        let by_nul = self.nul_after.is_some_and(|before| before < self.selected);
        Ok(Found {
            selected: self.selected,
            stopped_at: (self.left == 0).then_some(self.last_end),
            binary: shown && (self.bad_encoding || by_nul),
        })
    }

    /// Where the lines begin that may be wanted as leading context.
    fn keep_from(&self, chunk: &[u8]) -> usize {
        let mut from = chunk.len();
        for _ in 0..self.before {
            if from == 0 {
                break;
            }
            let before = chunk.get(..from - 1).unwrap_or_default();
            from = memchr::memrchr(self.grep.end, before).map_or(0, |at| at + 1);
        }
        from
    }

    /// Searches a chunk; its lines from `start` on are new.
    fn chunk(&mut self, chunk: &[u8], start: usize) -> Result<Flow, Stop> {
        let fresh = chunk.get(start..).unwrap_or_default();
        let mut text = Cow::Borrowed(chunk);
        if self.grep.binary != Binary::Text && self.grep.end == b'\n' {
            if self.nul_after.is_none() && memchr::memchr(0, fresh).is_some() {
                if self.grep.binary == Binary::WithoutMatch {
                    (self.selected, self.bad_encoding) = (0, false);
                    return Ok(Flow::Done);
                }
                self.nul_after = Some(self.selected);
                if !self.grep.count {
                    (self.hush, self.first_decides) = (true, true);
                }
            }
            if self.nul_after.is_some() {
                let zapped = chunk.iter().map(|&byte| if byte == 0 { b'\n' } else { byte });
                text = Cow::Owned(zapped.collect());
            }
        }
        let flow = self.lines(&text, start)?;
        if flow == Flow::Done {
            return Ok(Flow::Done);
        }
        if self.pending > 0 {
            self.print_pending(&text, text.len());
        }
        if self.left == 0 && self.pending == 0 {
            return Ok(Flow::Done);
        }
        if self.grep.number && !self.hush {
            self.count_lines(&text, text.len());
        }
        Ok(Flow::Continue)
    }

    /// Goes through the lines of a chunk.
    fn lines(&mut self, text: &[u8], start: usize) -> Result<Flow, Stop> {
        let mut at = start;
        if self.left == 0 && self.pending == 0 {
            return Ok(Flow::Done);
        }
        while at < text.len() && self.left > 0 {
            let found =
                self.grep.matcher.next_line(text, at, self.grep.end, self.many).map_err(Stop::Match)?;
            let flow = if self.grep.invert {
                let to = found.as_ref().map_or(text.len(), |line| line.start);
                self.select_block(text, at..to)
            } else {
                match &found {
                    Some(line) => self.select(text, line.clone()),
                    None => Flow::Continue,
                }
            };
            if flow == Flow::Done {
                return Ok(Flow::Done);
            }
            match found {
                Some(line) => at = line.end,
                None => break,
            }
        }
        Ok(Flow::Continue)
    }

    /// Selects all lines of a range.
    fn select_block(&mut self, text: &[u8], range: Range<usize>) -> Flow {
        let block = text.get(range.clone()).unwrap_or_default();
        if block.is_empty() {
            return Flow::Continue;
        }
        let wholesale =
            self.left == u64::MAX && !self.first_decides && (self.hush || self.plain && self.is_text(block));
        if wholesale {
            let unfinished = block.last() != Some(&self.grep.end);
            self.selected += memchr::memchr_iter(self.grep.end, block).count() as u64 + u64::from(unfinished);
            if !self.hush {
                self.out.push(block);
                if unfinished {
                    self.out.push(&[self.grep.end]);
                }
            }
            return Flow::Continue;
        }
        let mut from = range.start;
        while from < range.end && self.left > 0 {
            let rest = text.get(from..range.end).unwrap_or_default();
            let to = memchr::memchr(self.grep.end, rest).map_or(range.end, |at| from + at + 1);
            if self.select(text, from..to) == Flow::Done {
                return Flow::Done;
            }
            from = to;
        }
        Flow::Continue
    }

    /// Selects one line.
    fn select(&mut self, text: &[u8], line: Range<usize>) -> Flow {
        self.selected += 1;
        if self.first_decides {
            return Flow::Done;
        }
        if self.left != u64::MAX {
            self.left -= 1;
            self.last_end = self.base + line.end as u64;
        }
        if self.hush {
            return Flow::Continue;
        }
        if self.plain {
            let bytes = text.get(line).unwrap_or_default();
            if self.is_text(bytes) {
                self.out.push(bytes);
                if bytes.last() != Some(&self.grep.end) {
                    self.out.push(&[self.grep.end]);
                }
            } else {
                self.bad_encoding = true;
            }
        } else {
            self.print_selected(text, line);
        }
        Flow::Continue
    }

    /// Whether a line may be shown.
    pub(super) fn is_text(&self, line: &[u8]) -> bool {
        self.grep.binary == Binary::Text
            || !self.grep.utf8
            || line.is_ascii()
            || std::str::from_utf8(line).is_ok()
    }

    /// Counts the lines up to a place in the chunk.
    pub(super) fn count_lines(&mut self, text: &[u8], to: usize) {
        let from = usize::try_from(self.counted.saturating_sub(self.base)).unwrap_or(usize::MAX);
        if from < to {
            let span = text.get(from..to).unwrap_or_default();
            self.lines += memchr::memchr_iter(self.grep.end, span).count() as u64;
            self.counted = self.base + to as u64;
        }
    }
}

/// The length of the whole records that are buffered, at least one beyond `kept` bytes; the last
/// one of the file may lack its end. `kept` itself at the end.
async fn whole_records(reader: &mut Reader, kept: usize, end: u8) -> Result<usize, Errno> {
    let mut searched = kept;
    loop {
        let fresh = reader.buffered().get(searched..).unwrap_or_default();
        if let Some(at) = memchr::memrchr(end, fresh) {
            return Ok(searched + at + 1);
        }
        searched = reader.buffered().len();
        if !reader.fill_more().await? {
            return Ok(searched);
        }
    }
}
