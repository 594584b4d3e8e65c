//! `wc [OPTION]... [FILE]...`: counts lines, words, characters, bytes, and the widest line.
//!
//! Words are runs of printable characters between white space, as the locale's character set
//! has them. Exit status: 1 where a file cannot be read.

use crate::filter::{Broken, Filter, Input, split};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf, quotef_colon};
use bashwit_kernel::{Context, ExitStatus};
use unicode_width::UnicodeWidthChar;

const WC: Synopsis = Synopsis::gnu(
    "wc",
    &["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    "Print newline, word, and byte counts for each FILE, and a total line if\n\
     more than one FILE is specified. With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-c, --bytes", "print the byte counts"),
        flag("-m, --chars", "print the character counts"),
        flag("-l, --lines", "print the newline counts"),
        flag("--files0-from=F", "read input from the files specified by\nNUL-terminated names in file F"),
        flag("-L, --max-line-length", "print the maximum display width"),
        flag("-w, --words", "print the word counts"),
    ],
);

#[derive(Debug, Default)]
struct Wc {
    files: Vec<Vec<u8>>,
    names_from: Option<Vec<u8>>,
    /// The names come one by one, so that the sizes are not known before.
    streamed: bool,
    lines: bool,
    words: bool,
    chars: bool,
    bytes: bool,
    width: bool,
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    lines: u64,
    words: u64,
    chars: u64,
    bytes: u64,
    width: u64,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Wc, Stop> {
    let mut wc = Wc::default();
    let mut args = WC.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "bytes" => wc.bytes = true,
            "chars" => wc.chars = true,
            "lines" => wc.lines = true,
            "max-line-length" => wc.width = true,
            "words" => wc.words = true,
            _ => wc.names_from = Some(option.value.to_vec()),
        }
    }
    if !(wc.lines || wc.words || wc.chars || wc.bytes || wc.width) {
        (wc.lines, wc.words, wc.bytes) = (true, true, true);
    }
    wc.files = args.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if let (Some(_), Some(extra)) = (&wc.names_from, wc.files.first()) {
        let mut stop = WC.usage_error([b"extra operand ", &quoteaf(extra)[..]].concat());
        stop.message.extend_from_slice(b"\nfile operands cannot be combined with --files0-from");
        return Err(stop);
    }
    Ok(wc)
}

async fn run(context: &Context, mut wc: Wc) -> ExitStatus {
    let mut filter = Filter::new(context);
    if let Some(list) = &wc.names_from {
        match names_from(&mut filter, list).await {
            Some((files, streamed)) => (wc.files, wc.streamed) = (files, streamed),
            None => return ExitStatus::FAILURE,
        }
    } else if wc.files.is_empty() {
        wc.files.push(Vec::new());
    }
    let result = count_all(&mut filter, &wc).await;
    filter.finish(result).await
}

/// The names in a file, each ended by NUL, and whether that file is a stream.
async fn names_from(filter: &mut Filter<'_>, list: &[u8]) -> Option<(Vec<Vec<u8>>, bool)> {
    let opened = match list {
        b"-" => Ok(Input::stdin(filter.context)),
        _ => filter.context.reader(list).await.map(|reader| Input::new(list, reader)),
    };
    match opened {
        Ok(mut input) => {
            let bytes = filter.rest(&mut input).await;
            let names: Vec<Vec<u8>> = split(&bytes, 0).map(<[u8]>::to_vec).collect();
            Some((names, input.file().is_some_and(|file| !file.is_seekable())))
        }
        Err(error) => {
            let quoted = quoteaf(list);
            let parts = [b"cannot open ", &quoted[..], b" for reading: ", error.message().as_bytes()];
            filter.fail(parts.concat()).await;
            None
        }
    }
}

