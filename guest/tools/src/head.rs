//! `head [OPTION]... [FILE]...`: the first lines or bytes of each file, or all but the last ones.
//!
//! Reads no further than it must; what it read beyond that from a shared regular file is given
//! back. Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};
use std::collections::VecDeque;

const HEAD: Synopsis = Synopsis::gnu(
    "head",
    &["[OPTION]... [FILE]..."],
    "Print the first 10 lines of each FILE to standard output.\n\
     With more than one FILE, precede each with a header giving the file name.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag(
            "-c, --bytes=[-]NUM",
            "print the first NUM bytes of each file;\nwith a leading '-', all but the last NUM bytes",
        ),
        flag(
            "-n, --lines=[-]NUM",
            "print the first NUM lines instead of the first 10;\nwith a leading '-', all but the last NUM lines",
        ),
        flag("-q, --quiet, --silent", "never print headers giving file names"),
        flag("-v, --verbose", "always print headers giving file names"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
        hidden("-NUM"),
    ],
)
.footer("NUM may have a multiplier suffix: b 512, kB 1000, K 1024, MB 1000*1000, M 1024*1024, and so on.");

struct Head {
    files: Vec<Vec<u8>>,
    unit: Unit,
    /// All but the last ones.
    elide: bool,
    count: u64,
    headers: Option<bool>,
    delimiter: u8,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Lines,
    Bytes,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Head, Stop> {
    let mut head = Head {
        files: Vec::new(),
        unit: Unit::Lines,
        elide: false,
        count: 10,
        headers: None,
        delimiter: b'\n',
    };
    let mut args = HEAD.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "bytes" => head.set(Unit::Bytes, option.value)?,
            "lines" | "NUM" => head.set(Unit::Lines, option.value)?,
            "quiet" => head.headers = Some(false),
            "verbose" => head.headers = Some(true),
            _ => head.delimiter = 0,
        }
    }
    head.files = filter::files(args.into_operands());
    Ok(head)
}

impl Head {
    fn set(&mut self, unit: Unit, text: &[u8]) -> Result<(), Stop> {
        let (elide, number) = match text.strip_prefix(b"-") {
            Some(number) => (true, number),
            None => (false, text),
        };
        let what = if unit == Unit::Lines { "number of lines" } else { "number of bytes" };
        self.count =
            parse_size(number, 0..=u64::MAX).map_err(|error| HEAD.invalid_number(what, number, error))?;
        (self.unit, self.elide) = (unit, elide);
        Ok(())
    }
}

async fn run(context: &Context, head: Head) -> ExitStatus {
    let mut filter = Filter::new(context).wording(filter::cannot_open, filter::error_reading);
    let result = print_all(&mut filter, &head).await;
    filter.finish(result).await
}

async fn print_all(filter: &mut Filter<'_>, head: &Head) -> Result<(), Broken> {
    let headers = head.headers.unwrap_or(head.files.len() > 1);
    let mut first = true;
    for name in &head.files {
        let Some(mut input) = filter.open(name).await else { continue };
        if headers {
            filter::header(&mut filter.output, name, first);
            first = false;
        }
        match (head.elide, head.unit) {
            (false, Unit::Lines) => lines(filter, &mut input, head.count, head.delimiter).await?,
            (false, Unit::Bytes) => bytes(filter, &mut input, head.count).await?,
            (true, Unit::Lines) => all_but_lines(filter, &mut input, head.count, head.delimiter).await?,
            (true, Unit::Bytes) => all_but_bytes(filter, &mut input, head.count).await?,
        }
        input.unread();
    }
    Ok(())
}

async fn lines(filter: &mut Filter<'_>, input: &mut Input, count: u64, delimiter: u8) -> Result<(), Broken> {
    let mut left = count;
    while left > 0 {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            break;
        }
        let wanted = usize::try_from(left - 1).unwrap_or(usize::MAX);
        let end = memchr::memchr_iter(delimiter, chunk).nth(wanted).map(|at| at + 1);
        let taken = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
        match end {
            Some(_) => left = 0,
            None => left -= memchr::memchr_iter(delimiter, chunk).count() as u64,
        }
        filter.output.push(taken);
        let length = taken.len();
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
    Ok(())
}

