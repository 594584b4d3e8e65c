//! The lines, and what is computed for each of them before they are compared.
//!
//! A line's rank is a `u64` that orders as its first key does as far as it goes: the first
//! bytes of a text, a whole number. Only equal ranks ask for more: the key's text, the next
//! keys, at last the whole line.

use super::key::{Key, Kind};
use super::number::{self, Rank};
use super::options::Sort;
use crate::filevercmp::filevercmp;
use std::cmp::Ordering;
use std::ops::Range;

/// A piece of a buffer.
#[derive(Debug, Clone, Copy, Default)]
struct Piece {
    start: u32,
    length: u32,
}

impl Piece {
    fn new(range: Range<usize>) -> Piece {
        Piece { start: range.start as u32, length: range.len() as u32 }
    }

    fn of(self, buffer: &[u8]) -> &[u8] {
        let start = self.start as usize;
        buffer.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// What a key of a line says.
#[derive(Debug, Clone, Copy, Default)]
struct Value {
    rank: u64,
    text: Piece,
}

/// A line on its way to its place.
#[derive(Debug, Clone, Copy)]
struct Entry {
    rank: u64,
    index: u32,
}

/// The lines of all files.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    sort: &'s Sort,
    keys: Vec<Key>,
    text: Vec<u8>,
    lines: Vec<Piece>,
    /// `keys.len()` for each line; the first key's ranks are in `order`.
    values: Vec<Value>,
    /// Whether equal ranks of a key are equal keys for all lines.
    exact: Vec<bool>,
    /// Keys whose bytes were changed (`-f`, `-d`, `-i`).
    translated: Vec<u8>,
    order: Vec<Entry>,
    seed: u64,
}

/// A buffer that cannot be larger than offsets can say.
const MOST: usize = u32::MAX as usize;

impl<'s> Lines<'s> {
    pub fn new(sort: &'s Sort, mut text: Vec<u8>, seed: u64) -> Self {
        text.truncate(MOST);
        let mut lines = Vec::with_capacity(text.len() / 16);
        let mut start = 0;
        for end in memchr::memchr_iter(sort.delimiter, &text) {
            lines.push(Piece::new(start..end));
            start = end + 1;
        }
        let mut all = Lines {
            sort,
            keys: sort.keys.clone(),
            text,
            lines,
            values: Vec::new(),
            exact: Vec::new(),
            translated: Vec::new(),
            order: Vec::new(),
            seed,
        };
        if all.keys.is_empty() {
            all.rank_lines()
        } else {
            all.rank_keys()
        }
        all
    }

    /// A line by its place in the input.
    pub fn line(&self, index: usize) -> &[u8] {
        self.lines.get(index).map_or(&[], |piece| piece.of(&self.text))
    }

    /// Without keys: the first bytes after those that all lines share.
    fn rank_lines(&mut self) {
        let common = self.common_prefix();
        let reverse = self.sort.reverse;
        let text = &self.text;
        let ranked = self.lines.iter().enumerate().map(|(index, piece)| {
            let rank = text_rank(piece.of(text).get(common..).unwrap_or_default());
            Entry { rank: if reverse { !rank } else { rank }, index: index as u32 }
        });
        self.order = ranked.collect();
    }

    /// How many bytes all lines begin with.
    fn common_prefix(&self) -> usize {
        let first = self.line(0);
        let mut common = first.len();
        for piece in &self.lines {
            if common == 0 {
                break;
            }
            let shared = first.iter().zip(piece.of(&self.text)).take(common).take_while(|(a, b)| a == b);
            common = shared.count();
        }
        common
    }

    fn rank_keys(&mut self) {
        let count = self.keys.len();
        self.values = Vec::with_capacity(self.lines.len() * count);
        self.exact = vec![true; count];
        let keys = std::mem::take(&mut self.keys);
        for index in 0..self.lines.len() {
            let line = self.lines.get(index).copied().unwrap_or_default();
            for (number, key) in keys.iter().enumerate() {
                let value = self.value(line, key, number);
                if number == 0 {
                    self.order.push(Entry { rank: value.rank, index: index as u32 });
                }
                self.values.push(value);
            }
        }
        self.keys = keys;
    }

    fn value(&mut self, line: Piece, key: &Key, number: usize) -> Value {
        let whole = line.of(&self.text);
        let slice = key.slice(whole, self.sort.separator);
        let offset = slice.as_ptr() as usize - whole.as_ptr() as usize;
        let start = if slice.is_empty() { line.start as usize } else { line.start as usize + offset };
        let mut text = Piece::new(start..start + slice.len());
        let mut slice = slice;
        if key.flags.translates() {
            let from = self.translated.len();
            translate(slice, key, &mut self.translated);
            text = Piece::new(from..self.translated.len());
            slice = text.of(&self.translated);
        }
        let rank = match key.flags.kind() {
            Kind::Text => Rank { value: text_rank(slice), exact: false },
            Kind::Numeric => number::numeric(slice),
            Kind::General => number::general(slice),
            Kind::Human => number::human(slice),
            Kind::Month => number::month(slice),
            Kind::Version => Rank { value: 0, exact: false },
            Kind::Random => Rank { value: number::hash(slice, self.seed), exact: false },
        };
        if let Some(exact) = self.exact.get_mut(number) {
            *exact &= rank.exact;
        }
        Value { rank: if key.flags.reverse { !rank.value } else { rank.value }, text }
    }

