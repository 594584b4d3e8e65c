//! What can be told of an expression before it runs: how a match begins, and whether the first
//! match that backtracking finds is the longest.

use super::ast::{Ast, Look, Node};
use crate::chars::BYTE_BASE;

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte >> 6)).is_some_and(|word| word >> (byte & 63) & 1 == 1)
    }

    fn insert(&mut self, byte: u8) {
        if let Some(word) = self.0.get_mut(usize::from(byte >> 6)) {
            *word |= 1 << (byte & 63);
        }
    }

    fn insert_wide(&mut self) {
        self.0[2] = u64::MAX;
        self.0[3] = u64::MAX;
    }

    fn union(&mut self, other: &ByteSet) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    fn meets(&self, other: &ByteSet) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }
}

/// How every match begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Start {
    /// Bytes that every match begins with.
    pub prefix: Vec<u8>,
    /// The prefix is the whole expression.
    pub exact: bool,
    /// What the first byte of a match can be; `None` if a match can be empty or anything.
    pub first: Option<ByteSet>,
    /// A match can only begin where the text does.
    pub anchored: bool,
}

/// The bytes of a character's code.
pub(super) fn encode(code: u32, out: &mut Vec<u8>) {
    if let Some(c) = char::from_u32(code) {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    } else if let Ok(byte) = u8::try_from(code.wrapping_sub(BYTE_BASE)) {
        out.push(byte);
    }
}

/// Finds out how matches begin.
pub(super) fn start(ast: &Ast, newline: bool) -> Start {
    let mut start = Start { exact: true, ..Start::default() };
    prefix(&ast.root, &mut start);
    start.exact &= !start.prefix.is_empty();
    let mut set = ByteSet::default();
    if !first(ast, &ast.root, &mut set) {
        start.first = Some(set);
    }
    start.anchored = anchored(&ast.root, newline);
    start
}

/// Collects literal bytes; whether what follows belongs to them.
fn prefix(node: &Node, start: &mut Start) -> bool {
    match node {
        Node::Empty => true,
        Node::Char(code) => {
            encode(*code, &mut start.prefix);
            true
        }
        Node::Look(_) => {
            start.exact = false;
            true
        }
        Node::Group(inner, _) => prefix(inner, start),
        Node::Concat(nodes) => nodes.iter().all(|node| prefix(node, start)),
        Node::Repeat { node, min, .. } => {
            start.exact = false;
            if *min > 0 {
                prefix(node, start);
            }
            false
        }
        Node::Any | Node::Set(_) | Node::Alternation(_) | Node::Backref(_) => {
            start.exact = false;
            false
        }
    }
}

fn anchored(node: &Node, newline: bool) -> bool {
    match node {
        Node::Look(Look::TextStart) => true,
        Node::Look(Look::LineStart) => !newline,
        Node::Group(inner, _) => anchored(inner, newline),
        Node::Concat(nodes) => {
            let looks = nodes.iter().take_while(|node| matches!(node, Node::Look(_))).count();
            nodes.iter().take(looks + 1).any(|node| anchored(node, newline))
        }
        Node::Alternation(nodes) => nodes.iter().all(|node| anchored(node, newline)),
        Node::Repeat { node, min, .. } => *min > 0 && anchored(node, newline),
        _ => false,
    }
}

/// Whether a node can match the empty text. A back-reference can.
pub(super) fn nullable(node: &Node) -> bool {
    match node {
        Node::Empty | Node::Look(_) | Node::Backref(_) => true,
        Node::Char(_) | Node::Any | Node::Set(_) => false,
        Node::Group(inner, _) => nullable(inner),
        Node::Concat(nodes) => nodes.iter().all(nullable),
        Node::Alternation(nodes) => nodes.iter().any(nullable),
        Node::Repeat { node, min, .. } => *min == 0 || nullable(node),
    }
}

