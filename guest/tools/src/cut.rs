//! `cut OPTION... [FILE]...`: prints chosen bytes or fields of each line.
//!
//! `-c` counts bytes, as in GNU coreutils 9.1. Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_kernel::{Context, ExitStatus};

const CUT: Synopsis = Synopsis::gnu(
    "cut",
    &["OPTION... [FILE]..."],
    "Print selected parts of lines from each FILE to standard output.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --bytes=LIST", "select only these bytes"),
        flag("-c, --characters=LIST", "select only these characters"),
        flag("-d, --delimiter=DELIM", "use DELIM instead of TAB for field delimiter"),
        flag(
            "-f, --fields=LIST",
            "select only these fields; also print any line that\ncontains no delimiter character, unless -s",
        ),
        flag("-n", "(ignored)"),
        flag("--complement", "complement the set of selected bytes or fields"),
        flag("-s, --only-delimited", "do not print lines not containing delimiters"),
        flag("--output-delimiter=STRING", "use STRING as the output delimiter"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
    ],
)
.footer(
    "Use one, and only one of -b, -c or -f. Each LIST is made up of one range,\n\
     or many ranges separated by commas: N, N-, N-M or -M, counted from 1.",
);

struct Cut {
    files: Vec<Vec<u8>>,
    fields: bool,
    /// What is chosen: ascending, apart from one another, counted from 1, ends included.
    ranges: Vec<(usize, usize)>,
    delimiter: u8,
    only_delimited: bool,
    output_delimiter: Option<Vec<u8>>,
    line_end: u8,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Cut, Stop> {
    let mut list: Option<(bool, &[u8])> = None;
    let (mut delimiter, mut complement) = (None, false);
    let mut cut = Cut {
        files: Vec::new(),
        fields: false,
        ranges: Vec::new(),
        delimiter: b'\t',
        only_delimited: false,
        output_delimiter: None,
        line_end: b'\n',
    };
    let mut args = CUT.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "bytes" | "characters" | "fields"
                if list.replace((option.id == "fields", option.value)).is_some() =>
            {
                return Err(CUT.usage_error("only one list may be specified"));
            }
            "delimiter" => match option.value {
                [] => delimiter = Some(0),
                [byte] => delimiter = Some(*byte),
                _ => return Err(CUT.usage_error("the delimiter must be a single character")),
            },
            "complement" => complement = true,
            "only-delimited" => cut.only_delimited = true,
            "output-delimiter" => {
                // An empty one is NUL, as in GNU's.
                let empty = option.value.is_empty();
                cut.output_delimiter = Some(if empty { vec![0] } else { option.value.to_vec() });
            }
            "zero-terminated" => cut.line_end = 0,
            _ => {}
        }
    }
    let Some((fields, list)) = list else {
        return Err(CUT.usage_error("you must specify a list of bytes, characters, or fields"));
    };
    if !fields && delimiter.is_some() {
        let message = "an input delimiter may be specified only when operating on fields";
        return Err(CUT.usage_error(message));
    }
    if !fields && cut.only_delimited {
        let message = "suppressing non-delimited lines makes sense\n\tonly when operating on fields";
        return Err(CUT.usage_error(message));
    }
    cut.fields = fields;
    cut.ranges = ranges(list, fields, complement)?;
    cut.delimiter = delimiter.unwrap_or(b'\t');
    cut.files = filter::files(args.into_operands());
    Ok(cut)
}

/// Reads a list, sorts and joins its ranges.
fn ranges(list: &[u8], fields: bool, complement: bool) -> Result<Vec<(usize, usize)>, Stop> {
    let mut ranges = Vec::new();
    for item in list.split(|byte| matches!(byte, b',' | b' ' | b'\t')) {
        ranges.push(range(item, fields)?);
    }
    ranges.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            // Ranges that only touch stay apart: an output delimiter stands between them.
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    if !complement {
        return Ok(joined);
    }
    let mut gaps = Vec::new();
    let mut next = 1;
    for (first, last) in joined {
        if next < first {
            gaps.push((next, first - 1));
        }
        next = last.saturating_add(1);
    }
    if next < usize::MAX {
        gaps.push((next, usize::MAX));
    }
    Ok(gaps)
}

