//! The syntax tree of a regular expression.

use super::set::Set;

/// The largest count of an interval, as glibc's RE_DUP_MAX.
pub(super) const DUP_MAX: u32 = 0x7FFF;

/// No upper bound.
pub(super) const INFINITE: u32 = u32::MAX;

/// A condition on the place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// `^`: the start of the text, or of a line where newlines count.
    LineStart,
    /// `$`
    LineEnd,
    /// `` \` ``
    TextStart,
    /// `\'`
    TextEnd,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
    /// `\<`
    WordStart,
    /// `\>`
    WordEnd,
    /// No word character before (grep -w).
    NotAfterWord,
    /// No word character behind (grep -w).
    NotBeforeWord,
}

impl Look {
    /// Whether it asks what a word is.
    pub(super) fn is_word(self) -> bool {
        !matches!(self, Look::LineStart | Look::LineEnd | Look::TextStart | Look::TextEnd)
    }
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Matches nothing at all, always.
    Empty,
    /// One character; a code above Unicode is a byte that is no character.
    Char(u32),
    /// `.`
    Any,
    /// A bracket expression or `\w`: an index into [`Ast::sets`].
    Set(usize),
    Look(Look),
    /// A group, counted from 1.
    Group(Box<Node>, usize),
    Concat(Vec<Node>),
    Alternation(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: u32,
    },
    Backref(usize),
}

/// A parsed expression.
#[derive(Debug, Clone)]
pub(super) struct Ast {
    pub root: Node,
    pub sets: Vec<Set>,
    pub groups: usize,
    pub has_backref: bool,
}

impl Node {
    /// Puts nodes in sequence.
    pub(super) fn concat(mut nodes: Vec<Node>) -> Node {
        match nodes.len() {
            0 => Node::Empty,
            1 => nodes.pop().unwrap_or(Node::Empty),
            _ => Node::Concat(nodes),
        }
    }

    /// Repeats a node; repetitions of plain repetitions become one.
    pub(super) fn repeat(node: Node, min: u32, max: u32) -> Node {
        let plain = |min: u32, max: u32| min <= 1 && (max == INFINITE || max == 1);
        match node {
            _ if max == 0 => Node::Empty,
            node if (min, max) == (1, 1) => node,
            Node::Repeat { node, min: low, max: high } if plain(min, max) && plain(low, high) => {
                Node::Repeat { node, min: min * low, max: max.max(high) }
            }
            node => Node::Repeat { node: Box::new(node), min, max },
        }
    }
}
