//! `rev [OPTION]... [FILE]...`: reverses the characters of each line.
//!
//! Bytes that are no character count as one, where util-linux gives up. Exit status: 1 where a
//! file cannot be read.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, Errno, ExitStatus};
use bstr::ByteSlice;

const REV: Synopsis = Synopsis::gnu(
    "rev",
    &["[options] [file ...]"],
    "Reverse lines characterwise.",
    &[flag("-0, --zero", "use NUL as the line separator")],
);

struct Rev {
    files: Vec<Vec<u8>>,
    delimiter: u8,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Rev, Stop> {
    let mut delimiter = b'\n';
    let mut args = REV.parse(args);
    while args.next_option()?.is_some() {
        delimiter = 0;
    }
    Ok(Rev { files: filter::files(args.into_operands()), delimiter })
}

fn cannot_open(name: &[u8], error: Errno) -> Vec<u8> {
    [b"cannot open ", name, b": ", error.message().as_bytes()].concat()
}

async fn run(context: &Context, rev: Rev) -> ExitStatus {
    let mut filter = Filter::new(context).wording(cannot_open, filter::plain);
    let result = reverse_all(&mut filter, &rev).await;
    filter.finish(result).await
}

async fn reverse_all(filter: &mut Filter<'_>, rev: &Rev) -> Result<(), Broken> {
    let utf8 = filter.context.is_utf8();
    for name in &rev.files {
        let Some(mut input) = filter.open(name).await else { continue };
        loop {
            let chunk = filter.records(&mut input, rev.delimiter).await;
            if chunk.is_empty() {
                break;
            }
            let out = filter.output.buffer();
            for line in chunk.split_inclusive(|&byte| byte == rev.delimiter) {
                let text = line.strip_suffix(&[rev.delimiter]).unwrap_or(line);
                if utf8 && !text.is_ascii() {
                    let characters = text.char_indices().rev();
                    characters.for_each(|(start, end, _)| out.extend_from_slice(&text[start..end]));
                } else {
                    out.extend(text.iter().rev());
                }
                out.extend_from_slice(&line[text.len()..]);
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn rows() {
        check(&[
            ("rev", "abc\nd\n\nxy", "cba\nd\n\nyx"),
            ("rev", "h\u{e9}llo\n", "oll\u{e9}h\n"),
            ("rev -0", "ab\0cd", "ba\0dc"),
        ]);
        check_errors(&[("rev no", 1, "rev: cannot open no: No such file or directory\n")]);
    }
}
