//! The machine: functions of the language.

use super::code::Function;
use super::machine::{Fatal, Machine};
use super::number;
use super::symbols::{RLENGTH, RSTART};
use super::value::Value;
use bashwit_datetime::{Civil, Moment, Zone, format};
use bashwit_pattern::regex::Captures;

/// The generator behind `rand`.
#[derive(Debug)]
pub(super) struct Random {
    state: u64,
    seed: f64,
}

impl Default for Random {
    fn default() -> Self {
        let mut random = Random { state: 0, seed: 0.0 };
        random.sow(0.0);
        random
    }
}

impl Random {
    /// Begins anew; gives the seed before.
    fn sow(&mut self, seed: f64) -> f64 {
        self.state = seed.to_bits() ^ 0x9e37_79b9_7f4a_7c15;
        std::mem::replace(&mut self.seed, seed)
    }

    /// At least 0, less than 1 (splitmix64).
    fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// How many characters a text has.
pub(super) fn length(text: &[u8], utf8: bool) -> usize {
    if !utf8 || text.is_ascii() {
        return text.len();
    }
    let mut rest = text;
    let mut count = 0;
    while !rest.is_empty() {
        let (_, size) = bstr::decode_utf8(rest);
        rest = rest.get(size..).unwrap_or_default();
        count += 1;
    }
    count
}

/// Where character number `count` (from 0) begins.
pub(super) fn offset(text: &[u8], count: usize, utf8: bool) -> usize {
    if !utf8 || text.get(..count).is_some_and(<[u8]>::is_ascii) {
        return count.min(text.len());
    }
    let mut at = 0;
    for _ in 0..count {
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
        at += bstr::decode_utf8(rest).1;
    }
    at
}

/// The bytes of `substr`: `from` counts from 1; without `count` to the end.
fn part(text: &[u8], from: f64, count: Option<f64>, utf8: bool) -> &[u8] {
    // What begins too early begins with the first character, and is as long as it says.
    let first = if from.is_nan() { 1.0 } else { from.trunc().max(1.0) };
    let length = count.map_or(f64::INFINITY, f64::trunc);
    if length.is_nan() || length <= 0.0 {
        return b"";
    }
    let start = offset(text, (first - 1.0) as usize, utf8);
    let rest = text.get(start..).unwrap_or_default();
    let length = if length >= rest.len() as f64 { rest.len() } else { offset(rest, length as usize, utf8) };
    rest.get(..length).unwrap_or_default()
}

/// Changes the case of letters.
fn cased(text: &[u8], upper: bool, utf8: bool) -> Vec<u8> {
    if !utf8 || text.is_ascii() {
        return if upper { text.to_ascii_uppercase() } else { text.to_ascii_lowercase() };
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (character, size) = bstr::decode_utf8(rest);
        let (bytes, behind) = rest.split_at_checked(size).unwrap_or((rest, b""));
        match character {
            // One character becomes one character, or stays.
            Some(character) => {
                let single = if upper {
                    let mut all = character.to_uppercase();
                    all.next().filter(|_| all.next().is_none())
                } else {
                    let mut all = character.to_lowercase();
                    all.next().filter(|_| all.next().is_none())
                };
                let mut buffer = [0; 4];
                out.extend_from_slice(single.unwrap_or(character).encode_utf8(&mut buffer).as_bytes());
            }
            None => out.extend_from_slice(bytes),
        }
        rest = behind;
    }
    out
}

impl Machine<'_> {
    /// Carries out a function; its arguments are on the stack.
    pub fn builtin(&mut self, function: Function, count: usize) -> Result<(), Fatal> {
        let start = self.stack.len().saturating_sub(count);
        let value = match function {
            Function::Split => return self.split(count),
            Function::Match => return self.match_at(count),
            Function::Gensub => return self.gensub(count),
            Function::Asort => return self.asort(count, false),
            Function::Asorti => return self.asort(count, true),
            Function::Length | Function::Substr | Function::Index | Function::Tolower | Function::Toupper => {
                self.of_text(function, start)
            }
            Function::Sprintf => {
                let mut out = Vec::new();
                super::printf::format(&self.record, self.stack.get(start..).unwrap_or_default(), &mut out)?;
                Value::owned(out)
            }
            Function::Strftime => self.strftime(start),
            Function::Mktime => self.mktime(start),
            Function::Systime => Value::Number(self.now() as f64),
            Function::Rand => Value::Number(self.random.next()),
            Function::Srand => {
                let seed = if count > 0 { self.argument(start) } else { self.now() as f64 };
                Value::Number(self.random.sow(seed))
            }
            Function::And | Function::Or | Function::Xor => self.bits(function, start)?,
            function => Value::Number(self.of_numbers(function, start)?),
        };
        self.stack.truncate(start);
        self.stack.push(value);
        Ok(())
    }

