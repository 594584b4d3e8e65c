//! The items of a date: GNU's grammar, which looks one token ahead and takes what it can.

use super::lex::{Number, Token, Unit};
use bashwit_kernel::Datetime;

/// Month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub month: i64,
    pub day: i64,
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Clock {
    hour: i64,
    pub minute: i64,
    pub second: i64,
    pub nanoseconds: u32,
    pm: Option<bool>,
}

impl Clock {
    /// The hour of 24; `None` where there is no such hour.
    pub fn hour(&self) -> Option<i64> {
        match self.pm {
            None => (0..24).contains(&self.hour).then_some(self.hour),
            Some(pm) => (1..=12).contains(&self.hour).then(|| self.hour % 12 + if pm { 12 } else { 0 }),
        }
    }
}

/// How far to go from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Relative {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub nanoseconds: i64,
}

impl Relative {
    fn of(unit: Unit, count: i64) -> Relative {
        let mut relative = Relative::default();
        *match unit {
            Unit::Year => &mut relative.year,
            Unit::Month => &mut relative.month,
            Unit::Day => &mut relative.day,
            Unit::Hour => &mut relative.hour,
            Unit::Minute => &mut relative.minute,
            Unit::Second => &mut relative.second,
        } = count;
        relative
    }

    fn plus(self, other: Relative, factor: i64) -> Option<Relative> {
        let add = |a: i64, b: i64| a.checked_add(b.checked_mul(factor)?);
        Some(Relative {
            year: add(self.year, other.year)?,
            month: add(self.month, other.month)?,
            day: add(self.day, other.day)?,
            hour: add(self.hour, other.hour)?,
            minute: add(self.minute, other.minute)?,
            second: add(self.second, other.second)?,
            nanoseconds: add(self.nanoseconds, other.nanoseconds)?,
        })
    }
}

/// All items of a text together.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    pub date: Option<Date>,
    pub year: Option<i64>,
    pub clock: Clock,
    pub relative: Option<Relative>,
    /// Seconds east of UTC.
    pub zone: Option<i64>,
    pub local_dst: Option<bool>,
    pub weekday: i64,
    /// Which of the weekdays to come: 0 is the next one, today included.
    pub ordinal: i64,
    /// How many of each have been seen.
    pub dates: u32,
    pub times: u32,
    pub days: u32,
    zones: u32,
    local_zones: u32,
}

impl Items {
    /// Whether there is more than one of a kind.
    pub fn is_ambiguous(&self) -> bool {
        [self.dates, self.times, self.days, self.zones + self.local_zones].iter().any(|&count| count > 1)
    }

    fn set_date(&mut self, month: i64, day: i64) {
        self.date = Some(Date { month, day });
        self.dates += 1;
    }

    /// A year; of two digits, one between 1969 and 2068. Years before the first are refused
    /// where the clock is computed.
    fn set_year(&mut self, value: i64, digits: usize) {
        let century = if digits == 2 && value >= 0 { if value < 69 { 2000 } else { 1900 } } else { 0 };
        self.year = Some(value.saturating_add(century));
    }

    fn relate(&mut self, relative: Relative, factor: i64) -> Option<()> {
        self.relative = Some(self.relative.unwrap_or_default().plus(relative, factor)?);
        Some(())
    }

    fn set_zone(&mut self, seconds: i64) {
        self.zones += 1;
        self.zone = Some(seconds);
    }

    /// Digits without more: a date, a time, or the year of a date.
    fn digits(&mut self, number: Number) {
        let Number { value, digits, .. } = number;
        if self.dates > 0 && self.year.is_none() && self.relative.is_none() && (self.times > 0 || digits > 2)
        {
            self.set_year(value, digits);
        } else if digits > 4 {
            self.set_date(value / 100 % 100, value % 100);
            self.set_year(value / 10_000, digits - 4);
        } else {
            self.times += 1;
            let (hour, minute) = if digits <= 2 { (value, 0) } else { (value / 100, value % 100) };
            self.clock = Clock { hour, minute, ..Clock::default() };
        }
    }
}

/// `@SECONDS`; the outer `None` where the text is something else.
pub(super) fn timestamp(tokens: &[Token]) -> Option<Option<Datetime>> {
    let [Token::Char(b'@'), rest @ ..] = tokens else { return None };
    Some(match rest {
        [Token::Unsigned(number) | Token::Signed(number)] => {
            Some(Datetime { seconds: number.value, nanoseconds: 0 })
        }
        [Token::UnsignedDecimal(seconds, nanoseconds) | Token::SignedDecimal(seconds, nanoseconds)] => {
            Some(Datetime { seconds: *seconds, nanoseconds: *nanoseconds })
        }
        _ => None,
    })
}

