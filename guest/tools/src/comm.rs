//! `comm [OPTION]... FILE1 FILE2`: compares two sorted files line by line.
//!
//! Exit status: 1 where a file fails or is not sorted.

use crate::filter::{Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};
use std::cmp::Ordering;

const COMM: Synopsis = Synopsis::gnu(
    "comm",
    &["[OPTION]... FILE1 FILE2"],
    "Compare sorted files FILE1 and FILE2 line by line.\n\
     When FILE1 or FILE2 (not both) is -, read standard input.",
    &[
        flag("-1", "suppress column 1 (lines unique to FILE1)"),
        flag("-2", "suppress column 2 (lines unique to FILE2)"),
        flag("-3", "suppress column 3 (lines that appear in both files)"),
        flag(
            "--check-order",
            "check that the input is correctly sorted, even\nif all input lines are pairable",
        ),
        flag("--nocheck-order", "do not check that the input is correctly sorted"),
        flag("--output-delimiter=STR", "separate columns with STR"),
        flag("--total", "output a summary"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
    ],
);

struct Comm {
    files: [Vec<u8>; 2],
    /// Which of the three columns are shown.
    shown: [bool; 3],
    /// `None`: only once a line has had no partner.
    check_order: Option<bool>,
    separator: Vec<u8>,
    total: bool,
    delimiter: u8,
}

/// One of the two files.
struct Side {
    input: Input,
    line: Option<Vec<u8>>,
    /// The line before, where there was one.
    before: Option<Vec<u8>>,
    complained: bool,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Comm, Stop> {
    let mut comm = Comm {
        files: [Vec::new(), Vec::new()],
        shown: [true; 3],
        check_order: None,
        separator: b"\t".to_vec(),
        total: false,
        delimiter: b'\n',
    };
    let mut separator: Option<Vec<u8>> = None;
    let mut args = COMM.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "1" => comm.shown[0] = false,
            "2" => comm.shown[1] = false,
            "3" => comm.shown[2] = false,
            "check-order" => comm.check_order = Some(true),
            "nocheck-order" => comm.check_order = Some(false),
            "output-delimiter" => {
                let text = if option.value.is_empty() { b"\0" } else { option.value };
                if separator.as_ref().is_some_and(|known| known != text) {
                    return Err(COMM.failure("multiple output delimiters specified"));
                }
                separator = Some(text.to_vec());
            }
            "total" => comm.total = true,
            _ => comm.delimiter = 0,
        }
    }
    comm.separator = separator.unwrap_or(comm.separator);
    match *args.into_operands() {
        [a, b] => comm.files = [a.to_vec(), b.to_vec()],
        [] => return Err(COMM.missing_operand(None)),
        [only] => return Err(COMM.missing_operand(Some(only))),
        [_, _, extra, ..] => return Err(COMM.extra_operand(extra)),
    }
    Ok(comm)
}

async fn run(context: &Context, comm: Comm) -> ExitStatus {
    let mut filter = Filter::new(context);
    let [a, b] = &comm.files;
    let Some(a) = filter.open(a).await else { return ExitStatus::FAILURE };
    let Some(b) = filter.open(b).await else { return ExitStatus::FAILURE };
    let sides = [a, b].map(|input| Side { input, line: None, before: None, complained: false });
    let result = compare(&mut filter, &comm, sides).await;
    filter.finish(result).await
}

async fn compare(filter: &mut Filter<'_>, comm: &Comm, mut sides: [Side; 2]) -> Result<(), Broken> {
    let mut totals = [0u64; 3];
    let mut unpaired = false;
    for side in &mut sides {
        side.line = next(filter, side, comm.delimiter).await;
        if filter.failed {
            return Ok(());
        }
    }
    loop {
        let [a, b] = &sides;
        let order = match (&a.line, &b.line) {
            (None, None) => break,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => a.cmp(b),
        };
        let (column, from) = match order {
            Ordering::Less => (0, a),
            Ordering::Greater => (1, b),
            Ordering::Equal => (2, b),
        };
        unpaired |= order.is_ne();
        totals[column] += 1;
        comm.print(column, from.line.as_deref().unwrap_or_default(), filter.output.buffer());
        filter.flush_if_full().await?;
        for (index, side) in sides.iter_mut().enumerate() {
            let wanted = if index == 0 { order.is_le() } else { order.is_ge() };
            if wanted && !advance(filter, comm, side, index, unpaired).await {
                return Ok(());
            }
        }
    }
    if comm.total {
        let separator = &comm.separator;
        let out = filter.output.buffer();
        for total in totals {
            out.extend_from_slice(total.to_string().as_bytes());
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(b"total");
        out.push(comm.delimiter);
    }
    if sides.iter().any(|side| side.complained) {
        filter.fail("input is not in sorted order").await;
    }
    Ok(())
}

async fn next(filter: &mut Filter<'_>, side: &mut Side, delimiter: u8) -> Option<Vec<u8>> {
    filter.record(&mut side.input, delimiter).await.map(<[u8]>::to_vec)
}

/// Goes on to the next line of a file and looks whether it is in order; false to stop.
async fn advance(
    filter: &mut Filter<'_>,
    comm: &Comm,
    side: &mut Side,
    index: usize,
    unpaired: bool,
) -> bool {
    let line = next(filter, side, comm.delimiter).await;
    if filter.failed && !side.complained && comm.check_order != Some(true) && line.is_none() {
        return false;
    }
    let ended = line.is_none();
    let old = std::mem::replace(&mut side.line, line);
    // At the end the two lines before are looked at again: only now it may matter.
    let (earlier, later) = if ended { (&side.before, &old) } else { (&old, &side.line) };
    let wrong = matches!((earlier, later), (Some(earlier), Some(later)) if earlier > later);
    let checks = comm.check_order.unwrap_or(unpaired);
    if wrong && checks && !side.complained {
        side.complained = true;
        let message = format!("file {} is not in sorted order", index + 1);
        let failed = filter.failed;
        filter.fail(message).await;
        if comm.check_order == Some(true) {
            return false;
        }
        filter.failed = failed;
    }
    side.before = old;
    true
}

impl Comm {
    fn print(&self, column: usize, line: &[u8], out: &mut Vec<u8>) {
        if self.shown.get(column) != Some(&true) {
            return;
        }
        for shown in self.shown.iter().take(column) {
            if *shown {
                out.extend_from_slice(&self.separator);
            }
        }
        out.extend_from_slice(line);
        out.push(self.delimiter);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_on, fixture, run};

    #[test]
    fn columns() {
        let fixture = fixture().file("a", b"1\n2\n4\n").file("b", b"2\n3\n4\n");
        check_on(
            &fixture,
            &[
                ("comm a b", "", "1\n\t\t2\n\t3\n\t\t4\n"),
                ("comm -12 a b", "", "2\n4\n"),
                ("comm -3 a b", "", "1\n\t3\n"),
                ("comm -23 a -", "1\n", "2\n4\n"),
                ("comm --total --output-delimiter=, -123 a b", "", "1,1,2,total\n"),
            ],
        );
        let fixture = fixture.file("c", b"2\n1\n");
        let output = run(&fixture, "comm a c", "");
        let err = "comm: file 2 is not in sorted order\ncomm: input is not in sorted order\n";
        assert_eq!((output.status, output.err().as_str()), (1, err));
    }
}
