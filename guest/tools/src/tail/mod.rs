//! `tail [OPTION]... [FILE]...`: the last lines or bytes of each file, or everything from a
//! place on; `-f` goes on with what is added later.
//!
//! A regular file is searched from its end. Growth is noticed by looking, every 50 ms unless
//! `-s` says otherwise. Exit status: 1 where a file cannot be read.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, hidden, parse_size, quote};
use bashwit_kernel::{Context, Errno, ExitStatus};

mod follow;
mod last;

const TAIL: Synopsis = Synopsis::gnu(
    "tail",
    &["[OPTION]... [FILE]..."],
    "Print the last 10 lines of each FILE to standard output.\n\
     With more than one FILE, precede each with a header giving the file name.\n\
     With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-c, --bytes=[+]NUM", "output the last NUM bytes;\nwith +NUM, starting with byte NUM"),
        flag("-f, --follow[={name|descriptor}]", "output appended data as the file grows"),
        flag("-F", "same as --follow=name --retry"),
        flag(
            "-n, --lines=[+]NUM",
            "output the last NUM lines, instead of the last 10;\nwith +NUM, starting with line NUM",
        ),
        flag("--max-unchanged-stats=N", "(ignored: a file is looked at by name each time)"),
        flag("--pid=PID", "with -f, terminate after process ID, PID dies"),
        flag("-q, --quiet, --silent", "never output headers giving file names"),
        flag("--retry", "keep trying to open a file if it is inaccessible"),
        flag("-s, --sleep-interval=N", "with -f, sleep for N seconds between iterations"),
        flag("-v, --verbose", "always output headers giving file names"),
        flag("-z, --zero-terminated", "line delimiter is NUL, not newline"),
        hidden("-NUM"),
    ],
)
.footer("NUM may have a multiplier suffix: b 512, kB 1000, K 1024, MB 1000*1000, M 1024*1024, and so on.");

/// How often `-f` looks.
const INTERVAL: f64 = 0.05;

struct Tail {
    files: Vec<Vec<u8>>,
    amount: Amount,
    delimiter: u8,
    headers: Option<bool>,
    follow: Option<Follow>,
    retry: bool,
    pid: Option<u32>,
    interval: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Follow {
    Descriptor,
    Name,
}

/// What is printed of a file.
#[derive(Clone, Copy)]
enum Amount {
    LastLines(u64),
    LastBytes(u64),
    /// After so many lines.
    AfterLines(u64),
    AfterBytes(u64),
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Tail, Stop> {
    let mut tail = Tail {
        files: Vec::new(),
        amount: Amount::LastLines(10),
        delimiter: b'\n',
        headers: None,
        follow: None,
        retry: false,
        pid: None,
        interval: INTERVAL,
    };
    if let Some(rest) = tail.obsolete(args)? {
        tail.files = filter::files(rest.iter().map(Vec::as_slice).collect());
        return Ok(tail);
    }
    let mut args = TAIL.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "bytes" => tail.amount = amount(option.value, false)?,
            "lines" => tail.amount = amount(option.value, true)?,
            "follow" => {
                let name = option.given
                    && bashwit_args::choose(&TAIL, "--follow", option.value, &[&["descriptor"], &["name"]])?
                        == 1;
                tail.follow = Some(if name { Follow::Name } else { Follow::Descriptor });
            }
            "F" => (tail.follow, tail.retry) = (Some(Follow::Name), true),
            "pid" => match parse_size(option.value, 0..=u64::from(u32::MAX)) {
                Ok(pid) => tail.pid = u32::try_from(pid).ok(),
                Err(error) => return Err(TAIL.invalid_number("PID", option.value, error)),
            },
            "quiet" => tail.headers = Some(false),
            "verbose" => tail.headers = Some(true),
            "retry" => tail.retry = true,
            "sleep-interval" => {
                let text = std::str::from_utf8(option.value).ok();
                match text.and_then(|text| text.trim().parse().ok()).filter(|&seconds: &f64| seconds >= 0.0) {
                    Some(seconds) => tail.interval = seconds,
                    None => {
                        let message = [b"invalid number of seconds: ", &quote(option.value)[..]];
                        return Err(TAIL.failure(message.concat()));
                    }
                }
            }
            "zero-terminated" => tail.delimiter = 0,
            "NUM" => {
                let digit = option.value.first().copied().unwrap_or(b'0') as char;
                return Err(TAIL.failure(format!("option used in invalid context -- {digit}")));
            }
            _ => {}
        }
    }
    tail.files = filter::files(args.into_operands());
    Ok(tail)
}

fn amount(text: &[u8], lines: bool) -> Result<Amount, Stop> {
    let (from_start, number) = match text {
        [b'+', number @ ..] => (true, number),
        [b'-', number @ ..] => (false, number),
        number => (false, number),
    };
    let what = if lines { "number of lines" } else { "number of bytes" };
    let count = parse_size(number, 0..=u64::MAX).map_err(|error| TAIL.invalid_number(what, number, error))?;
    Ok(match (from_start, lines) {
        (false, true) => Amount::LastLines(count),
        (false, false) => Amount::LastBytes(count),
        // Places are counted from 1.
        (true, true) => Amount::AfterLines(count.saturating_sub(1)),
        (true, false) => Amount::AfterBytes(count.saturating_sub(1)),
    })
}

