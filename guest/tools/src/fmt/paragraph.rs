//! Paragraphs: reading them word by word, and breaking them where it costs least.

use super::{Fmt, Shape};

const TAB: usize = 8;
/// The indentation of a tagged paragraph's other lines where there are none to look at.
const TAGGED: usize = 3;

/// Costs are squares, so that two small faults are better than a large one.
const fn squared(number: i64) -> i64 {
    number * number
}

const LINE: i64 = squared(70);
const SENTENCE: i64 = squared(50);
const NO_BREAK: i64 = squared(600);
const PAREN: i64 = squared(40);
const PUNCTUATION: i64 = squared(40);

/// A word and what its place costs.
#[derive(Debug, Clone, Default)]
struct Word<'t> {
    text: &'t [u8],
    /// Blanks behind it.
    space: usize,
    paren: bool,
    period: bool,
    punctuation: bool,
    /// It ends a sentence.
    last: bool,
    line_length: i64,
    best_cost: i64,
    /// Where the line that begins here ends.
    next_break: usize,
}

/// A text on its way.
pub(super) struct Reading<'t> {
    fmt: &'t Fmt,
    text: &'t [u8],
    /// The next byte.
    at: usize,
    /// The column it stands in.
    column: usize,
    /// The indentation of the line's prefix, and that of the paragraph's.
    next_prefix: usize,
    prefix: usize,
    first: usize,
    other: usize,
    /// There are tabs in the text: they are written too.
    tabs: bool,
    words: Vec<Word<'t>>,
}

