//! `split [OPTION]... [FILE [PREFIX]]`: writes a file in pieces.
//!
//! A filter gets its piece when the piece is complete.

mod names;
mod pieces;

use crate::filter::{Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size, quote};
use bashwit_kernel::{Context, ExitStatus, OpenFile};
use names::Names;
use pieces::{Failure, Pieces};
use std::rc::Rc;

const SPLIT: Synopsis = Synopsis::gnu(
    "split",
    &["[OPTION]... [FILE [PREFIX]]"],
    "Output pieces of FILE to PREFIXaa, PREFIXab, ...;\n\
     default size is 1000 lines, and default PREFIX is 'x'.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-a, --suffix-length=N", "generate suffixes of length N (default 2)"),
        flag("--additional-suffix=SUFFIX", "append an additional SUFFIX to file names"),
        flag("-b, --bytes=SIZE", "put SIZE bytes per output file"),
        flag("-C, --line-bytes=SIZE", "put at most SIZE bytes of records per output file"),
        flag("-d", "use numeric suffixes starting at 0, not alphabetic"),
        flag("--numeric-suffixes[=FROM]", "same as -d, but allow setting the start value"),
        flag("-x", "use hex suffixes starting at 0, not alphabetic"),
        flag("--hex-suffixes[=FROM]", "same as -x, but allow setting the start value"),
        flag("-e, --elide-empty-files", "do not generate empty output files with '-n'"),
        flag("--filter=COMMAND", "write to shell COMMAND; file name is $FILE"),
        flag("-l, --lines=NUMBER", "put NUMBER lines/records per output file"),
        flag("-n, --number=CHUNKS", "generate CHUNKS output files; see explanation below"),
        flag("-t, --separator=SEP", "use SEP instead of newline as the record separator"),
        flag("-u, --unbuffered", "immediately copy input to output with '-n r/...'"),
        flag("--verbose", "print a diagnostic just before each output file is opened"),
        hidden("-NUM"),
    ],
)
.footer(
    "CHUNKS may be:\n\
     N       split into N files based on size of input\n\
     K/N     output Kth of N to stdout\n\
     l/N     split into N files without splitting lines/records\n\
     l/K/N   output Kth of N to stdout without splitting lines/records\n\
     r/N     like 'l' but use round robin distribution\n\
     r/K/N   likewise but only output Kth of N to stdout",
);

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Lines(u64),
    Bytes(u64),
    /// At most so many bytes, of whole lines.
    LineBytes(u64),
    /// One of N parts (or only the Kth, on standard output).
    Chunks {
        kind: Chunk,
        only: Option<u64>,
        count: u64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chunk {
    Bytes,
    Lines,
    RoundRobin,
}

pub(super) struct Split {
    unit: Unit,
    names: Names,
    elide: bool,
    filter: Option<Vec<u8>>,
    separator: u8,
    verbose: bool,
    file: Vec<u8>,
    input: Option<Rc<OpenFile>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Split, Stop> {
    let mut names = Names {
        prefix: b"x".to_vec(),
        additional: Vec::new(),
        alphabet: b"abcdefghijklmnopqrstuvwxyz",
        length: 0,
        grows: true,
        next: 0,
    };
    let (mut unit, mut separator, mut filter) = (None, None, None);
    let (mut elide, mut verbose, mut digits) = (false, false, Vec::new());
    let mut parsed = SPLIT.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        let number =
            |what| parse_size(value, 1..=u64::MAX).map_err(|error| SPLIT.invalid_number(what, value, error));
        let found = match option.id {
            "bytes" => Unit::Bytes(number("number of bytes")?),
            "line-bytes" => Unit::LineBytes(number("number of bytes")?),
            "lines" => Unit::Lines(number("number of lines")?),
            "number" => chunks(value)?,
            "NUM" => {
                digits.extend_from_slice(value);
                Unit::Lines(
                    parse_size(&digits, 1..=u64::MAX)
                        .map_err(|error| SPLIT.invalid_number("number of lines", &digits, error))?,
                )
            }
            other => {
                match other {
                    "suffix-length" => names.length = length(value)?,
                    "additional-suffix" => names.additional = additional(value)?,
                    "d" | "numeric-suffixes" => {
                        (names.alphabet, names.next) = (b"0123456789", from(&mut names.grows, value, 10)?)
                    }
                    "x" | "hex-suffixes" => {
                        (names.alphabet, names.next) =
                            (b"0123456789abcdef", from(&mut names.grows, value, 16)?)
                    }
                    "elide-empty-files" => elide = true,
                    "filter" => filter = Some(value.to_vec()),
                    "separator" => {
                        let byte = self::separator(value)?;
                        if separator.replace(byte).is_some_and(|old| old != byte) {
                            return Err(SPLIT.failure("multiple separator characters specified"));
                        }
                    }
                    "verbose" => verbose = true,
                    _ => {}
                }
                continue;
            }
        };
        if unit.is_some() && option.id != "NUM" {
            return Err(SPLIT.usage_error("cannot split in more than one way"));
        }
        unit = Some(found);
    }
    let operands = parsed.into_operands();
    if let Some(extra) = operands.get(2) {
        return Err(SPLIT.extra_operand(extra));
    }
    if let Some(prefix) = operands.get(1) {
        names.prefix = prefix.to_vec();
    }
    let unit = unit.unwrap_or(Unit::Lines(1000));
    if filter.is_some() && matches!(unit, Unit::Chunks { only: Some(_), .. }) {
        return Err(SPLIT.usage_error("--filter does not process a chunk extracted to stdout"));
    }
    suffix_length(&mut names, unit)?;
    let file = operands.first().map_or_else(|| b"-".to_vec(), |file| file.to_vec());
    Ok(Split {
        unit,
        names,
        elide,
        filter,
        separator: separator.unwrap_or(b'\n'),
        verbose,
        file,
        input: None,
    })
}

/// The length of suffixes: as asked for, or enough for the number of pieces.
fn suffix_length(names: &mut Names, unit: Unit) -> Result<(), Stop> {
    let given = names.length;
    let mut needed = 0;
    if let Unit::Chunks { count, .. } = unit {
        let mut rest = match names.next.checked_add(count - 1) {
            Some(last) if names.next < count => last,
            _ => count - 1,
        };
        while rest > 0 {
            rest /= names.alphabet.len() as u64;
            needed += 1;
        }
        names.grows = false;
        needed = needed.max(1);
        if given > 0 && given < needed {
            return Err(SPLIT.failure(format!("the suffix length needs to be at least {needed}")));
        }
    }
    if given > 0 {
        names.grows = false;
    }
    names.length = if given > 0 { given } else { needed.max(2) };
    Ok(())
}

fn length(text: &[u8]) -> Result<usize, Stop> {
    let number = parse_size(text, 0..=4096);
    number.map(|number| number as usize).map_err(|error| SPLIT.invalid_number("suffix length", text, error))
}

fn additional(text: &[u8]) -> Result<Vec<u8>, Stop> {
    if text.contains(&b'/') {
        return Err(SPLIT
            .usage_error([b"invalid suffix ", &*quote(text), b", contains directory separator"].concat()));
    }
    Ok(text.to_vec())
}

/// The number of the first piece; with one given, suffixes do not grow.
fn from(grows: &mut bool, text: &[u8], radix: u32) -> Result<u64, Stop> {
    if text.is_empty() {
        return Ok(0);
    }
    *grows = false;
    let number = std::str::from_utf8(text).ok().and_then(|text| u64::from_str_radix(text, radix).ok());
    let what: &[u8] = if radix == 10 { b"numerical" } else { b"hexadecimal" };
    number.ok_or_else(|| {
        SPLIT.usage_error([&*quote(text), b": invalid start value for ", what, b" suffix"].concat())
    })
}

fn separator(text: &[u8]) -> Result<u8, Stop> {
    match text {
        [] => Err(SPLIT.failure("empty record separator")),
        b"\\0" => Ok(0),
        [byte] => Ok(*byte),
        _ => Err(SPLIT.failure([b"multi-character separator ", &*quote(text)].concat())),
    }
}

/// `N`, `K/N`, `l/N`, `l/K/N`, `r/N`, `r/K/N`.
fn chunks(text: &[u8]) -> Result<Unit, Stop> {
    let (kind, rest) = match text {
        [b'l', b'/', rest @ ..] => (Chunk::Lines, rest),
        [b'r', b'/', rest @ ..] => (Chunk::RoundRobin, rest),
        _ => (Chunk::Bytes, text),
    };
    let number = |what, text: &[u8], last| {
        parse_size(text, 1..=last).map_err(|error| SPLIT.invalid_number(what, text, error))
    };
    match rest.iter().position(|&byte| byte == b'/') {
        Some(slash) => {
            let (only, count) = rest.split_at(slash);
            let count = number("number of chunks", count.get(1..).unwrap_or_default(), u64::MAX)?;
            let only = number("chunk number", only, count)?;
            Ok(Unit::Chunks { kind, only: Some(only), count })
        }
        None => Ok(Unit::Chunks { kind, only: None, count: number("number of chunks", rest, u64::MAX)? }),
    }
}

async fn run(context: &Context, mut split: Split) -> ExitStatus {
    let mut filter = Filter::new(context).wording(crate::filter::cannot_open, crate::filter::plain);
    let Some(mut input) = filter.open(&split.file).await else { return ExitStatus::FAILURE };
    split.input = input.file().filter(|file| file.is_seekable()).cloned();
    let mut pieces = Pieces::new(context, &split);
    let mut result = match split.unit {
        Unit::Lines(count) => lines(&mut filter, &mut input, &mut pieces, split.separator, count).await,
        Unit::Bytes(count) => bytes(&mut filter, &mut input, &mut pieces, count).await,
        Unit::LineBytes(most) => {
            line_bytes(&mut filter, &mut input, &mut pieces, split.separator, most).await
        }
        Unit::Chunks { kind, only, count } => {
            let all = filter.rest(&mut input).await;
            chunked(&split, &mut pieces, &all, kind, only, count).await
        }
    };
    if result.is_ok() {
        result = pieces.close().await;
    }
    let status = match result {
        Ok(()) if !filter.failed => ExitStatus::SUCCESS,
        Ok(()) => ExitStatus::FAILURE,
        Err(message) => {
            context.error(message).await;
            ExitStatus::Exited(pieces.status)
        }
    };
    frame::finish(context, &mut pieces.output, status).await
}

async fn lines(
    filter: &mut Filter<'_>,
    input: &mut Input,
    pieces: &mut Pieces<'_>,
    separator: u8,
    count: u64,
) -> Result<(), Failure> {
    // Lines that still fit into the piece.
    let mut room = 0;
    loop {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            return Ok(());
        }
        let mut rest = chunk;
        while !rest.is_empty() {
            if room == 0 {
                pieces.open().await?;
                room = count;
            }
            let mut end = 0;
            while room > 0 {
                let tail = rest.get(end..).unwrap_or_default();
                let Some(at) = memchr::memchr(separator, tail) else {
                    end = rest.len();
                    break;
                };
                end += at + 1;
                room -= 1;
            }
            let (piece, tail) = rest.split_at(end);
            pieces.write(piece).await?;
            rest = tail;
        }
        let length = chunk.len();
        input.reader.consume(length);
    }
}

