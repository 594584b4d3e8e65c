//! `date [OPTION]... [+FORMAT]`: writes the time, now or as a text, a file or a list tells.
//!
//! The clock cannot be set: `-s` and a time as operand fail as they do for everybody but the
//! administrator. The zone is that of `TZ`, UTC where it is not set. `--debug` says nothing.

use crate::filter::{Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, choose, flag, hidden, quote, quotef_colon};
use bashwit_datetime::{self as datetime, Moment, Zone};
use bashwit_kernel::{Context, Datetime, ExitStatus};

const DATE: Synopsis = Synopsis::gnu(
    "date",
    &["[OPTION]... [+FORMAT]", "[-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]"],
    "Display date and time in the given FORMAT.\n\
     With -s, or with [MMDDhhmm[[CC]YY][.ss]], set the date and time.",
    &[
        flag("-d, --date=STRING", "display time described by STRING, not 'now'"),
        flag("--debug", "(ignored)"),
        flag("-f, --file=DATEFILE", "like --date; once for each line of DATEFILE"),
        flag(
            "-I[FMT], --iso-8601[=FMT]",
            "output date/time in ISO 8601 format; FMT='date' for date only (the default),\n\
             'hours', 'minutes', 'seconds', or 'ns' for date and time to that precision",
        ),
        flag("--resolution", "output the available resolution of timestamps"),
        flag("-R, --rfc-email", "output date and time in RFC 5322 format"),
        flag("--rfc-3339=FMT", "output date/time in RFC 3339 format; FMT='date', 'seconds', or 'ns'"),
        flag("-r, --reference=FILE", "display the last modification time of FILE"),
        flag("-s, --set=STRING", "set time described by STRING (not permitted)"),
        flag("-u, --utc, --universal", "print or set Coordinated Universal Time (UTC)"),
        hidden("--rfc-822"),
        hidden("--rfc-2822"),
        hidden("--uct"),
    ],
);

/// What there is to show.
#[derive(Debug, PartialEq, Eq)]
enum Source {
    Now,
    Text(Vec<u8>),
    File(Vec<u8>),
    Lines(Vec<u8>),
    Resolution,
    /// A time to set.
    Set(Vec<u8>),
    /// The same as digits: `MMDDhhmm[[CC]YY][.ss]`.
    SetDigits(Vec<u8>),
}

#[derive(Debug, PartialEq, Eq)]
struct Date {
    source: Source,
    format: Vec<u8>,
    utc: bool,
}

const DEFAULT: &[u8] = b"%a %b %e %H:%M:%S %Z %Y";

