//! Associative arrays: a table of places into entries that stand in the order they came.

use super::number;
use super::value::Value;

/// A place in the table that nothing was ever in.
const EMPTY: u32 = 0;
/// A place that something was removed from.
const REMOVED: u32 = u32::MAX;

/// What an element is found by. Integers are kept as such, so that `a[1]` needs no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key<'a> {
    Integer(i64),
    Text(&'a [u8]),
}

impl<'a> Key<'a> {
    /// The key of a text.
    pub fn of(text: &'a [u8]) -> Self {
        match number::canonical(text) {
            Some(integer) => Key::Integer(integer),
            None => Key::Text(text),
        }
    }

    fn hash(self) -> u32 {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = match self {
            Key::Integer(integer) => (integer as u64).wrapping_mul(FACTOR),
            Key::Text(text) => {
                let (chunks, rest) = text.as_chunks::<8>();
                let mut hash = text.len() as u64;
                for chunk in chunks {
                    hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*chunk)).wrapping_mul(FACTOR);
                }
                let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
                hash = (hash.rotate_left(5) ^ last).wrapping_mul(FACTOR);
                hash ^ hash >> 29
            }
        };
        (mixed >> 32) as u32
    }
}

#[derive(Debug, Clone)]
struct Entry {
    hash: u32,
    /// A `Number` for integers, a text for the others, `Uninit` once it is removed.
    key: Value,
    value: Value,
}

impl Entry {
    fn is(&self, hash: u32, key: Key<'_>) -> bool {
        if self.hash != hash {
            return false;
        }
        match (&self.key, key) {
            (Value::Number(known), Key::Integer(integer)) => *known == integer as f64,
            (Value::Short(_) | Value::Long(_), Key::Text(text)) => self.key.as_text() == Some(text),
            _ => false,
        }
    }
}

/// An associative array.
///
/// As long as its keys are integers that follow one another in the order they came (`a[NR]`), it
/// needs no table: an entry is found by its distance from the first one.
#[derive(Debug, Clone, Default)]
pub(super) struct Array {
    /// Each place holds one more than the number of an entry. Its length is a power of two, or 0
    /// where no table is needed.
    table: Vec<u32>,
    entries: Vec<Entry>,
    live: usize,
}