    /// An argument as a number.
    pub fn argument(&self, at: usize) -> f64 {
        self.stack.get(at).map_or(0.0, |value| self.record.number(value))
    }

    fn now(&self) -> i64 {
        self.context.kernel.system().wall_clock().seconds
    }

    fn of_text(&mut self, function: Function, start: usize) -> Value {
        let mut buffer = Vec::new();
        let utf8 = self.record.utf8;
        let Some(value) = self.stack.get(start) else { return Value::Uninit };
        let text = self.record.text(value, &mut buffer);
        match function {
            Function::Length => Value::Number(length(text, utf8) as f64),
            Function::Substr => {
                let count = (self.stack.len() > start + 2).then(|| self.argument(start + 2));
                Value::text(part(text, self.argument(start + 1), count, utf8))
            }
            Function::Index => {
                let mut other = Vec::new();
                let Some(value) = self.stack.get(start + 1) else { return Value::Uninit };
                let needle = self.record.text(value, &mut other);
                let found = memchr::memmem::find(text, needle);
                let before = found.map(|at| length(text.get(..at).unwrap_or_default(), utf8) + 1);
                Value::Number(before.unwrap_or(0) as f64)
            }
            function => Value::owned(cased(text, function == Function::Toupper, utf8)),
        }
    }

    fn of_numbers(&self, function: Function, start: usize) -> Result<f64, Fatal> {
        let number = self.argument(start);
        Ok(match function {
            Function::Atan2 => number.atan2(self.argument(start + 1)),
            Function::Cos => number.cos(),
            Function::Sin => number.sin(),
            Function::Exp => number.exp(),
            Function::Log => number.ln(),
            Function::Sqrt => number.sqrt(),
            Function::Int => number.trunc(),
            Function::Strtonum => match self.stack.get(start) {
                Some(Value::Number(number)) => *number,
                Some(value) => {
                    let mut buffer = Vec::new();
                    number::with_base(self.record.text(value, &mut buffer))
                }
                None => 0.0,
            },
            Function::Compl => {
                not_negative("compl", number)?;
                // As many bits as a number keeps exactly.
                (!(number as u64) & ((1 << 53) - 1)) as f64
            }
            Function::Lshift => {
                let by = self.argument(start + 1);
                not_negative("lshift", number.min(by))?;
                (number as u64).checked_shl(by as u32).unwrap_or(0) as f64
            }
            Function::Rshift => {
                let by = self.argument(start + 1);
                not_negative("rshift", number.min(by))?;
                (number as u64).checked_shr(by as u32).unwrap_or(0) as f64
            }
            _ => 0.0,
        })
    }

    fn bits(&self, function: Function, start: usize) -> Result<Value, Fatal> {
        let mut result = None;
        for at in start..self.stack.len() {
            let number = self.argument(at);
            let (name, bits) = (format!("{function:?}").to_lowercase(), number as u64);
            not_negative(&name, number)?;
            result = Some(match (result, function) {
                (None, _) => bits,
                (Some(known), Function::And) => known & bits,
                (Some(known), Function::Or) => known | bits,
                (Some(known), _) => known ^ bits,
            });
        }
        Ok(Value::Number(result.unwrap_or(0) as f64))
    }

    fn strftime(&self, start: usize) -> Value {
        let mut buffer = Vec::new();
        let pattern = match self.stack.get(start) {
            Some(value) => self.record.text(value, &mut buffer),
            None => b"%a %b %e %H:%M:%S %Z %Y",
        };
        let count = self.stack.len() - start;
        let seconds = if count > 1 { self.argument(start + 1) as i64 } else { self.now() };
        let utc = count > 2 && self.stack.get(start + 2).is_some_and(|value| self.record.truth(value));
        let zone = if utc { Zone::utc() } else { Zone::of(self.context) };
        let mut out = Vec::new();
        format(pattern, &Moment::new(seconds, 0, &zone), &mut out);
        Value::owned(out)
    }

