//! `diff -y`: the files in two columns.

use super::Diff;
use super::output::Comparison;
use bashwit_kernel::io::Writer;

const TAB: usize = 8;

/// The columns.
struct Columns {
    /// The widest text of a side.
    half: usize,
    /// Where the second side begins.
    second: usize,
    expand: bool,
}

pub(super) fn write(comparison: &Comparison<'_>, diff: &Diff, out: &mut Writer) {
    let unit = if diff.expand_output { 1 } else { TAB };
    let second = (diff.width + unit + 3) / (2 * unit) * unit;
    let half = second.saturating_sub(3).min(diff.width.saturating_sub(second));
    let second = if half > 0 { second } else { diff.width };
    let columns = Columns { half, second, expand: diff.expand_output };
    let (mut old, mut new) = (0, 0);
    let common = |old: &mut usize, new: &mut usize, end: usize, out: &mut Writer| {
        while *old < end {
            let (left, right) = (comparison.old.get(*old), comparison.new.get(*new));
            if diff.left_column {
                columns.line(left.copied(), b'(', None, out);
            } else if !diff.suppress_common {
                columns.line(left.copied(), b' ', right.copied(), out);
            }
            *old += 1;
            *new += 1;
        }
    };
    for change in comparison.changes {
        common(&mut old, &mut new, change.old, out);
        for at in 0..change.deleted.max(change.inserted) {
            let left = comparison.old.get(change.old + at).filter(|_| at < change.deleted).copied();
            let right = comparison.new.get(change.new + at).filter(|_| at < change.inserted).copied();
            let separator = match (left, right) {
                (Some(_), Some(_)) => b'|',
                (Some(_), None) => b'<',
                _ => b'>',
            };
            columns.line(left, separator, right, out);
        }
        (old, new) = (change.old_lines().end, change.new_lines().end);
    }
    common(&mut old, &mut new, comparison.old.len(), out);
}

impl Columns {
    fn line(&self, left: Option<&[u8]>, separator: u8, right: Option<&[u8]>, out: &mut Writer) {
        let ends = |line: Option<&[u8]>| line.is_some_and(|line| line.ends_with(b"\n"));
        let mut column = left.map_or(0, |left| self.half(left, 0, out));
        let mut newline = ends(left);
        if separator != b' ' {
            column = self.advance(column, (self.half + self.second - 1) / 2, out) + 1;
            let separator = match separator {
                b'|' if newline && !ends(right) => b'/',
                b'|' if !newline && ends(right) => b'\\',
                separator => separator,
            };
            out.push(&[separator]);
        }
        if let Some(right) = right {
            newline |= ends(Some(right));
            if right.first() != Some(&b'\n') {
                column = self.advance(column, self.second, out);
                self.half(right, column, out);
            }
        }
        if newline {
            out.push(b"\n");
        }
    }

    /// Fills up with tabs and blanks.
    fn advance(&self, from: usize, to: usize, out: &mut Writer) -> usize {
        let mut at = from;
        while !self.expand && at + TAB - at % TAB <= to {
            out.push(b"\t");
            at += TAB - at % TAB;
        }
        (at..to).for_each(|_| out.push(b" "));
        to.max(at)
    }

    /// Writes as much of a line as fits; gives its width.
    fn half(&self, line: &[u8], indent: usize, out: &mut Writer) -> usize {
        let (mut seen, mut written) = (0, 0);
        for &byte in line {
            match byte {
                b'\n' => break,
                b'\t' => {
                    let width = TAB - seen % TAB;
                    if seen == written {
                        let stop = written + width;
                        if self.expand {
                            let stop = stop.min(self.half);
                            (written..stop).for_each(|_| out.push(b" "));
                            written = stop.max(written);
                        } else if stop < self.half {
                            out.push(b"\t");
                            written = stop;
                        }
                    }
                    seen += width;
                }
                b'\r' => {
                    out.push(b"\r");
                    self.advance(0, indent, out);
                    (seen, written) = (0, 0);
                }
                // The rest of a character takes no column.
                0x80..=0xbf => {
                    if seen <= self.half && seen == written {
                        out.push(&[byte]);
                    }
                }
                _ => {
                    if seen < self.half {
                        out.push(&[byte]);
                        written = seen + 1;
                    }
                    seen += 1;
                }
            }
        }
        written
    }
}
