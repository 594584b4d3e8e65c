//! Tab stops as `expand` and `unexpand` are told them.

use bashwit_args::{Stop, Synopsis, quote};

/// Where tabs lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TabStops {
    list: Vec<u64>,
    /// `/N`: behind the list, multiples of this.
    multiple: u64,
    /// `+N`: behind the list, so far from each other.
    step: u64,
}

impl TabStops {
    /// Adds a value of `--tabs`.
    pub fn add(&mut self, synopsis: &Synopsis, text: &[u8]) -> Result<(), Stop> {
        for item in text.split(|byte| matches!(byte, b',' | b' ' | b'\t')).filter(|item| !item.is_empty()) {
            let (kind, digits) = match item {
                [kind @ (b'/' | b'+'), digits @ ..] => (Some(*kind), digits),
                _ => (None, item),
            };
            let mut number = 0u64;
            for (at, digit) in digits.iter().enumerate() {
                if !digit.is_ascii_digit() {
                    let rest = quote(digits.get(at..).unwrap_or_default());
                    let what = match digit {
                        b'/' | b'+' => {
                            [b"'", &[*digit][..], b"' specifier not at start of number: ", &*rest].concat()
                        }
                        _ => [b"tab size contains invalid character(s): ", &*rest].concat(),
                    };
                    return Err(synopsis.failure(what));
                }
                let next =
                    number.checked_mul(10).and_then(|number| number.checked_add(u64::from(digit - b'0')));
                let large = || synopsis.failure([b"tab stop is too large ", &*quote(digits)].concat());
                number = next.filter(|&next| next <= i64::MAX as u64).ok_or_else(large)?;
            }
            if kind.is_none() || number > 0 {
                match kind {
                    Some(b'/') => self.multiple = number,
                    Some(_) => self.step = number,
                    None => self.list.push(number),
                }
            }
        }
        Ok(())
    }

    /// Checks the stops together; without any they are 8 columns apart.
    pub fn finish(&mut self, synopsis: &Synopsis) -> Result<(), Stop> {
        if self.list.contains(&0) {
            return Err(synopsis.failure("tab size cannot be 0"));
        }
        if self.list.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(synopsis.failure("tab sizes must be ascending"));
        }
        if self.multiple > 0 && self.step > 0 {
            return Err(synopsis.failure("'/' specifier is mutually exclusive with '+'"));
        }
        match (&self.list[..], self.multiple, self.step) {
            ([], 0, 0) => self.multiple = 8,
            ([], 0, step) => (self.multiple, self.step) = (step, 0),
            ([only], 0, 0) => (self.multiple, self.list) = (*only, Vec::new()),
            _ => {}
        }
        Ok(())
    }

    /// The stop behind a column; `None` behind the last one.
    pub fn after(&self, column: u64) -> Option<u64> {
        if let Some(&stop) = self.list.iter().find(|&&stop| stop > column) {
            return Some(stop);
        }
        if self.multiple > 0 {
            return Some(column + (self.multiple - column % self.multiple));
        }
        let last = self.list.last().copied().unwrap_or(0);
        (self.step > 0).then(|| column + (self.step - column.saturating_sub(last) % self.step))
    }
}
