//! The date language of GNU (`date -d`, `touch -d`, `find -newermt`): absolute and relative
//! items in any order, e.g. `2024-02-29 12:30 UTC`, `next friday`, `3 days ago`, `@86400.5`.
//!
//! `lex` and `words` make tokens, `items` reads them as GNU's grammar does, and this module
//! computes the time that they mean together.

mod items;
mod lex;
mod words;

use super::{Civil, Moment, Zone};
use bashwit_kernel::Datetime;
use items::Items;

/// The time that a text means, `now` being the time that relative items count from.
pub fn parse(text: &[u8], now: Datetime, zone: &Zone) -> Option<Datetime> {
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(text.len());
    let text = text.get(start..).unwrap_or_default();
    match text.strip_prefix(b"TZ=\"") {
        Some(rest) => {
            let (name, rest) = quoted(rest)?;
            interpret(rest, now, &Zone::new(Some(&name)))
        }
        None => interpret(text, now, zone),
    }
}

/// The text up to a quotation mark, and what follows it.
fn quoted(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut name = Vec::new();
    let mut bytes = text.iter().enumerate();
    while let Some((at, &byte)) = bytes.next() {
        match byte {
            b'"' => return Some((name, text.get(at + 1..).unwrap_or_default())),
            b'\\' => name.push(*bytes.next().map(|(_, byte)| byte).filter(|byte| b"\\\"".contains(byte))?),
            _ => name.push(byte),
        }
    }
    None
}

fn interpret(text: &[u8], now: Datetime, zone: &Zone) -> Option<Datetime> {
    let names = zone.names(now.seconds);
    let local = |word: &[u8]| {
        names.iter().find(|(name, _)| name.as_bytes().eq_ignore_ascii_case(word)).map(|(_, dst)| *dst)
    };
    let tokens = lex::tokens(text, &local)?;
    if let Some(time) = items::timestamp(&tokens) {
        return time;
    }
    resolve(&items::read(&tokens)?, now, zone)
}

fn resolve(items: &Items, now: Datetime, zone: &Zone) -> Option<Datetime> {
    if items.is_ambiguous() {
        return None;
    }
    let today = Moment::new(now.seconds, now.nanoseconds, zone).civil;
    let (mut civil, mut nanoseconds) = (today, 0);
    if let Some(date) = items.date {
        civil.month = date.month;
        civil.day = date.day;
    }
    if let Some(year) = items.year {
        civil.year = year;
    }
    (civil.hour, civil.minute, civil.second) = (0, 0, 0);
    if items.times > 0 {
        (civil.hour, civil.minute, civil.second) =
            (items.clock.hour()?, items.clock.minute, items.clock.second);
        nanoseconds = items.clock.nanoseconds;
    } else if items.relative.is_some() && items.dates == 0 && items.days == 0 {
        (civil.hour, civil.minute, civil.second) = (today.hour, today.minute, today.second);
        nanoseconds = now.nanoseconds;
    }
    let absolute = items.dates + items.days + items.times > 0;
    let dst = items.local_dst.or_else(|| (!absolute).then(|| zone.is_dst(now.seconds)));
    // Without a zone of its own, the time must exist on the clock here.
    let mut seconds = zone.to_seconds(civil, dst)?;
    let exists = Civil::from_seconds(seconds.checked_add(zone.offset(seconds).0)?) == civil;
    if !exists && (items.zone.is_none() || Civil::from_seconds(civil.to_seconds()?) != civil) {
        return None;
    }
    if items.days > 0 && items.dates == 0 {
        let here = civil.weekday();
        let weeks = items.ordinal.checked_sub(i64::from(items.ordinal > 0 && here != items.weekday))?;
        let days = weeks.checked_mul(7)?.checked_add((items.weekday - here).rem_euclid(7))?;
        civil.day = civil.day.checked_add(days)?;
        seconds = zone.to_seconds(civil, None)?;
    }
    let relative = items.relative.unwrap_or_default();
    if relative.year != 0 || relative.month != 0 || relative.day != 0 {
        civil.year = civil.year.checked_add(relative.year)?;
        civil.month = civil.month.checked_add(relative.month)?;
        civil.day = civil.day.checked_add(relative.day)?;
        // The fields of mktime(3) have 32 bits.
        let fits = |value: i64| i32::try_from(value).is_ok();
        if !fits(civil.year - 1900) || !fits(civil.month) || !fits(civil.day) {
            return None;
        }
        seconds = zone.to_seconds(civil, dst)?;
    }
    if let Some(offset) = items.zone {
        let here = zone.offset(seconds).0;
        seconds = seconds.checked_add(here)?.checked_sub(offset)?;
    }
    let nanoseconds = i64::from(nanoseconds).checked_add(relative.nanoseconds)?;
    let seconds = seconds
        .checked_add(relative.hour.checked_mul(3600)?)?
        .checked_add(relative.minute.checked_mul(60)?)?
        .checked_add(relative.second)?
        .checked_add(nanoseconds.div_euclid(1_000_000_000))?;
    Some(Datetime { seconds, nanoseconds: u32::try_from(nanoseconds.rem_euclid(1_000_000_000)).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown;

    /// Rows from `date -d`, now being Thursday 2024-02-29 12:30:00.5 in New York; the empty
    /// text stands for none.
    #[test]
    fn texts() {
        let rows: &[(&str, &str)] = &[
            ("", "2024-02-29 00:00:00.000000000 EST"),
            ("now", "2024-02-29 12:30:00.500000000 EST"),
            ("yesterday 5pm", "2024-02-28 17:00:00.000000000 EST"),
            ("next monday", "2024-03-04 00:00:00.000000000 EST"),
            ("thursday", "2024-02-29 00:00:00.000000000 EST"),
            ("last friday", "2024-02-23 00:00:00.000000000 EST"),
            ("1 year", "2025-03-01 12:30:00.500000000 EST"),
            ("2024-01-31 1 month", "2024-03-02 00:00:00.000000000 EST"),
            ("3 weeks ago", "2024-02-08 12:30:00.500000000 EST"),
            ("12:30:45.25 +0530", "2024-02-29 02:00:45.250000000 EST"),
            ("2024-07-01T12:00:00Z", "2024-07-01 08:00:00.000000000 EDT"),
            ("Thu, 29 Feb 2024 12:30:00 GMT", "2024-02-29 07:30:00.000000000 EST"),
            ("29-feb-24 1pm", "2024-02-29 13:00:00.000000000 EST"),
            ("20240229 1430", "2024-02-29 14:30:00.000000000 EST"),
            ("@1.5", "1969-12-31 19:00:01.500000000 EST"),
            ("TZ=\"UTC\" 2024-01-01", "2023-12-31 19:00:00.000000000 EST"),
            ("2 fortnights", "2024-03-28 13:30:00.500000000 EDT"),
            ("10:00 +2 days", "2024-03-01 03:00:00.000000000 EST"),
            ("2024-03-10 02:30", ""),
            ("2024-02-30", ""),
            ("13pm", ""),
            ("monday tuesday", ""),
            ("1 month blah", ""),
            ("17 jun 10:00", ""),
            ("99999999999999999999 days", ""),
        ];
        let zone = Zone::new(Some(b"America/New_York"));
        let now = Datetime { seconds: 1_709_227_800, nanoseconds: 500_000_000 };
        for (text, want) in rows {
            let time = parse(text.as_bytes(), now, &zone);
            let found = time.map(|time| shown(b"%F %T.%N %Z", time, &zone)).unwrap_or_default();
            assert_eq!(String::from_utf8_lossy(&found), *want, "{text}");
        }
    }
}
