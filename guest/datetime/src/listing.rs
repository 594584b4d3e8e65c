//! Times as listings show them (`ls -l`, `find -ls`).

use super::{Moment, Zone, format};
use bashwit_kernel::Datetime;

/// Half a year of the Gregorian calendar in seconds: older times show their year.
const HALF_YEAR: i64 = 31_556_952 / 2;

/// A time as `ls -l` shows it, by a `--time-style`; a format may have a second line for recent
/// times.
pub fn listing(time: Datetime, now: i64, style: Option<&[u8]>, zone: &Zone) -> Vec<u8> {
    let recent = time.seconds <= now && time.seconds > now - HALF_YEAR;
    let pattern: &[u8] = match style {
        Some(b"full-iso") => b"%Y-%m-%d %H:%M:%S.%N %z",
        Some(b"long-iso") => b"%Y-%m-%d %H:%M",
        Some(b"iso") if recent => b"%m-%d %H:%M",
        Some(b"iso") => b"%Y-%m-%d ",
        Some([b'+', patterns @ ..]) => {
            let mut lines = patterns.split(|&byte| byte == b'\n');
            let older = lines.next().unwrap_or_default();
            if recent { lines.next().unwrap_or(older) } else { older }
        }
        _ if recent => b"%b %e %H:%M",
        _ => b"%b %e  %Y",
    };
    shown(pattern, time, zone)
}

/// A time as a format shows it.
pub fn shown(pattern: &[u8], time: Datetime, zone: &Zone) -> Vec<u8> {
    let mut out = Vec::new();
    format(pattern, &Moment::new(time.seconds, time.nanoseconds, zone), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        let time = Datetime { seconds: 1_709_209_800, nanoseconds: 5 };
        let rows: &[(i64, Option<&str>, &str)] = &[
            (1_709_300_000, None, "Feb 29 12:30"),
            (1_809_300_000, None, "Feb 29  2024"),
            (0, None, "Feb 29  2024"),
            (0, Some("full-iso"), "2024-02-29 12:30:00.000000005 +0000"),
            (0, Some("iso"), "2024-02-29 "),
            (0, Some("+%F %R"), "2024-02-29 12:30"),
            (1_709_300_000, Some("+%F\n%R"), "12:30"),
        ];
        for (now, style, want) in rows {
            let text = listing(time, *now, style.map(str::as_bytes), &Zone::utc());
            assert_eq!(String::from_utf8_lossy(&text), *want, "{style:?}");
        }
    }
}
