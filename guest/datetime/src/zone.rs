//! Time zones by the value of `TZ`: names of the tz database, POSIX rules, or UTC.

use super::Civil;
use bashwit_kernel::Context;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// A time zone.
#[derive(Debug, Clone)]
pub enum Zone {
    /// UTC under this name.
    Utc(String),
    /// One with rules.
    Rules(Box<TimeZone>),
}

/// Times that the tz rules are asked for at most: years -9998 to 9998.
const FIRST: i64 = -377_673_580_800;
const LAST: i64 = 253_370_764_800;

/// About three months.
const QUARTER: i64 = 91 * 86400;

/// The Gregorian calendar repeats itself after 400 years: that many seconds.
const CYCLE: i64 = 146_097 * 86400;

/// A time that the rules can be asked for, at which they say the same.
fn within(seconds: i64) -> i64 {
    if seconds > LAST {
        return LAST - CYCLE + (seconds - LAST) % CYCLE;
    }
    seconds.max(FIRST)
}

impl Zone {
    /// UTC.
    pub fn utc() -> Zone {
        Zone::Utc("UTC".into())
    }

    /// That of a process: its variable `TZ`.
    pub fn of(context: &Context) -> Zone {
        Zone::new(context.var("TZ"))
    }

    /// What the variable means; without one it is UTC.
    pub fn new(variable: Option<&[u8]>) -> Zone {
        let text = variable.and_then(|value| std::str::from_utf8(value).ok()).unwrap_or("");
        let text = text.strip_prefix(':').unwrap_or(text);
        let name = text.strip_prefix("/usr/share/zoneinfo/").unwrap_or(text);
        if matches!(name, "" | "UTC" | "UTC0" | "Etc/UTC") {
            return Zone::utc();
        }
        // Names of zones have no digits before their rules do.
        if let Ok(zone) = TimeZone::get(name) {
            return Zone::Rules(Box::new(zone));
        }
        // Without rules for daylight saving time, those of the United States hold.
        let rules = [name.to_owned(), format!("{name},M3.2.0,M11.1.0")];
        match rules.iter().find_map(|rules| TimeZone::posix(rules).ok()) {
            Some(zone) => Zone::Rules(Box::new(zone)),
            None => {
                let letters: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
                Zone::Utc(if letters.len() < 3 { "UTC".into() } else { letters })
            }
        }
    }

    /// The offset in seconds and the abbreviation at a time.
    pub fn offset(&self, seconds: i64) -> (i64, String) {
        match self {
            Zone::Utc(name) => (0, name.clone()),
            Zone::Rules(zone) => match Timestamp::from_second(within(seconds)) {
                Ok(time) => {
                    let info = zone.to_offset_info(time);
                    (i64::from(info.offset().seconds()), info.abbreviation().to_owned())
                }
                Err(_) => (0, "UTC".into()),
            },
        }
    }

    /// Whether daylight saving time is in force.
    pub fn is_dst(&self, seconds: i64) -> bool {
        let Zone::Rules(zone) = self else { return false };
        Timestamp::from_second(within(seconds)).is_ok_and(|time| zone.to_offset_info(time).dst().is_dst())
    }

    /// The names that the zone has around a time, and which of them are those of summer.
    pub fn names(&self, seconds: i64) -> Vec<(String, bool)> {
        let Zone::Rules(_) = self else { return Vec::new() };
        let mut names: Vec<(String, bool)> = Vec::new();
        for quarter in 0..4 {
            let time = seconds.saturating_add(quarter * QUARTER);
            let name = (self.offset(time).1, self.is_dst(time));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The seconds since 1970 at which the clock shows a time, as if daylight saving time were
    /// in force or not, if `dst` says so. Where the clock shows it twice, it is the first one
    /// west of Greenwich and the second one east of it, as with glibc; where it never does, it is the time as if the
    /// clock had gone on.
    pub fn to_seconds(&self, civil: Civil, dst: Option<bool>) -> Option<i64> {
        let local = civil.to_seconds()?;
        let Zone::Rules(zone) = self else { return Some(local) };
        let shown = Civil::from_seconds(within(local));
        let field = |value: i64| i8::try_from(value).unwrap_or(1);
        let time = DateTime::new(
            i16::try_from(shown.year).ok()?,
            field(shown.month),
            field(shown.day),
            field(shown.hour),
            field(shown.minute),
            field(shown.second),
            0,
        );
        let offset = match zone.to_ambiguous_timestamp(time.ok()?).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } => before,
            // mktime(3) takes the clock for that of UTC first, and the offset in force then.
            AmbiguousOffset::Fold { before, .. } if i64::from(before.seconds()) == self.offset(local).0 => {
                before
            }
            AmbiguousOffset::Fold { after, .. } => after,
        };
        let seconds = local.checked_sub(i64::from(offset.seconds()))?;
        // The clock of the other half of the year is asked for: mktime(3) goes by that.
        match dst.filter(|&dst| dst != self.is_dst(seconds)) {
            Some(dst) => {
                let near = [-2, 2, -1, 1, -3, 3].map(|quarters| seconds.saturating_add(quarters * QUARTER));
                let other = near.into_iter().find(|&time| self.is_dst(time) == dst);
                local.checked_sub(self.offset(other.unwrap_or(seconds)).0)
            }
            None => Some(seconds),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let rows: &[(&str, i64, i64, &str)] = &[
            ("", 0, 0, "UTC"),
            ("UTC", 0, 0, "UTC"),
            ("Europe/Berlin", 1_700_000_000, 3600, "CET"),
            (":Europe/Berlin", 1_720_000_000, 7200, "CEST"),
            ("EST5EDT", 1_720_000_000, -14400, "EDT"),
            ("XXX3YYY", 1_720_000_000, -7200, "YYY"),
            ("<+03>-3", 0, 10800, "+03"),
            ("Nowhere/Land", 0, 0, "Nowhere"),
            ("America/New_York", 999_999_999_999, -14400, "EDT"),
        ];
        for (variable, seconds, offset, name) in rows {
            let found = Zone::new(Some(variable.as_bytes())).offset(*seconds);
            assert_eq!((found.0, found.1.as_str()), (*offset, *name), "{variable}");
        }
    }

    #[test]
    fn local_times() {
        let zone = Zone::new(Some(b"America/New_York"));
        let civil = |month, day, hour| Civil { year: 2024, month, day, hour, minute: 30, second: 0 };
        assert_eq!(zone.to_seconds(civil(3, 10, 2), None), Some(1_710_055_800));
        assert_eq!(zone.to_seconds(civil(11, 3, 1), None), Some(1_730_611_800));
        assert_eq!(zone.to_seconds(civil(7, 1, 12), None), Some(1_719_851_400));
    }
}