async fn count_all(filter: &mut Filter<'_>, wc: &Wc) -> Result<(), Broken> {
    let digits = wc.digits(filter.context);
    let mut total = Counts::default();
    for (index, name) in wc.files.iter().enumerate() {
        if let Some(list) = wc.names_from.as_ref().filter(|_| name.is_empty()) {
            let place = format!(":{}: invalid zero-length file name", index + 1);
            filter.fail([&quotef_colon(list)[..], place.as_bytes()].concat()).await;
            continue;
        }
        let opened = if name.is_empty() { &b"-"[..] } else { name };
        let Some(mut input) = filter.open(opened).await else { continue };
        let counts = wc.count(filter, &mut input).await;
        wc.print(&counts, name, digits, filter.output.buffer());
        filter.flush_if_full().await?;
        total.add(&counts);
    }
    if wc.files.len() > 1 {
        wc.print(&total, b"total", digits, filter.output.buffer());
    }
    Ok(())
}

impl Counts {
    fn add(&mut self, more: &Counts) {
        self.lines += more.lines;
        self.words += more.words;
        self.chars += more.chars;
        self.bytes += more.bytes;
        self.width = self.width.max(more.width);
    }
}

impl Wc {
    /// How wide the numbers become: as the sizes of the files suggest.
    fn digits(&self, context: &Context) -> usize {
        let columns = [self.lines, self.words, self.chars, self.bytes, self.width];
        if self.streamed || self.files.len() == 1 && columns.iter().filter(|&&c| c).count() == 1 {
            return 1;
        }
        let (mut sum, mut least) = (0u64, 1);
        for name in &self.files {
            let metadata = match &name[..] {
                b"" | b"-" => context.file(0).and_then(|file| file.metadata()),
                name => context.files().stat(name),
            };
            match metadata {
                Ok(metadata) if metadata.is_file() => sum += metadata.size,
                Ok(_) => least = 7,
                Err(_) => {}
            }
        }
        sum.to_string().len().max(least)
    }

    fn print(&self, counts: &Counts, name: &[u8], digits: usize, out: &mut Vec<u8>) {
        let columns = [
            (self.lines, counts.lines),
            (self.words, counts.words),
            (self.chars, counts.chars),
            (self.bytes, counts.bytes),
            (self.width, counts.width),
        ];
        let shown = columns.iter().filter(|(shown, _)| *shown);
        for (index, (_, number)) in shown.enumerate() {
            let gap = if index > 0 { " " } else { "" };
            out.extend_from_slice(format!("{gap}{number:digits$}").as_bytes());
        }
        if !name.is_empty() {
            out.push(b' ');
            if name.contains(&b'\n') {
                out.extend_from_slice(&quoteaf(name));
            } else {
                out.extend_from_slice(name);
            }
        }
        out.push(b'\n');
    }

    async fn count(&self, filter: &mut Filter<'_>, input: &mut Input) -> Counts {
        let utf8 = filter.context.is_utf8();
        let characters = self.words || self.width || self.chars && utf8;
        let mut counts = Counts::default();
        if !characters
            && !self.lines
            && let Some(size) = size_left(input)
        {
            counts.bytes = size;
            return counts;
        }
        let mut scan = Scan::default();
        loop {
            let chunk = filter.chunk(input).await;
            if chunk.is_empty() {
                break;
            }
            let used = if characters { scan.chunk(chunk, utf8, &mut counts) } else { chunk.len() };
            if used == 0 {
                // A character that goes on in the next chunk.
                if !filter.more(input).await {
                    scan.broken(input.reader.buffered(), &mut counts);
                    break;
                }
                continue;
            }
            counts.bytes += used as u64;
            if !characters && self.lines {
                counts.lines += memchr::memchr_iter(b'\n', chunk).count() as u64;
            }
            input.reader.consume(used);
        }
        scan.end(&mut counts);
        if !utf8 {
            counts.chars = counts.bytes;
        }
        counts
    }
}

/// What is left of a regular file, by its size alone; it counts as read then.
fn size_left(input: &Input) -> Option<u64> {
    let file = input.file().filter(|file| file.is_seekable())?;
    let size = file.metadata().ok()?.size;
    let left = size.saturating_sub(file.offset());
    file.seek(size.max(file.offset())).ok().map(|()| left)
}

/// Counting characters, words and columns.
#[derive(Debug, Default)]
struct Scan {
    in_word: bool,
    column: u64,
}