async fn bytes(
    filter: &mut Filter<'_>,
    input: &mut Input,
    pieces: &mut Pieces<'_>,
    count: u64,
) -> Result<(), Failure> {
    let mut room = 0u64;
    loop {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            return Ok(());
        }
        if room == 0 {
            pieces.open().await?;
            room = count;
        }
        let length = (chunk.len() as u64).min(room) as usize;
        pieces.write(chunk.get(..length).unwrap_or_default()).await?;
        room -= length as u64;
        input.reader.consume(length);
    }
}

async fn line_bytes(
    filter: &mut Filter<'_>,
    input: &mut Input,
    pieces: &mut Pieces<'_>,
    separator: u8,
    most: u64,
) -> Result<(), Failure> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut room = 0;
    loop {
        let chunk = filter.records(input, separator).await;
        if chunk.is_empty() {
            return Ok(());
        }
        let mut rest = chunk;
        while !rest.is_empty() {
            let end = memchr::memchr(separator, rest).map_or(rest.len(), |at| at + 1);
            let (mut line, tail) = rest.split_at(end);
            rest = tail;
            while !line.is_empty() {
                if room < line.len() && room < most {
                    room = 0;
                }
                if room == 0 {
                    pieces.open().await?;
                    room = most;
                }
                let (part, tail) = line.split_at(line.len().min(room));
                pieces.write(part).await?;
                room -= part.len();
                line = tail;
            }
        }
        let length = chunk.len();
        input.reader.consume(length);
    }
}

