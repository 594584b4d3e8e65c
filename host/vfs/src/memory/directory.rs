//! The names of one directory, ordered by bytes, in leaves that snapshots share.

use super::component::key;
use super::table::Id;
use std::cmp::Ordering;
use std::sync::Arc;

/// A leaf is split when it grows over this.
const LEAF: usize = 64;

#[derive(Clone)]
struct Entry {
    /// The first eight bytes, big-endian: settles most comparisons without a look at the name.
    key: u64,
    name: Arc<str>,
    id: Id,
}

/// Names and what they stand for. Leaves are never empty.
#[derive(Clone, Default)]
pub(super) struct Directory {
    leaves: Vec<Arc<Vec<Entry>>>,
    len: usize,
}

impl Entry {
    fn order(&self, key: u64, name: &str) -> Ordering {
        self.key.cmp(&key).then_with(|| self.name.as_bytes().cmp(name.as_bytes()))
    }
}

impl Directory {
    /// How many names.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no name.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of the leaf that holds the name or would hold it.
    fn leaf(&self, key: u64, name: &str) -> usize {
        if self.leaves.len() < 2 {
            return 0;
        }
        let after = self.leaves.partition_point(|leaf| {
            leaf.first().is_some_and(|first| first.order(key, name) != Ordering::Greater)
        });
        after.saturating_sub(1)
    }

    /// What the name, whose key is known, stands for.
    pub(super) fn get(&self, key: u64, name: &str) -> Option<Id> {
        let leaf = self.leaves.get(self.leaf(key, name))?;
        // Keys alone settle nearly all look-ups, and comparing them needs no branches.
        let from = leaf.partition_point(|entry| entry.key < key);
        let first = leaf.get(from).filter(|entry| entry.key == key)?;
        // A name of eight bytes or less is all in the key.
        if first.name.len() == name.len() && (name.len() <= 8 || *first.name == *name) {
            return Some(first.id);
        }
        let rest = leaf.get(from + 1..)?;
        let same = rest.get(..rest.partition_point(|entry| entry.key == key))?;
        let at = same.binary_search_by(|entry| entry.name.as_bytes().cmp(name.as_bytes())).ok()?;
        Some(same.get(at)?.id)
    }

    /// Adds or changes a name; gives what it stood for before.
    pub(super) fn insert(&mut self, name: &str, id: Id) -> Option<Id> {
        let key = key(name.as_bytes());
        let number = self.leaf(key, name);
        let Some(leaf) = self.leaves.get_mut(number) else {
            self.leaves.push(Arc::new(vec![Entry { key, name: name.into(), id }]));
            self.len = 1;
            return None;
        };
        let leaf = Arc::make_mut(leaf);
        match leaf.binary_search_by(|entry| entry.order(key, name)) {
            Ok(at) => return leaf.get_mut(at).map(|entry| std::mem::replace(&mut entry.id, id)),
            Err(at) => leaf.insert(at, Entry { key, name: name.into(), id }),
        }
        self.len += 1;
        if leaf.len() > LEAF {
            // Names often come in order: then a full leaf should stay nearly full.
            let at = if leaf.last().is_some_and(|last| last.id == id) { LEAF - 1 } else { LEAF / 2 };
            let upper = leaf.split_off(at);
            self.leaves.insert(number + 1, Arc::new(upper));
        }
        None
    }

    /// Takes a name away; gives what it stood for.
    pub(super) fn remove(&mut self, name: &str) -> Option<Id> {
        let key = key(name.as_bytes());
        let number = self.leaf(key, name);
        let leaf = self.leaves.get_mut(number)?;
        let at = leaf.binary_search_by(|entry| entry.order(key, name)).ok()?;
        let leaf = Arc::make_mut(leaf);
        let entry = leaf.remove(at);
        if leaf.is_empty() {
            self.leaves.remove(number);
        }
        self.len -= 1;
        Some(entry.id)
    }

    /// All names in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Id)> {
        self.leaves.iter().flat_map(|leaf| leaf.iter()).map(|entry| (&*entry.name, entry.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_like_bytes() {
        let names = ["", "\u{1}", "a", "a\0", "ab", "abcdefg", "abcdefgh", "abcdefghi", "b", "é"];
        for pair in names.windows(2) {
            let [a, b] = pair else { panic!("windows of two") };
            let entry = Entry { key: key(a.as_bytes()), name: (*a).into(), id: 0 };
            assert_eq!(entry.order(key(b.as_bytes()), b), Ordering::Less, "{a:?} {b:?}");
        }
    }

    #[test]
    fn behaves_like_a_sorted_map() {
        let mut directory = Directory::default();
        let mut model = std::collections::BTreeMap::new();
        let mut seed = 1u32;
        for step in 0..20_000u32 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let name = format!("name{}", (seed >> 8) % 700);
            if seed >> 29 < 5 {
                assert_eq!(directory.insert(&name, step), model.insert(name, step));
            } else {
                assert_eq!(directory.remove(&name), model.remove(&name));
            }
            assert_eq!(directory.len(), model.len());
        }
        assert!(directory.iter().eq(model.iter().map(|(name, id)| (name.as_str(), *id))));
        for (name, id) in &model {
            assert_eq!(directory.get(key(name.as_bytes()), name), Some(*id));
        }
        assert_eq!(directory.get(key(b"other"), "other"), None);
    }
}
