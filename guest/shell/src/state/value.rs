//! Values and attributes of variables.

use super::text::Text;
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::ops::{BitAnd, BitOr, Not};
use std::rc::Rc;

/// A scalar. A number is the text of its decimal digits, not yet written out.
#[derive(Debug, Clone)]
pub enum Scalar {
    /// Bytes.
    Text(Text),
    /// A number that arithmetic left.
    Int(i64),
}

impl Scalar {
    /// The text.
    pub fn to_text(&self) -> Text {
        match self {
            Scalar::Text(text) => text.clone(),
            Scalar::Int(number) => int_text(*number),
        }
    }

    /// Adds the text to a buffer.
    pub fn append_to(&self, out: &mut Vec<u8>) {
        match self {
            Scalar::Text(text) => out.extend_from_slice(text),
            Scalar::Int(number) => push_int(out, *number),
        }
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        matches!(self, Scalar::Text(text) if text.is_empty())
    }
}

impl From<Text> for Scalar {
    fn from(text: Text) -> Self {
        Scalar::Text(text)
    }
}

impl From<&[u8]> for Scalar {
    fn from(bytes: &[u8]) -> Self {
        Scalar::Text(bytes.into())
    }
}

/// Decimal digits of a number, added to a buffer.
pub fn push_int(out: &mut Vec<u8>, number: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// A number as text.
pub fn int_text(number: i64) -> Text {
    let mut out = Vec::with_capacity(20);
    push_int(&mut out, number);
    Text::from(out)
}

/// A value.
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// Declared, but unset.
    #[default]
    Unset,
    /// A string or number.
    Scalar(Scalar),
    /// An indexed array.
    Array(Rc<IndexedArray>),
    /// An associative array.
    Assoc(Rc<AssocArray>),
}

/// Attributes of a variable (`declare -airx…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attrs(pub u16);

#[expect(missing_docs, reason = "the names are the attributes of `declare`")]
impl Attrs {
    pub const NONE: Attrs = Attrs(0);
    pub const EXPORT: Attrs = Attrs(1);
    pub const READONLY: Attrs = Attrs(2);
    pub const INTEGER: Attrs = Attrs(4);
    pub const LOWER: Attrs = Attrs(8);
    pub const UPPER: Attrs = Attrs(16);
    pub const CAPITALIZE: Attrs = Attrs(32);
    pub const NAMEREF: Attrs = Attrs(64);
    pub const TRACE: Attrs = Attrs(128);
    /// Its value is made when it is read.
    pub const DYNAMIC: Attrs = Attrs(256);
    /// Setting or unsetting it has an effect beyond itself.
    pub const HOOKED: Attrs = Attrs(512);
    /// An array by declaration, even while unset.
    pub const ARRAY: Attrs = Attrs(1024);
    /// An associative array by declaration, even while unset.
    pub const ASSOC: Attrs = Attrs(2048);
    /// Those which change what is assigned, or forbid it.
    pub const ON_ASSIGN: Attrs = Attrs(2 | 4 | 8 | 16 | 32 | 64 | 256 | 512);

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: Attrs) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Attrs) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Attrs {
    type Output = Attrs;
    fn bitor(self, other: Attrs) -> Attrs {
        Attrs(self.0 | other.0)
    }
}

impl BitAnd for Attrs {
    type Output = Attrs;
    fn bitand(self, other: Attrs) -> Attrs {
        Attrs(self.0 & other.0)
    }
}

impl Not for Attrs {
    type Output = Attrs;
    fn not(self) -> Attrs {
        Attrs(!self.0)
    }
}

/// A variable.
#[derive(Debug, Clone, Default)]
pub struct Variable {
    /// Its value.
    pub value: Value,
    /// Its attributes.
    pub attrs: Attrs,
}

impl Variable {
    /// A plain variable.
    pub fn scalar(text: impl Into<Text>) -> Self {
        Variable { value: Value::Scalar(Scalar::Text(text.into())), attrs: Attrs::NONE }
    }

    /// An exported variable.
    pub fn exported(text: impl Into<Text>) -> Self {
        Variable { value: Value::Scalar(Scalar::Text(text.into())), attrs: Attrs::EXPORT }
    }

    /// Whether it is an array of either kind.
    pub fn is_array(&self) -> bool {
        matches!(self.value, Value::Array(_) | Value::Assoc(_)) || self.attrs.any(Attrs::ARRAY | Attrs::ASSOC)
    }

    /// One more than the highest index: a plain value stands at 0, even one that is not set.
    pub fn end(&self) -> u64 {
        match &self.value {
            Value::Array(array) => array.end(),
            Value::Scalar(_) => 1,
            Value::Unset if !self.is_array() => 1,
            _ => 0,
        }
    }

    /// Whether it is an associative array.
    pub fn is_assoc(&self) -> bool {
        matches!(self.value, Value::Assoc(_)) || self.attrs.has(Attrs::ASSOC)
    }

    /// What `$name` gives: for an array its element 0.
    pub fn first(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Unset => None,
            Value::Scalar(scalar) => Some(scalar),
            Value::Array(array) => array.get(0),
            Value::Assoc(array) => array.get(b"0"),
        }
    }
}

/// An indexed array: dense while it can be, else a tree.
#[derive(Debug, Clone)]
pub struct IndexedArray(Store);

#[derive(Debug, Clone)]
enum Store {
    Dense { slots: Vec<Option<Scalar>>, count: usize },
    Sparse(BTreeMap<u64, Scalar>),
}

/// How far a dense array may be emptier than full.
const SLACK: usize = 1024;

impl Default for IndexedArray {
    fn default() -> Self {
        Self(Store::Dense { slots: Vec::new(), count: 0 })
    }
}

