//! `fold [OPTION]... [FILE]...`: breaks lines that are wider than they may be.
//!
//! Each byte takes one column, as in GNU coreutils 9.1; tabs go to the next eighth one.
//! Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{NumberError, Stop, Synopsis, flag, hidden, parse_size};
use bashwit_kernel::{Context, ExitStatus};

const FOLD: Synopsis = Synopsis::gnu(
    "fold",
    &["[OPTION]... [FILE]..."],
    "Wrap input lines in each FILE, writing to standard output.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --bytes", "count bytes rather than columns"),
        flag("-s, --spaces", "break at spaces"),
        flag("-w, --width=WIDTH", "use WIDTH columns instead of 80"),
        hidden("-NUM"),
    ],
);

struct Fold {
    files: Vec<Vec<u8>>,
    bytes: bool,
    spaces: bool,
    width: usize,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Fold, Stop> {
    let mut fold = Fold { files: Vec::new(), bytes: false, spaces: false, width: 80 };
    let mut args = FOLD.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "bytes" => fold.bytes = true,
            "spaces" => fold.spaces = true,
            _ => fold.width = width(option.value)?,
        }
    }
    fold.files = filter::files(args.into_operands());
    Ok(fold)
}

fn width(text: &[u8]) -> Result<usize, Stop> {
    let error = |error| FOLD.invalid_number("number of columns", text, error);
    // A width has no suffixes.
    if !text.trim_ascii_start().iter().all(|byte| byte.is_ascii_digit() || *byte == b'+') {
        return Err(error(NumberError::Invalid));
    }
    let width = parse_size(text, 1..=u64::MAX - 9).map_err(error)?;
    Ok(usize::try_from(width).unwrap_or(usize::MAX))
}

async fn run(context: &Context, fold: Fold) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = fold_all(&mut filter, &fold).await;
    filter.finish(result).await
}

/// The line that is being built; it lasts until it is known where to break it.
#[derive(Default)]
struct Line {
    text: Vec<u8>,
    column: usize,
}

async fn fold_all(filter: &mut Filter<'_>, fold: &Fold) -> Result<(), Broken> {
    for name in &fold.files {
        let Some(mut input) = filter.open(name).await else { continue };
        let mut line = Line::default();
        loop {
            let chunk = filter.chunk(&mut input).await;
            if chunk.is_empty() {
                break;
            }
            for &byte in chunk {
                fold.byte(byte, &mut line, filter.output.buffer());
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
        filter.output.push(&line.text);
    }
    Ok(())
}

impl Fold {
    fn advance(&self, column: usize, byte: u8) -> usize {
        match byte {
            _ if self.bytes => column + 1,
            8 => column.saturating_sub(1),
            b'\r' => 0,
            b'\t' => column + 8 - column % 8,
            _ => column + 1,
        }
    }

    fn byte(&self, byte: u8, line: &mut Line, out: &mut Vec<u8>) {
        if byte == b'\n' {
            line.text.push(byte);
            out.append(&mut line.text);
            line.column = 0;
            return;
        }
        loop {
            let column = self.advance(line.column, byte);
            if column <= self.width || line.text.is_empty() {
                line.text.push(byte);
                line.column = column;
                return;
            }
            self.break_line(line, out);
        }
    }

    fn break_line(&self, line: &mut Line, out: &mut Vec<u8>) {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let space = line.text.iter().rposition(blank).filter(|_| self.spaces);
        let rest = match space {
            Some(at) => line.text.split_off(at + 1),
            None => Vec::new(),
        };
        out.append(&mut line.text);
        out.push(b'\n');
        line.column = rest.iter().fold(0, |column, &byte| self.advance(column, byte));
        line.text = rest;
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn rows() {
        check(&[
            ("fold -w3", "abcdefg\nhi\n", "abc\ndef\ng\nhi\n"),
            ("fold -3", "abcd", "abc\nd"),
            ("fold -sw6", "ab cd ef gh\n", "ab cd \nef gh\n"),
            ("fold -w9", "a\tbc\n", "a\tb\nc\n"),
            ("fold -bw3", "a\tbc\n", "a\tb\nc\n"),
            ("fold -w3", "ab\x08\x08cde\n", "ab\x08\x08cde\n"),
        ]);
        check_errors(&[("fold -w x", 1, "fold: invalid number of columns: ‘x’\n")]);
    }
}