/// The forms of `--iso-8601` and `--rfc-3339`.
const ISO: &[&[&str]] = &[&["hours"], &["minutes"], &["date"], &["seconds"], &["ns"]];
const ISO_FORMATS: &[&str] =
    &["%Y-%m-%dT%H%:z", "%Y-%m-%dT%H:%M%:z", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M:%S,%N%:z"];
const RFC_3339: &[&[&str]] = &[&["date"], &["seconds"], &["ns"]];
const RFC_FORMATS: &[&str] = &["%Y-%m-%d", "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M:%S.%N%:z"];

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Date, Stop> {
    let mut parsed = DATE.parse(args);
    let (mut format, mut source, mut set, mut utc) = (None, None, None, false);
    // Each way to tell a date counts once.
    let mut sources = [false; 4];
    while let Some(option) = parsed.next_option()? {
        let mut chosen = None;
        let value = || option.value.to_vec();
        match option.id {
            "date" => source = Some(Source::Text(value())),
            "file" => source = Some(Source::Lines(value())),
            "reference" => source = Some(Source::File(value())),
            "resolution" => source = Some(Source::Resolution),
            "set" => set = Some(Source::Set(value())),
            "utc" | "uct" => utc = true,
            "rfc-email" | "rfc-822" | "rfc-2822" => chosen = Some("%a, %d %b %Y %H:%M:%S %z"),
            "iso-8601" if !option.given => chosen = Some("%Y-%m-%d"),
            "iso-8601" => chosen = ISO_FORMATS.get(choose(&DATE, "--iso-8601", option.value, ISO)?).copied(),
            "rfc-3339" => {
                chosen = RFC_FORMATS.get(choose(&DATE, "--rfc-3339", option.value, RFC_3339)?).copied();
            }
            _ => {}
        }
        if let Some(at) = ["date", "file", "reference", "resolution"].iter().position(|id| *id == option.id) {
            sources[at] = true;
        }
        if let Some(chosen) = chosen
            && format.replace(chosen.as_bytes().to_vec()).is_some()
        {
            return Err(DATE.failure("multiple output formats specified"));
        }
    }
    if sources.iter().filter(|&&given| given).count() > 1 {
        return Err(DATE.usage_error("the options to specify dates for printing are mutually exclusive"));
    }
    if source.is_some() && set.is_some() {
        return Err(DATE.usage_error("the options to print and set the time may not be used together"));
    }
    let mut source = source.or(set);
    match *parsed.into_operands() {
        [] => {}
        [_, extra, ..] => return Err(DATE.extra_operand(extra)),
        [[b'+', text @ ..]] => {
            if format.replace(text.to_vec()).is_some() {
                return Err(DATE.failure("multiple output formats specified"));
            }
        }
        [text] if source.is_none() && format.is_none() => source = Some(Source::SetDigits(text.to_vec())),
        [text] => {
            let lead = b" lacks a leading '+';\nwhen using an option to specify date(s), any non-option\n\
                         argument must be a format string beginning with '+'";
            return Err(DATE.usage_error([b"the argument ", &*quote(text), lead].concat()));
        }
    }
    let default: &[u8] = if source == Some(Source::Resolution) { b"%s.%N" } else { DEFAULT };
    let format = format.unwrap_or_else(|| default.to_vec());
    Ok(Date { source: source.unwrap_or(Source::Now), format, utc })
}

async fn run(context: &Context, date: Date) -> ExitStatus {
    let zone = if date.utc { Zone::utc() } else { Zone::of(context) };
    let now = context.kernel.system().wall_clock();
    let mut filter = Filter::new(context);
    let time = match &date.source {
        Source::Now => Ok(now),
        Source::Resolution => Ok(Datetime { seconds: 0, nanoseconds: 1 }),
        Source::Text(text) | Source::Set(text) => {
            datetime::parse(text, now, &zone).ok_or_else(|| invalid(text))
        }
        Source::SetDigits(text) => {
            datetime::stamp(text, datetime::StampYear::Last, now, &zone).ok_or_else(|| invalid(text))
        }
        Source::File(name) => context
            .files()
            .stat(name)
            .map(|metadata| metadata.modified)
            .map_err(|error| [&*quotef_colon(name), b": ", error.message().as_bytes()].concat()),
        Source::Lines(name) => {
            let result = lines(&mut filter, name, &date, now, &zone).await;
            return filter.finish(result).await;
        }
    };
    match time {
        Ok(time) => {
            if matches!(date.source, Source::Set(_) | Source::SetDigits(_)) {
                filter.fail("cannot set date: Operation not permitted").await;
            }
            show(time, &date, &zone, filter.output.buffer());
        }
        Err(message) => filter.fail(message).await,
    }
    filter.finish(Ok(())).await
}

fn invalid(text: &[u8]) -> Vec<u8> {
    [b"invalid date ", &*quote(text)].concat()
}

fn show(time: Datetime, date: &Date, zone: &Zone, out: &mut Vec<u8>) {
    let moment = Moment::new(time.seconds, time.nanoseconds, zone);
    datetime::format(&date.format, &moment, out);
    out.push(b'\n');
}

/// `-f`: a date a line.
async fn lines(
    filter: &mut Filter<'_>,
    name: &[u8],
    date: &Date,
    now: Datetime,
    zone: &Zone,
) -> Result<(), Broken> {
    let Some(mut input): Option<Input> = filter.open(name).await else { return Ok(()) };
    while let Some(line) = filter.record(&mut input, b'\n').await {
        match datetime::parse(line, now, zone) {
            Some(time) => show(time, date, zone, filter.output.buffer()),
            None => {
                let message = invalid(line);
                filter.fail(message).await;
            }
        }
        filter.flush_if_full().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn shows() {
        let fixture = testing::fixture().file("dates", b"@0\n2024-02-29 12:30 UTC\n").env("TZ", "UTC0");
        testing::check_on(
            &fixture,
            &[
                ("date -d @0", "", "Thu Jan  1 00:00:00 UTC 1970\n"),
                ("date -u -d '2024-02-29 10:00 +2' +%s", "", "1709193600\n"),
                ("date -R -d @0", "", "Thu, 01 Jan 1970 00:00:00 +0000\n"),
                ("date -Is -d @0", "", "1970-01-01T00:00:00+00:00\n"),
                ("date -I -d @0", "", "1970-01-01\n"),
                ("date --iso-8601=ns -d @0.5", "", "1970-01-01T00:00:00,500000000+00:00\n"),
                ("date --rfc-3339=sec -d @0", "", "1970-01-01 00:00:00+00:00\n"),
                ("date -f dates +%F", "", "1970-01-01\n2024-02-29\n"),
                ("date -f - +%F", "1970-01-01 yesterday\n", "1969-12-31\n"),
                ("date --resolution", "", "0.000000001\n"),
            ],
        );
    }

    #[test]
    fn refuses() {
        testing::check_errors(&[
            ("date -d nonsense", 1, "date: invalid date ‘nonsense’\n"),
            ("date -s now +x", 1, "date: cannot set date: Operation not permitted\n"),
            ("date 01011200 ", 1, "date: cannot set date: Operation not permitted\n"),
            ("date hello", 1, "date: invalid date ‘hello’\n"),
            ("date -r none", 1, "date: none: No such file or directory\n"),
            ("date -R -I", 1, "date: multiple output formats specified\n"),
        ]);
    }
}
