//! `%` conversions of strftime(3) with GNU's flags, widths and additions, in the C locale.

use super::Moment;

pub(super) const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
pub(super) const MONTHS: [&str; 12] = [
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

/// No field becomes wider.
const WIDEST: usize = 4096;

/// The flags and width of a conversion.
#[derive(Debug, Clone, Copy, Default)]
struct Spec {
    /// `_`, `-`, `0` or `+`.
    pad: Option<u8>,
    upper: bool,
    opposite: bool,
    width: Option<usize>,
}

/// Which conversions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// Those of `date`: `%N`, `%q`, `%:z` and the flag `+` too.
    Gnu,
    /// Those of strftime(3) in the C library.
    C,
}

/// Appends a moment as a format of `date` says.
pub fn format(format: &[u8], moment: &Moment, out: &mut Vec<u8>) {
    in_dialect(format, moment, Dialect::Gnu, out);
}

/// Appends a moment as strftime(3) does.
pub fn strftime(format: &[u8], moment: &Moment, out: &mut Vec<u8>) {
    in_dialect(format, moment, Dialect::C, out);
}

fn in_dialect(format: &[u8], moment: &Moment, dialect: Dialect, out: &mut Vec<u8>) {
    let mut rest = format;
    while let Some(at) = memchr::memchr(b'%', rest) {
        let (text, conversion) = rest.split_at(at);
        out.extend_from_slice(text);
        let length = convert(conversion, moment, dialect, out);
        rest = conversion.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// Writes the conversion at the front, and gives its length; one that is none is copied.
fn convert(text: &[u8], moment: &Moment, dialect: Dialect, out: &mut Vec<u8>) -> usize {
    let mut spec = Spec::default();
    let mut at = 1;
    while let Some(flag) = text.get(at) {
        match flag {
            b'_' | b'-' | b'0' | b'+' => spec.pad = Some(*flag),
            b'^' => spec.upper = true,
            b'#' => spec.opposite = true,
            _ => break,
        }
        at += 1;
    }
    while let Some(digit @ b'0'..=b'9') = text.get(at) {
        let width = spec.width.unwrap_or(0) * 10 + usize::from(digit - b'0');
        spec.width = Some(width.min(WIDEST));
        at += 1;
    }
    let modifier = text.get(at).copied().filter(|byte| matches!(byte, b'E' | b'O'));
    at += usize::from(modifier.is_some());
    let colons = if dialect == Dialect::C { 0 } else { colons(text.get(at..).unwrap_or_default()) };
    at += colons;
    let Some(&letter) = text.get(at) else {
        spec.copy(text, out);
        return text.len();
    };
    at += 1;
    let allowed = match modifier {
        Some(b'E') => b"cCqxXyY".contains(&letter),
        Some(_) => b"deHIklmMNqSuUVwWyz".contains(&letter),
        None => dialect == Dialect::Gnu || !matches!(letter, b'N' | b'q'),
    } && (colons == 0 || letter == b'z' && colons <= 3);
    if letter == b'%' {
        if at > 2 {
            // The percent sign begins the next conversion.
            at -= 1;
            spec.copy(text.get(..at).unwrap_or_default(), out);
        } else {
            out.push(b'%');
        }
    } else if colons > 0 && letter != b'z' {
        at -= colons;
        spec.copy(text.get(..at).unwrap_or_default(), out);
    } else if !allowed {
        spec.copy(text.get(..at).unwrap_or_default(), out);
    } else if modifier.is_some() && !b"cxXqNz".contains(&letter) {
        let mut field = Vec::new();
        Spec { width: None, pad: None, ..spec }.write(letter, colons, moment, &mut field);
        spec.text(&String::from_utf8_lossy(&field), out);
    } else if !spec.write(letter, colons, moment, out) {
        spec.copy(text.get(..at).unwrap_or_default(), out);
    }
    at
}

fn colons(text: &[u8]) -> usize {
    text.iter().take_while(|&&byte| byte == b':').count()
}

impl Spec {
    /// Writes a field; false where the letter means nothing.
    fn write(self, letter: u8, colons: usize, moment: &Moment, out: &mut Vec<u8>) -> bool {
        let civil = &moment.civil;
        let name = |names: &[&'static str], index: i64| {
            usize::try_from(index).ok().and_then(|index| names.get(index).copied()).unwrap_or("?")
        };
        let hour12 = (civil.hour + 11) % 12 + 1;
        match letter {
            b'a' => self.name(short(name(&DAYS, civil.weekday())), out),
            b'A' => self.name(name(&DAYS, civil.weekday()), out),
            b'b' | b'h' => self.name(short(name(&MONTHS, civil.month - 1)), out),
            b'B' => self.name(name(&MONTHS, civil.month - 1), out),
            b'c' => {
                // The year stands there as it is, without zeros.
                let text = format!("%a %b %e %H:%M:%S {}", civil.year);
                self.nested(text.as_bytes(), moment, out);
            }
            b'C' => self.century(civil.year, out),
            b'd' => self.number(civil.day, 2, b'0', out),
            b'D' | b'x' => match self.pad {
                Some(b'-') => self.nested(b"%m/%d/%-y", moment, out),
                Some(b'_') => self.nested(b"%m/%d/%_y", moment, out),
                _ => self.nested(b"%m/%d/%y", moment, out),
            },
            b'e' => self.number(civil.day, 2, b'_', out),
            b'F' => self.full_date(moment, out),
            b'g' => self.number(two_digits(civil.iso_week().0), 2, b'0', out),
            b'G' => self.year(civil.iso_week().0, 4, out),
            b'H' => self.number(civil.hour, 2, b'0', out),
            b'I' => self.number(hour12, 2, b'0', out),
            b'j' => self.number(civil.day_of_year() + 1, 3, b'0', out),
            b'k' => self.number(civil.hour, 2, b'_', out),
            b'l' => self.number(hour12, 2, b'_', out),
            b'm' => self.number(civil.month, 2, b'0', out),
            b'M' => self.number(civil.minute, 2, b'0', out),
            b'n' => self.text("\n", out),
            b'N' => self.nanoseconds(moment.nanoseconds, out),
            b'p' | b'P' => {
                let name = if civil.hour < 12 { "AM" } else { "PM" };
                if letter == b'P' || self.opposite {
                    Spec { upper: false, ..self }.text(&name.to_lowercase(), out);
                } else {
                    self.text(name, out);
                }
            }
            b'q' => self.number((civil.month - 1) / 3 + 1, 1, b'0', out),
            b'r' => self.nested(b"%I:%M:%S %p", moment, out),
            b'R' => self.nested(b"%H:%M", moment, out),
            b's' => self.number(moment.seconds, 1, b'0', out),
            b'S' => self.number(civil.second, 2, b'0', out),
            b't' => self.text("\t", out),
            b'T' | b'X' => self.nested(b"%H:%M:%S", moment, out),
            b'u' => self.number((civil.weekday() + 6) % 7 + 1, 1, b'0', out),
            b'U' => self.number((civil.day_of_year() + 7 - civil.weekday()) / 7, 2, b'0', out),
            b'V' => self.number(civil.iso_week().1, 2, b'0', out),
            b'w' => self.number(civil.weekday(), 1, b'0', out),
            b'W' => self.number((civil.day_of_year() + 7 - (civil.weekday() + 6) % 7) / 7, 2, b'0', out),
            b'y' => self.number(two_digits(civil.year), 2, b'0', out),
            b'Y' => self.year(civil.year, 4, out),
            b'z' => self.offset(moment.offset, colons, out),
            b'Z' => {
                let lower = self.opposite.then(|| moment.zone.to_lowercase());
                self.text(lower.as_deref().unwrap_or(&moment.zone), out);
            }
            _ => return false,
        }
        true
    }

    fn fill(self, length: usize, byte: u8, out: &mut Vec<u8>) {
        let missing = self.width.unwrap_or(0).saturating_sub(length);
        out.extend(std::iter::repeat_n(byte, missing));
    }

    /// A conversion that means nothing, as wide as a text.
    fn copy(self, text: &[u8], out: &mut Vec<u8>) {
        match self.pad {
            Some(b'-') => {}
            Some(b'0' | b'+') => self.fill(text.len(), b'0', out),
            _ => self.fill(text.len(), b' ', out),
        }
        out.extend_from_slice(text);
    }

    /// A text, padded with blanks, or with zeros where asked for.
    fn text(self, text: &str, out: &mut Vec<u8>) {
        match self.pad {
            Some(b'-') => {}
            Some(b'0' | b'+') => self.fill(text.len(), b'0', out),
            _ => self.fill(text.len(), b' ', out),
        }
        if self.upper {
            out.extend(text.bytes().map(|byte| byte.to_ascii_uppercase()));
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }

    /// The name of a day or month: `#` writes it in capitals.
    fn name(self, name: &str, out: &mut Vec<u8>) {
        Spec { upper: self.upper || self.opposite, ..self }.text(name, out);
    }

    fn nested(self, text: &[u8], moment: &Moment, out: &mut Vec<u8>) {
        let mut field = Vec::new();
        format(text, moment, &mut field);
        self.text(&String::from_utf8_lossy(&field), out);
    }

    fn number(self, value: i64, digits: usize, default: u8, out: &mut Vec<u8>) {
        let sign = if value < 0 { "-" } else { "" };
        self.signed(sign, value.unsigned_abs(), digits, default, out);
    }

    fn signed(self, sign: &str, value: u64, digits: usize, default: u8, out: &mut Vec<u8>) {
        let text = value.to_string();
        let width = self.width.unwrap_or(0).max(digits + sign.len());
        let missing = width.saturating_sub(text.len() + sign.len());
        match self.pad.unwrap_or(default) {
            b'-' => out.extend_from_slice(sign.as_bytes()),
            b'_' => {
                out.extend(std::iter::repeat_n(b' ', missing));
                out.extend_from_slice(sign.as_bytes());
            }
            _ => {
                out.extend_from_slice(sign.as_bytes());
                out.extend(std::iter::repeat_n(b'0', missing));
            }
        }
        out.extend_from_slice(text.as_bytes());
    }

    /// A year: with the flag `+`, one of more than four digits has a sign.
    fn year(self, value: i64, digits: usize, out: &mut Vec<u8>) {
        let plus = self.pad == Some(b'+') && value >= 0;
        if plus && (value > 9999 || self.width.unwrap_or(0) > 4) {
            self.signed("+", value.unsigned_abs(), 0, b'0', out);
        } else {
            let sign = if value < 0 { "-" } else { "" };
            self.signed(sign, value.unsigned_abs(), digits, b'0', out);
        }
    }

    fn century(self, year: i64, out: &mut Vec<u8>) {
        let century = if year < 0 { year / 100 } else { year.div_euclid(100) };
        let plus = self.pad == Some(b'+') && century >= 0;
        if plus && (century > 99 || self.width.unwrap_or(0) > 2) {
            self.signed("+", century.unsigned_abs(), 0, b'0', out);
        } else {
            self.number(century, 2, b'0', out);
        }
    }

    /// `%F`: the width and the padding are the year's.
    fn full_date(self, moment: &Moment, out: &mut Vec<u8>) {
        let year = match (self.pad, self.width) {
            (None, None) => Spec { pad: Some(b'+'), width: Some(4), ..self },
            (pad, width) => Spec { pad, width: Some(width.unwrap_or(0).saturating_sub(6)), ..self },
        };
        year.year(moment.civil.year, 0, out);
        format(b"-%m-%d", moment, out);
    }

    fn nanoseconds(self, value: u32, out: &mut Vec<u8>) {
        let mut digits = format!("{value:09}");
        let width = self.width.unwrap_or(9);
        if self.width.is_some() && width > 0 {
            digits.truncate(width);
        }
        let stripped = match self.pad {
            Some(b'_') => true,
            Some(b'-') => self.width.is_some(),
            _ => false,
        };
        if stripped {
            let kept = digits.trim_end_matches('0').len().max(1);
            digits.truncate(kept);
        }
        out.extend_from_slice(digits.as_bytes());
        let missing = width.saturating_sub(digits.len());
        match self.pad {
            Some(b'_') => out.extend(std::iter::repeat_n(b' ', missing)),
            Some(b'-') => {}
            _ => out.extend(std::iter::repeat_n(b'0', missing)),
        }
    }

    /// `%z` with as many colons.
    fn offset(self, offset: i64, colons: usize, out: &mut Vec<u8>) {
        let sign = if offset < 0 { "-" } else { "+" };
        let (hours, minutes, seconds) = (offset.abs() / 3600, offset.abs() / 60 % 60, offset.abs() % 60);
        let colons = match colons {
            3 if seconds != 0 => 2,
            3 if minutes != 0 => 1,
            colons => colons,
        };
        let (body, natural) = match colons {
            0 => ((hours * 100 + minutes).to_string(), 4),
            1 => (format!("{hours}:{minutes:02}"), 5),
            2 => (format!("{hours}:{minutes:02}:{seconds:02}"), 8),
            _ => (hours.to_string(), 2),
        };
        let width = self.width.unwrap_or(0).max(natural + 1);
        let missing = width.saturating_sub(body.len() + 1);
        match self.pad {
            Some(b'-') => out.extend_from_slice(sign.as_bytes()),
            Some(b'_') => {
                out.extend(std::iter::repeat_n(b' ', missing));
                out.extend_from_slice(sign.as_bytes());
            }
            _ => {
                out.extend_from_slice(sign.as_bytes());
                out.extend(std::iter::repeat_n(b'0', missing));
            }
        }
        out.extend_from_slice(body.as_bytes());
    }
}

/// A year without its century.
fn two_digits(year: i64) -> i64 {
    (year % 100).abs()
}

fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Zone;

    /// Rows from `TZ=America/New_York date -d @1700000000.5 +FORMAT`.
    #[test]
    fn c_library() {
        let moment = Moment::new(1_700_000_000, 500_000_000, &Zone::new(Some(b"Europe/Berlin")));
        let mut out = Vec::new();
        strftime(b"%F %T %Z|%N|%q|%:z|%3Y|%^a|%_5d", &moment, &mut out);
        let text = String::from_utf8_lossy(&out);
        assert_eq!(text, "2023-11-14 23:13:20 CET|%N|%q|%:z|2023|TUE|   14");
    }

    #[test]
    fn conversions() {
        let zone = Zone::new(Some(b"America/New_York"));
        let moment = Moment::new(1_700_000_000, 500_000_000, &zone);
        let rows = [
            ("%Y-%m-%d %H:%M:%S", "2023-11-14 17:13:20"),
            ("%a %A %b %B %^a %#B", "Tue Tuesday Nov November TUE NOVEMBER"),
            ("%c|%x|%X|%r", "Tue Nov 14 17:13:20 2023|11/14/23|17:13:20|05:13:20 PM"),
            ("%j %U %W %V %G %g %u %w %q", "318 46 46 46 2023 23 2 2 4"),
            ("%I %l %k %p %P %#p", "05  5 17 PM pm pm"),
            (
                "%z %:z %::z %:::z %_z %-z %8z %08:z",
                "-0500 -05:00 -05:00:00 -05  -500 -500 -0000500 -0005:00",
            ),
            ("%Z %10Z %#Z", "EST        EST est"),
            ("%N %3N %-3N %_N|%12N", "500000000 500 5 5        |500000000000"),
            ("%s %012s %_12s", "1700000000 001700000000   1700000000"),
            ("%-d %_5d %05d %5Y %+6Y", "14    14 00014 02023 +02023"),
            ("%F %12F %_12F %-F", "2023-11-14 002023-11-14   2023-11-14 2023-11-14"),
            ("%Ey %Od %E %OY %Q %% %", "23 14 %E %OY %Q % %"),
            ("%C %y %e %h %D %T %R", "20 23 14 Nov 11/14/23 17:13:20 17:13"),
        ];
        for (text, want) in rows {
            let mut out = Vec::new();
            format(text.as_bytes(), &moment, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), want, "{text}");
        }
    }
}