fn range(item: &[u8], fields: bool) -> Result<(usize, usize), Stop> {
    let from_one = || {
        let what = if fields { "fields are" } else { "byte/character positions are" };
        CUT.usage_error(format!("{what} numbered from 1"))
    };
    let Some(dash) = item.iter().position(|&byte| byte == b'-') else {
        return match number(item, item, fields)? {
            None | Some(0) => Err(from_one()),
            Some(number) => Ok((number, number)),
        };
    };
    let (low, high) = (item.get(..dash).unwrap_or_default(), item.get(dash + 1..).unwrap_or_default());
    if high.contains(&b'-') {
        let what = if fields { "field" } else { "byte or character" };
        return Err(CUT.usage_error(format!("invalid {what} range")));
    }
    let (first, last) = match (number(low, item, fields)?, number(high, item, fields)?) {
        (None, None) => return Err(CUT.usage_error("invalid range with no endpoint: -")),
        (first, last) => (first.unwrap_or(1), last.unwrap_or(usize::MAX)),
    };
    if first == 0 {
        return Err(from_one());
    }
    if last < first {
        return Err(CUT.usage_error("invalid decreasing range"));
    }
    Ok((first, last))
}

/// A position; `None` where nothing stands.
fn number(text: &[u8], item: &[u8], fields: bool) -> Result<Option<usize>, Stop> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut number = 0usize;
    for (index, byte) in text.iter().enumerate() {
        if !byte.is_ascii_digit() {
            let what = if fields { "field value" } else { "byte/character position" };
            // What is shown goes on to the end of the item: `x-2`.
            let before = item.len() - text.len();
            let start = if item.starts_with(text) { index } else { before + index };
            let rest = item.get(start..).unwrap_or_default();
            return Err(CUT.usage_error([format!("invalid {what} ").as_bytes(), &quote(rest)].concat()));
        }
        let next = number.checked_mul(10).and_then(|n| n.checked_add(usize::from(byte - b'0')));
        number = match next.filter(|&n| n < usize::MAX) {
            Some(next) => next,
            None => {
                let digits = text.split(|byte| !byte.is_ascii_digit()).next().unwrap_or_default();
                let what = if fields { "field number" } else { "byte/character offset" };
                let parts = [what.as_bytes(), b" ", &quote(digits), b" is too large"];
                return Err(CUT.usage_error(parts.concat()));
            }
        };
    }
    Ok(Some(number))
}

async fn run(context: &Context, cut: Cut) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = cut_all(&mut filter, &cut).await;
    filter.finish(result).await
}