    /// Brings the lines in order.
    pub fn sort(&mut self) {
        let mut order = std::mem::take(&mut self.order);
        if self.keys.is_empty() {
            order.sort_unstable_by(|a, b| a.rank.cmp(&b.rank).then_with(|| self.compare_lines(a, b)));
        } else {
            // The place in the input makes an unstable sort stable.
            order.sort_unstable_by(|a, b| self.compare(a, b).then_with(|| a.index.cmp(&b.index)));
        }
        if self.sort.unique {
            order.dedup_by(|next, kept| self.compare(kept, next).is_eq());
        }
        self.order = order;
    }

    /// Merges runs that end at these offsets of the buffer; each run is taken as sorted.
    pub fn merge(&mut self, ends: &[usize]) {
        let order = std::mem::take(&mut self.order);
        let mut runs = Vec::new();
        let mut from = 0;
        for &end in ends {
            let to = self.lines.partition_point(|piece| (piece.start as usize) < end);
            runs.push(order.get(from..to).unwrap_or_default());
            from = to;
        }
        let mut merged: Vec<Entry> = Vec::with_capacity(order.len());
        loop {
            let mut least: Option<(usize, Entry)> = None;
            for (number, run) in runs.iter().enumerate() {
                let Some(entry) = run.first() else { continue };
                // Of equal ones the first run's comes first.
                if least.as_ref().is_none_or(|(_, known)| self.compare(entry, known).is_lt()) {
                    least = Some((number, *entry));
                }
            }
            let Some((number, entry)) = least else { break };
            if let Some(run) = runs.get_mut(number) {
                *run = run.get(1..).unwrap_or_default();
            }
            merged.push(entry);
        }
        if self.sort.unique {
            merged.dedup_by(|next, kept| self.compare(kept, next).is_eq());
        }
        self.order = merged;
    }

    /// The lines in their order.
    pub fn output(&self) -> impl Iterator<Item = &[u8]> {
        self.order.iter().map(|entry| self.line(entry.index as usize))
    }

    /// The first line that stands wrong in the input.
    pub fn disorder(&self) -> Option<usize> {
        let wrong = self.order.windows(2).position(|pair| match pair {
            [before, after] => {
                let order = self.compare(before, after);
                order.is_gt() || self.sort.unique && order.is_eq()
            }
            _ => false,
        });
        wrong.map(|index| index + 1)
    }

    fn compare(&self, a: &Entry, b: &Entry) -> Ordering {
        let first = a.rank.cmp(&b.rank);
        if first.is_ne() {
            return first;
        }
        if self.keys.is_empty() {
            return self.compare_lines(a, b);
        }
        let count = self.keys.len();
        let values = |entry: &Entry| {
            let start = entry.index as usize * count;
            self.values.get(start..start + count).unwrap_or_default()
        };
        let pairs = values(a).iter().zip(values(b));
        for ((key, exact), (a, b)) in self.keys.iter().zip(&self.exact).zip(pairs) {
            let mut order = a.rank.cmp(&b.rank);
            if order.is_eq() && !exact {
                order = self.compare_key(key, a, b);
            }
            if order.is_ne() {
                return order;
            }
        }
        if self.sort.stable || self.sort.unique {
            return Ordering::Equal;
        }
        self.compare_lines(a, b)
    }

    /// Two keys with the same rank.
    fn compare_key(&self, key: &Key, a: &Value, b: &Value) -> Ordering {
        let buffer = if key.flags.translates() { &self.translated } else { &self.text };
        let (x, y) = (a.text.of(buffer), b.text.of(buffer));
        let order = match key.flags.kind() {
            Kind::Text | Kind::Random => x.cmp(y),
            Kind::Numeric | Kind::Human => number::compare_numeric(x, y),
            Kind::Version => filevercmp(x, y),
            Kind::General | Kind::Month => Ordering::Equal,
        };
        if key.flags.reverse { order.reverse() } else { order }
    }

    /// The last resort: the whole lines, by bytes.
    fn compare_lines(&self, a: &Entry, b: &Entry) -> Ordering {
        let order = self.line(a.index as usize).cmp(self.line(b.index as usize));
        if self.sort.reverse { order.reverse() } else { order }
    }
}

/// The first seven bytes, then how many there are: orders as the text does.
fn text_rank(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(bytes) => u64::from_be_bytes(*bytes) | 0xff,
        None => {
            let mut bytes = [0; 8];
            for (place, byte) in bytes.iter_mut().zip(text) {
                *place = *byte;
            }
            u64::from_be_bytes(bytes) | text.len() as u64
        }
    }
}

fn translate(text: &[u8], key: &Key, out: &mut Vec<u8>) {
    let flags = &key.flags;
    let kept = text.iter().filter(|byte| {
        (!flags.dictionary || byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'\t' | b'\n'))
            && (!flags.printable || matches!(byte, b' '..=b'~'))
    });
    out.extend(kept.map(|byte| if flags.fold { byte.to_ascii_uppercase() } else { *byte }));
}
