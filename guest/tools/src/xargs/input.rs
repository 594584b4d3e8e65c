//! The arguments in the input: words with quotes, or what stands between delimiters.

use super::options::Xargs;

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Nothing whole: more input is needed.
    More,
    /// The end, by `-E` or because there is nothing left.
    End,
    Argument {
        text: Vec<u8>,
        ends_line: bool,
    },
    /// A line ended without argument of its own.
    Line,
    /// A quote of this kind without partner.
    Unmatched(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a word.
    Space,
    Word,
    Quote(u8),
    Backslash,
}

/// Reads items from chunks.
pub(super) struct Items<'x> {
    /// `None`: words with quotes.
    delimiter: Option<u8>,
    /// Words end at newlines only.
    lines: bool,
    end: Option<&'x [u8]>,
    word: Vec<u8>,
    /// There is a word, perhaps an empty one in quotes.
    begun: bool,
    state: State,
    before: u8,
    ended: bool,
}

fn kind(quote: u8) -> &'static str {
    if quote == b'"' { "double" } else { "single" }
}

impl<'x> Items<'x> {
    pub fn new(xargs: &'x Xargs) -> Self {
        Items {
            delimiter: xargs.delimiter,
            lines: xargs.replace.is_some(),
            end: xargs.end.as_deref(),
            word: Vec::new(),
            begun: false,
            state: State::Space,
            before: b'\n',
            ended: false,
        }
    }

    /// The next item of a chunk, which is cut from its front.
    pub fn next(&mut self, chunk: &mut &[u8]) -> Item {
        if self.ended {
            return Item::End;
        }
        match self.delimiter {
            Some(delimiter) => self.delimited(chunk, delimiter),
            None => self.words(chunk),
        }
    }

    /// What is left when there is no more input.
    pub fn end(&mut self) -> Item {
        if let (State::Quote(quote), false) = (self.state, self.ended) {
            self.ended = true;
            return Item::Unmatched(kind(quote));
        }
        if std::mem::replace(&mut self.ended, true) {
            return Item::End;
        }
        let begun = self.begun || !self.word.is_empty();
        if begun { self.argument(true) } else { Item::End }
    }

    fn argument(&mut self, ends_line: bool) -> Item {
        self.begun = false;
        self.state = State::Space;
        let text = std::mem::take(&mut self.word);
        if self.delimiter.is_none() && self.end.is_some_and(|end| end == text) {
            self.ended = true;
            return Item::End;
        }
        Item::Argument { text, ends_line }
    }

    fn delimited(&mut self, chunk: &mut &[u8], delimiter: u8) -> Item {
        match memchr::memchr(delimiter, chunk) {
            Some(at) => {
                let (text, rest) = chunk.split_at(at);
                *chunk = rest.get(1..).unwrap_or_default();
                self.word.extend_from_slice(text);
                self.argument(true)
            }
            None => {
                self.word.extend_from_slice(chunk);
                *chunk = &[];
                Item::More
            }
        }
    }

    fn words(&mut self, chunk: &mut &[u8]) -> Item {
        while let Some((&byte, rest)) = chunk.split_first() {
            *chunk = rest;
            let before = std::mem::replace(&mut self.before, byte);
            match self.state {
                State::Space if matches!(byte, b' ' | b'\t'..=b'\r') => continue,
                State::Space | State::Word => {
                    self.state = State::Word;
                    if let Some(item) = self.plain(byte, before) {
                        return item;
                    }
                }
                State::Quote(quote) if byte == quote => self.state = State::Word,
                State::Quote(quote) if byte == b'\n' => {
                    self.ended = true;
                    return Item::Unmatched(kind(quote));
                }
                State::Quote(_) => self.word.push(byte),
                State::Backslash => {
                    self.word.push(byte);
                    self.state = State::Word;
                }
            }
        }
        Item::More
    }

    /// A byte outside quotes.
    fn plain(&mut self, byte: u8, before: u8) -> Option<Item> {
        match byte {
            b'\n' => {
                // A line that ends in a blank goes on in the next one.
                let ends_line = !matches!(before, b' ' | b'\t');
                if !self.begun {
                    self.state = State::Space;
                    return ends_line.then_some(Item::Line);
                }
                return Some(self.argument(ends_line));
            }
            b' ' | b'\t' if !self.lines => return Some(self.argument(false)),
            b'\\' => self.state = State::Backslash,
            b'\'' | b'"' => self.state = State::Quote(byte),
            byte => self.word.push(byte),
        }
        self.begun = true;
        None
    }
}
