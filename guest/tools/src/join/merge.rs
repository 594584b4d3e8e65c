//! The two files side by side: groups of lines with the same join field.

use super::options::{Join, Output, Separator};
use std::cmp::Ordering;

/// A line and its fields.
#[derive(Debug, Clone, Default)]
struct Line<'t> {
    text: &'t [u8],
    fields: Vec<&'t [u8]>,
}

impl<'t> Line<'t> {
    fn new(text: &'t [u8], separator: Separator) -> Self {
        let fields = match separator {
            Separator::None => vec![text],
            Separator::Byte(byte) if text.is_empty() => {
                // An empty line has no field.
                debug_assert!(!text.contains(&byte));
                Vec::new()
            }
            Separator::Byte(byte) => crate::filter::fields(text, byte).collect(),
            Separator::Blanks => {
                let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
                let start = text.iter().position(|byte| !blank(byte)).unwrap_or(text.len());
                let text = text.get(start..).unwrap_or_default();
                let mut fields: Vec<&[u8]> = text.split(blank).filter(|field| !field.is_empty()).collect();
                if text.last().is_some_and(blank) {
                    // Blanks at the end leave an empty field behind them.
                    fields.push(b"");
                }
                fields
            }
        };
        Line { text, fields }
    }

    fn field(&self, index: usize) -> &'t [u8] {
        self.fields.get(index).copied().unwrap_or_default()
    }
}

/// One of the files.
pub(super) struct File<'t> {
    /// 0 or 1.
    index: usize,
    key: usize,
    rest: &'t [u8],
    delimiter: u8,
    separator: Separator,
    /// Lines read so far.
    number: u64,
    /// The next line.
    line: Option<Line<'t>>,
    /// The line before that and its number.
    before: Option<Line<'t>>,
    /// Fields of the first line, for `-o auto`.
    width: usize,
    complained: bool,
}

impl<'t> File<'t> {
    pub fn new(join: &Join, index: usize, text: &'t [u8]) -> Self {
        let mut file = File {
            index,
            key: join.fields.get(index).copied().unwrap_or(0),
            rest: text,
            delimiter: join.delimiter,
            separator: join.separator,
            number: 0,
            line: None,
            before: None,
            width: 0,
            complained: false,
        };
        file.advance();
        file.width = file.line.as_ref().map_or(0, |line| line.fields.len());
        file
    }

    fn advance(&mut self) {
        let next = match self.rest {
            [] => None,
            rest => {
                let end = memchr::memchr(self.delimiter, rest).unwrap_or(rest.len());
                self.rest = rest.get(end + 1..).unwrap_or_default();
                self.number += 1;
                rest.get(..end).map(|text| Line::new(text, self.separator))
            }
        };
        if let Some(line) = std::mem::replace(&mut self.line, next) {
            self.before = Some(line);
        }
    }

    fn key(&self) -> Option<&'t [u8]> {
        self.line.as_ref().map(|line| line.field(self.key))
    }
}

/// A line out of order: file, number, text.
type Disorder<'t> = (usize, u64, &'t [u8]);

pub(super) struct Merge<'t> {
    join: &'t Join,
    files: [File<'t>; 2],
    /// A line has had no partner.
    unpaired: bool,
    disorder: Vec<Disorder<'t>>,
}

impl<'t> Merge<'t> {
    pub fn new(join: &'t Join, first: File<'t>, second: File<'t>) -> Self {
        Merge { join, files: [first, second], unpaired: false, disorder: Vec::new() }
    }

    /// Prints the first lines without comparing them.
    pub fn header(&mut self, out: &mut Vec<u8>) {
        if !self.join.header {
            return;
        }
        let empty = Line::default();
        let [first, second] = &self.files;
        if first.line.is_none() && second.line.is_none() {
            return;
        }
        self.print(first.line.as_ref(), second.line.as_ref().or(Some(&empty)), out);
        for file in &mut self.files {
            file.advance();
            file.before = None;
        }
    }

