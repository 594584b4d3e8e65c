//! `strftime` for `%(…)T` and prompts: the proleptic Gregorian calendar, C locale.

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The seconds east of UTC that a `TZ` of the form `NAME[+-]HH[:MM]` says; anything else is
/// UTC, as there is no zone database here. The name stands for `%Z`.
pub fn offset(zone: Option<&[u8]>) -> (i64, String) {
    let utc = || (0, "UTC".to_owned());
    let Some(text) = zone.and_then(|zone| std::str::from_utf8(zone).ok()) else { return utc() };
    let split = text.find(|ch: char| !ch.is_ascii_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at(split);
    if name.len() < 3 || rest.is_empty() {
        return utc();
    }
    // POSIX counts west of Greenwich as positive.
    let (sign, digits) = match rest.strip_prefix('-') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let end = digits.find(|ch: char| !ch.is_ascii_digit() && ch != ':').unwrap_or(digits.len());
    let mut parts = digits[..end].split(':').map(|part| part.parse::<i64>().unwrap_or(0));
    let hours = parts.next().unwrap_or(0);
    let minutes = parts.next().unwrap_or(0);
    (sign * (hours * 3600 + minutes * 60), name.to_owned())
}

struct Moment {
    seconds: i64,
    year: i64,
    month: usize,
    day: i64,
    weekday: usize,
    year_day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

fn moment(seconds: i64) -> Moment {
    let days = seconds.div_euclid(86_400);
    let of_day = seconds.rem_euclid(86_400);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month as usize - 1];
    Moment {
        seconds,
        year,
        month: month as usize,
        day,
        weekday: (days + 4).rem_euclid(7) as usize,
        year_day: before + day + i64::from(leap && month > 2),
        hour: of_day / 3600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
    }
}

/// A time (seconds since 1970) by a format of strftime(3).
pub fn format(pattern: &[u8], seconds: i64, (offset, zone): (i64, String)) -> Vec<u8> {
    let moment = moment(seconds.saturating_add(offset));
    let mut out = Vec::new();
    let mut rest = pattern.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        match rest.next() {
            Some(letter) => out.extend(field(letter, &moment, seconds, offset, &zone).into_bytes()),
            None => out.push(b'%'),
        }
    }
    out
}

fn field(letter: u8, at: &Moment, epoch: i64, offset: i64, zone: &str) -> String {
    let hour12 = if at.hour % 12 == 0 { 12 } else { at.hour % 12 };
    let again = |pattern: &[u8]| {
        String::from_utf8_lossy(&format(pattern, at.seconds - offset, (offset, zone.to_owned()))).into_owned()
    };
    match letter {
        b'Y' => at.year.to_string(),
        b'C' => format!("{:02}", at.year / 100),
        b'y' => format!("{:02}", at.year.rem_euclid(100)),
        b'm' => format!("{:02}", at.month),
        b'd' => format!("{:02}", at.day),
        b'e' => format!("{:2}", at.day),
        b'H' => format!("{:02}", at.hour),
        b'k' => format!("{:2}", at.hour),
        b'I' => format!("{hour12:02}"),
        b'l' => format!("{hour12:2}"),
        b'M' => format!("{:02}", at.minute),
        b'S' => format!("{:02}", at.second),
        b'j' => format!("{:03}", at.year_day),
        b'p' => if at.hour < 12 { "AM" } else { "PM" }.to_owned(),
        b'P' => if at.hour < 12 { "am" } else { "pm" }.to_owned(),
        b'a' => DAYS[at.weekday][..3].to_owned(),
        b'A' => DAYS[at.weekday].to_owned(),
        b'b' | b'h' => MONTHS[at.month - 1][..3].to_owned(),
        b'B' => MONTHS[at.month - 1].to_owned(),
        b'u' => if at.weekday == 0 { 7 } else { at.weekday }.to_string(),
        b'w' => at.weekday.to_string(),
        b's' => epoch.to_string(),
        b'n' => "\n".to_owned(),
        b't' => "\t".to_owned(),
        b'D' | b'x' => again(b"%m/%d/%y"),
        b'F' => again(b"%Y-%m-%d"),
        b'T' | b'X' => again(b"%H:%M:%S"),
        b'R' => again(b"%H:%M"),
        b'r' => again(b"%I:%M:%S %p"),
        b'c' => again(b"%a %b %e %H:%M:%S %Y"),
        b'z' => format!(
            "{}{:02}{:02}",
            if offset < 0 { '-' } else { '+' },
            offset.abs() / 3600,
            offset.abs() / 60 % 60
        ),
        b'Z' => zone.to_owned(),
        b'U' => format!("{:02}", (at.year_day + 6 - at.weekday as i64) / 7),
        b'W' => format!("{:02}", (at.year_day + 6 - (at.weekday as i64 + 6) % 7) / 7),
        b'%' => "%".to_owned(),
        other => format!("%{}", other as char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let utc = || (0, "UTC".to_owned());
        assert_eq!(format(b"%F %T %a %j %Z", 1_557_978_599, utc()), b"2019-05-16 03:49:59 Thu 136 UTC");
        assert_eq!(format(b"%c|%e|%I%p", 0, utc()), b"Thu Jan  1 00:00:00 1970| 1|12AM");
        assert_eq!(offset(Some(b"EST5")).0, -18_000);
        assert_eq!(format(b"%H%z", 0, offset(Some(b"XYZ-2"))), b"02+0200");
    }
}