impl FromIterator<Scalar> for IndexedArray {
    fn from_iter<I: IntoIterator<Item = Scalar>>(items: I) -> Self {
        let slots: Vec<_> = items.into_iter().map(Some).collect();
        let count = slots.len();
        Self(Store::Dense { slots, count })
    }
}

impl IndexedArray {
    /// The element at an index.
    pub fn get(&self, index: u64) -> Option<&Scalar> {
        match &self.0 {
            Store::Dense { slots, .. } => slots.get(usize::try_from(index).ok()?)?.as_ref(),
            Store::Sparse(map) => map.get(&index),
        }
    }

    /// How many elements are set.
    pub fn len(&self) -> usize {
        match &self.0 {
            Store::Dense { count, .. } => *count,
            Store::Sparse(map) => map.len(),
        }
    }

    /// Whether no element is set.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One past the highest index.
    pub fn end(&self) -> u64 {
        match &self.0 {
            Store::Dense { slots, .. } => slots.len() as u64,
            Store::Sparse(map) => map.keys().next_back().map_or(0, |last| last + 1),
        }
    }

    /// Sets an element.
    pub fn set(&mut self, index: u64, value: Scalar) {
        if let Store::Dense { slots, count } = &mut self.0 {
            let at = usize::try_from(index).unwrap_or(usize::MAX);
            if at < slots.len() {
                *count += usize::from(slots[at].is_none());
                slots[at] = Some(value);
                return;
            }
            if at - slots.len() <= *count + SLACK {
                slots.resize(at, None);
                slots.push(Some(value));
                *count += 1;
                return;
            }
            let map = std::mem::take(slots).into_iter().enumerate();
            self.0 = Store::Sparse(map.filter_map(|(at, slot)| Some((at as u64, slot?))).collect());
        }
        if let Store::Sparse(map) = &mut self.0 {
            map.insert(index, value);
        }
    }

    /// The element at an index, to change it; an empty one is made.
    pub fn entry(&mut self, index: u64) -> &mut Scalar {
        if self.get(index).is_none() {
            self.set(index, Scalar::Text(Text::EMPTY));
        }
        match &mut self.0 {
            Store::Dense { slots, .. } => slots[index as usize].get_or_insert(Scalar::Text(Text::EMPTY)),
            Store::Sparse(map) => map.entry(index).or_insert(Scalar::Text(Text::EMPTY)),
        }
    }

    /// Removes an element.
    pub fn remove(&mut self, index: u64) {
        match &mut self.0 {
            Store::Dense { slots, count } => {
                let Some(slot) = usize::try_from(index).ok().and_then(|at| slots.get_mut(at)) else { return };
                if slot.take().is_some() {
                    *count -= 1;
                }
                while slots.last().is_some_and(Option::is_none) {
                    slots.pop();
                }
            }
            Store::Sparse(map) => drop(map.remove(&index)),
        }
    }

    /// Indexes and elements, ascending.
    pub fn iter(&self) -> Box<dyn Iterator<Item = (u64, &Scalar)> + '_> {
        match &self.0 {
            Store::Dense { slots, .. } => {
                Box::new(slots.iter().enumerate().filter_map(|(at, slot)| Some((at as u64, slot.as_ref()?))))
            }
            Store::Sparse(map) => Box::new(map.iter().map(|(at, value)| (*at, value))),
        }
    }
}

/// An associative array. It is walked in the order in which bash walks its hash table.
#[derive(Debug, Clone, Default)]
pub struct AssocArray {
    map: HashMap<Text, (u64, Scalar), RandomState>,
    next: u64,
}

/// The number of buckets of bash's table (ASSOC_HASH_BUCKETS).
const BUCKETS: u32 = 1024;

/// The bucket that bash's table has a key in (FNV-1, 32 bits).
fn bucket(key: &[u8]) -> u32 {
    key.iter().fold(2_166_136_261u32, |hash, &byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte)) % BUCKETS
}

impl AssocArray {
    /// The element of a key.
    pub fn get(&self, key: &[u8]) -> Option<&Scalar> {
        self.map.get(key).map(|(_, value)| value)
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Sets an element.
    pub fn set(&mut self, key: Text, value: Scalar) {
        *self.entry(key) = value;
    }

    /// The element of a key, to change it; an empty one is made.
    pub fn entry(&mut self, key: Text) -> &mut Scalar {
        let next = &mut self.next;
        let slot = self.map.entry(key).or_insert_with(|| {
            *next += 1;
            (*next, Scalar::Text(Text::EMPTY))
        });
        &mut slot.1
    }

    /// Removes an element.
    pub fn remove(&mut self, key: &[u8]) {
        self.map.remove(key);
    }

    /// Keys and elements in bash's order: by bucket, the newest first in each.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Scalar)> {
        let mut rows: Vec<_> =
            self.map.iter().map(|(key, (age, value))| (bucket(key), u64::MAX - age, key, value)).collect();
        rows.sort_unstable_by_key(|row| (row.0, row.1));
        rows.into_iter().map(|row| (row.2, row.3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_grow_sparse_and_shrink() {
        let mut array = IndexedArray::default();
        array.set(3, Scalar::Int(3));
        array.set(1 << 40, Scalar::Int(9));
        assert_eq!(array.len(), 2);
        assert_eq!(array.end(), (1 << 40) + 1);
        array.remove(1 << 40);
        assert_eq!(array.end(), 4);
        assert_eq!(array.iter().map(|(at, _)| at).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn numbers_are_text() {
        for number in [0, 7, -7, i64::MAX, i64::MIN] {
            assert_eq!(&*int_text(number), number.to_string().as_bytes());
        }
    }
}