/// Reads all items; `None` where the text is not a date.
pub(super) fn read(tokens: &[Token]) -> Option<Items> {
    let mut reading = Reading { tokens, items: Items::default() };
    while reading.peek() != Token::End {
        reading.item()?;
    }
    Some(reading.items)
}

struct Reading<'t> {
    tokens: &'t [Token],
    items: Items,
}

impl Reading<'_> {
    fn peek(&self) -> Token {
        self.tokens.first().copied().unwrap_or(Token::End)
    }

    fn take(&mut self) -> Token {
        match self.tokens.split_first() {
            Some((token, rest)) => {
                self.tokens = rest;
                *token
            }
            None => Token::End,
        }
    }

    fn eat(&mut self, token: Token) -> bool {
        let found = self.peek() == token;
        if found {
            self.take();
        }
        found
    }

    fn unsigned(&mut self) -> Option<Number> {
        match self.take() {
            Token::Unsigned(number) => Some(number),
            _ => None,
        }
    }

    fn item(&mut self) -> Option<()> {
        match self.take() {
            Token::Unsigned(number) => self.number(number),
            Token::Signed(number) => {
                let Token::Unit(unit, count) = self.take() else { return None };
                self.relative(unit, number.value.checked_mul(count)?)
            }
            Token::UnsignedDecimal(seconds, nanoseconds) | Token::SignedDecimal(seconds, nanoseconds) => {
                let Token::Unit(Unit::Second, 1) = self.take() else { return None };
                let relative =
                    Relative { second: seconds, nanoseconds: i64::from(nanoseconds), ..Relative::default() };
                self.ago(relative)
            }
            Token::Month(month) => self.month(month),
            Token::Day(day) => {
                self.eat(Token::Char(b','));
                self.day(0, day)
            }
            Token::Ordinal(ordinal) => match self.take() {
                Token::Day(day) => self.day(ordinal, day),
                Token::Unit(unit, count) => self.relative(unit, ordinal.checked_mul(count)?),
                _ => None,
            },
            Token::Unit(unit, count) => self.relative(unit, count),
            Token::DayShift(days) => self.items.relate(Relative::of(Unit::Day, days), 1),
            Token::Zone(offset) => self.zone(offset),
            Token::DayZone(offset) => {
                self.items.set_zone(offset + 3600);
                Some(())
            }
            Token::T => {
                self.items.set_zone(-7 * 3600);
                self.zone_relative().map(drop)
            }
            Token::LocalZone { dst } => {
                self.items.local_zones += 1;
                let dst = self.eat(Token::Dst) || dst;
                self.items.local_dst = Some(dst);
                Some(())
            }
            _ => None,
        }
    }

    fn day(&mut self, ordinal: i64, day: i64) -> Option<()> {
        self.items.days += 1;
        (self.items.ordinal, self.items.weekday) = (ordinal, day);
        Some(())
    }

    /// What begins with a number that has no sign.
    fn number(&mut self, number: Number) -> Option<()> {
        match self.peek() {
            Token::Meridian { .. } | Token::Char(b':') => self.time(number),
            Token::Signed(next) => {
                self.take();
                match self.peek() {
                    Token::Signed(last) => {
                        self.take();
                        self.iso_date(number, next, last)
                    }
                    Token::Unit(unit, count) => {
                        self.take();
                        self.items.digits(number);
                        self.relative(unit, next.value.checked_mul(count)?)
                    }
                    _ => {
                        self.items.clock = Clock { hour: number.value, ..Clock::default() };
                        self.items.times += 1;
                        self.offset(next)
                    }
                }
            }
            Token::Char(b'/') => {
                self.take();
                self.slashes(number)
            }
            Token::Month(month) => {
                self.take();
                self.items.set_date(month, number.value);
                match self.peek() {
                    Token::Signed(year) => {
                        self.take();
                        self.items.set_year(year.value.checked_neg()?, year.digits);
                    }
                    Token::Unsigned(year) => {
                        self.take();
                        self.items.set_year(year.value, year.digits);
                    }
                    _ => {}
                }
                Some(())
            }
            Token::Day(day) => {
                self.take();
                self.day(number.value, day)
            }
            Token::Unit(unit, count) => {
                self.take();
                self.relative(unit, number.value.checked_mul(count)?)
            }
            _ => {
                self.items.digits(number);
                Some(())
            }
        }
    }

    /// `YEAR-MONTH-DAY`, perhaps with `T` and a time.
    fn iso_date(&mut self, year: Number, month: Number, day: Number) -> Option<()> {
        self.items.set_date(month.value.checked_neg()?, day.value.checked_neg()?);
        self.items.set_year(year.value, year.digits);
        if !self.eat(Token::T) {
            return Some(());
        }
        let hour = self.unsigned()?;
        match self.peek() {
            Token::Signed(offset) => {
                self.take();
                self.items.clock = Clock { hour: hour.value, ..Clock::default() };
                self.items.times += 1;
                self.offset(offset)
            }
            Token::Char(b':') => self.time(hour),
            _ => None,
        }
    }

    /// `MONTH/DAY`, `MONTH/DAY/YEAR`, `YEAR/MONTH/DAY`.
    fn slashes(&mut self, first: Number) -> Option<()> {
        let second = self.unsigned()?;
        if !self.eat(Token::Char(b'/')) {
            self.items.set_date(first.value, second.value);
            return Some(());
        }
        let third = self.unsigned()?;
        if first.digits >= 4 {
            self.items.set_date(second.value, third.value);
            self.items.set_year(first.value, first.digits);
        } else {
            self.items.set_date(first.value, second.value);
            self.items.set_year(third.value, third.digits);
        }
        Some(())
    }

    /// `MONTH DAY[, YEAR]`, `MONTH-DAY-YEAR`.
    fn month(&mut self, month: i64) -> Option<()> {
        match self.take() {
            Token::Unsigned(day) => {
                self.items.set_date(month, day.value);
                if self.eat(Token::Char(b',')) {
                    let year = self.unsigned()?;
                    self.items.set_year(year.value, year.digits);
                }
            }
            Token::Signed(day) => {
                let Token::Signed(year) = self.take() else { return None };
                self.items.set_date(month, day.value.checked_neg()?);
                self.items.set_year(year.value.checked_neg()?, year.digits);
            }
            _ => return None,
        }
        Some(())
    }

    /// A time behind its hour: `:MM[:SS[.FRACTION]]`, then `am`, `pm` or an offset.
    fn time(&mut self, hour: Number) -> Option<()> {
        let mut clock = Clock { hour: hour.value, ..Clock::default() };
        if self.eat(Token::Char(b':')) {
            clock.minute = self.unsigned()?.value;
            if self.eat(Token::Char(b':')) {
                (clock.second, clock.nanoseconds) = match self.take() {
                    Token::Unsigned(second) => (second.value, 0),
                    Token::UnsignedDecimal(second, nanoseconds) => (second, nanoseconds),
                    _ => return None,
                };
            }
        }
        self.items.times += 1;
        match self.peek() {
            Token::Meridian { pm } => {
                self.take();
                clock.pm = Some(pm);
                self.items.clock = clock;
                Some(())
            }
            Token::Signed(offset) => {
                self.take();
                self.items.clock = clock;
                self.offset(offset)
            }
            _ => {
                self.items.clock = clock;
                Some(())
            }
        }
    }

    /// `+HH`, `+HHMM`, `+HH:MM` behind a time.
    fn offset(&mut self, hours: Number) -> Option<()> {
        let seconds = self.offset_seconds(hours)?;
        self.items.set_zone(seconds);
        Some(())
    }

    fn offset_seconds(&mut self, hours: Number) -> Option<i64> {
        let minutes = if self.eat(Token::Char(b':')) {
            let minutes = self.unsigned()?.value;
            let minutes = if hours.negative { minutes.checked_neg()? } else { minutes };
            hours.value.checked_mul(60)?.checked_add(minutes)?
        } else if hours.digits <= 2 {
            hours.value.checked_mul(60)?
        } else {
            (hours.value / 100).checked_mul(60)?.checked_add(hours.value % 100)?
        };
        (minutes.abs() <= 24 * 60).then_some(minutes * 60)
    }

    /// A zone's name, perhaps with an offset to it or a relative item behind it.
    fn zone(&mut self, offset: i64) -> Option<()> {
        if self.eat(Token::Dst) {
            self.items.set_zone(offset + 3600);
            return Some(());
        }
        self.items.set_zone(offset);
        if !self.zone_relative()?
            && let Token::Signed(hours) = self.peek()
        {
            self.take();
            self.items.zone = Some(offset + self.offset_seconds(hours)?);
        }
        Some(())
    }

    /// `+3 days` behind a zone; false where there is none.
    fn zone_relative(&mut self) -> Option<bool> {
        let [Token::Signed(number), Token::Unit(unit, count), ..] = self.tokens else { return Some(false) };
        let relative = Relative::of(*unit, number.value.checked_mul(*count)?);
        self.tokens = self.tokens.get(2..).unwrap_or_default();
        self.items.relate(relative, 1)?;
        Some(true)
    }

    /// So many of a unit; `ago` may follow.
    fn relative(&mut self, unit: Unit, count: i64) -> Option<()> {
        self.ago(Relative::of(unit, count))
    }

    fn ago(&mut self, relative: Relative) -> Option<()> {
        let factor = match self.peek() {
            Token::Ago(factor) => {
                self.take();
                factor
            }
            _ => 1,
        };
        self.items.relate(relative, factor)
    }
}