/// `-n`.
async fn chunked(
    split: &Split,
    pieces: &mut Pieces<'_>,
    all: &[u8],
    kind: Chunk,
    only: Option<u64>,
    count: u64,
) -> Result<(), Failure> {
    if count > 1_000_000 && only.is_none() && !split.elide {
        return Err(b"output file suffixes exhausted".to_vec());
    }
    let parts = match kind {
        Chunk::Bytes => byte_chunks(all, count),
        Chunk::Lines => line_chunks(all, count, split.separator),
        Chunk::RoundRobin => {
            let mut parts = vec![Vec::new(); count.min(1_000_000) as usize];
            let total = parts.len();
            for (at, line) in all.split_inclusive(|&byte| byte == split.separator).enumerate() {
                if let Some(part) = parts.get_mut(at % total) {
                    part.push(line);
                }
            }
            parts
        }
    };
    if let Some(only) = only {
        for part in parts.get((only - 1) as usize).into_iter().flatten() {
            pieces.output.push(part);
        }
        return Ok(());
    }
    for part in &parts {
        if split.elide && part.iter().all(|bytes| bytes.is_empty()) {
            continue;
        }
        pieces.open().await?;
        for bytes in part {
            pieces.write(bytes).await?;
        }
    }
    if !split.elide {
        while pieces.opened < count {
            pieces.open().await?;
        }
    }
    Ok(())
}

