//! One command line in the making.

use super::options::Xargs;

/// Why an argument finds no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    /// The command alone is too long.
    One,
    /// With `-x`.
    Exit,
    /// The argument is too long.
    Line,
}

impl Full {
    pub fn message(self) -> &'static str {
        match self {
            Full::One => "cannot fit single argument within argument list size limit",
            Full::Exit => "argument list too long",
            Full::Line => "argument line too long",
        }
    }
}

pub(super) struct Batch<'x> {
    xargs: &'x Xargs,
    args: Vec<Vec<u8>>,
    /// Bytes of the command line, each word with its NUL.
    size: usize,
    lines: usize,
}

fn size(words: &[Vec<u8>]) -> usize {
    words.iter().map(|word| word.len() + 1).sum()
}

impl<'x> Batch<'x> {
    pub fn new(xargs: &'x Xargs) -> Self {
        Batch { xargs, args: Vec::new(), size: size(&xargs.command), lines: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.args.is_empty()
    }

    /// Adds an argument; the command before it, if that was full.
    pub fn push(&mut self, text: Vec<u8>) -> Result<Option<Vec<Vec<u8>>>, Full> {
        let xargs = self.xargs;
        let mut full = None;
        if self.size + text.len() + 1 > xargs.size {
            if self.args.is_empty() {
                return Err(if self.size > xargs.size { Full::One } else { Full::Line });
            }
            if xargs.exit && (xargs.lines > 0 || xargs.args > 0) {
                return Err(Full::Exit);
            }
            full = Some(self.take());
            if self.size + text.len() + 1 > xargs.size {
                return Err(Full::Line);
            }
        }
        self.size += text.len() + 1;
        self.args.push(text);
        if xargs.args > 0 && self.args.len() >= xargs.args && full.is_none() {
            full = Some(self.take());
        }
        Ok(full)
    }

    /// A line has ended; true where the command has all its lines.
    pub fn line(&mut self) -> bool {
        self.lines += 1;
        self.xargs.lines > 0 && self.lines >= self.xargs.lines
    }

    /// The command with its arguments; the next one begins.
    pub fn take(&mut self) -> Vec<Vec<u8>> {
        let mut command = self.xargs.command.clone();
        command.append(&mut self.args);
        self.size = size(&self.xargs.command);
        self.lines = 0;
        command
    }

    /// The command with every `pattern` in its arguments replaced; `None` where that is too
    /// long.
    pub fn replaced(&self, pattern: &[u8], text: &[u8]) -> Option<Vec<Vec<u8>>> {
        let mut length = 0;
        let mut command = Vec::new();
        for (index, word) in self.xargs.command.iter().enumerate() {
            let word =
                if index == 0 || pattern.is_empty() { word.clone() } else { substitute(word, pattern, text) };
            length += word.len() + 1;
            if length > self.xargs.size {
                return None;
            }
            command.push(word);
        }
        Some(command)
    }
}

fn substitute(word: &[u8], pattern: &[u8], text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in memchr::memmem::find_iter(word, pattern) {
        out.extend_from_slice(word.get(from..at).unwrap_or_default());
        out.extend_from_slice(text);
        from = at + pattern.len();
    }
    out.extend_from_slice(word.get(from..).unwrap_or_default());
    out
}