async fn cut_all(filter: &mut Filter<'_>, cut: &Cut) -> Result<(), Broken> {
    for name in &cut.files {
        let Some(mut input) = filter.open(name).await else { continue };
        if cut.fields && cut.delimiter == cut.line_end {
            cut.lines_as_fields(&filter.rest(&mut input).await, filter.output.buffer());
            continue;
        }
        loop {
            let chunk = filter.records(&mut input, cut.line_end).await;
            if chunk.is_empty() {
                break;
            }
            match cut.ranges.as_slice() {
                _ if !cut.fields => cut.bytes(chunk, filter.output.buffer()),
                &[(first, last)] if first == last => cut.one_field(chunk, first, filter.output.buffer()),
                _ => cut.fields(chunk, filter.output.buffer()),
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
    }
    Ok(())
}

impl Cut {
    fn bytes(&self, chunk: &[u8], out: &mut Vec<u8>) {
        for line in filter::split(chunk, self.line_end) {
            for (index, &(first, last)) in self.ranges.iter().enumerate() {
                if first > line.len() {
                    break;
                }
                if let Some(delimiter) = self.output_delimiter.as_ref().filter(|_| index > 0) {
                    out.extend_from_slice(delimiter);
                }
                out.extend_from_slice(line.get(first - 1..last.min(line.len())).unwrap_or_default());
            }
            out.push(self.line_end);
        }
    }

    /// The common case: one field.
    fn one_field(&self, chunk: &[u8], wanted: usize, out: &mut Vec<u8>) {
        for line in filter::split(chunk, self.line_end) {
            let mut rest = line;
            let mut number = 1;
            let field = loop {
                match memchr::memchr(self.delimiter, rest) {
                    Some(at) if number == wanted => break rest.get(..at),
                    Some(at) => rest = rest.get(at + 1..).unwrap_or_default(),
                    // Without any delimiter the whole line is shown.
                    None if number == 1 => break Some(rest).filter(|_| !self.only_delimited),
                    None if number == wanted => break Some(rest),
                    None => break Some(&[][..]),
                }
                number += 1;
            };
            if let Some(field) = field {
                out.extend_from_slice(field);
                out.push(self.line_end);
            }
        }
    }

    /// Where fields end as lines do, the file is one line.
    fn lines_as_fields(&self, text: &[u8], out: &mut Vec<u8>) {
        let line = text.strip_suffix(&[self.line_end]).unwrap_or(text);
        if !text.is_empty() {
            self.line(line, out);
        }
    }

    fn fields(&self, chunk: &[u8], out: &mut Vec<u8>) {
        for line in filter::split(chunk, self.line_end) {
            self.line(line, out);
        }
    }

    fn line(&self, line: &[u8], out: &mut Vec<u8>) {
        let delimiter = std::slice::from_ref(&self.delimiter);
        let output_delimiter = self.output_delimiter.as_deref().unwrap_or(delimiter);
        if memchr::memchr(self.delimiter, line).is_none() {
            if !self.only_delimited {
                out.extend_from_slice(line);
                out.push(self.line_end);
            }
            return;
        }
        let mut ranges = self.ranges.iter();
        let mut range = ranges.next();
        let mut first = true;
        for (index, field) in filter::fields(line, self.delimiter).enumerate() {
            let number = index + 1;
            while range.is_some_and(|&(_, last)| last < number) {
                range = ranges.next();
            }
            match range {
                None => break,
                Some(&(low, _)) if number < low => continue,
                Some(_) => {}
            }
            if !std::mem::take(&mut first) {
                out.extend_from_slice(output_delimiter);
            }
            out.extend_from_slice(field);
        }
        out.push(self.line_end);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn selections() {
        check(&[
            ("cut -c2-3", "abcd\ne\n", "bc\n\n"),
            ("cut -b 1,3-", "abcde", "acde\n"),
            ("cut -c 1-2,2-3,5 --output-delimiter=:", "abcdef\n", "abc:e\n"),
            ("cut -c 1,2 --output-delimiter=:", "abc\n", "a:b\n"),
            ("cut --complement -c2", "abc\n", "ac\n"),
            ("cut -f2", "a\tb\tc\nx\n", "b\nx\n"),
            ("cut -sf2", "a\tb\nx\n", "b\n"),
            ("cut -d: -f3,1", "a:b:c\n", "a:c\n"),
            ("cut -d: -f2-", "a:b:c\nd\n", "b:c\nd\n"),
            ("cut -d: -f5", "a:b\n", "\n"),
            ("cut -d: -f2,3 --output-delimiter=--", "a:b:c\n", "b--c\n"),
            ("cut -d: --complement -f2", "a:b:c\n", "a:c\n"),
            ("cut -zd: -f1", "a:b\0c:d\0", "a\0c\0"),
        ]);
    }

    #[test]
    fn failures() {
        let hint = "Try 'cut --help' for more information.\n";
        let rows = [
            ("cut", "you must specify a list of bytes, characters, or fields"),
            ("cut -f0", "fields are numbered from 1"),
            ("cut -c3-1", "invalid decreasing range"),
            ("cut -f-", "invalid range with no endpoint: -"),
            ("cut -fx", "invalid field value ‘x’"),
            ("cut -d:: -f1", "the delimiter must be a single character"),
        ];
        for (line, message) in rows {
            check_errors(&[(line, 1, &format!("cut: {message}\n{hint}"))]);
        }
    }
}
