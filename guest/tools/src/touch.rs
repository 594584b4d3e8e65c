//! `touch [OPTION]... FILE...`: sets the times of files, and makes those that are missing.

use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quoteaf};
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
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    let now = context.kernel.system().wall_clock();
    frame::run(context, |args| parse(args, now), run).await
}

fn parse(args: &[Vec<u8>], now: Datetime) -> Result<Touch, Stop> {
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
            "date" => match date(option.value, now) {
                Some(time) => touch.time = Some(time),
                None => {
                    return Err(TOUCH
                        .failure([b"invalid date format ", &*bashwit_args::quote(option.value)].concat()));
                }
            },
            "t" => match stamp(option.value, now) {
                Some(time) => touch.time = Some(time),
                None => {
                    return Err(TOUCH
                        .failure([b"invalid date format ", &*bashwit_args::quote(option.value)].concat()));
                }
            },
            _ => {}
        }
    }
    touch.files = parsed.into_operands().iter().map(|name| name.to_vec()).collect();
    if touch.files.is_empty() {
        return Err(TOUCH.usage_error("missing file operand"));
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
        match files.stat(reference) {
            Ok(metadata) => times = (Some(metadata.accessed), Some(metadata.modified)),
            Err(error) => {
                let message = [
                    b"failed to get attributes of ",
                    &*quoteaf(reference),
                    b": ",
                    error.message().as_bytes(),
                ];
                context.error(message.concat()).await;
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

/// Days since 1970-01-01 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn at(year: i64, month: i64, day: i64, clock: (i64, i64, i64)) -> Option<Datetime> {
    let valid =
        (1..=12).contains(&month) && (1..=31).contains(&day) && clock.0 < 24 && clock.1 < 60 && clock.2 < 61;
    valid.then(|| Datetime {
        seconds: days(year, month, day) * 86_400 + clock.0 * 3600 + clock.1 * 60 + clock.2,
        nanoseconds: 0,
    })
}

/// `[[CC]YY]MMDDhhmm[.ss]`.
fn stamp(text: &[u8], now: Datetime) -> Option<Datetime> {
    let text = std::str::from_utf8(text).ok()?;
    let (digits, seconds) = match text.split_once('.') {
        Some((digits, seconds)) => (digits, seconds.parse().ok()?),
        None => (text, 0),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let this_year = 1970 + now.seconds / 31_556_952;
    let (year, rest) = match digits.len() {
        12 => (digits[..4].parse().ok()?, &digits[4..]),
        10 => {
            let short: i64 = digits[..2].parse().ok()?;
            (if short < 69 { 2000 + short } else { 1900 + short }, &digits[2..])
        }
        8 => (this_year, digits),
        _ => return None,
    };
    let two = |at: usize| rest[at..at + 2].parse::<i64>().ok();
    self::at(year, two(0)?, two(2)?, (two(4)?, two(6)?, seconds))
}

/// `@SECONDS`, `now`, `YYYY-MM-DD[ T]HH:MM[:SS][Z]`, `YYYY-MM-DD`.
pub(crate) fn date(text: &[u8], now: Datetime) -> Option<Datetime> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if let Some(seconds) = text.strip_prefix('@') {
        return Some(Datetime { seconds: seconds.split('.').next()?.parse().ok()?, nanoseconds: 0 });
    }
    match text {
        "now" | "today" => return Some(now),
        "yesterday" => return Some(Datetime { seconds: now.seconds - 86_400, ..now }),
        "tomorrow" => return Some(Datetime { seconds: now.seconds + 86_400, ..now }),
        _ => {}
    }
    let text = text.trim_end_matches(" UTC").trim_end_matches('Z');
    let (date, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let mut parts = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let mut parts = clock.splitn(3, ':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = match parts.next() {
        Some(second) => second.split('.').next()?.parse().ok()?,
        None => 0,
    };
    at(year, month, day, (hour, minute, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn dates() {
        let now = Datetime { seconds: 1_700_000_000, nanoseconds: 0 };
        assert_eq!(date(b"2024-02-29 12:30", now).map(|time| time.seconds), Some(1_709_209_800));
        assert_eq!(stamp(b"202001010000.30", now).map(|time| time.seconds), Some(1_577_836_830));
        assert_eq!(date(b"nonsense", now), None);
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
