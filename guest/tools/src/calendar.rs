//! Times as listings show them, in UTC.

use bashwit_kernel::Datetime;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Half a year of the Gregorian calendar in seconds: older times show their year.
const HALF_YEAR: i64 = 31_556_952 / 2;

/// Year, month (1 to 12), day, hour, minute, second.
pub(crate) fn civil(seconds: i64) -> (i64, usize, i64, i64, i64, i64) {
    let shifted = seconds.div_euclid(86_400) + 719_468;
    let of_day = seconds.rem_euclid(86_400);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as usize, day, of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// A time as `ls -l` shows it.
pub(crate) fn listing(time: Datetime, now: i64, style: Option<&[u8]>) -> String {
    let (year, month, day, hour, minute, second) = civil(time.seconds);
    let recent = time.seconds <= now && time.seconds > now - HALF_YEAR;
    match style {
        Some(b"full-iso") => {
            format!(
                "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{:09} +0000",
                time.nanoseconds
            )
        }
        Some(b"long-iso") => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        Some(b"iso") if recent => format!("{month:02}-{day:02} {hour:02}:{minute:02}"),
        Some(b"iso") => format!("{year:04}-{month:02}-{day:02} "),
        Some([b'+', pattern @ ..]) => by_pattern(pattern, time),
        _ if recent => format!("{} {day:2} {hour:02}:{minute:02}", MONTHS[month - 1]),
        _ => format!("{} {day:2}  {year:4}", MONTHS[month - 1]),
    }
}

/// The conversions of strftime(3) that listings and `find -printf` use.
pub(crate) fn by_pattern(pattern: &[u8], time: Datetime) -> String {
    let (year, month, day, hour, minute, second) = civil(time.seconds);
    let mut out = String::new();
    let mut rest = pattern.iter();
    while let Some(&byte) = rest.next() {
        if byte != b'%' {
            out.push(byte as char);
            continue;
        }
        match rest.next() {
            Some(b'Y') => out.push_str(&year.to_string()),
            Some(b'm') => out.push_str(&format!("{month:02}")),
            Some(b'd') => out.push_str(&format!("{day:02}")),
            Some(b'e') => out.push_str(&format!("{day:2}")),
            Some(b'H') => out.push_str(&format!("{hour:02}")),
            Some(b'M') => out.push_str(&format!("{minute:02}")),
            Some(b'S') => out.push_str(&format!("{second:02}")),
            Some(b'b') => out.push_str(MONTHS[month - 1]),
            Some(b'F') => out.push_str(&format!("{year:04}-{month:02}-{day:02}")),
            Some(b'T') => out.push_str(&format!("{hour:02}:{minute:02}:{second:02}")),
            Some(b'R') => out.push_str(&format!("{hour:02}:{minute:02}")),
            Some(b's') => out.push_str(&time.seconds.to_string()),
            Some(b'y') => out.push_str(&format!("{:02}", year.rem_euclid(100))),
            Some(&other) => out.extend(['%', other as char]),
            None => out.push('%'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        let time = Datetime { seconds: 1_709_209_800, nanoseconds: 5 };
        assert_eq!(listing(time, 1_709_300_000, None), "Feb 29 12:30");
        assert_eq!(listing(time, 1_809_300_000, None), "Feb 29  2024");
        assert_eq!(listing(time, 0, Some(b"full-iso")), "2024-02-29 12:30:00.000000005 +0000");
        assert_eq!(listing(time, 0, Some(b"+%F %R")), "2024-02-29 12:30");
    }
}
