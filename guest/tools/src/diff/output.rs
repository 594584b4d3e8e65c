//! The changes as they are shown.

use super::compare::Change;
use super::{Diff, Style};
use bashwit_kernel::io::Writer;
use std::ops::Range;

/// Two files and what is between them.
pub(super) struct Comparison<'t> {
    pub old: &'t [&'t [u8]],
    pub new: &'t [&'t [u8]],
    pub changes: &'t [Change],
    /// Which changes do not count.
    pub ignored: &'t [bool],
}

/// Changes that are shown together.
struct Hunk {
    changes: Range<usize>,
    old: Range<usize>,
    new: Range<usize>,
}

/// `FIRST,LAST` of lines, or the line before where there are none.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 | 1 => lines.end.to_string(),
        _ => format!("{},{}", lines.start + 1, lines.end),
    }
}

impl Change {
    pub fn old_lines(&self) -> Range<usize> {
        self.old..self.old + self.deleted
    }

    pub fn new_lines(&self) -> Range<usize> {
        self.new..self.new + self.inserted
    }

    fn letter(&self) -> char {
        match (self.deleted, self.inserted) {
            (0, _) => 'a',
            (_, 0) => 'd',
            _ => 'c',
        }
    }
}

fn line(prefix: &[u8], line: &[u8], out: &mut Writer) {
    out.push(prefix);
    out.push(line);
    if !line.ends_with(b"\n") {
        out.push(b"\n\\ No newline at end of file\n");
    }
}

