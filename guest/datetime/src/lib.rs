//! Dates and times: the calendar, time zones, `%` conversions, and the texts of people.
//!
//! `civil` counts days, `zone` knows the offsets of the `TZ` variable, `format` writes a
//! moment as `date` and strftime(3) do, `parse` reads what `date -d` and `touch -d` accept,
//! `stamp` what `touch -t` does.

mod civil;
mod format;
mod listing;
mod parse;
mod stamp;
mod zone;

pub use civil::Civil;
pub use format::{format, strftime};
pub use listing::{listing, shown};
pub use parse::parse;
pub use stamp::{StampYear, stamp};
pub use zone::Zone;

/// A point in time as a zone shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The time on the clock.
    pub civil: Civil,
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// Nanoseconds within the second.
    pub nanoseconds: u32,
    /// Seconds east of UTC.
    pub offset: i64,
    /// The zone's abbreviation.
    pub zone: String,
}

impl Moment {
    /// What a zone shows at a time.
    pub fn new(seconds: i64, nanoseconds: u32, zone: &Zone) -> Moment {
        let (offset, name) = zone.offset(seconds);
        let civil = Civil::from_seconds(seconds.saturating_add(offset));
        Moment { civil, seconds, nanoseconds, offset, zone: name }
    }
}
