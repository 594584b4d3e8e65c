//! How lines are shown: prefixes, context, parts that match, colours.

use super::search::Search;
use std::ops::Range;

/// The mark between a prefix and a selected line, or one of its context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Selected,
    Context,
}

impl Mark {
    fn byte(self) -> u8 {
        match self {
            Mark::Selected => b':',
            Mark::Context => b'-',
        }
    }
}

impl Search<'_> {
    /// Prints a selected line with what comes before it.
    pub(super) fn print_selected(&mut self, text: &[u8], line: Range<usize>) {
        self.print_pending(text, line.start);
        let mut from = line.start;
        let floor = self
            .printed
            .map_or(0, |end| usize::try_from(end.saturating_sub(self.base)).unwrap_or(usize::MAX));
        for _ in 0..self.before {
            if from <= floor {
                break;
            }
            let before = text.get(..from - 1).unwrap_or_default();
            from = memchr::memrchr(self.grep.end, before).map_or(0, |at| at + 1).max(floor);
        }
        let adjacent = self.printed.is_none_or(|end| end == self.base + from as u64);
        if self.context_asked && !adjacent {
            self.print_separator_line();
        }
        while from < line.start {
            let rest = text.get(from..line.start).unwrap_or_default();
            let to = memchr::memchr(self.grep.end, rest).map_or(line.start, |at| from + at + 1);
            self.print_line(text, from..to, Mark::Context);
            from = to;
        }
        self.pending = self.after;
        self.print_line(text, line, Mark::Selected);
    }

    /// Prints trailing context that is due before a place in the chunk.
    pub(super) fn print_pending(&mut self, text: &[u8], to: usize) {
        let Some(printed) = self.printed.filter(|_| self.pending > 0) else { return };
        let mut from = usize::try_from(printed.saturating_sub(self.base)).unwrap_or(usize::MAX);
        while self.pending > 0 && from < to {
            let rest = text.get(from..to).unwrap_or_default();
            let end = memchr::memchr(self.grep.end, rest).map_or(to, |at| from + at + 1);
            self.print_line(text, from..end, Mark::Context);
            self.pending -= 1;
            from = end;
        }
    }

    fn print_separator_line(&mut self) {
        let Some(separator) = &self.grep.separator else { return };
        match &self.grep.colors {
            Some(colors) => colors.paint(self.out.buffer(), &colors.separator, separator),
            None => self.out.push(separator),
        }
        self.out.push(b"\n");
    }

    fn print_line(&mut self, text: &[u8], line: Range<usize>, mark: Mark) {
        self.printed = Some(self.base + line.end as u64);
        if self.grep.only {
            // Selected by `-v`, a line has no part that matches.
            if (mark == Mark::Selected) != self.grep.invert {
                self.print_parts(text, line, mark);
            }
            return;
        }
        let whole = text.get(line.clone()).unwrap_or_default();
        if !self.is_text(whole) {
            self.bad_encoding = true;
            return;
        }
        let bytes = whole.strip_suffix(&[self.grep.end]).unwrap_or(whole);
        self.print_head(text, line.start, !bytes.is_empty(), mark);
        if self.grep.colors.is_some() {
            self.print_colored(bytes, mark);
        } else {
            self.out.push(bytes);
        }
        self.out.push(&[self.grep.end]);
    }

    /// The prefix of a line or part that begins at `start`.
    fn print_head(&mut self, text: &[u8], start: usize, filled: bool, mark: Mark) {
        let grep = self.grep;
        let colors = grep.colors.as_ref();
        if self.with_name {
            match colors {
                Some(colors) => colors.paint(self.out.buffer(), &colors.name, self.name),
                None => self.out.push(self.name),
            }
            if grep.null_names { self.out.push(&[0]) } else { self.print_mark(mark) }
        }
        if grep.number {
            self.count_lines(text, start);
            let number = self.lines + 1;
            self.print_number(number, colors.map(|colors| colors.number.as_slice()));
            self.print_mark(mark);
        }
        if grep.byte_offset {
            let offset = self.base + start as u64;
            self.print_number(offset, colors.map(|colors| colors.offset.as_slice()));
            self.print_mark(mark);
        }
        if grep.initial_tab && filled && (self.with_name || grep.number || grep.byte_offset) {
            self.out.push(b"\t");
        }
    }

    fn print_mark(&mut self, mark: Mark) {
        match &self.grep.colors {
            Some(colors) => colors.paint(self.out.buffer(), &colors.separator, &[mark.byte()]),
            None => self.out.push(&[mark.byte()]),
        }
    }

    fn print_number(&mut self, number: u64, color: Option<&[u8]>) {
        let width = if self.grep.initial_tab { 2 } else { 0 };
        let digits = format!("{number:width$}");
        match (&self.grep.colors, color) {
            (Some(colors), Some(color)) => colors.paint(self.out.buffer(), color, digits.as_bytes()),
            _ => self.out.push(digits.as_bytes()),
        }
    }

    /// `-o`: each part that matches, on a line of its own.
    fn print_parts(&mut self, text: &[u8], line: Range<usize>, mark: Mark) {
        let whole = text.get(line.clone()).unwrap_or_default();
        let bytes = whole.strip_suffix(&[self.grep.end]).unwrap_or(whole);
        if mark == Mark::Context && self.grep.colors.is_none() {
            return;
        }
        let mut at = 0;
        while let Some(part) = self.next_part(bytes, at) {
            let shown = bytes.get(part.clone()).unwrap_or_default();
            at = part.end;
            if !self.is_text(shown) {
                self.bad_encoding = true;
                continue;
            }
            self.print_head(text, line.start + part.start, true, mark);
            self.paint_match(shown, mark);
            self.out.push(&[self.grep.end]);
        }
    }

    fn paint_match(&mut self, shown: &[u8], mark: Mark) {
        match &self.grep.colors {
            Some(colors) => {
                let color = match mark {
                    Mark::Selected => &colors.selected_match,
                    Mark::Context => &colors.context_match,
                };
                colors.paint(self.out.buffer(), color, shown);
            }
            None => self.out.push(shown),
        }
    }

    /// A whole line with its matching parts marked.
    fn print_colored(&mut self, bytes: &[u8], mark: Mark) {
        let grep = self.grep;
        let Some(colors) = &grep.colors else { return };
        let selected = (mark == Mark::Selected) != (grep.invert && colors.reverse);
        let line_color = if selected { &colors.selected_line } else { &colors.context_line };
        let mut at = 0;
        if (mark == Mark::Selected) != grep.invert {
            while let Some(part) = self.next_part(bytes, at) {
                // The colour of a match ends that of the line, as in GNU grep.
                colors.start(self.out.buffer(), line_color);
                self.out.push(bytes.get(at..part.start).unwrap_or_default());
                self.paint_match(bytes.get(part.clone()).unwrap_or_default(), mark);
                at = part.end;
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        if !rest.is_empty() {
            colors.paint(self.out.buffer(), line_color, rest);
        }
    }

    /// The next part of a line, not empty, that matches.
    fn next_part(&self, line: &[u8], from: usize) -> Option<Range<usize>> {
        let mut at = from;
        loop {
            // A matcher that gives up has found the line, but no further parts of it.
            let part = self.grep.matcher.find(line, at).ok()??;
            if !part.is_empty() {
                return Some(part);
            }
            at = part.end + 1;
            while self.grep.utf8 && line.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
                at += 1;
            }
            if at > line.len() {
                return None;
            }
        }
    }
}
