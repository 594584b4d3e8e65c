//! `unexpand [OPTION]... [FILE]...`: turns blanks into tabs.

use crate::filter::{self, Broken, Filter};
use crate::frame;
use crate::tab_stops::TabStops;
use bashwit_args::{Stop, Synopsis, flag, hidden};
use bashwit_kernel::{Context, ExitStatus};

const UNEXPAND: Synopsis = Synopsis::gnu(
    "unexpand",
    &["[OPTION]... [FILE]..."],
    "Convert blanks in each FILE to tabs, writing to standard output.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-a, --all", "convert all blanks, instead of just initial blanks"),
        flag("--first-only", "convert only leading sequences of blanks (overrides -a)"),
        flag("-t, --tabs=LIST", "have tabs N characters apart, or at the positions of the list (enables -a)"),
        hidden("-NUM"),
    ],
);

#[derive(Default)]
struct Unexpand {
    all: bool,
    stops: TabStops,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Unexpand, Stop> {
    let mut unexpand = Unexpand::default();
    let mut first_only = false;
    let mut parsed = UNEXPAND.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "all" => unexpand.all = true,
            "first-only" => first_only = true,
            _ => {
                unexpand.all = true;
                unexpand.stops.add(&UNEXPAND, option.value)?;
            }
        }
    }
    unexpand.all &= !first_only;
    unexpand.stops.finish(&UNEXPAND)?;
    unexpand.files = filter::files(parsed.into_operands());
    Ok(unexpand)
}

async fn run(context: &Context, unexpand: Unexpand) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = unexpand_all(&mut filter, &unexpand).await;
    filter.finish(result).await
}

/// A line on its way.
struct Line {
    column: u64,
    convert: bool,
    after_blank: bool,
    /// Blanks that may yet become a tab.
    pending: Vec<u8>,
    /// The first of them stands alone before a stop: a tab only if more blanks follow.
    lone: bool,
}

impl Line {
    fn new() -> Line {
        Line { column: 0, convert: true, after_blank: true, pending: Vec::new(), lone: false }
    }

    fn release(&mut self, out: &mut Vec<u8>) {
        if self.pending.len() > 1 && self.lone {
            self.pending[0] = b'\t';
        }
        out.append(&mut self.pending);
        self.lone = false;
    }
}

async fn unexpand_all(filter: &mut Filter<'_>, unexpand: &Unexpand) -> Result<(), Broken> {
    let mut line = Line::new();
    for name in &unexpand.files {
        let Some(mut input) = filter.open(name).await else { continue };
        loop {
            let chunk = filter.chunk(&mut input).await;
            if chunk.is_empty() {
                break;
            }
            let out = filter.output.buffer();
            let mut rest = chunk;
            while let Some((&byte, tail)) = rest.split_first() {
                if !line.convert && byte != b'\n' {
                    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                    let (plain, tail) = rest.split_at(end);
                    out.extend_from_slice(plain);
                    rest = tail;
                    continue;
                }
                unexpand.byte(byte, &mut line, out);
                rest = tail;
            }
            let length = chunk.len();
            input.reader.consume(length);
            filter.flush_if_full().await?;
        }
    }
    line.release(filter.output.buffer());
    Ok(())
}

impl Unexpand {
    fn byte(&self, byte: u8, line: &mut Line, out: &mut Vec<u8>) {
        let blank = matches!(byte, b' ' | b'\t');
        let mut byte = byte;
        if line.convert {
            match (blank, byte) {
                (true, _) => match self.stops.after(line.column) {
                    None => line.convert = false,
                    Some(next) => {
                        if byte == b'\t' {
                            line.column = next;
                            if let Some(first) = line.pending.first_mut() {
                                *first = b'\t';
                            }
                        } else {
                            line.column += 1;
                            if !line.after_blank || line.column != next {
                                line.lone |= line.column == next;
                                line.pending.push(byte);
                                line.after_blank = true;
                                return;
                            }
                            byte = b'\t';
                            if let Some(first) = line.pending.first_mut() {
                                *first = b'\t';
                            }
                        }
                        line.pending.truncate(usize::from(line.lone));
                    }
                },
                (false, 8) => line.column = line.column.saturating_sub(1),
                _ => line.column += 1,
            }
            line.release(out);
            line.after_blank = blank;
            line.convert &= self.all || blank;
        }
        out.push(byte);
        if byte == b'\n' {
            *line = Line::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn unexpands() {
        check(&[
            ("unexpand", "        a       b\n", "\ta       b\n"),
            ("unexpand -a", "        a       b\n", "\ta\tb\n"),
            ("unexpand -t 4", "        a   b\n", "\t\ta\tb\n"),
            ("unexpand -t 4 --first-only", "        a   b\n", "\t\ta   b\n"),
            ("unexpand -t 2,5", "        a       b\n", "\t\t   a       b\n"),
            ("unexpand -a", "a b  c   d\n", "a b  c\t d\n"),
            ("unexpand", "  \tx\n  ", "\tx\n  "),
        ]);
    }
}
