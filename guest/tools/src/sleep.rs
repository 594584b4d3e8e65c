//! `sleep NUMBER[SUFFIX]...`: waits as long as all its arguments together say.
//!
//! Exit status: 1 where an argument is no time.

use crate::frame;
use bashwit_args::{Stop, Synopsis, quote};
use bashwit_kernel::{Context, ExitStatus};

const SLEEP: Synopsis = Synopsis::gnu(
    "sleep",
    &["NUMBER[SUFFIX]...", "OPTION"],
    "Pause for NUMBER seconds. SUFFIX may be 's' for seconds (the default),\n\
     'm' for minutes, 'h' for hours or 'd' for days. NUMBER need not be an\n\
     integer. Given two or more arguments, pause for the amount of time\n\
     specified by the sum of their values.",
    &[],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

/// The time in seconds.
fn parse(args: &[Vec<u8>]) -> Result<f64, Stop> {
    let mut args = SLEEP.parse(args);
    while args.next_option()?.is_some() {}
    let operands = args.into_operands();
    if operands.is_empty() {
        return Err(SLEEP.missing_operand(None));
    }
    let mut total = 0.0;
    let mut wrong = Vec::new();
    for operand in operands {
        match duration(operand) {
            Some(seconds) => total += seconds,
            None => wrong.push([b"invalid time interval ", &quote(operand)[..]].concat()),
        }
    }
    if wrong.is_empty() {
        return Ok(total);
    }
    Err(SLEEP.usage_error(wrong.join(&b"\nsleep: "[..])))
}

/// A duration such as `1.5m`, in seconds (`sleep`, `timeout`).
pub(crate) fn duration(text: &[u8]) -> Option<f64> {
    let (number, unit) = match text.split_last()? {
        (b's', number) => (number, 1.0),
        (b'm', number) => (number, 60.0),
        (b'h', number) => (number, 3600.0),
        (b'd', number) => (number, 86400.0),
        _ => (text, 1.0),
    };
    let number = std::str::from_utf8(number).ok()?.trim_start();
    let seconds = match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16).ok()? as f64,
        None => number.parse::<f64>().ok()?,
    };
    Some(seconds * unit).filter(|seconds| *seconds >= 0.0)
}

/// Seconds in nanoseconds; what is too long is as long as can be.
pub(crate) fn nanoseconds(seconds: f64) -> u64 {
    (seconds * 1e9) as u64
}

async fn run(context: &Context, seconds: f64) -> ExitStatus {
    let kernel = &context.kernel;
    let end = kernel.system().monotonic().saturating_add(nanoseconds(seconds));
    kernel.sleep_until(end).await;
    ExitStatus::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::duration;
    use crate::testing::{check, check_errors};

    #[test]
    fn durations() {
        let rows: &[(&str, Option<f64>)] = &[
            ("1", Some(1.0)),
            ("1.5m", Some(90.0)),
            (".5h", Some(1800.0)),
            ("1d", Some(86400.0)),
            ("1e-3", Some(0.001)),
            ("inf", Some(f64::INFINITY)),
            ("-1", None),
            ("", None),
            ("s", None),
            ("1x", None),
            ("nan", None),
        ];
        for (text, seconds) in rows {
            assert_eq!(duration(text.as_bytes()), *seconds, "{text}");
        }
        check(&[("sleep 0 0.001s", "", "")]);
        let hint = "Try 'sleep --help' for more information.\n";
        check_errors(&[
            ("sleep", 1, &format!("sleep: missing operand\n{hint}")),
            (
                "sleep 1x y",
                1,
                &format!("sleep: invalid time interval ‘1x’\nsleep: invalid time interval ‘y’\n{hint}"),
            ),
        ]);
    }
}