    /// `YYYY MM DD HH MM SS [DST]`.
    fn mktime(&self, start: usize) -> Value {
        let mut buffer = Vec::new();
        let Some(value) = self.stack.get(start) else { return Value::Number(-1.0) };
        let text = self.record.text(value, &mut buffer);
        let numbers: Vec<i64> = text
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty())
            .map(|word| number::parse(word) as i64)
            .collect();
        let [year, month, day, hour, minute, second, ..] = numbers[..] else { return Value::Number(-1.0) };
        let zone = Zone::of(self.context);
        // Months and days beyond their range count on.
        let months = month - 1;
        let civil = Civil {
            year: year + months.div_euclid(12),
            month: months.rem_euclid(12) + 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
        };
        let Some(first) = civil.to_seconds() else { return Value::Number(-1.0) };
        let local = first + (day - 1) * 86_400 + hour * 3600 + minute * 60 + second;
        let seconds = zone.to_seconds(Civil::from_seconds(local), None);
        Value::Number(seconds.map_or(-1.0, |seconds| seconds as f64))
    }

    /// `match(TEXT, REGEX [, ARRAY])`.
    fn match_at(&mut self, count: usize) -> Result<(), Fatal> {
        let array = if count > 2 { Some(self.pop()) } else { None };
        let (regex, text) = (self.pop(), self.pop());
        let pattern = self.pattern(&regex)?;
        let utf8 = self.record.utf8;
        let mut buffer = Vec::new();
        let text = self.record.text(&text, &mut buffer);
        let mut groups = Captures::new();
        let found = if array.is_some() {
            pattern.captures(text, 0, &mut groups).then(|| groups.get(0)).flatten()
        } else {
            pattern.find(text, 0)
        };
        let place = |range: &std::ops::Range<usize>| {
            let before = length(text.get(..range.start).unwrap_or_default(), utf8) + 1;
            (before as f64, length(text.get(range.clone()).unwrap_or_default(), utf8) as f64)
        };
        let (start, size) = found.as_ref().map_or((0.0, -1.0), place);
        if let Some(Value::Array(at)) = array
            && let Some(array) = self.arrays.get_mut(at as usize)
        {
            array.clear();
            for group in 0..if found.is_some() { groups.len() } else { 0 } {
                let Some(range) = groups.get(group) else { continue };
                let (first, length) = place(&range);
                let key = super::array::Key::Integer(group as i64);
                *array.entry(key) = Value::input(text.get(range).unwrap_or_default());
                for (name, number) in [("start", first), ("length", length)] {
                    let name = [group.to_string().as_bytes(), &self.subsep, name.as_bytes()].concat();
                    *array.entry(super::array::Key::of(&name)) = Value::Number(number);
                }
            }
        }
        for (slot, number) in [(RSTART, start), (RLENGTH, size)] {
            if let Some(slot) = self.globals.get_mut(slot as usize) {
                *slot = Value::Number(number);
            }
        }
        self.push_number(start);
        Ok(())
    }
}

fn not_negative(name: &str, number: f64) -> Result<(), Fatal> {
    if number < 0.0 {
        return Err(format!("{name}: argument has negative value").into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let rows: &[(&str, f64, Option<f64>, &str)] = &[
            ("hello", 2.0, Some(3.0), "ell"),
            ("hello", 0.0, Some(2.0), "he"),
            ("hello", -1.0, Some(3.0), "hel"),
            ("hello", 4.0, None, "lo"),
            ("hello", 9.0, Some(1.0), ""),
            ("hello", 1.5, Some(1.9), "h"),
            ("äöü", 2.0, Some(1.0), "ö"),
            ("hello", 2.0, Some(-1.0), ""),
            ("hello", 2.0, Some(1e300), "ello"),
        ];
        for (text, from, count, want) in rows {
            let found = part(text.as_bytes(), *from, *count, true);
            assert_eq!(String::from_utf8_lossy(found), *want, "{text} {from} {count:?}");
        }
        assert_eq!((length("äöü".as_bytes(), true), length("ä".as_bytes(), false)), (3, 2));
        assert_eq!(cased("äbc".as_bytes(), true, true), "ÄBC".as_bytes());
    }
}
