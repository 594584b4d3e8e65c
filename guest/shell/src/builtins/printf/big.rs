//! Natural numbers of any size: as much arithmetic as exact decimal digits need.

use std::cmp::Ordering;

/// Words of 32 bits, the lowest first; the highest is not 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Big(Vec<u32>);

impl From<u64> for Big {
    fn from(value: u64) -> Self {
        Big(vec![value as u32, (value >> 32) as u32]).trimmed()
    }
}

impl Big {
    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    /// How many bits it has.
    pub fn bits(&self) -> usize {
        self.0.last().map_or(0, |last| self.0.len() * 32 - last.leading_zeros() as usize)
    }

    /// The lowest 64 bits.
    pub fn low(&self) -> u64 {
        let word = |at| u64::from(self.0.get(at).copied().unwrap_or(0));
        word(1) << 32 | word(0)
    }

    /// `self * factor + more`.
    pub fn multiply_add(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for word in &mut self.0 {
            carry += u64::from(*word) * u64::from(factor);
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// `self * base^power`.
    pub fn multiply_power(&mut self, base: u32, power: usize) {
        // Several at once, as many as fit in a word.
        let at_once = u32::MAX.ilog(base);
        let factor = base.pow(at_once);
        for _ in 0..power / at_once as usize {
            self.multiply_add(factor, 0);
        }
        self.multiply_add(base.pow((power % at_once as usize) as u32), 0);
    }

    /// `self * 2^count`.
    pub fn shifted_left(&self, count: usize) -> Big {
        let (words, bits) = (count / 32, count % 32);
        let mut out = vec![0; words];
        let mut carry = 0u64;
        for word in &self.0 {
            carry |= u64::from(*word) << bits;
            out.push(carry as u32);
            carry >>= 32;
        }
        out.push(carry as u32);
        Big(out).trimmed()
    }

    /// `self / 2^count`.
    pub fn shifted_right(&self, count: usize) -> Big {
        let (words, bits) = (count / 32, count % 32);
        let rest = self.0.get(words..).unwrap_or_default();
        let word = |at: usize| u64::from(rest.get(at).copied().unwrap_or(0));
        Big((0..rest.len()).map(|at| ((word(at + 1) << 32 | word(at)) >> bits) as u32).collect()).trimmed()
    }

    /// Compares the lowest `count` bits with a half of what they may hold.
    pub fn compare_low(&self, count: usize) -> Ordering {
        let bit = |at: usize| self.0.get(at / 32).is_some_and(|word| word >> (at % 32) & 1 == 1);
        let Some(top) = count.checked_sub(1) else { return Ordering::Less };
        match (bit(top), (0..top).any(bit)) {
            (false, _) => Ordering::Less,
            (true, false) => Ordering::Equal,
            (true, true) => Ordering::Greater,
        }
    }

    fn compare(&self, other: &Big) -> Ordering {
        let words = |big: &Big| big.0.iter().rev().copied().collect::<Vec<_>>();
        self.0.len().cmp(&other.0.len()).then_with(|| words(self).cmp(&words(other)))
    }

    fn subtract(&mut self, other: &Big) {
        let mut borrow = 0i64;
        for (at, word) in self.0.iter_mut().enumerate() {
            let value = i64::from(*word) - i64::from(other.0.get(at).copied().unwrap_or(0)) + borrow;
            *word = value as u32;
            borrow = value >> 32;
        }
        *self = std::mem::take(self).trimmed();
    }

    /// The quotient, and whether something is left over. Bit by bit: the quotient is short.
    pub fn divided(&self, divisor: &Big) -> (Big, bool) {
        let mut shift = self.bits().saturating_sub(divisor.bits());
        let (mut rest, mut quotient) = (self.clone(), Big::default());
        loop {
            let part = divisor.shifted_left(shift);
            let fits = rest.compare(&part) != Ordering::Less;
            if fits {
                rest.subtract(&part);
            }
            quotient = quotient.shifted_left(1);
            if fits {
                match quotient.0.first_mut() {
                    Some(word) => *word |= 1,
                    None => quotient.0.push(1),
                }
            }
            match shift.checked_sub(1) {
                Some(less) => shift = less,
                None => return (quotient, !rest.0.is_empty()),
            }
        }
    }

    /// Its decimal digits.
    pub fn to_decimal(&self) -> Vec<u8> {
        let mut digits = Vec::new();
        let mut words = self.0.clone();
        while !words.is_empty() {
            let mut rest = 0u64;
            for word in words.iter_mut().rev() {
                rest = rest << 32 | u64::from(*word);
                *word = (rest / 1_000_000_000) as u32;
                rest %= 1_000_000_000;
            }
            while words.last() == Some(&0) {
                words.pop();
            }
            for _ in 0..9 {
                digits.push(b'0' + (rest % 10) as u8);
                rest /= 10;
            }
        }
        while digits.last() == Some(&b'0') && digits.len() > 1 {
            digits.pop();
        }
        if digits.is_empty() {
            digits.push(b'0');
        }
        digits.reverse();
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        let mut big = Big::from(1);
        big.multiply_power(10, 30);
        assert_eq!(big.to_decimal(), format!("1{}", "0".repeat(30)).into_bytes());
        let (quotient, more) = big.divided(&Big::from(7));
        assert_eq!((quotient.to_decimal(), more), (b"142857142857142857142857142857".to_vec(), true));
        assert_eq!(Big::from(5).shifted_left(70).shifted_right(69).low(), 10);
        assert_eq!(Big::from(0b1100).compare_low(4), Ordering::Greater);
        assert_eq!(Big::from(0b0100).compare_low(3), Ordering::Equal);
        assert_eq!(Big::default().to_decimal(), b"0");
    }
}