impl Tail {
    /// `tail -5`, `tail +3`, `tail -20cf FILE`: gives the operands.
    fn obsolete<'a>(&mut self, args: &'a [Vec<u8>]) -> Result<Option<&'a [Vec<u8>]>, Stop> {
        let (first, files) = match args {
            [first] => (first, &[][..]),
            [first, dashes, files @ ..] if dashes == b"--" && files.len() <= 1 => (first, files),
            [first, file] if file == b"-" || !file.starts_with(b"-") => {
                (first, args.get(1..).unwrap_or_default())
            }
            _ => return Ok(None),
        };
        let Some((&sign @ (b'+' | b'-'), rest)) = first.split_first() else { return Ok(None) };
        if sign == b'-' && matches!(rest, b"" | b"c") {
            return Ok(None);
        }
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, mut letters) = rest.split_at(digits);
        let (mut lines, mut unit) = (true, 1);
        if let [letter @ (b'b' | b'c' | b'l'), more @ ..] = letters {
            lines = *letter == b'l';
            unit = if *letter == b'b' { 512 } else { 1 };
            letters = more;
        }
        match letters {
            b"" => {}
            b"f" => self.follow = Some(Follow::Descriptor),
            _ => return Ok(None),
        }
        let count = if digits.is_empty() { b"10" } else { digits };
        let text =
            [if sign == b'+' { &b"+"[..] } else { b"" }, count, if unit > 1 { b"b" } else { b"" }].concat();
        self.amount = amount(&text, lines)?;
        Ok(Some(files))
    }
}

async fn run(context: &Context, tail: Tail) -> ExitStatus {
    let mut filter = Filter::new(context).wording(filter::cannot_open, filter::error_reading);
    if tail.retry && tail.follow.is_none() {
        context.error("warning: --retry ignored; --retry is useful only when following").await;
    }
    if tail.pid.is_some() && tail.follow.is_none() {
        context.error("warning: PID ignored; --pid=PID is useful only when following").await;
    }
    // As GNU's: nothing is asked for, so no file is opened, not even to say that it is not there.
    if tail.follow.is_none() && matches!(tail.amount, Amount::LastLines(0) | Amount::LastBytes(0)) {
        return filter.finish(Ok(())).await;
    }
    let result = print_all(&mut filter, &tail).await;
    filter.finish(result).await
}

async fn print_all(filter: &mut Filter<'_>, tail: &Tail) -> Result<(), Broken> {
    let headers = tail.headers.unwrap_or(tail.files.len() > 1);
    let mut first = true;
    let mut watched = Vec::new();
    for name in &tail.files {
        let Some(mut input) = filter.open(name).await else {
            watched.push(follow::Watched::missing(name));
            continue;
        };
        if headers {
            filter::header(&mut filter.output, name, std::mem::take(&mut first));
        }
        last::print(filter, &mut input, tail).await?;
        if is_directory(&input) {
            if tail.follow.is_some() {
                let name = bashwit_args::quotef_colon(name).into_owned();
                filter
                    .fail(
                        [&name[..], b": cannot follow end of this type of file; giving up on this name"]
                            .concat(),
                    )
                    .await;
            }
            continue;
        }
        watched.push(follow::Watched::new(name, input));
    }
    match tail.follow {
        Some(_) => follow::follow(filter, tail, watched, headers).await,
        None => Ok(()),
    }
}

fn is_directory(input: &Input) -> bool {
    input.file().and_then(|file| file.metadata().ok()).is_some_and(|metadata| metadata.is_dir())
}

/// Whether there is nothing to follow: a descriptor that is closed.
fn is_closed(error: Errno) -> bool {
    error == Errno::EBADF
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors, check_on, fixture};

    #[test]
    fn streams() {
        check(&[
            ("tail -n2", "a\nb\nc\n", "b\nc\n"),
            ("tail -n2", "a\nb\nc", "b\nc"),
            ("tail -1", "a\nb\n", "b\n"),
            ("tail +2", "a\nb\nc\n", "b\nc\n"),
            ("tail -n+3", "a\nb\nc\n", "c\n"),
            ("tail -n0", "a\n", ""),
            ("tail -c2", "abc", "bc"),
            ("tail -c+2", "abc", "bc"),
            ("tail -zn1", "a\0b\0", "b\0"),
        ]);
    }

    #[test]
    fn files() {
        let numbers: String = (1..=9000).map(|number| format!("{number}\n")).collect();
        let fixture = fixture().file("n", numbers.as_bytes()).file("m", b"x");
        let many: String = (5001..=9000).map(|number| format!("{number}\n")).collect();
        check_on(
            &fixture,
            &[
                ("tail -n2 n", "", "8999\n9000\n"),
                ("tail -n4000 n", "", &many),
                ("tail -n99999 m", "", "x"),
                ("tail -c3 n", "", "00\n"),
                ("tail -c99999 m", "", "x"),
                ("tail -n+9000 n", "", "9000\n"),
                ("tail -qn1 n m", "", "9000\nx"),
                ("tail -n1 n m", "", "==> n <==\n9000\n\n==> m <==\nx"),
            ],
        );
    }

    #[test]
    fn failures() {
        check_errors(&[
            ("tail no", 1, "tail: cannot open 'no' for reading: No such file or directory\n"),
            ("tail .", 1, "tail: error reading '.': Is a directory\n"),
            ("tail -n0 no", 0, ""),
            ("tail -vc0 . no", 0, ""),
            ("tail -n x", 1, "tail: invalid number of lines: ‘x’\n"),
        ]);
    }
}
