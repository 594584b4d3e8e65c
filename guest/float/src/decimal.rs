//! Exact decimal digits, rounded to where a conversion ends.

/// 0.DIGITS × 10^point; no digits are 0.
#[derive(Debug, Default)]
pub(crate) struct Decimal {
    pub digits: Vec<u8>,
    pub point: i32,
}

impl Decimal {
    /// Keeps so many digits: the nearest number, of two the one whose last digit is even.
    fn round(&mut self, keep: i64) {
        let Ok(keep) = usize::try_from(keep) else {
            self.digits.clear();
            return;
        };
        if keep >= self.digits.len() {
            return;
        }
        let odd = keep > 0 && self.digits[keep - 1] % 2 == 1;
        let more = self.digits[keep + 1..].iter().any(|digit| *digit != b'0');
        let up = self.digits[keep] > b'5' || self.digits[keep] == b'5' && (more || odd);
        self.digits.truncate(keep);
        if !up {
            return;
        }
        while self.digits.pop_if(|digit| *digit == b'9').is_some() {}
        match self.digits.last_mut() {
            Some(digit) => *digit += 1,
            None => {
                self.digits.push(b'1');
                self.point += 1;
            }
        }
    }

    fn digit(&self, at: i64) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
        digit.map_or('0', |digit| *digit as char)
    }

    /// With so many digits behind the point.
    pub(crate) fn fixed(mut self, precision: usize) -> String {
        let places = i64::try_from(precision).unwrap_or(i64::MAX);
        self.round(places.saturating_add(i64::from(self.point)));
        let point = i64::from(if self.digits.is_empty() { 0 } else { self.point });
        let mut text = String::with_capacity(precision.saturating_add(point.max(0) as usize + 2));
        if point < 1 {
            text.push('0');
        }
        text.extend((0..point).map(|at| self.digit(at)));
        if precision > 0 {
            text.push('.');
            text.extend((point..point.saturating_add(places)).map(|at| self.digit(at)));
        }
        text
    }

    /// One digit before the point and so many behind it; the exponent.
    pub(crate) fn scientific(mut self, precision: usize) -> (String, i32) {
        let places = i64::try_from(precision).unwrap_or(i64::MAX);
        self.round(places.saturating_add(1));
        let mut text = String::with_capacity(precision.saturating_add(2));
        text.push(self.digit(0));
        if precision > 0 {
            text.push('.');
            text.extend((1..=places).map(|at| self.digit(at)));
        }
        (text, if self.digits.is_empty() { 0 } else { self.point - 1 })
    }
}
