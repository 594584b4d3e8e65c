//! Times as POSIX writes them in digits: `touch -t`, the operand of `date`.

use super::{Civil, Moment, Zone};
use bashwit_kernel::Datetime;

/// Where the year stands among the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampYear {
    /// `[[CC]YY]MMDDhhmm[.ss]`.
    First,
    /// `MMDDhhmm[[CC]YY][.ss]`.
    Last,
}

/// Reads such a time; a missing year is this one.
pub fn stamp(text: &[u8], order: StampYear, now: Datetime, zone: &Zone) -> Option<Datetime> {
    let (digits, second) = match text.iter().position(|&byte| byte == b'.') {
        Some(dot) => {
            let (digits, seconds) = text.split_at(dot);
            (digits, pair(seconds.get(1..).filter(|rest| rest.len() == 2)?, 0)?)
        }
        None => (text, 0),
    };
    let years = digits.len().checked_sub(8).filter(|length| matches!(length, 0 | 2 | 4))?;
    let (year, rest) = match order {
        StampYear::First => digits.split_at(years),
        StampYear::Last => {
            let (rest, year) = digits.split_at(8);
            (year, rest)
        }
    };
    let year = match years {
        0 => Moment::new(now.seconds, 0, zone).civil.year,
        2 => pair(year, 0).map(|year| if year < 69 { 2000 + year } else { 1900 + year })?,
        _ => pair(year, 0)? * 100 + pair(year, 2)?,
    };
    let civil = Civil {
        year,
        month: pair(rest, 0)?,
        day: pair(rest, 2)?,
        hour: pair(rest, 4)?,
        minute: pair(rest, 6)?,
        second,
    };
    // A leap second is the next one.
    let plain = Civil { second: second.min(59), ..civil };
    if second > 60 || Civil::from_seconds(plain.to_seconds()?) != plain {
        return None;
    }
    Some(Datetime { seconds: zone.to_seconds(civil, None)?, nanoseconds: 0 })
}

/// Two digits.
fn pair(text: &[u8], at: usize) -> Option<i64> {
    match text.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            Some(i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        let now = Datetime { seconds: 1_700_000_000, nanoseconds: 0 };
        let rows: &[(&str, StampYear, Option<i64>)] = &[
            ("202001010000.30", StampYear::First, Some(1_577_836_830)),
            ("2001010000", StampYear::First, Some(1_577_836_800)),
            ("01010000", StampYear::First, Some(1_672_531_200)),
            ("010100002020", StampYear::Last, Some(1_577_836_800)),
            ("02300000", StampYear::First, None),
            ("01010000.", StampYear::First, None),
            ("0101000", StampYear::First, None),
            ("0101000x", StampYear::First, None),
        ];
        for (text, order, want) in rows {
            let found = stamp(text.as_bytes(), *order, now, &Zone::utc()).map(|time| time.seconds);
            assert_eq!(found, *want, "{text}");
        }
    }
}