impl Array {
    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.live
    }

    pub fn clear(&mut self) {
        *self = Array::default();
    }

    /// The entry of a key, without a table.
    fn dense(&self, key: Key<'_>) -> Option<usize> {
        let (Key::Integer(integer), Some(Value::Number(first))) = (key, self.entries.first().map(|e| &e.key))
        else {
            return None;
        };
        let index = usize::try_from(integer - *first as i64).ok()?;
        (index < self.entries.len()).then_some(index)
    }

    /// Whether a new key keeps the array without a table.
    fn stays_dense(&self, key: Key<'_>) -> bool {
        match (key, self.entries.first().map(|entry| &entry.key)) {
            (Key::Integer(_), None) => true,
            (Key::Integer(integer), Some(Value::Number(first))) => {
                integer - *first as i64 == self.entries.len() as i64
            }
            _ => false,
        }
    }

    fn find(&self, key: Key<'_>) -> Option<(usize, usize)> {
        if self.table.is_empty() {
            return self.dense(key).map(|index| (0, index));
        }
        self.find_hashed(key.hash(), key)
    }

    fn find_hashed(&self, hash: u32, key: Key<'_>) -> Option<(usize, usize)> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match self.table.get(at).copied().unwrap_or(EMPTY) {
                EMPTY => return None,
                REMOVED => {}
                place => {
                    let index = place as usize - 1;
                    if self.entries.get(index).is_some_and(|entry| entry.is(hash, key)) {
                        return Some((at, index));
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    pub fn get(&self, key: Key<'_>) -> Option<&Value> {
        let (_, index) = self.find(key)?;
        self.entries.get(index).map(|entry| &entry.value)
    }

    pub fn contains(&self, key: Key<'_>) -> bool {
        self.find(key).is_some()
    }

    /// The element of that key, made if it is missing.
    pub fn entry(&mut self, key: Key<'_>) -> &mut Value {
        let index = if self.table.is_empty() {
            match self.dense(key) {
                Some(index) => index,
                None if self.stays_dense(key) => self.add(0, key),
                None => self.insert(key.hash(), key),
            }
        } else {
            let hash = key.hash();
            match self.find_hashed(hash, key) {
                Some((_, index)) => index,
                None => self.insert(hash, key),
            }
        };
        // Both ways give the number of an entry.
        &mut self.entries[index].value
    }

    fn insert(&mut self, hash: u32, key: Key<'_>) -> usize {
        // A quarter of the table stays empty, so that every search ends.
        if (self.entries.len() + 1) * 4 > self.table.len() * 3 {
            self.rebuild();
        }
        let index = self.add(hash, key);
        self.place(hash, index as u32 + 1);
        index
    }

    /// Adds an entry that the table does not know yet.
    fn add(&mut self, hash: u32, key: Key<'_>) -> usize {
        let key = match key {
            Key::Integer(integer) => Value::Number(integer as f64),
            Key::Text(text) => Value::text(text),
        };
        self.entries.push(Entry { hash, key, value: Value::Uninit });
        self.live += 1;
        self.entries.len() - 1
    }

    fn place(&mut self, hash: u32, number: u32) {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(place) = self.table.get_mut(at) {
            if *place == EMPTY {
                *place = number;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Drops removed entries and makes room.
    fn rebuild(&mut self) {
        self.entries.retain(|entry| !matches!(entry.key, Value::Uninit));
        if self.table.is_empty() {
            for entry in &mut self.entries {
                if let Value::Number(number) = entry.key {
                    entry.hash = Key::Integer(number as i64).hash();
                }
            }
        }
        let size = ((self.live + 1) * 2).next_power_of_two().max(8);
        self.table.clear();
        self.table.resize(size, EMPTY);
        for index in 0..self.entries.len() {
            if let Some(hash) = self.entries.get(index).map(|entry| entry.hash) {
                self.place(hash, index as u32 + 1);
            }
        }
    }

    pub fn remove(&mut self, key: Key<'_>) {
        if self.table.is_empty() && self.dense(key).is_some() {
            self.rebuild();
        }
        let Some((at, index)) = self.find(key) else { return };
        if let Some(place) = self.table.get_mut(at) {
            *place = REMOVED;
        }
        if let Some(entry) = self.entries.get_mut(index) {
            (entry.key, entry.value) = (Value::Uninit, Value::Uninit);
        }
        self.live -= 1;
        if self.live == 0 {
            self.clear();
        }
    }

    /// Keys with their elements, in the order they came. An integer is a `Number`.
    pub fn iter(&self) -> impl Iterator<Item = (&Value, &Value)> {
        let live = |entry: &&Entry| !matches!(entry.key, Value::Uninit);
        self.entries.iter().filter(live).map(|entry| (&entry.key, &entry.value))
    }

    /// The keys as texts: ascending if all are integers, else in the order they came.
    pub fn keys(&self) -> Vec<Value> {
        let mut keys: Vec<Value> = self.iter().map(|(key, _)| key.clone()).collect();
        let integer = |key: &Value| if let Value::Number(number) = key { Some(*number) } else { None };
        if keys.iter().all(|key| integer(key).is_some()) {
            let in_order = |a: &Value, b: &Value| integer(a) <= integer(b);
            if !keys.is_sorted_by(in_order) {
                keys.sort_by_key(|key| integer(key).unwrap_or(0.0) as i64);
            }
        }
        for key in &mut keys {
            *key = key_text(key);
        }
        keys
    }
}

/// A key as a text.
pub(super) fn key_text(key: &Value) -> Value {
    let Value::Number(number) = key else { return key.clone() };
    let mut text = Vec::with_capacity(20);
    number::push_integer(*number as i64, &mut text);
    Value::text(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        let mut array = Array::default();
        for round in 0..3 {
            for i in (0..100).rev() {
                *array.entry(Key::Integer(i)) = Value::truth(true);
                *array.entry(Key::of(format!("key {i}").as_bytes())) = Value::truth(true);
            }
            assert_eq!(array.len(), 200, "{round}");
            for i in 0..100 {
                assert!(array.contains(Key::of(i.to_string().as_bytes())));
                array.remove(Key::of(format!("key {i}").as_bytes()));
            }
            assert_eq!((array.len(), array.contains(Key::Text(b"key 7"))), (100, false));
        }
        let mut dense = Array::default();
        for i in 5..50 {
            *dense.entry(Key::Integer(i)) = Value::Number(i as f64);
        }
        assert!(dense.table.is_empty() && dense.contains(Key::of(b"49")) && !dense.contains(Key::of(b"50")));
        dense.remove(Key::Integer(7));
        *dense.entry(Key::of(b"x")) = Value::Uninit;
        assert_eq!(
            (dense.len(), dense.contains(Key::Integer(7)), dense.contains(Key::Integer(8))),
            (45, false, true)
        );
        let keys = array.keys();
        assert_eq!(keys.first().and_then(Value::as_text), Some(&b"0"[..]));
        assert_eq!(keys.last().and_then(Value::as_text), Some(&b"99"[..]));
    }
}
