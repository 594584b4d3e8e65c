//! The inode table: a slab in three levels that snapshots share piece by piece.
//!
//! A snapshot copies one pointer. The first write after it copies the top (one pointer for
//! each 1024 inodes), one middle block and one leaf of 16 inodes; all else stays shared.

use super::inode::Inode;
use std::array;
use std::sync::Arc;

/// The place of an inode in the table. Places are used again.
pub(super) type Id = u32;

const LEAF_BITS: u32 = 4;
const MIDDLE_BITS: u32 = 6;
const LEAF: usize = 1 << LEAF_BITS;
const MIDDLE: usize = 1 << MIDDLE_BITS;

#[derive(Clone)]
enum Slot {
    Used(Inode),
    /// The next free place.
    Free(Option<Id>),
}

type Leaf = [Slot; LEAF];
type Middle = [Option<Arc<Leaf>>; MIDDLE];

/// All inodes of a tree.
#[derive(Clone, Default)]
pub(super) struct Table {
    top: Vec<Arc<Middle>>,
    /// How many places were ever used.
    end: Id,
    free: Option<Id>,
}

fn place(id: Id) -> (usize, usize, usize) {
    let id = id as usize;
    (id >> (LEAF_BITS + MIDDLE_BITS), (id >> LEAF_BITS) & (MIDDLE - 1), id & (LEAF - 1))
}

impl Table {
    /// The inode at a place.
    pub(super) fn get(&self, id: Id) -> Option<&Inode> {
        let (top, middle, leaf) = place(id);
        match &self.top.get(top)?[middle].as_ref()?[leaf] {
            Slot::Used(inode) => Some(inode),
            Slot::Free(_) => None,
        }
    }

    fn slot(&mut self, id: Id) -> Option<&mut Slot> {
        let (top, middle, leaf) = place(id);
        let middle = Arc::make_mut(self.top.get_mut(top)?)[middle].as_mut()?;
        Some(&mut Arc::make_mut(middle)[leaf])
    }

    /// The inode at a place, to be changed.
    pub(super) fn get_mut(&mut self, id: Id) -> Option<&mut Inode> {
        match self.slot(id)? {
            Slot::Used(inode) => Some(inode),
            Slot::Free(_) => None,
        }
    }

    /// Finds a place for an inode; `None` when all four billion are taken.
    pub(super) fn insert(&mut self, inode: Inode) -> Option<Id> {
        if let Some(id) = self.free {
            let slot = self.slot(id)?;
            let next = match slot {
                Slot::Free(next) => *next,
                Slot::Used(_) => return None,
            };
            *slot = Slot::Used(inode);
            self.free = next;
            return Some(id);
        }
        let id = self.end;
        let next = self.end.checked_add(1)?;
        let (top, middle, _) = place(id);
        if top == self.top.len() {
            self.top.push(Arc::new(array::from_fn(|_| None)));
        }
        let middle = &mut Arc::make_mut(self.top.get_mut(top)?)[middle];
        if middle.is_none() {
            *middle = Some(Arc::new(array::from_fn(|_| Slot::Free(None))));
        }
        *self.slot(id)? = Slot::Used(inode);
        self.end = next;
        Some(id)
    }

    /// Takes an inode out.
    pub(super) fn remove(&mut self, id: Id) -> Option<Inode> {
        let next = self.free;
        let slot = self.slot(id)?;
        if matches!(slot, Slot::Free(_)) {
            return None;
        }
        let old = std::mem::replace(slot, Slot::Free(next));
        self.free = Some(id);
        match old {
            Slot::Used(inode) => Some(inode),
            Slot::Free(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::inode::Node;
    use super::*;

    fn inode(serial: u64) -> Inode {
        Inode::new(serial, Node::Fifo, 0o644, Default::default())
    }

    #[test]
    fn places_are_used_again_and_snapshots_stay() {
        let mut table = Table::default();
        for serial in 0..3000u64 {
            assert_eq!(table.insert(inode(serial)), Some(serial as Id));
        }
        let before = table.clone();
        assert_eq!(table.remove(5).map(|inode| inode.serial), Some(5));
        assert_eq!(table.remove(1500).map(|inode| inode.serial), Some(1500));
        assert!(table.remove(5).is_none());
        assert!(table.get(5).is_none() && table.get(9999).is_none());
        assert_eq!(table.insert(inode(7000)), Some(1500));
        assert_eq!(table.insert(inode(7001)), Some(5));
        assert_eq!(table.insert(inode(7002)), Some(3000));
        assert_eq!(table.get(5).map(|inode| inode.serial), Some(7001));
        assert_eq!(before.get(5).map(|inode| inode.serial), Some(5));
        assert!(before.get(3000).is_none());
    }
}
