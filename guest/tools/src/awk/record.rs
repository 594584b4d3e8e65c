//! The record and its fields. Fields are found only as far as they are asked for; setting one
//! has the record written anew when it is asked for.

use super::regexes::Pattern;
use super::value::{NumberFormat, Value};

/// What separates fields (`FS`).
#[derive(Debug, Clone)]
pub(super) enum Separator {
    /// Blanks and newlines, those around the record dropped.
    Blank,
    Byte(u8),
    Regex(Pattern),
    /// Every character is a field.
    Characters,
}

/// A field: a part of the record's text, or a value that was set.
#[derive(Debug, Clone)]
enum Field {
    Part(u32, u32),
    Set(Value),
}

/// The record.
#[derive(Debug)]
pub(super) struct Record {
    /// `$0`; not up to date if `stale`.
    text: Vec<u8>,
    stale: bool,
    fields: Vec<Field>,
    /// From where on fields are still to be found.
    scanned: usize,
    /// All fields were found.
    complete: bool,
    /// Used while the text is written anew.
    spare: Vec<u8>,
    pub separator: Separator,
    /// Newlines separate fields too (paragraph mode).
    pub paragraphs: bool,
    pub utf8: bool,
    pub ofs: Vec<u8>,
    pub convfmt: NumberFormat,
}

/// The field that begins at `at` or behind: where it begins and ends, and where the next one is
/// looked for; past the text if there is none.
pub(super) fn next_field(
    text: &[u8],
    at: usize,
    separator: &Separator,
    paragraphs: bool,
    utf8: bool,
) -> Option<(usize, usize, usize)> {
    let rest = text.get(at..)?;
    match separator {
        Separator::Blank => {
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
            let start = at + rest.iter().position(|byte| !blank(byte))?;
            let length = text.get(start..)?.iter().position(blank);
            let end = length.map_or(text.len(), |length| start + length);
            Some((start, end, end))
        }
        _ if text.is_empty() => None,
        Separator::Byte(byte) => {
            let found =
                if paragraphs { memchr::memchr2(*byte, b'\n', rest) } else { memchr::memchr(*byte, rest) };
            let end = found.map_or(text.len(), |length| at + length);
            Some((at, end, end + 1))
        }
        Separator::Regex(regex) => {
            let mut from = at;
            loop {
                match regex.find(text, from) {
                    // What separates is not empty.
                    Some(found) if found.is_empty() => from = found.end + 1,
                    Some(found) => return Some((at, found.start, found.end)),
                    None => return Some((at, text.len(), text.len() + 1)),
                }
            }
        }
        Separator::Characters => {
            if rest.is_empty() {
                return None;
            }
            let end = at + if utf8 { bstr::decode_utf8(rest).1 } else { 1 };
            Some((at, end, end))
        }
    }
}

impl Record {
    pub fn new(utf8: bool) -> Self {
        Record {
            text: Vec::new(),
            stale: false,
            fields: Vec::new(),
            scanned: 0,
            complete: false,
            spare: Vec::new(),
            separator: Separator::Blank,
            paragraphs: false,
            utf8,
            ofs: b" ".to_vec(),
            convfmt: NumberFormat::new(b"%.6g"),
        }
    }

    /// Sets `$0`.
    pub fn set(&mut self, text: &[u8]) {
        self.text.clear();
        self.text.extend_from_slice(text);
        self.restart();
    }

    /// Sets `$0` to a text that is there already.
    pub fn set_owned(&mut self, text: Vec<u8>) {
        self.spare = std::mem::replace(&mut self.text, text);
        self.restart();
    }

    /// An empty text with room, to be given back with `set_owned` or `give_spare`.
    pub fn take_spare(&mut self) -> Vec<u8> {
        let mut spare = std::mem::take(&mut self.spare);
        spare.clear();
        spare
    }

    /// Gives back what was taken, if that has more room.
    pub fn give_spare(&mut self, spare: Vec<u8>) {
        if spare.capacity() > self.spare.capacity() {
            self.spare = spare;
        }
    }

    fn restart(&mut self) {
        self.stale = false;
        self.fields.clear();
        self.scanned = 0;
        self.complete = false;
    }

    /// Finds fields up to number `count`.
    pub fn find(&mut self, count: usize) {
        if self.complete {
            return;
        }
        while self.fields.len() < count {
            match next_field(&self.text, self.scanned, &self.separator, self.paragraphs, self.utf8) {
                Some((start, end, next)) => {
                    self.fields.push(Field::Part(start as u32, end as u32));
                    self.scanned = next;
                }
                None => {
                    self.complete = true;
                    return;
                }
            }
        }
    }

    /// Finds all fields: before what separates them changes, too.
    pub fn find_all(&mut self) {
        self.find(usize::MAX);
    }

    /// `NF`.
    pub fn count(&mut self) -> usize {
        self.find_all();
        self.fields.len()
    }

    /// Makes a field ready to be read: found, and `$0` up to date.
    pub fn prepare(&mut self, index: u32) {
        if index == 0 {
            self.renew();
        } else {
            self.find(index as usize);
        }
    }

    /// A field that was prepared, as text; `None` where it was set to a number.
    pub fn bytes(&self, index: u32) -> Option<&[u8]> {
        let Some(at) = (index as usize).checked_sub(1) else { return Some(&self.text) };
        match self.fields.get(at) {
            Some(Field::Part(start, end)) => self.text.get(*start as usize..*end as usize),
            Some(Field::Set(value)) => value.as_text(),
            None => Some(b""),
        }
    }

    /// A field that was prepared, if it was set to a value.
    pub fn set_value(&self, index: u32) -> Option<&Value> {
        match self.fields.get((index as usize).checked_sub(1)?) {
            Some(Field::Set(value)) => Some(value),
            _ => None,
        }
    }

    /// A field that was prepared.
    pub fn value(&self, index: u32) -> Value {
        match self.set_value(index) {
            Some(value) => value.clone(),
            None => Value::input(self.bytes(index).unwrap_or_default()),
        }
    }

    /// Sets a field; those before it come into being.
    pub fn set_field(&mut self, index: usize, value: Value) {
        self.find_all();
        if self.fields.len() < index {
            self.fields.resize(index, Field::Set(Value::input(b"")));
        }
        if let Some(field) = index.checked_sub(1).and_then(|at| self.fields.get_mut(at)) {
            *field = Field::Set(value);
        }
        self.stale = true;
    }

    /// Sets `NF`.
    pub fn set_count(&mut self, count: usize) {
        self.find_all();
        self.fields.resize(count, Field::Set(Value::input(b"")));
        self.stale = true;
    }

    /// Writes `$0` anew from its fields.
    fn renew(&mut self) {
        if !self.stale {
            return;
        }
        let mut text = std::mem::take(&mut self.spare);
        text.clear();
        for (at, field) in self.fields.iter_mut().enumerate() {
            if at > 0 {
                text.extend_from_slice(&self.ofs);
            }
            let start = text.len();
            match field {
                Field::Part(from, to) => {
                    text.extend_from_slice(self.text.get(*from as usize..*to as usize).unwrap_or_default());
                    (*from, *to) = (start as u32, text.len() as u32);
                }
                Field::Set(Value::Number(number)) => self.convfmt.push(*number, &mut text),
                Field::Set(value) => text.extend_from_slice(value.as_text().unwrap_or_default()),
            }
        }
        self.spare = std::mem::replace(&mut self.text, text);
        self.stale = false;
    }
}