/// Adds the bytes that can begin a match of the node; whether it can be empty.
fn first(ast: &Ast, node: &Node, set: &mut ByteSet) -> bool {
    match node {
        Node::Empty | Node::Look(_) => true,
        Node::Char(code) => {
            let mut bytes = Vec::with_capacity(4);
            encode(*code, &mut bytes);
            if let Some(&byte) = bytes.first() {
                set.insert(byte);
            }
            false
        }
        Node::Any => {
            *set = ByteSet([u64::MAX; 4]);
            false
        }
        Node::Set(index) => {
            if let Some(members) = ast.sets.get(*index) {
                for byte in 0..128u8 {
                    if members.contains(u32::from(byte)) {
                        set.insert(byte);
                    }
                }
                if members.is_wide() {
                    set.insert_wide();
                }
            }
            false
        }
        Node::Group(inner, _) => first(ast, inner, set),
        Node::Concat(nodes) => nodes.iter().all(|node| first(ast, node, set)),
        Node::Alternation(nodes) => nodes.iter().fold(false, |empty, node| first(ast, node, set) | empty),
        Node::Repeat { node, min, .. } => first(ast, node, set) || *min == 0,
        Node::Backref(_) => {
            *set = ByteSet([u64::MAX; 4]);
            true
        }
    }
}

/// Whether the match that greedy backtracking finds first is the longest from its start. May say
/// no where it is.
pub(super) fn first_is_longest(ast: &Ast) -> bool {
    !ast.has_backref
        && (width(&ast.root).is_some()
            || one_run(&ast.root)
            || deterministic(ast, &ast.root, &ByteSet::default()))
}

/// The number of characters of every match, if it is always the same.
fn width(node: &Node) -> Option<u64> {
    match node {
        Node::Empty | Node::Look(_) => Some(0),
        Node::Char(_) | Node::Any | Node::Set(_) => Some(1),
        Node::Group(inner, _) => width(inner),
        Node::Concat(nodes) => {
            nodes.iter().try_fold(0u64, |sum, node| Some(sum.saturating_add(width(node)?)))
        }
        Node::Alternation(nodes) => {
            let (head, rest) = nodes.split_first()?;
            let width_of_all = width(head)?;
            rest.iter().all(|node| width(node) == Some(width_of_all)).then_some(width_of_all)
        }
        Node::Repeat { node, min, max } => {
            (min == max).then(|| width(node).map(|w| w.saturating_mul(u64::from(*min)))).flatten()
        }
        Node::Backref(_) => None,
    }
}

/// Whether a node is a sequence in which only one part varies in length, and that is a plain
/// repetition of single characters: longer is tried first.
fn one_run(node: &Node) -> bool {
    match node {
        Node::Group(inner, _) => one_run(inner),
        Node::Concat(nodes) => {
            let mut varying = nodes.iter().filter(|node| width(node).is_none());
            let run = varying.next();
            varying.next().is_none() && run.is_some_and(one_run)
        }
        Node::Repeat { node, .. } => matches!(**node, Node::Char(_) | Node::Any | Node::Set(_)),
        _ => false,
    }
}

/// Whether the next byte always decides which way to go, where `follow` can come behind the node.
fn deterministic(ast: &Ast, node: &Node, follow: &ByteSet) -> bool {
    match node {
        Node::Empty | Node::Look(_) | Node::Char(_) | Node::Any | Node::Set(_) => true,
        Node::Group(inner, _) => deterministic(ast, inner, follow),
        Node::Concat(nodes) => {
            let mut behind = *follow;
            for node in nodes.iter().rev() {
                if !deterministic(ast, node, &behind) {
                    return false;
                }
                let mut set = ByteSet::default();
                if first(ast, node, &mut set) {
                    set.union(&behind);
                }
                behind = set;
            }
            true
        }
        Node::Alternation(nodes) => {
            let mut seen = ByteSet::default();
            let last = nodes.len().saturating_sub(1);
            for (index, node) in nodes.iter().enumerate() {
                let mut set = ByteSet::default();
                let empty = first(ast, node, &mut set);
                if set.meets(&seen) || empty && index != last || !deterministic(ast, node, follow) {
                    return false;
                }
                seen.union(&set);
                if empty && seen.meets(follow) {
                    return false;
                }
            }
            true
        }
        Node::Repeat { node, min, max } => {
            let mut own = ByteSet::default();
            if first(ast, node, &mut own) || min != max && own.meets(follow) {
                return false;
            }
            own.union(follow);
            deterministic(ast, node, &own)
        }
        Node::Backref(_) => false,
    }
}
