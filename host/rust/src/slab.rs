//! A table of host objects that the guest knows by number.

/// Values by number; numbers of removed values are used again.
#[derive(Debug)]
pub(crate) struct Slab<T> {
    slots: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Slab<T> {
    fn default() -> Slab<T> {
        Slab { slots: Vec::new(), free: Vec::new() }
    }
}

impl<T> Slab<T> {
    /// How many values a guest may hold: far more than it has descriptors and processes.
    const MAX: usize = 1 << 20;

    /// Takes a value in; `None` if the table is full.
    pub fn insert(&mut self, value: T) -> Option<u32> {
        if let Some(number) = self.free.pop()
            && let Some(slot) = self.slots.get_mut(number as usize)
        {
            *slot = Some(value);
            return Some(number);
        }
        if self.slots.len() >= Self::MAX {
            return None;
        }
        self.slots.push(Some(value));
        u32::try_from(self.slots.len() - 1).ok()
    }

    pub fn get(&self, number: u32) -> Option<&T> {
        self.slots.get(number as usize)?.as_ref()
    }

    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        self.slots.get_mut(number as usize)?.as_mut()
    }

    pub fn remove(&mut self, number: u32) -> Option<T> {
        let value = self.slots.get_mut(number as usize)?.take();
        if value.is_some() {
            self.free.push(number);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_used_again() {
        let mut slab = Slab::default();
        let first = slab.insert('a').unwrap();
        let second = slab.insert('b').unwrap();
        assert_eq!(slab.remove(first), Some('a'));
        assert_eq!((slab.remove(first), slab.get(first)), (None, None));
        assert_eq!(slab.insert('c'), Some(first));
        assert_eq!((slab.get(first), slab.get(second)), (Some(&'c'), Some(&'b')));
        *slab.get_mut(second).unwrap() = 'd';
        assert_eq!((slab.get(second), slab.get(9)), (Some(&'d'), None));
    }
}
