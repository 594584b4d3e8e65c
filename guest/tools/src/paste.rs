//! `paste [OPTION]... [FILE]...`: joins the lines of files, side by side or one after the other.
//!
//! Several `-` take turns at standard input. Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_kernel::{Context, ExitStatus};

const PASTE: Synopsis = Synopsis::gnu(
    "paste",
    &["[OPTION]... [FILE]..."],
    "Write lines consisting of the sequentially corresponding lines from\n\
     each FILE, separated by TABs, to standard output.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-d, --delimiters=LIST", "reuse characters from LIST instead of TABs"),
        flag("-s, --serial", "paste one file at a time instead of in parallel"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
    ],
);

struct Paste {
    files: Vec<Vec<u8>>,
    /// Taken in turn; `None` is an empty one (`\0`).
    delimiters: Vec<Option<u8>>,
    serial: bool,
    line_end: u8,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Paste, Stop> {
    let mut paste =
        Paste { files: Vec::new(), delimiters: vec![Some(b'\t')], serial: false, line_end: b'\n' };
    let mut args = PASTE.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "delimiters" => paste.delimiters = delimiters(option.value)?,
            "serial" => paste.serial = true,
            _ => paste.line_end = 0,
        }
    }
    paste.files = filter::files(args.into_operands());
    Ok(paste)
}

fn delimiters(list: &[u8]) -> Result<Vec<Option<u8>>, Stop> {
    let mut delimiters = Vec::new();
    let mut rest = list.iter();
    while let Some(&byte) = rest.next() {
        if byte != b'\\' {
            delimiters.push(Some(byte));
            continue;
        }
        delimiters.push(match rest.next() {
            Some(b'0') => None,
            Some(b'b') => Some(8),
            Some(b'f') => Some(12),
            Some(b'n') => Some(b'\n'),
            Some(b'r') => Some(b'\r'),
            Some(b't') => Some(b'\t'),
            Some(b'v') => Some(11),
            Some(&other) => Some(other),
            None => {
                let message = b"delimiter list ends with an unescaped backslash: ";
                return Err(PASTE.failure([message, &quoteaf_list(list)[..]].concat()));
            }
        });
    }
    if delimiters.is_empty() {
        delimiters.push(None);
    }
    Ok(delimiters)
}

/// A text in quotes, escaped as in C.
fn quoteaf_list(list: &[u8]) -> Vec<u8> {
    let mut quoted = list.to_vec();
    quoted.retain(|byte| *byte != b'\'');
    if quoted.len() == list.len() { quoted } else { quoteaf(list) }
}

async fn run(context: &Context, paste: Paste) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result =
        if paste.serial { serial(&mut filter, &paste).await } else { parallel(&mut filter, &paste).await };
    filter.finish(result).await
}

impl Paste {
    /// The delimiter behind the column with that number.
    fn delimiter(&self, column: usize, out: &mut Vec<u8>) {
        if let Some(Some(byte)) = self.delimiters.get(column % self.delimiters.len().max(1)) {
            out.push(*byte);
        }
    }
}

async fn serial(filter: &mut Filter<'_>, paste: &Paste) -> Result<(), Broken> {
    for name in &paste.files {
        let Some(mut input) = filter.open(name).await else { continue };
        let mut column = 0;
        loop {
            let chunk = filter.records(&mut input, paste.line_end).await;
            if chunk.is_empty() {
                break;
            }
            for line in filter::split(chunk, paste.line_end) {
                if column > 0 {
                    paste.delimiter(column - 1, filter.output.buffer());
                }
                column += 1;
                filter.output.push(line);
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
        filter.output.push(&[paste.line_end]);
    }
    Ok(())
}

async fn parallel(filter: &mut Filter<'_>, paste: &Paste) -> Result<(), Broken> {
    let mut inputs: Vec<Input> = Vec::new();
    // Which input each column reads.
    let mut columns = Vec::new();
    let mut stdin = None;
    for name in &paste.files {
        let index = match stdin {
            Some(index) if name == b"-" => index,
            _ => {
                let Some(input) = filter.open(name).await else { return Ok(()) };
                inputs.push(input);
                inputs.len() - 1
            }
        };
        if name == b"-" {
            stdin = Some(index);
        }
        columns.push(index);
    }
    let mut ended = vec![false; inputs.len()];
    let mut row = Vec::new();
    loop {
        row.clear();
        let mut any = false;
        for (column, &index) in columns.iter().enumerate() {
            if column > 0 {
                paste.delimiter(column - 1, &mut row);
            }
            let (Some(input), Some(ended)) = (inputs.get_mut(index), ended.get_mut(index)) else { continue };
            if *ended {
                continue;
            }
            match filter.record(input, paste.line_end).await {
                Some(line) => {
                    any = true;
                    row.extend_from_slice(line);
                }
                None => *ended = true,
            }
        }
        if !any {
            return Ok(());
        }
        row.push(paste.line_end);
        filter.output.push(&row);
        filter.flush_if_full().await?;
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_errors, check_on, fixture};

    #[test]
    fn rows() {
        let fixture = fixture().file("a", b"1\n2\n3\n").file("b", b"x\ny");
        check_on(
            &fixture,
            &[
                ("paste a b", "", "1\tx\n2\ty\n3\t\n"),
                ("paste -d, a b a", "", "1,x,1\n2,y,2\n3,,3\n"),
                ("paste -d '\\n' a b", "", "1\nx\n2\ny\n3\n\n"),
                ("paste -d '\\0' a b", "", "1x\n2y\n3\n"),
                ("paste -s a b", "", "1\t2\t3\nx\ty\n"),
                ("paste -sd+ -", "1\n2\n", "1+2\n"),
                ("paste -sd ',;' a", "", "1,2;3\n"),
                ("paste - -", "1\n2\n3\n", "1\t2\n3\t\n"),
                ("paste -s", "", "\n"),
            ],
        );
        check_errors(&[("paste no", 1, "paste: no: No such file or directory\n")]);
    }
}
