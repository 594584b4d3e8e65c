//! The Gregorian calendar, extended without end in both directions.

/// The time on a clock, without zone. Fields out of range are carried over by `normalized`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year; 0 is the one before year 1.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
    /// 0 to 59.
    pub second: i64,
}

const DAY: i64 = 86400;

/// No time is further from 1970, in days.
const LAST_DAY: u64 = 784_354_017_364;

/// Days from 1970-01-01 to a date, in eras of 400 years that begin in March.
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year.saturating_sub(1) } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era.saturating_mul(146_097).saturating_add(of_days - 719_468)
}

impl Civil {
    /// The time that is so many seconds after 1970.
    pub fn from_seconds(seconds: i64) -> Civil {
        let (day, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let day = day + 719_468;
        let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * shifted + 2) / 5 + 1,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }

    /// Seconds since 1970, as if the zone were UTC; fields out of range carry over. `None`
    /// where that is too far away.
    pub fn to_seconds(self) -> Option<i64> {
        let months = self.month.checked_sub(1)?;
        let year = self.year.checked_add(months.div_euclid(12))?;
        let first = days(year, months.rem_euclid(12) + 1, 1);
        let days = first.checked_add(self.day.checked_sub(1)?)?;
        // The years of mktime(3), whose field has 32 bits.
        if days.unsigned_abs() > LAST_DAY {
            return None;
        }
        let hours = days.checked_mul(24)?.checked_add(self.hour)?;
        let minutes = hours.checked_mul(60)?.checked_add(self.minute)?;
        minutes.checked_mul(60)?.checked_add(self.second)
    }

    /// Sunday is 0.
    pub fn weekday(self) -> i64 {
        (days(self.year, self.month, self.day) + 4).rem_euclid(7)
    }

    /// The day of the year from 0.
    pub fn day_of_year(self) -> i64 {
        days(self.year, self.month, self.day) - days(self.year, 1, 1)
    }

    /// Year and week by ISO 8601: week 1 has the year's first Thursday.
    pub fn iso_week(self) -> (i64, i64) {
        let monday_first = (self.weekday() + 6) % 7;
        let thursday = self.day_of_year() - monday_first + 3;
        let length = |year: i64| days(year + 1, 1, 1) - days(year, 1, 1);
        if thursday < 0 {
            return (self.year - 1, (thursday + length(self.year - 1)) / 7 + 1);
        }
        if thursday >= length(self.year) {
            return (self.year + 1, 1);
        }
        (self.year, thursday / 7 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips() {
        for seconds in
            [0, 1, -1, 951_782_400, 1_709_164_799, -62_135_596_800, 253_402_300_800, -99_999_999_999]
        {
            let civil = Civil::from_seconds(seconds);
            assert_eq!(civil.to_seconds(), Some(seconds), "{civil:?}");
        }
        let civil = Civil { year: 2024, month: 14, day: 0, hour: 25, minute: -1, second: 61 };
        let expected = Civil { year: 2025, month: 2, day: 1, hour: 1, minute: 0, second: 1 };
        assert_eq!(civil.to_seconds().map(Civil::from_seconds), Some(expected));
    }

    #[test]
    fn weeks() {
        let date = |year, month, day| Civil { year, month, day, hour: 0, minute: 0, second: 0 };
        assert_eq!(date(2024, 2, 29).weekday(), 4);
        assert_eq!(date(2021, 1, 3).iso_week(), (2020, 53));
        assert_eq!(date(2024, 12, 30).iso_week(), (2025, 1));
        assert_eq!(date(2024, 12, 31).day_of_year(), 365);
    }
}