/// What a byte below 0x80 is: nothing printable, a part of a word, white space, other control
/// with a meaning for the column.
const CLASSES: [u8; 128] = {
    let mut classes = [NOTHING; 128];
    let mut byte = 0x21;
    while byte < 0x7f {
        classes[byte] = PRINTABLE;
        byte += 1;
    }
    classes[b' ' as usize] = BLANK;
    classes[b'\t' as usize] = TAB;
    classes[b'\n' as usize] = NEWLINE;
    classes[b'\r' as usize] = RETURN;
    classes[0x0c] = RETURN;
    classes[0x0b] = VERTICAL;
    classes
};
const NOTHING: u8 = 0;
const PRINTABLE: u8 = 1;
const BLANK: u8 = 2;
const TAB: u8 = 3;
const NEWLINE: u8 = 4;
const RETURN: u8 = 5;
const VERTICAL: u8 = 6;

impl Scan {
    /// Counts whole characters: how many bytes it used.
    fn chunk(&mut self, chunk: &[u8], utf8: bool, counts: &mut Counts) -> usize {
        let mut at = 0;
        while let Some(&byte) = chunk.get(at) {
            if let Some(&class) = CLASSES.get(usize::from(byte)) {
                counts.chars += 1;
                at += 1;
                self.ascii(class, counts);
                continue;
            }
            if !utf8 {
                at += 1;
                continue;
            }
            let rest = chunk.get(at..).unwrap_or_default();
            let (character, length) = bstr::decode_utf8(rest);
            match character {
                Some(character) => self.wide(character, counts),
                None if is_cut(rest) => break,
                None => {}
            }
            at += length;
        }
        at
    }

    fn ascii(&mut self, class: u8, counts: &mut Counts) {
        match class {
            PRINTABLE => {
                self.column += 1;
                counts.words += u64::from(!self.in_word);
                self.in_word = true;
                return;
            }
            NOTHING => return,
            BLANK => self.column += 1,
            TAB => self.column += 8 - self.column % 8,
            NEWLINE => {
                counts.lines += 1;
                self.end(counts);
            }
            RETURN => self.end(counts),
            _ => {}
        }
        self.in_word = false;
    }

    fn wide(&mut self, character: char, counts: &mut Counts) {
        counts.chars += 1;
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            return;
        }
        self.column += character.width().unwrap_or(0) as u64;
        let space = character.is_whitespace() || character == '\u{2060}';
        counts.words += u64::from(!space && !self.in_word);
        self.in_word = !space;
    }

    /// The bytes at the end of a file that begin a character only.
    fn broken(&mut self, bytes: &[u8], counts: &mut Counts) {
        counts.bytes += bytes.len() as u64;
    }

    /// The end of a line.
    fn end(&mut self, counts: &mut Counts) {
        counts.width = counts.width.max(std::mem::take(&mut self.column));
    }
}

/// Whether these bytes, which are no character, may be the beginning of one.
fn is_cut(bytes: &[u8]) -> bool {
    bytes.len() < 4 && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, check_on, fixture};

    #[test]
    fn counts() {
        check(&[
            ("wc", "a b\nc\n", "      2       3       6\n"),
            ("wc -l", "a\nb", "1\n"),
            ("wc -w", " a\u{a0}b \x01 c\n", "3\n"),
            ("wc -m", "h\u{e9}\n", "3\n"),
            ("wc -c", "h\u{e9}\n", "4\n"),
            ("wc -L", "ab\tc\n\u{65e5}\u{672c}\n", "9\n"),
            ("wc -lw -", "a\n", "      1       1 -\n"),
        ]);
    }

    #[test]
    fn files() {
        let fixture = fixture().file("a", b"x y\n").file("b", b"z\n");
        check_on(
            &fixture,
            &[
                ("wc a", "", "1 2 4 a\n"),
                ("wc a b", "", "1 2 4 a\n1 1 2 b\n2 3 6 total\n"),
                ("wc -l --files0-from=-", "a\0b\0", "1 a\n1 b\n2 total\n"),
            ],
        );
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("wc no", 1, "wc: no: No such file or directory\n"),
            ("wc .", 1, "wc: .: Is a directory\n"),
        ]);
    }
}