    /// The next line out of order that was not reported yet.
    pub fn take_disorder(&mut self) -> Option<Disorder<'t>> {
        if self.disorder.is_empty() { None } else { Some(self.disorder.remove(0)) }
    }

    pub fn is_unsorted(&self) -> bool {
        self.files.iter().any(|file| file.complained)
    }

    fn order(&self, a: &[u8], b: &[u8]) -> Ordering {
        if !self.join.ignore_case {
            return a.cmp(b);
        }
        let lower = |text: &[u8]| text.to_ascii_lowercase();
        lower(a).cmp(&lower(b))
    }

    /// Deals with the next group of lines; false at the end.
    pub fn step(&mut self, out: &mut Vec<u8>) -> bool {
        let [first, second] = &self.files;
        let order = match (first.key(), second.key()) {
            (None, None) => return false,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => self.order(a, b),
        };
        match order {
            Ordering::Less => self.alone(0, out),
            Ordering::Greater => self.alone(1, out),
            Ordering::Equal => {
                let (a, b) = (self.group(0), self.group(1));
                if self.join.paired {
                    for left in &a {
                        for right in &b {
                            self.print(Some(left), Some(right), out);
                        }
                    }
                }
            }
        }
        true
    }

    fn alone(&mut self, index: usize, out: &mut Vec<u8>) {
        // Behind the end of the other file nothing can be paired, in whatever order.
        self.unpaired |= self.files.iter().all(|file| file.line.is_some());
        let Some(line) = self.files.get(index).and_then(|file| file.line.clone()) else { return };
        if self.join.unpaired.get(index) == Some(&true) {
            if index == 0 {
                self.print(Some(&line), None, out);
            } else {
                self.print(None, Some(&line), out);
            }
        }
        self.advance(index);
    }

    /// Takes all lines with the same join field.
    fn group(&mut self, index: usize) -> Vec<Line<'t>> {
        let mut group: Vec<Line<'t>> = Vec::new();
        while let Some(file) = self.files.get(index)
            && let Some(line) = file.line.clone()
        {
            let key = file.key;
            let same =
                group.first().is_none_or(|first| self.order(first.field(key), line.field(key)).is_eq());
            if !same {
                break;
            }
            group.push(line);
            self.advance(index);
        }
        group
    }

    fn advance(&mut self, index: usize) {
        let checks = self.join.check_order.unwrap_or(self.unpaired);
        let Some(file) = self.files.get_mut(index) else { return };
        file.advance();
        let (Some(before), Some(line)) = (&file.before, &file.line) else { return };
        let (a, b) = (before.field(file.key), line.field(file.key));
        let (text, number, complained) = (line.text, file.number, file.complained);
        if checks && !complained && self.order(a, b).is_gt() {
            self.disorder.push((index, number, text));
            if let Some(file) = self.files.get_mut(index) {
                file.complained = true;
            }
        }
    }

    /// Prints a pair, or one line that has no partner.
    fn print(&self, left: Option<&Line<'t>>, right: Option<&Line<'t>>, out: &mut Vec<u8>) {
        let mut row = Row { join: self.join, out, first: true };
        let [first, second] = &self.files;
        let key = match (left, right) {
            (Some(line), _) => line.fields.get(first.key),
            (None, Some(line)) => line.fields.get(second.key),
            (None, None) => None,
        };
        match &self.join.output {
            Output::Fields(fields) => {
                for field in fields {
                    let value = match field {
                        None => key,
                        Some((0, index)) => left.and_then(|line| line.fields.get(*index)),
                        Some((_, index)) => right.and_then(|line| line.fields.get(*index)),
                    };
                    row.field(value.copied());
                }
            }
            output => {
                row.field(key.copied());
                for (file, line) in [(first, left), (second, right)] {
                    let width = match output {
                        Output::Auto => file.width,
                        _ => line.map_or(0, |line| line.fields.len()),
                    };
                    let others = (0..width).filter(|&index| index != file.key);
                    others.for_each(|index| row.field(line.and_then(|line| line.fields.get(index)).copied()));
                }
            }
        }
        out.push(self.join.delimiter);
        debug_assert!(first.index == 0 && second.index == 1);
    }
}

/// A line of output.
struct Row<'o> {
    join: &'o Join,
    out: &'o mut Vec<u8>,
    first: bool,
}

impl Row<'_> {
    fn field(&mut self, value: Option<&[u8]>) {
        if !std::mem::take(&mut self.first) {
            self.out.push(match self.join.separator {
                Separator::Byte(byte) => byte,
                Separator::Blanks => b' ',
                Separator::None => b'\n',
            });
        }
        let value = value.filter(|value| !value.is_empty());
        self.out.extend_from_slice(value.or(self.join.filler.as_deref()).unwrap_or_default());
    }
}