impl Comparison<'_> {
    /// Shows all changes.
    pub fn write(&self, diff: &Diff, headers: &[Vec<u8>; 2], out: &mut Writer) {
        match diff.style {
            Style::Normal => self.normal(out),
            Style::Ed => self.ed(out),
            Style::Rcs => self.rcs(out),
            Style::Unified(context) => {
                out.push(&[b"--- ", &headers[0][..], b"\n+++ ", &headers[1], b"\n"].concat());
                for hunk in self.hunks(context) {
                    self.unified(&hunk, diff, out);
                }
            }
            Style::Context(context) => {
                out.push(&[b"*** ", &headers[0][..], b"\n--- ", &headers[1], b"\n"].concat());
                for hunk in self.hunks(context) {
                    self.context(&hunk, diff, out);
                }
            }
            Style::Merged => diff.formats.write(self, out),
            Style::SideBySide => super::side_by_side::write(self, diff, out),
        }
    }

    fn counted(&self) -> impl DoubleEndedIterator<Item = &Change> {
        self.changes.iter().zip(self.ignored).filter(|(_, ignored)| !**ignored).map(|(change, _)| change)
    }

    fn normal(&self, out: &mut Writer) {
        for change in self.counted() {
            let (old, new) = (change.old_lines(), change.new_lines());
            out.push(format!("{}{}{}\n", range(&old), change.letter(), range(&new)).as_bytes());
            self.old[old].iter().for_each(|text| line(b"< ", text, out));
            if change.letter() == 'c' {
                out.push(b"---\n");
            }
            self.new[new].iter().for_each(|text| line(b"> ", text, out));
        }
    }

    /// Commands for `ed`, last change first.
    fn ed(&self, out: &mut Writer) {
        for change in self.counted().rev() {
            out.push(format!("{}{}\n", range(&change.old_lines()), change.letter()).as_bytes());
            if change.inserted == 0 {
                continue;
            }
            let mut open = true;
            for text in &self.new[change.new_lines()] {
                if !open {
                    out.push(b"a\n");
                    open = true;
                }
                // A lone dot would end the text.
                if *text == b".\n" {
                    out.push(b"..\n.\ns/.//\n");
                    open = false;
                } else {
                    out.push(text);
                    if !text.ends_with(b"\n") {
                        out.push(b"\n");
                    }
                }
            }
            if open {
                out.push(b".\n");
            }
        }
    }

    fn rcs(&self, out: &mut Writer) {
        for change in self.counted() {
            if change.deleted > 0 {
                out.push(format!("d{} {}\n", change.old + 1, change.deleted).as_bytes());
            }
            if change.inserted > 0 {
                out.push(format!("a{} {}\n", change.old + change.deleted, change.inserted).as_bytes());
                self.new[change.new_lines()].iter().for_each(|text| out.push(text));
            }
        }
    }

    /// Changes that are near each other, with the lines around them.
    fn hunks(&self, context: usize) -> Vec<Hunk> {
        let mut hunks = Vec::new();
        let mut start = 0;
        while start < self.changes.len() {
            let mut end = start + 1;
            while let Some(next) = self.changes.get(end) {
                let ignored = self.ignored.get(end).copied().unwrap_or(false);
                let threshold = if ignored { context } else { context.saturating_mul(2).saturating_add(1) };
                if next.old - self.changes[end - 1].old_lines().end >= threshold {
                    break;
                }
                end += 1;
            }
            let (first, last) = (&self.changes[start], &self.changes[end - 1]);
            let around = |begin: usize, stop: usize, length: usize| {
                begin.saturating_sub(context)..stop.saturating_add(context).min(length)
            };
            if self.ignored[start..end].contains(&false) {
                hunks.push(Hunk {
                    changes: start..end,
                    old: around(first.old, last.old_lines().end, self.old.len()),
                    new: around(first.new, last.new_lines().end, self.new.len()),
                });
            }
            start = end;
        }
        hunks
    }

    /// The line of the first file that names the function a hunk stands in.
    fn function(&self, hunk: &Hunk, diff: &Diff) -> Vec<u8> {
        let names = |text: &&&[u8]| {
            text.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$')
        };
        let before = &self.old[..hunk.old.start];
        match before.iter().rev().find(|text| diff.show_function && names(text)) {
            Some(text) => {
                let text = text.get(..text.len().min(40)).unwrap_or(text).trim_ascii_end();
                [b" ", text].concat()
            }
            None => Vec::new(),
        }
    }

    fn unified(&self, hunk: &Hunk, diff: &Diff, out: &mut Writer) {
        let range = |lines: &Range<usize>| match lines.len() {
            0 => format!("{},0", lines.start),
            1 => lines.end.to_string(),
            length => format!("{},{length}", lines.start + 1),
        };
        out.push(format!("@@ -{} +{} @@", range(&hunk.old), range(&hunk.new)).as_bytes());
        out.push(&self.function(hunk, diff));
        out.push(b"\n");
        let mut at = hunk.old.start;
        for change in &self.changes[hunk.changes.clone()] {
            self.old[at..change.old].iter().for_each(|text| line(b" ", text, out));
            self.old[change.old_lines()].iter().for_each(|text| line(b"-", text, out));
            self.new[change.new_lines()].iter().for_each(|text| line(b"+", text, out));
            at = change.old_lines().end;
        }
        self.old[at..hunk.old.end].iter().for_each(|text| line(b" ", text, out));
    }

    fn context(&self, hunk: &Hunk, diff: &Diff, out: &mut Writer) {
        let changes = &self.changes[hunk.changes.clone()];
        out.push(b"***************");
        out.push(&self.function(hunk, diff));
        out.push(format!("\n*** {} ****\n", range(&hunk.old)).as_bytes());
        if changes.iter().any(|change| change.deleted > 0) {
            let mut at = hunk.old.start;
            for change in changes {
                self.old[at..change.old].iter().for_each(|text| line(b"  ", text, out));
                let mark: &[u8] = if change.inserted > 0 { b"! " } else { b"- " };
                self.old[change.old_lines()].iter().for_each(|text| line(mark, text, out));
                at = change.old_lines().end;
            }
            self.old[at..hunk.old.end].iter().for_each(|text| line(b"  ", text, out));
        }
        out.push(format!("--- {} ----\n", range(&hunk.new)).as_bytes());
        if changes.iter().any(|change| change.inserted > 0) {
            let mut at = hunk.new.start;
            for change in changes {
                self.new[at..change.new].iter().for_each(|text| line(b"  ", text, out));
                let mark: &[u8] = if change.deleted > 0 { b"! " } else { b"+ " };
                self.new[change.new_lines()].iter().for_each(|text| line(mark, text, out));
                at = change.new_lines().end;
            }
            self.new[at..hunk.new.end].iter().for_each(|text| line(b"  ", text, out));
        }
    }
}