async fn bytes(filter: &mut Filter<'_>, input: &mut Input, count: u64) -> Result<(), Broken> {
    let mut left = count;
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX);
        if input.reader.buffered().is_empty() && !filter.more_at_most(input, wanted).await {
            break;
        }
        let chunk = input.reader.buffered();
        let length = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        filter.output.push(chunk.get(..length).unwrap_or_default());
        input.reader.consume(length);
        left -= length as u64;
        filter.flush_if_full().await?;
    }
    Ok(())
}

/// Keeps as many lines back as may be the last ones.
async fn all_but_lines(
    filter: &mut Filter<'_>,
    input: &mut Input,
    count: u64,
    delimiter: u8,
) -> Result<(), Broken> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    // The lengths of the whole lines in the buffer.
    let mut lengths = VecDeque::new();
    let (mut searched, mut line_start) = (0, 0);
    while filter.more(input).await {
        let fresh = input.reader.buffered().get(searched..).unwrap_or_default();
        for at in memchr::memchr_iter(delimiter, fresh) {
            lengths.push_back(searched + at + 1 - line_start);
            line_start = searched + at + 1;
        }
        let over = lengths.len().saturating_sub(count);
        let length: usize = lengths.drain(..over).sum();
        let buffered = input.reader.buffered();
        filter.output.push(buffered.get(..length).unwrap_or_default());
        searched = buffered.len() - length;
        line_start -= length;
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
    // A last line without delimiter counts as one.
    let buffered = input.reader.buffered();
    let partial = usize::from(line_start < buffered.len());
    let over = (lengths.len() + partial).saturating_sub(count).min(lengths.len());
    let mut length: usize = lengths.drain(..over).sum();
    if count == 0 {
        length = buffered.len();
    }
    filter.output.push(buffered.get(..length).unwrap_or_default());
    input.reader.consume(length);
    Ok(())
}

async fn all_but_bytes(filter: &mut Filter<'_>, input: &mut Input, count: u64) -> Result<(), Broken> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    while filter.more(input).await {
        let buffered = input.reader.buffered();
        let length = buffered.len().saturating_sub(count);
        filter.output.push(buffered.get(..length).unwrap_or_default());
        input.reader.consume(length);
        filter.flush_if_full().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, check_on, fixture};

    #[test]
    fn first_ones() {
        check(&[
            ("head -n2", "a\nb\nc\n", "a\nb\n"),
            ("head -1", "a\nb\n", "a\n"),
            ("head", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"),
            ("head -n0", "a\n", ""),
            ("head -n-1", "a\nb\nc", "a\nb\n"),
            ("head -n-2", "a\nb\nc\n", "a\n"),
            ("head -n-0", "a\nb", "a\nb"),
            ("head -n-9", "a\nb", ""),
            ("head -c3", "abcdef", "abc"),
            ("head -c-2", "abcdef", "abcd"),
            ("head -c1K", "abc", "abc"),
            ("head -zn1", "a\0b\0", "a\0"),
            ("head -vn1", "a\n", "==> standard input <==\na\n"),
        ]);
    }

    #[test]
    fn several_files() {
        let fixture = fixture().file("a", b"1\n2\n").file("b", b"3\n");
        check_on(
            &fixture,
            &[("head -n1 a b", "", "==> a <==\n1\n\n==> b <==\n3\n"), ("head -qn1 a b", "", "1\n3\n")],
        );
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("head no", 1, "head: cannot open 'no' for reading: No such file or directory\n"),
            ("head .", 1, "head: error reading '.': Is a directory\n"),
            ("head -n x", 1, "head: invalid number of lines: ‘x’\n"),
        ]);
    }
}
