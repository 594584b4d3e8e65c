//! `touch [OPTION]... FILE...`: sets the times of files, and makes those that are missing.

use crate::{frame, paths};
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
use bashwit_datetime::{self as datetime, StampYear, Zone};
use bashwit_kernel::{Context, Datetime, Errno, ExitStatus, OpenFlags};

const TOUCH: Synopsis = Synopsis::gnu(
    "touch",
    &["[OPTION]... FILE..."],
    "Update the access and modification times of each FILE to the current time.\n\
     A FILE argument that does not exist is created empty, unless -c or -h is supplied.",
    &[
        flag("-a", "change only the access time"),
        flag("-c, --no-create", "do not create any files"),
        flag("-d, --date=STRING", "parse STRING and use it instead of current time"),
        flag("-f", "(ignored)"),
        flag("-h, --no-dereference", "affect a symbolic link itself, where that is possible"),
        flag("-m", "change only the modification time"),
        flag("-r, --reference=FILE", "use this file's times instead of current time"),
        flag("-t STAMP", "use [[CC]YY]MMDDhhmm[.ss] instead of current time"),
        flag("--time=WORD", "change the specified time: access, atime, use, modify, mtime"),
    ],
);

#[derive(Default)]
struct Touch {
    access: bool,
    modify: bool,
    no_create: bool,
    reference: Option<Vec<u8>>,
    time: Option<Datetime>,
    /// `-d`: with a reference, it counts from the reference's times.
    date: Option<Vec<u8>>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let (now, zone) = (context.kernel.system().wall_clock(), Zone::of(&context));
    frame::run(context, |args| parse(args, now, &zone), run).await
}

fn invalid(text: &[u8]) -> Stop {
    TOUCH.failure([b"invalid date format ", &*bashwit_args::quote(text)].concat())
}

fn parse(args: &[Vec<u8>], now: Datetime, zone: &Zone) -> Result<Touch, Stop> {
    let mut touch = Touch::default();
    let mut parsed = TOUCH.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "a" => touch.access = true,
            "m" => touch.modify = true,
            "no-create" | "no-dereference" => touch.no_create = true,
            "reference" => touch.reference = Some(option.value.to_vec()),
            "time" => match option.value {
                b"access" | b"atime" | b"use" => touch.access = true,
                _ => touch.modify = true,
            },
            "date" => touch.date = Some(option.value.to_vec()),
            "t" => {
                let time = datetime::stamp(option.value, StampYear::First, now, zone);
                touch.time = Some(time.ok_or_else(|| invalid(option.value))?);
            }
            _ => {}
        }
    }
    touch.files = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if touch.files.is_empty() {
        return Err(TOUCH.usage_error("missing file operand"));
    }
    if touch.time.is_some() && (touch.date.is_some() || touch.reference.is_some()) {
        return Err(TOUCH.usage_error("cannot specify times from more than one source"));
    }
    if touch.reference.is_none()
        && let Some(date) = &touch.date
    {
        touch.time = Some(datetime::parse(date, now, zone).ok_or_else(|| invalid(date))?);
    }
    if !touch.access && !touch.modify {
        (touch.access, touch.modify) = (true, true);
    }
    Ok(touch)
}

async fn run(context: &Context, touch: Touch) -> ExitStatus {
    let files = context.files();
    let mut times = (touch.time, touch.time);
    if let Some(reference) = &touch.reference {
        match paths::reference(context, reference) {
            Ok(metadata) => {
                times = (Some(metadata.accessed), Some(metadata.modified));
                if let Some(date) = &touch.date {
                    let zone = Zone::of(context);
                    let from = |time: Datetime| datetime::parse(date, time, &zone);
                    times = (from(metadata.accessed), from(metadata.modified));
                    if times.0.is_none() || times.1.is_none() {
                        return frame::report(context, &invalid(date)).await;
                    }
                }
            }
            Err(message) => {
                context.error(message).await;
                return ExitStatus::FAILURE;
            }
        }
    }
    let now = context.kernel.system().wall_clock();
    let accessed = touch.access.then(|| times.0.unwrap_or(now));
    let modified = touch.modify.then(|| times.1.unwrap_or(now));
    let mut status = ExitStatus::SUCCESS;
    for name in &touch.files {
        let is_new = files.stat(name) == Err(Errno::ENOENT);
        if is_new {
            if touch.no_create {
                continue;
            }
            if let Err(error) = files.open(name, OpenFlags::WRITE | OpenFlags::CREATE, 0o666).await {
                context
                    .error([b"cannot touch ", &*quoteaf(name), b": ", error.message().as_bytes()].concat())
                    .await;
                status = ExitStatus::FAILURE;
                continue;
            }
        }
        if let Err(error) = files.set_times(name, accessed, modified) {
            context
                .error([b"setting times of ", &*quoteaf(name), b": ", error.message().as_bytes()].concat())
                .await;
            status = ExitStatus::FAILURE;
        }
    }
    status
}

#[cfg(test)]
mod tests {

    use crate::testing;

    #[test]
    fn sets_times() {
        let fixture = testing::fixture().env("TZ", "EST5");
        for (line, want) in [
            ("touch -d '2024-02-29 12:30' f", "1709227800\n"),
            ("touch -t 202001010000.30 f", "1577854830\n"),
            ("touch -r f -d '1 day' f", "1577941230\n"),
        ] {
            assert_eq!(testing::run(&fixture, line, "").err(), "", "{line}");
            assert_eq!(testing::run(&fixture, "date -r f +%s", "").out(), want, "{line}");
        }
        let output = testing::run(&fixture, "touch -d nonsense f", "");
        assert_eq!(output.err(), "touch: invalid date format ‘nonsense’\n");
    }

    #[test]
    fn makes_files() {
        let fixture = testing::fixture();
        assert_eq!(testing::run(&fixture, "touch a b", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat a b", "").status, 0);
        assert_eq!(testing::run(&fixture, "touch -c c", "").status, 0);
        assert_eq!(testing::run(&fixture, "cat c", "").status, 1);
        assert_eq!(
            testing::run(&fixture, "touch x/y", "").err(),
            "touch: cannot touch 'x/y': No such file or directory\n"
        );
    }
}