fn byte_chunks(all: &[u8], count: u64) -> Vec<Vec<&[u8]>> {
    let size = ((all.len() as u64) / count).max(1) as usize;
    let mut parts = Vec::new();
    let mut rest = all;
    while !rest.is_empty() {
        let last = parts.len() as u64 + 1 == count;
        let (part, tail) = if last { (rest, &[][..]) } else { rest.split_at(size.min(rest.len())) };
        parts.push(vec![part]);
        rest = tail;
    }
    parts
}

/// Lines belong to the part that they begin in.
fn line_chunks(all: &[u8], count: u64, separator: u8) -> Vec<Vec<&[u8]>> {
    let size = ((all.len() as u64).max(count) / count) as usize;
    let mut parts: Vec<Vec<&[u8]>> = vec![Vec::new()];
    let (mut start, mut boundary) = (0usize, size);
    while start < all.len() {
        let from = (boundary - 1).max(start);
        let end = all
            .get(from..)
            .and_then(|tail| memchr::memchr(separator, tail))
            .map_or(all.len(), |at| from + at + 1);
        if let Some(part) = parts.last_mut() {
            part.push(all.get(start..end).unwrap_or_default());
        }
        start = end;
        while boundary <= start && start < all.len() {
            parts.push(Vec::new());
            boundary = if parts.len() as u64 == count { all.len() } else { boundary + size };
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::testing;

    /// Rows of a command and what `head` shows of the pieces.
    #[test]
    fn splits() {
        let rows: &[(&str, &str)] = &[
            ("split -l 2 f", "xaa:1\n2\n xab:3\n4\n xac:5"),
            ("split -2 f y", "yaa:1\n2\n yab:3\n4\n yac:5"),
            ("split -b 4 f", "xaa:1\n2\n xab:3\n4\n xac:5"),
            ("split -C 5 f", "xaa:1\n2\n xab:3\n4\n5"),
            ("split -d -n 2 f", "x00:1\n2\n x01:3\n4\n5"),
            ("split -n l/2 f", "xaa:1\n2\n xab:3\n4\n5"),
            ("split -n r/2 f", "xaa:1\n3\n5 xab:2\n4\n"),
            ("split --numeric-suffixes=8 -l 4 -a 1 --additional-suffix=.t f", "x8.t:1\n2\n3\n4\n x9.t:5"),
        ];
        for (line, want) in rows {
            let fixture = testing::fixture().file("f", b"1\n2\n3\n4\n5");
            let output = testing::run(&fixture, line, "");
            assert_eq!((output.status, output.err().as_str()), (0, ""), "{line}");
            let names = testing::run(&fixture, "ls", "").out();
            let pieces: Vec<String> = names
                .lines()
                .filter(|name| *name != "f")
                .map(|name| format!("{name}:{}", testing::run(&fixture, &format!("cat {name}"), "").out()))
                .collect();
            assert_eq!(pieces.join(" "), *want, "{line}");
        }
        testing::check(&[("split -n 2/3 -", "abcdefg", "cd"), ("split -n r/2/2", "a\nb\nc\n", "b\n")]);
    }

    #[test]
    fn refuses() {
        let hint = "Try 'split --help' for more information.\n";
        testing::check_errors(&[
            ("split -l x", 1, "split: invalid number of lines: ‘x’\n"),
            ("split -n 2/3/4 a", 1, "split: invalid number of chunks: ‘3/4’\n"),
            ("split -l1 -b1 a", 1, &format!("split: cannot split in more than one way\n{hint}")),
            ("split none", 1, "split: cannot open 'none' for reading: No such file or directory\n"),
        ]);
    }
}
