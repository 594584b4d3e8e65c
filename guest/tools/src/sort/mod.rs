//! `sort [OPTION]... [FILE]...`: sorts, merges or checks lines.
//!
//! All input is kept in one buffer; what each key says is computed once (see `sort/lines.rs`).
//! Text is ordered by bytes, as the locale C.UTF-8 has it. `-S`, `-T`, `--parallel`,
//! `--batch-size`, `--compress-program` and `--debug` change nothing; `-R` shuffles otherwise
//! than GNU's. Exit status: 1 where `-c` finds disorder, 2 for every failure.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::quotef_colon;
use bashwit_kernel::io::{Reader, Writer};
use bashwit_kernel::{Context, Errno, ExitStatus};

mod key;
mod lines;
mod number;
mod options;

use lines::Lines;
use options::{Check, Sort};

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, options::parse, run).await
}

/// The exit status of every failure.
const FAILURE: ExitStatus = ExitStatus::Exited(2);

async fn run(context: &Context, mut sort: Sort) -> ExitStatus {
    let mut filter = Filter::new(context).wording(cannot_read, read_failed);
    if let Some(list) = sort.names_from.take() {
        match names(&mut filter, &list).await {
            Some(files) => sort.files = files,
            None => return FAILURE,
        }
    }
    let Some(seed) = seed(&mut filter, &sort).await else { return FAILURE };
    let Some((text, ends)) = read_all(&mut filter, &sort).await else { return FAILURE };
    let mut lines = Lines::new(&sort, text, seed);
    if let Some(check) = sort.check {
        return report_disorder(context, &sort, &lines, check).await;
    }
    // Large inputs: the others may run between reading and sorting.
    context.kernel.yield_now().await;
    if sort.merge {
        lines.merge(&ends)
    } else {
        lines.sort()
    }
    if let Some(name) = &sort.output {
        match context.files().create(name).await {
            Ok(file) => filter.output = Writer::new(Ok(file)),
            Err(error) => {
                let name = quotef_colon(name);
                filter.fail([b"open failed: ", &name[..], b": ", error.message().as_bytes()].concat()).await;
                return FAILURE;
            }
        }
    }
    let result = print(&mut filter, &sort, &lines).await;
    match filter.finish(result).await {
        ExitStatus::Exited(0) => ExitStatus::SUCCESS,
        _ => FAILURE,
    }
}

async fn print(filter: &mut Filter<'_>, sort: &Sort, lines: &Lines<'_>) -> Result<(), Broken> {
    for line in lines.output() {
        let out = filter.output.buffer();
        out.extend_from_slice(line);
        out.push(sort.delimiter);
        filter.flush_if_full().await?;
    }
    Ok(())
}

fn cannot_read(name: &[u8], error: Errno) -> Vec<u8> {
    [b"cannot read: ", &quotef_colon(name)[..], b": ", error.message().as_bytes()].concat()
}

fn read_failed(name: &[u8], error: Errno) -> Vec<u8> {
    [b"read failed: ", &quotef_colon(name)[..], b": ", error.message().as_bytes()].concat()
}

/// All files in one buffer, each ended by a delimiter, and where each one ends.
async fn read_all(filter: &mut Filter<'_>, sort: &Sort) -> Option<(Vec<u8>, Vec<usize>)> {
    let mut text = Vec::new();
    let mut ends = Vec::new();
    for name in &sort.files {
        let mut input = filter.open(name).await?;
        let more = filter.rest(&mut input).await;
        if filter.failed {
            return None;
        }
        if text.is_empty() {
            text = more;
        } else {
            text.extend_from_slice(&more);
        }
        if text.last().is_some_and(|&byte| byte != sort.delimiter) {
            text.push(sort.delimiter);
        }
        ends.push(text.len());
    }
    Some((text, ends))
}

/// The names in a file, each ended by NUL.
async fn names(filter: &mut Filter<'_>, list: &[u8]) -> Option<Vec<Vec<u8>>> {
    let opened = match list {
        b"-" => Ok(filter.context.stdin()),
        _ => filter.context.files().open_read(list).await.map(|file| Reader::new(Ok(file))),
    };
    let mut input = match opened {
        Ok(reader) => Input::new(list, reader),
        Err(error) => {
            let parts = [b"open failed: ", &quotef_colon(list)[..], b": ", error.message().as_bytes()];
            filter.fail(parts.concat()).await;
            return None;
        }
    };
    let bytes = filter.rest(&mut input).await;
    let files: Vec<Vec<u8>> = filter::split(&bytes, 0).map(<[u8]>::to_vec).collect();
    let wrong = if files.is_empty() {
        Some([b"no input from ", &bashwit_args::quoteaf(list)[..]].concat())
    } else {
        let empty = files.iter().position(Vec::is_empty);
        empty.map(|index| {
            let place = format!(":{}: invalid zero-length file name", index + 1);
            [&quotef_colon(list)[..], place.as_bytes()].concat()
        })
    };
    match wrong {
        Some(message) => {
            filter.fail(message).await;
            None
        }
        None => Some(files),
    }
}