impl<'t> Reading<'t> {
    pub fn new(fmt: &'t Fmt, text: &'t [u8]) -> Self {
        let mut reading = Reading {
            fmt,
            text,
            at: 0,
            column: 0,
            next_prefix: 0,
            prefix: 0,
            first: 0,
            other: 0,
            tabs: false,
            words: Vec::new(),
        };
        reading.line_start();
        reading
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\t')) = self.peek() {
            self.at += 1;
            if byte == b' ' {
                self.column += 1;
            } else {
                self.tabs = true;
                self.column = (self.column / TAB + 1) * TAB;
            }
        }
    }

    /// Reads the indentation of a line and its prefix.
    fn line_start(&mut self) {
        self.column = 0;
        self.blanks();
        if self.fmt.prefix_length == 0 {
            self.next_prefix = self.fmt.lead.min(self.column);
            return;
        }
        self.next_prefix = self.column;
        for &byte in &self.fmt.prefix {
            if self.peek() != Some(byte) {
                return;
            }
            self.at += 1;
            self.column += 1;
        }
        self.blanks();
    }

    /// Whether the line that begins goes on with the paragraph.
    fn same_paragraph(&self) -> bool {
        self.next_prefix == self.prefix
            && self.column >= self.next_prefix + self.fmt.prefix_length
            && !matches!(self.peek(), None | Some(b'\n'))
    }

    /// Formats the next paragraph and copies what stands before it; false at the end.
    pub fn paragraph(&mut self, out: &mut Vec<u8>) -> bool {
        while matches!(self.peek(), None | Some(b'\n'))
            || self.next_prefix < self.fmt.lead
            || self.column < self.next_prefix + self.fmt.prefix_length
        {
            self.copy_rest(out);
            if self.peek().is_none() {
                return false;
            }
            self.at += 1;
            out.push(b'\n');
            self.line_start();
        }
        self.prefix = self.next_prefix;
        self.first = self.column;
        self.words.clear();
        self.line();
        self.set_other();
        let goes_on = match self.fmt.shape {
            Shape::Split => false,
            Shape::Crown => self.same_paragraph(),
            Shape::Tagged => self.same_paragraph() && self.column != self.first,
            Shape::Plain => self.same_paragraph() && self.column == self.other,
        };
        if goes_on {
            self.line();
            while self.same_paragraph() && self.column == self.other {
                self.line();
            }
        }
        if let Some(last) = self.words.last_mut() {
            (last.period, last.last) = (true, true);
        }
        self.choose_breaks();
        self.write(out);
        true
    }

    fn set_other(&mut self) {
        let same = self.same_paragraph();
        self.other = match self.fmt.shape {
            Shape::Crown if same => self.column,
            Shape::Tagged if same && self.column != self.first => self.column,
            Shape::Tagged if self.other != self.first => self.other,
            Shape::Tagged if self.first == 0 => TAGGED,
            Shape::Tagged => 0,
            _ => self.first,
        };
    }

    /// Copies a line that is no part of a paragraph, but not its newline.
    fn copy_rest(&mut self, out: &mut Vec<u8>) {
        let byte = self.peek();
        let text = !matches!(byte, None | Some(b'\n'));
        if self.column > self.next_prefix || text {
            let mut column = 0;
            self.space(self.next_prefix, &mut column, out);
            for &byte in self.fmt.prefix.iter().take(self.column - self.next_prefix) {
                out.push(byte);
                column += 1;
            }
            if text {
                self.space(self.column.saturating_sub(column), &mut column, out);
            }
            if byte.is_none() && self.column >= self.next_prefix + self.fmt.prefix.len() {
                out.push(b'\n');
            }
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        out.extend_from_slice(rest.get(..length).unwrap_or_default());
        self.at += length;
    }

    /// Reads the words of a line, and the start of the next one.
    fn line(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
            let length = rest.iter().position(blank).unwrap_or(rest.len()).max(usize::from(!rest.is_empty()));
            let (text, _) = rest.split_at(length);
            self.at += length;
            self.column += length;
            let mut word = Word::new(text);
            let start = self.column;
            self.blanks();
            word.space = self.column - start;
            let end = self.peek();
            let line_ends = matches!(end, None | Some(b'\n'));
            word.last = end.is_none() || word.period && (line_ends || word.space > 1);
            if line_ends || self.fmt.uniform {
                word.space = if word.last { 2 } else { 1 };
            }
            self.words.push(word);
            if line_ends {
                break;
            }
        }
        if self.peek().is_some() {
            self.at += 1;
        }
        self.line_start();
    }

    /// Finds the cheapest breaks, from the last word to the first.
    fn choose_breaks(&mut self) {
        let end = self.words.len();
        for start in (0..end).rev() {
            let mut best = i64::MAX;
            let indent = if start == 0 { self.first } else { self.other };
            let mut length = (indent + self.words[start].text.len()) as i64;
            let mut next = start;
            let (mut next_break, mut line_length) = (end, length);
            loop {
                next += 1;
                let behind = self.words.get(next).map_or(0, |word| word.best_cost);
                let cost = self.line_cost(next, length) + behind;
                if cost < best {
                    (best, next_break, line_length) = (cost, next, length);
                }
                let Some(word) = self.words.get(next) else { break };
                length += (self.words[next - 1].space + word.text.len()) as i64;
                if length >= self.fmt.most {
                    break;
                }
            }
            let cost = best + self.base_cost(start);
            let word = &mut self.words[start];
            (word.best_cost, word.next_break, word.line_length) = (cost, next_break, line_length);
        }
    }

    /// What a line of a length costs that ends before a word.
    fn line_cost(&self, next: usize, length: i64) -> i64 {
        let Some(word) = self.words.get(next) else { return 0 };
        let short = squared((self.fmt.goal - length) * 10);
        if word.next_break == self.words.len() {
            return short;
        }
        short + squared((length - word.line_length) * 10) / 2
    }

    /// What it costs that a line begins with a word.
    fn base_cost(&self, at: usize) -> i64 {
        let mut cost = LINE;
        if let Some(before) = at.checked_sub(1).and_then(|at| self.words.get(at)) {
            if before.period {
                cost += if before.last { -SENTENCE } else { NO_BREAK };
            } else if before.punctuation {
                cost -= PUNCTUATION;
            } else if at.checked_sub(2).and_then(|at| self.words.get(at)).is_some_and(|word| word.last) {
                cost += squared(200) / (before.text.len() as i64 + 2);
            }
        }
        let word = &self.words[at];
        if word.paren {
            cost -= PAREN;
        } else if word.last {
            cost += squared(150) / (word.text.len() as i64 + 2);
        }
        cost
    }

    fn write(&self, out: &mut Vec<u8>) {
        let mut start = 0;
        while let Some(word) = self.words.get(start) {
            let mut column = 0;
            self.space(self.prefix, &mut column, out);
            out.extend_from_slice(&self.fmt.prefix);
            column += self.fmt.prefix.len();
            let indent = if start == 0 { self.first } else { self.other };
            self.space(indent.saturating_sub(column), &mut column, out);
            let line = self.words.get(start..word.next_break).unwrap_or_default();
            for (at, word) in line.iter().enumerate() {
                out.extend_from_slice(word.text);
                column += word.text.len();
                if at + 1 < line.len() {
                    self.space(word.space, &mut column, out);
                }
            }
            out.push(b'\n');
            start = word.next_break.max(start + 1);
        }
    }

    fn space(&self, count: usize, column: &mut usize, out: &mut Vec<u8>) {
        let target = *column + count;
        let tab_target = target / TAB * TAB;
        if self.tabs && *column + 1 < tab_target {
            while *column < tab_target {
                out.push(b'\t');
                *column = (*column / TAB + 1) * TAB;
            }
        }
        out.extend(std::iter::repeat_n(b' ', target - *column));
        *column = target;
    }
}

impl<'t> Word<'t> {
    fn new(text: &'t [u8]) -> Self {
        let closed = text.iter().rposition(|byte| !b")]'\"".contains(byte)).unwrap_or(0);
        Word {
            text,
            paren: text.first().is_some_and(|byte| b"(['`\"".contains(byte)),
            punctuation: text.last().is_some_and(u8::is_ascii_punctuation),
            period: text.get(closed).is_some_and(|byte| b".?!".contains(byte)),
            ..Word::default()
        }
    }
}
