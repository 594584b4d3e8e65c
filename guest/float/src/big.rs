//! Natural numbers of any size, as far as the conversion of floating-point numbers needs them.

use std::cmp::Ordering;

/// Digits to the base 2³², the lowest first, without zeros at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Big(Vec<u32>);

impl Big {
    pub(crate) fn new(value: u64) -> Big {
        let mut big = Big(vec![value as u32, (value >> 32) as u32]);
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bits it takes.
    pub(crate) fn bits(&self) -> usize {
        self.0.last().map_or(0, |top| self.0.len() * 32 - top.leading_zeros() as usize)
    }

    /// `self × factor + more`.
    pub(crate) fn multiply_add(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for digit in &mut self.0 {
            let product = u64::from(*digit) * u64::from(factor) + carry;
            *digit = product as u32;
            carry = product >> 32;
        }
        if carry != 0 {
            self.0.push(carry as u32);
        }
        self.trim();
    }

    /// `self × 5ⁿ`.
    pub(crate) fn multiply_by_power_of_5(&mut self, mut power: usize) {
        /// 5¹³ is the highest power that fits into a digit.
        const STEP: usize = 13;
        while power > 0 {
            let step = power.min(STEP);
            self.multiply_add(5u32.pow(step as u32), 0);
            power -= step;
        }
    }

    pub(crate) fn shift_left(&mut self, bits: usize) {
        if self.is_zero() {
            return;
        }
        let (digits, bits) = (bits / 32, bits % 32);
        if bits > 0 {
            self.multiply_add(1 << bits, 0);
        }
        self.0.splice(0..0, std::iter::repeat_n(0, digits));
    }

    /// Divides by a digit; gives the rest.
    fn divide(&mut self, by: u32) -> u32 {
        let mut rest = 0;
        for digit in self.0.iter_mut().rev() {
            let part = rest << 32 | u64::from(*digit);
            *digit = (part / u64::from(by)) as u32;
            rest = part % u64::from(by);
        }
        self.trim();
        rest as u32
    }

    /// `self -= other`, which is not greater.
    pub(crate) fn subtract(&mut self, other: &Big) {
        let mut borrow = 0;
        for (at, digit) in self.0.iter_mut().enumerate() {
            let less = i64::from(other.0.get(at).copied().unwrap_or(0)) + borrow;
            let difference = i64::from(*digit) - less;
            *digit = difference as u32;
            borrow = i64::from(difference < 0);
        }
        self.trim();
    }

    pub(crate) fn compare(&self, other: &Big) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// The highest 64 bits, and whether any bit below them is set.
    pub(crate) fn top(&self) -> (u64, bool) {
        let drop = self.bits().saturating_sub(64);
        let mut top = 0u128;
        for (at, digit) in self.0.iter().enumerate().skip(drop / 32).take(3) {
            top |= u128::from(*digit) << (32 * (at - drop / 32));
        }
        let below = self.0.iter().take(drop / 32).any(|digit| *digit != 0);
        let cut = top & ((1 << (drop % 32)) - 1) != 0;
        ((top >> (drop % 32)) as u64, below || cut)
    }

    /// A bit by its number; those below 0 are not set.
    pub(crate) fn bit(&self, at: i32) -> bool {
        let Ok(at) = usize::try_from(at) else { return false };
        self.0.get(at / 32).is_some_and(|digit| digit >> (at % 32) & 1 == 1)
    }

    /// Whether any bit below a number is set.
    pub(crate) fn any_below(&self, at: i32) -> bool {
        let Ok(at) = usize::try_from(at) else { return false };
        let cut = self.0.get(at / 32).is_some_and(|digit| digit & ((1 << (at % 32)) - 1) != 0);
        cut || self.0.iter().take(at / 32).any(|digit| *digit != 0)
    }

    /// In decimal; nothing for 0.
    pub(crate) fn into_decimal(mut self) -> Vec<u8> {
        let mut digits = Vec::with_capacity(self.0.len() * 10);
        while !self.is_zero() {
            let mut part = self.divide(1_000_000_000);
            for _ in 0..9 {
                digits.push(b'0' + (part % 10) as u8);
                part /= 10;
            }
        }
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        digits.reverse();
        digits
    }
}