/// What `-R` shuffles by.
async fn seed(filter: &mut Filter<'_>, sort: &Sort) -> Option<u64> {
    let Some(name) = &sort.random_source else { return Some(filter.context.kernel.random()) };
    let file = match filter.context.files().open_read(name).await {
        Ok(file) => file,
        Err(error) => {
            let parts = [b"open failed: ", &quotef_colon(name)[..], b": ", error.message().as_bytes()];
            filter.fail(parts.concat()).await;
            return None;
        }
    };
    let mut bytes = Vec::new();
    let _ = bashwit_kernel::io::read(&file, &mut bytes, 16).await;
    Some(number::hash(&bytes, 0))
}

async fn report_disorder(context: &Context, sort: &Sort, lines: &Lines<'_>, check: Check) -> ExitStatus {
    let Some(index) = lines.disorder() else { return ExitStatus::SUCCESS };
    if check == Check::Report {
        let name = sort.files.first().map_or(&b"-"[..], Vec::as_slice);
        let place = format!(":{}: disorder: ", index + 1);
        context.error([&quotef_colon(name)[..], place.as_bytes(), lines.line(index)].concat()).await;
    }
    ExitStatus::FAILURE
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, check_on, fixture, run};

    #[test]
    fn orders() {
        check(&[
            ("sort", "b\na\nB\n", "B\na\nb\n"),
            ("sort -r", "a\nc\nb", "c\nb\na\n"),
            ("sort -n", "10\n9\n-1\nx\n1.5\n1.25\n", "-1\nx\n1.25\n1.5\n9\n10\n"),
            ("sort -rn", "1 b\n1 a\n2\n", "2\n1 b\n1 a\n"),
            ("sort -u", "b\na\nb\n", "a\nb\n"),
            ("sort -nu", "1\n01\n2\n", "1\n2\n"),
            ("sort -f", "b\nA\na\nB\n", "A\na\nB\nb\n"),
            ("sort -h", "1K\n2\n1M\n-1G\n", "-1G\n2\n1K\n1M\n"),
            ("sort -g", "1e2\n5\n-inf\nx\nnan\n", "x\nnan\n-inf\n5\n1e2\n"),
            ("sort -M", "mar\nJAN\nx\n", "x\nJAN\nmar\n"),
            ("sort -V", "a10\na9\na1.2\n", "a1.2\na9\na10\n"),
            ("sort -k2", "a 2\nb 1\n", "b 1\na 2\n"),
            ("sort -k2n -k1r", "a 2\nb 1\nc 2\n", "b 1\nc 2\na 2\n"),
            ("sort -t: -k2,2n", "a:10\nb:9\n", "b:9\na:10\n"),
            ("sort -k1.2,1.2", "ab\nba\n", "ba\nab\n"),
            ("sort -sk1,1", "a 2\na 1\n", "a 2\na 1\n"),
            ("sort -b", "  b\n a\n", " a\n  b\n"),
            ("sort -d", "a-c\nab\n", "ab\na-c\n"),
            ("sort -z", "b\0a\0", "a\0b\0"),
            ("sort +1 -2", "a 2\nb 1\n", "b 1\na 2\n"),
        ]);
    }

    #[test]
    fn merge_check_output() {
        let fixture = fixture().file("a", b"a\nc\n").file("b", b"b\nd\n");
        check_on(
            &fixture,
            &[("sort -m a b", "", "a\nb\nc\nd\n"), ("sort -c a", "", ""), ("sort -o a a b", "", "")],
        );
        assert_eq!(run(&fixture, "cat a", "").out(), "a\nb\nc\nd\n");
        let output = run(&fixture, "sort -c", "b\na\n");
        assert_eq!((output.status, output.err().as_str()), (1, "sort: -:2: disorder: a\n"));
        assert_eq!(run(&fixture, "sort -Cu", "a\na\n").status, 1);
    }

    #[test]
    fn shuffle_keeps_equals_together() {
        let out = run(&fixture(), "sort -R", "a\nb\na\nb\na\n").out();
        assert!(out == "a\na\na\nb\nb\n" || out == "b\nb\na\na\na\n", "{out}");
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("sort no", 2, "sort: cannot read: no: No such file or directory\n"),
            ("sort -k0", 2, "sort: field number is zero: invalid field specification ‘0’\n"),
            ("sort -nM", 2, "sort: options '-Mn' are incompatible\n"),
        ]);
    }
}
