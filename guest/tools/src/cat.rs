//! `cat [OPTION]... [FILE]...`: copies files to standard output, with line numbers and
//! visible control characters where asked for.
//!
//! Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quotef_colon};
use bashwit_kernel::{Context, ExitStatus};

const CAT: Synopsis = Synopsis::gnu(
    "cat",
    &["[OPTION]... [FILE]..."],
    "Copy FILE(s) to standard output. With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-A, --show-all", "the same as -vET"),
        flag("-b, --number-nonblank", "number the lines that are not empty, in spite of -n"),
        flag("-e", "the same as -vE"),
        flag("-E, --show-ends", "show $ at the end of each line"),
        flag("-n, --number", "number all lines"),
        flag("-s, --squeeze-blank", "keep one of several empty lines in a row"),
        flag("-t", "the same as -vT"),
        flag("-T, --show-tabs", "show tabs as ^I"),
        flag("-u", "(ignored)"),
        flag("-v, --show-nonprinting", "use ^ and M- notation, except for LFD and TAB"),
    ],
);

#[derive(Debug, Default)]
struct Cat {
    files: Vec<Vec<u8>>,
    number: bool,
    number_nonblank: bool,
    squeeze: bool,
    ends: bool,
    tabs: bool,
    nonprinting: bool,
}

/// Where the formatted output stands; it goes on from file to file.
struct Position {
    line: u64,
    at_start: bool,
    /// The line before was empty.
    blank: bool,
    /// A carriage return that may come before a newline (`-E` shows that one).
    carriage_return: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Cat, Stop> {
    let mut cat = Cat::default();
    let mut args = CAT.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "show-all" => (cat.nonprinting, cat.ends, cat.tabs) = (true, true, true),
            "number-nonblank" => cat.number_nonblank = true,
            "e" => (cat.nonprinting, cat.ends) = (true, true),
            "show-ends" => cat.ends = true,
            "number" => cat.number = true,
            "squeeze-blank" => cat.squeeze = true,
            "t" => (cat.nonprinting, cat.tabs) = (true, true),
            "show-tabs" => cat.tabs = true,
            "show-nonprinting" => cat.nonprinting = true,
            _ => {}
        }
    }
    cat.files = filter::files(args.into_operands());
    Ok(cat)
}

async fn run(context: &Context, cat: Cat) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = copy_all(&mut filter, &cat).await;
    filter.finish(result).await
}

async fn copy_all(filter: &mut Filter<'_>, cat: &Cat) -> Result<(), Broken> {
    let plain =
        !(cat.number || cat.number_nonblank || cat.squeeze || cat.ends || cat.tabs || cat.nonprinting);
    let mut position = Position { line: 0, at_start: true, blank: false, carriage_return: false };
    for name in &cat.files {
        let Some(mut input) = filter.open(name).await else { continue };
        if is_own_output(filter.context, &input) {
            filter.fail([&quotef_colon(name)[..], b": input file is output file"].concat()).await;
            continue;
        }
        loop {
            let chunk = filter.chunk(&mut input).await;
            if chunk.is_empty() {
                break;
            }
            if plain {
                filter.output.push(chunk);
            } else {
                cat.format(chunk, &mut position, filter.output.buffer());
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush().await?;
        }
    }
    if position.carriage_return {
        filter.output.push(b"\r");
    }
    Ok(())
}

/// Whether reading this file would never end, since its end moves with what is written.
fn is_own_output(context: &Context, input: &Input) -> bool {
    let (Ok(output), Some(file)) = (context.file(1), input.file()) else { return false };
    output.is_seekable()
        && file.is_seekable()
        && file.same_file(&output)
        && file.metadata().is_ok_and(|metadata| file.offset() < metadata.size)
}

impl Cat {
    fn format(&self, chunk: &[u8], position: &mut Position, out: &mut Vec<u8>) {
        let mut rest = chunk;
        while !rest.is_empty() {
            let newline = memchr::memchr(b'\n', rest);
            let ends = newline.is_some();
            let (text, after) = rest.split_at(newline.unwrap_or(rest.len()));
            rest = after.get(1..).unwrap_or_default();
            if position.at_start {
                let blank = text.is_empty();
                let repeated = std::mem::replace(&mut position.blank, blank) && blank;
                if repeated && self.squeeze {
                    continue;
                }
                self.line_number(blank, position, out);
            }
            self.text(text, ends, position, out);
            position.at_start = ends;
        }
    }

    fn line_number(&self, blank: bool, position: &mut Position, out: &mut Vec<u8>) {
        if self.number_nonblank && !blank || self.number && !self.number_nonblank {
            position.line += 1;
            out.extend_from_slice(format!("{:6}\t", position.line).as_bytes());
        }
    }

    /// A line or a part of one, without its newline, which it adds where the line `ends`.
    fn text(&self, text: &[u8], ends: bool, position: &mut Position, out: &mut Vec<u8>) {
        let mut text = text;
        if std::mem::take(&mut position.carriage_return) {
            out.extend_from_slice(if text.is_empty() && ends { b"^M" } else { b"\r" });
        }
        let shown = text.strip_suffix(b"\r").filter(|_| self.ends && !self.nonprinting);
        if let Some(before) = shown {
            text = before;
            position.carriage_return = !ends;
        }
        self.show(text, out);
        if ends {
            let end: &[u8] = match (self.ends, shown) {
                (false, _) => b"\n",
                (true, None) => b"$\n",
                (true, Some(_)) => b"^M$\n",
            };
            out.extend_from_slice(end);
        }
    }

    fn show(&self, text: &[u8], out: &mut Vec<u8>) {
        if !self.nonprinting && !self.tabs {
            return out.extend_from_slice(text);
        }
        for &byte in text {
            match byte {
                b'\t' if self.tabs => out.extend_from_slice(b"^I"),
                b'\t' | b' '..=b'~' => out.push(byte),
                _ if self.nonprinting => visible(byte, out),
                _ => out.push(byte),
            }
        }
    }
}

/// `^A`, `M-a`, `M-^A`, `^?`.
fn visible(byte: u8, out: &mut Vec<u8>) {
    if byte >= 0x80 {
        out.extend_from_slice(b"M-");
    }
    match byte & 0x7f {
        0x7f => out.extend_from_slice(b"^?"),
        low @ 0..=0x1f => out.extend_from_slice(&[b'^', low + 0x40]),
        low => out.push(low),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn formats() {
        check(&[
            ("cat", "a\nb", "a\nb"),
            ("cat -n", "a\n\nb", "     1\ta\n     2\t\n     3\tb"),
            ("cat -nb", "a\n\nb\n", "     1\ta\n\n     2\tb\n"),
            ("cat -s", "\n\n\na\n\n\nb\n\n", "\na\n\nb\n\n"),
            ("cat -E", "a\r\nb\r", "a^M$\nb\r"),
            ("cat -bsE", "\r\n\n\n\nx", "     1\t^M$\n$\n     2\tx"),
            ("cat -A", "\t\x01\x7f\u{e9}\r\n", "^I^A^?M-CM-)^M$\n"),
            ("cat -t", "a\tb\n", "a^Ib\n"),
            ("cat - -n", "x\n", "     1\tx\n"),
        ]);
    }

    #[test]
    fn failures() {
        let output = crate::testing::fixture().file("f", b"x\n").run(&["cat", "f", "no", ".", "a:b"], b"");
        let err = "cat: no: No such file or directory\ncat: .: Is a directory\ncat: 'a:b': No such file or directory\n";
        assert_eq!((output.status, output.out(), output.err()), (1, "x\n".into(), err.into()));
    }
}
